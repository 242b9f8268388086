"""What we write: every part in both languages, named by its file, and nothing that tells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from houdun.channel.port import Attachment, Letter
from houdun.errors import RefusedError
from houdun.facts.fault import Evidence
from houdun.facts.question import Given
from houdun.flow.trial.letters.letter import Envelope, Run, letter, letter_id
from houdun.flow.trial.moves import Matter, Part, Say, Says
from houdun.language import Bilingual, Language
from houdun.scenario.question import load, packaged
from houdun.testing.trial_play import matter

GIVEN = {
    Given.STREAM: Bilingual("t4711", "t4711"),
    Given.SINCE: Bilingual("2026-03-07 20:12 UTC", "2026-03-07 20:12 UTC"),
    Given.PUBLISHED: Bilingual("1280×720 H.264，30 帧/秒，500 kbps", "1280×720 H.264, 30 fps, 500 kbit/s"),
    Given.PLAYED: Bilingual("https://play.example/t4711.flv", "https://play.example/t4711.flv"),
}
FILES = {kind: Attachment(f"{kind}.txt", "text/plain", b"nothing to be seen") for kind in Evidence}
RUN = Run(given=GIVEN, files=FILES)
ENVELOPE = Envelope(to="help@vendor.example", domain="us.example", seed="secret", answers=("a@us.example", "b@vendor.example"))
LANGUAGES = pytest.mark.parametrize("language", list(Language))


def written(*parts: Part, language: Language = Language.EN, question: str = "slow_first_picture", run: Run = RUN) -> Letter:
    return letter(matter(question, language), Say(number=2, parts=parts), run, ENVELOPE)


def everything(question: str) -> Iterator[Part]:
    """Every part that the protocol may want said of this question."""
    asked = load(question)
    reserves = tuple(each.id for each in asked.reserves)
    if asked.withheld or reserves:
        yield Part(says=Says.GIVES, evidence=asked.withheld, reproduction=True, reserves=reserves)
    yield Part(says=Says.GAVE, evidence=asked.withheld, given=tuple(Given), brief=True, reproduction=True, reserves=reserves)
    yield Part(says=Says.LACKS, evidence=tuple(Evidence), reproduction=True)
    for proposal in asked.key.proposals:
        yield Part(says=Says.HELPED, remedy=proposal.id)
        yield Part(says=Says.DID_NOT_HELP, remedy=proposal.id)
    yield Part(says=Says.DID_NOT_HELP)
    named = {Says.OPENING, Says.GIVES, Says.GAVE, Says.LACKS, Says.HELPED, Says.DID_NOT_HELP, Says.OWN_WORDS}
    yield from (Part(says=each) for each in Says if each not in named)


@LANGUAGES
@pytest.mark.parametrize("question", packaged())
def test_every_part_of_every_packaged_question_can_be_said(question: str, language: Language) -> None:
    asked = matter(question, language)
    assert letter(asked, Say(number=0, parts=(Part(says=Says.OPENING),)), RUN, ENVELOPE).text
    for number in range(1, 5):
        for part in everything(question):
            text = letter(asked, Say(number=number, parts=(part,)), RUN, ENVELOPE).text
            assert len(text) > 8
            assert "{" not in text


def test_the_opening_is_the_question_with_the_run_s_own_words() -> None:
    opening = letter(matter("slow_first_picture"), Say(number=0, parts=(Part(says=Says.OPENING),)), RUN, ENVELOPE)
    assert opening.subject == "Slow first picture"
    assert "Stream: t4711" in opening.text
    assert opening.attachments == ()


def test_the_same_step_makes_the_same_letter_again() -> None:
    part = Part(says=Says.THANKS)
    assert written(part) == written(part)
    assert written(part).id == letter_id(matter("slow_first_picture"), 2, ENVELOPE)
    assert written(part).id.endswith("@us.example")


def test_ids_tell_nothing_and_differ_by_number_and_trial() -> None:
    asked = matter("slow_first_picture")
    other = Envelope(to="x@y.example", domain="us.example", seed="another")
    assert len({letter_id(asked, 0, ENVELOPE), letter_id(asked, 1, ENVELOPE), letter_id(asked, 0, other)}) == 3


def test_a_letter_stays_in_its_thread() -> None:
    answer = written(Part(says=Says.THANKS))
    assert (answer.subject, answer.tag, answer.answers) == ("Re: Slow first picture", "c1", ENVELOPE.answers)


def test_wordings_change_from_letter_to_letter() -> None:
    texts = {
        letter(matter("slow_first_picture"), Say(number=n, parts=(Part(says=Says.THANKS),)), RUN, ENVELOPE).text
        for n in range(1, 20)
    }
    assert len(texts) > 2


@LANGUAGES
def test_what_is_given_is_attached_and_named_by_its_file(language: Language) -> None:
    gives = written(Part(says=Says.GIVES, evidence=(Evidence.PLAYER_LOG, Evidence.ENCODER_SETTINGS)), language=language)
    assert [each.name for each in gives.attachments] == ["player_log.txt", "encoder_settings.txt"]
    assert all(each.name in gives.text for each in gives.attachments)


def test_what_the_run_does_not_have_is_said_to_be_lacking() -> None:
    run = Run(given=GIVEN, files={Evidence.PLAYER_LOG: FILES[Evidence.PLAYER_LOG]})
    gives = written(Part(says=Says.GIVES, evidence=(Evidence.PLAYER_LOG, Evidence.STREAM_FACTS)), run=run)
    assert [each.name for each in gives.attachments] == ["player_log.txt"]
    assert "the details of the stream" in gives.text


def test_what_was_said_at_once_is_repeated_line_by_line() -> None:
    gave = written(Part(says=Says.GAVE, given=(Given.STREAM, Given.PLAYED)))
    assert "Stream: t4711\nWatched at: https://play.example/t4711.flv" in gave.text


@LANGUAGES
def test_what_helped_and_what_did_not_are_told_apart(language: Language) -> None:
    both = written(
        Part(says=Says.HELPED, remedy="gop_of_2_s"), Part(says=Says.DID_NOT_HELP, remedy="lower_bitrate"), language=language
    )
    proposals = {each.id: each.what.to(language) for each in load("slow_first_picture").key.proposals}
    assert both.text.index(proposals["gop_of_2_s"]) < both.text.index(proposals["lower_bitrate"])


def test_a_person_s_own_words_go_out_as_they_are() -> None:
    assert "We are on 4.2." in written(Part(says=Says.OWN_WORDS, words="We are on 4.2.")).text


@pytest.mark.parametrize("words", ["Perhaps it is the GOP?", "看着像关键帧间隔过长", "long_gop"])
def test_own_words_that_tell_are_refused(words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        written(Part(says=Says.OWN_WORDS, words=words))
    assert refused.value.where


@pytest.mark.parametrize("data", [b"fault=long_gop", b"\x00\xffGOP_OF_2_S\x00", "原因：关键帧间隔过长".encode()])
def test_a_file_that_tells_is_refused(data: bytes) -> None:
    run = Run(given=GIVEN, files={Evidence.PLAYER_LOG: Attachment("log.bin", "application/octet-stream", data)})
    with pytest.raises(RefusedError):
        written(Part(says=Says.GIVES, evidence=(Evidence.PLAYER_LOG,)), run=run)


def test_a_file_whose_name_tells_is_refused() -> None:
    run = Run(given=GIVEN, files={Evidence.PLAYER_LOG: Attachment("long_gop.log", "text/plain", b"")})
    with pytest.raises(RefusedError):
        written(Part(says=Says.GIVES, evidence=(Evidence.PLAYER_LOG,)), run=run)


def test_an_opening_whose_run_tells_is_refused() -> None:
    run = Run(given=GIVEN | {Given.STREAM: Bilingual("long_gop-1", "long_gop-1")}, files={})
    asked: Matter = matter("slow_first_picture")
    with pytest.raises(RefusedError):
        letter(asked, Say(number=0, parts=(Part(says=Says.OPENING),)), run, ENVELOPE)
