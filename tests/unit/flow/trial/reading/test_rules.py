from __future__ import annotations

from houdun.facts.case import Message, Role
from houdun.facts.claim import Outcome
from houdun.facts.fault import Evidence
from houdun.facts.question import Sort
from houdun.facts.time import MINUTE
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.reading.asking import wrote
from houdun.flow.trial.reading.rules import Reading, findings
from houdun.testing.factories import message
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS

MATTER = next(block.matters[0] for block in BLOCKS if block.question.sort is Sort.FAULT)


def said(at: int, text: str, role: Role = Role.VENDOR) -> Message:
    return message(text, at, role)


def test_what_a_vendor_asks_for_is_understood() -> None:
    meaning = Reading().meaning(MATTER, said(5, "Please send us the log of your streaming software."), ())
    assert meaning.person
    assert Evidence.PUBLISHER_LOG in meaning.wants


def test_the_wait_ends_with_the_first_person_not_with_the_machine() -> None:
    thread = [said(10, "We look into it.", Role.BOT), said(7 * MINUTE, "We are checking the stream now.")]
    assert Reading().outcome(MATTER, 0, thread).waited_ms == 7 * MINUTE


def test_who_wrote_it_is_as_a_person_says() -> None:
    first, second = said(10, "We look into it now."), said(7 * MINUTE, "We are checking the stream now.")
    machine = {first.uid: wrote(first, Meaning(person=False))}
    assert Reading().outcome(MATTER, 0, [first, second]).waited_ms == 10
    assert Reading().outcome(MATTER, 0, [first, second], machine).waited_ms == 7 * MINUTE


def test_nobody_is_no_wait_and_no_depth() -> None:
    assert Reading().outcome(MATTER, 0, [said(0, "The sound is late.", Role.CUSTOMER)]) == Outcome(None, 0)


def test_signals_are_about_the_message_in_which_they_were_found() -> None:
    text = "We have fixed it on our side, please publish again."
    one, other = (findings(said(at, text)) for at in (1, 2 * MINUTE))
    assert one
    assert {found.at for found in other} == {2 * MINUTE}
    assert [found.name for found in one] == [found.name for found in other]
    assert findings(said(1, text, Role.CUSTOMER)) == ()


def test_every_packaged_question_can_be_graded() -> None:
    assert {question.sort for question in questions()} == set(Sort)
