from __future__ import annotations

from houdun.facts.fault import Evidence
from houdun.facts.question import Given
from houdun.flow.trial.letters.writing import Writing, run_of
from houdun.flow.trial.moves import Part, Say, Says
from houdun.language import Bilingual
from houdun.testing.trials import contact
from tests.trial_given import BLOCKS, TERMS

MATTER = next(block.matters[0] for block in BLOCKS if block.question.show)
RUN = run_of(
    {each: Bilingual("甲", "live1") for each in Given}, {"device_list.json": b"{}", "clip.ts": b"G", "player_log.csv": b"a"}
)


def test_only_kinds_of_evidence_are_handed_over() -> None:
    assert set(RUN.files) == {Evidence.DEVICE_LIST, Evidence.PLAYER_LOG}
    assert RUN.files[Evidence.DEVICE_LIST].kind == "application/json"


def test_letters_go_to_the_vendor_and_name_the_earlier_ones() -> None:
    opening = Writing(TERMS).letter(MATTER, Say(number=0, parts=(Part(says=Says.OPENING),)), RUN, [])
    thanks = Writing(TERMS).letter(MATTER, Say(number=1, parts=(Part(says=Says.THANKS),)), RUN, [opening.id])
    assert opening.to == TERMS.contact(MATTER.vendor).to
    assert thanks.answers == (opening.id,)
    assert opening.id != thanks.id


def test_the_same_step_makes_the_same_letter_and_another_trial_another() -> None:
    say = Say(number=0, parts=(Part(says=Says.OPENING),))
    assert Writing(TERMS).letter(MATTER, say, RUN, []) == Writing(TERMS).letter(MATTER, say, RUN, [])


def test_every_vendor_gets_the_same_brief() -> None:
    texts = {Writing(TERMS).brief(each.vendor).text for each in TERMS.contacts}
    assert len(texts) == 1
    assert TERMS.brief.business in texts.pop()
    assert contact().to == "support@acme.example"
