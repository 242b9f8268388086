from __future__ import annotations

from houdun.case.reading import read
from houdun.facts.case import CaseLog, Finding, Role
from houdun.facts.claim import Outcome
from houdun.facts.promise import Terms
from houdun.facts.question import Sort
from houdun.facts.reading import CaseReading
from houdun.facts.signals import Known
from houdun.facts.trial import Put
from houdun.flow.trial.reading.answered import answered, with_findings
from houdun.flow.trial.reading.rules import findings
from houdun.scenario import question
from houdun.testing.factories import log, message, millis

FAULT = question.load("harsh_contrast")
CONTROL = next(each for each in map(question.load, question.packaged()) if each.sort is Sort.CONTROL)
ADVICE = question.load("which_region")
UNTIL = millis("20:00")


def reading(*said: str, at: str = "11:00", role: Role = Role.VENDOR) -> CaseReading:
    messages = [message("Help", "10:00"), *(message(text, at, role, uid=f"m{number}") for number, text in enumerate(said))]
    found: list[Finding] = [each for one in messages for each in findings(one)]
    made: CaseLog = log(*messages, *found, horizon="+2 10:00")
    return read(made, Terms())


def put(of: CaseReading, sort: Sort = Sort.FAULT, **changes: object) -> Put:
    given = {"question": "x", "asked_at": of.opened_at, "outcome": Outcome(60_000, 3), **changes}
    return Put(case=of.key, sort=sort, **given)  # type: ignore[arg-type]  # a test names fields


def cause() -> str:
    assert FAULT.key.cause is not None
    return " ".join(group[0] for group in FAULT.key.cause.terms.en)


def test_the_true_cause_is_known_from_the_answer_key() -> None:
    right = reading(f"We found it: the cause is {cause()}.")
    assert answered(put(right), FAULT, right, UNTIL).cause is True
    silent = reading()
    assert answered(put(silent), FAULT, silent, UNTIL).cause is False


def test_a_word_after_the_horizon_and_a_machines_word_do_not_count() -> None:
    text = f"We found it: the cause is {cause()}."
    late, machine = reading(text, at="+1 10:00"), reading(text, role=Role.BOT)
    assert [answered(put(each), FAULT, each, UNTIL).cause for each in (late, machine)] == [False, False]


def test_where_nothing_is_broken_a_cause_is_a_guess() -> None:
    guess = reading("We found the root cause: your encoder is overloaded and drops frames.")
    told = answered(put(guess, Sort.CONTROL), CONTROL, guess, UNTIL)
    assert (told.guessed, told.remedy) == (True, None)


def test_advice_has_no_cause() -> None:
    said = reading("Use the region nearest to your hosts.")
    told = answered(put(said, Sort.ADVICE), ADVICE, said, UNTIL)
    assert (told.cause, told.remedy) == (None, None)


def test_the_entry_is_the_last_word_of_a_person_or_the_opening() -> None:
    said, silent = reading("One", "Two"), reading()
    assert answered(put(said), FAULT, said, UNTIL).entry == "m1"
    assert answered(put(silent), FAULT, silent, UNTIL).entry == silent.messages[0].uid


def found(of: Put, reading: CaseReading) -> dict[str, tuple[str, str]]:
    return {each.name: (each.value, each.version) for each in with_findings(reading, of).signals if each.name in set(Known)}


def test_what_is_known_of_a_case_becomes_findings_that_measures_read() -> None:
    said = reading("One")
    known = put(said, entry="m0", cause=True, cured=False, postmortem=0.25)
    rule = {Known.DEPTH_KEYED: ("3", "rule"), Known.CAUSE_RIGHT: ("1", "rule")}
    assert found(known, said) == {**rule, Known.POSTMORTEM_ITEMS: ("0.25", "rule"), Known.RECOVERY: ("0", "rule")}


def test_raters_grades_are_a_persons_and_a_wrong_cause_counts_while_none_does_not() -> None:
    said = reading("One")
    assert found(put(said, entry="m0", raters=2), said) == {Known.DEPTH_GRADE: ("3", "raters")}
    assert found(put(said, entry="m0", mistaken=True), said)[Known.CAUSE_RIGHT] == ("0", "rule")
    assert found(put(said, entry="m0", guessed=True), said)[Known.CAUSE_RIGHT] == ("0", "rule")


def test_of_a_case_that_is_not_at_its_horizon_nothing_is_known() -> None:
    said = reading("One")
    assert with_findings(said, put(said, outcome=None)) == said
