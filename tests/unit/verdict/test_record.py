from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.case import Basis, Milestone, Role
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Belief
from houdun.facts.signals import Derived, Signal
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.testing.factories import finding, message, stamp
from houdun.verdict.record import Record, newest, records, view
from tests.verdict_given import A, B, case, talk

UTC = ZoneInfo("UTC")


def attestation(vendor: Vendor, value: str, at: Millis = 0) -> Attestation:
    return Attestation(
        vendor=vendor, criterion="team.named_owner", value=value, assurance=Assurance.SEEN, recorded_at=at, recorded_by="cora"
    )


def record_of(*readings: CaseReading) -> Record:
    return records({A: readings}, [], Belief(), UTC)[0]


def test_only_a_person_of_the_vendor_replies_and_only_in_public_and_after_the_opening() -> None:
    early = message("before", at="09:00", role=Role.VENDOR)
    inside = message("internal", at="10:05", role=Role.VENDOR, public=False)
    robot = message("robot", at="10:06", role=Role.BOT)
    person = message("person after all", at="10:07", role=Role.BOT)
    machine = message("machine after all", at="10:08", role=Role.VENDOR)
    answer = message("answer", at="10:09", role=Role.VENDOR)
    template = message("template", at="10:10", role=Role.VENDOR)
    hasty = message("hasty", at="10:11", role=Role.VENDOR)
    bulk = message("bulk", at="10:12", role=Role.VENDOR, doubtful="precedence: bulk")
    found = [
        finding(person, Derived.IS_PERSON),
        finding(machine, Derived.IS_MACHINE),
        finding(template, Signal.AUTOMATIC_REPLY),
        finding(hasty, Derived.DOUBTFUL_PERSON),
    ]
    said = (early, message("help", at="10:00"), inside, robot, person, machine, answer, template, hasty, bulk)
    reading = case(entries=said, signals=found)
    assert [reply.text for reply in view(reading, UTC).replies] == ["person after all", "answer"]


def test_an_internal_note_shows_nobody_anything() -> None:
    note, answer = (message(text, role=Role.VENDOR, public=text == "answer") for text in ("note", "answer"))
    found = [finding(each, Signal.NAMES_CAUSE) for each in (note, answer)]
    reading = case(entries=(message(at="09:00"), note, answer), signals=found)
    assert [each.text for each in view(reading, UTC).having((Signal.NAMES_CAUSE,))] == ["answer"]


def test_findings_are_kept_by_message() -> None:
    seen = view(talk(("names_cause", "gives_change"), ("names_cause",)), UTC)
    assert [sorted(seen.signals(reply)) for reply in seen.replies] == [["gives_change", "names_cause"], ["names_cause"]]


def test_a_case_in_which_nobody_asked_is_left_out() -> None:
    silent = replace(case(), clocks=())
    assert len(record_of(silent, case(id="2")).cases) == 1


def test_a_conversation_tells_by_itself_that_nobody_answered() -> None:
    held = record_of(case())
    assert held.tells(held.cases[0], Milestone.FIRST_RESPONSE, None)
    assert not held.tells(held.cases[0], Milestone.RESOLVED, Basis.CLAIMED)


def test_what_a_source_says_once_it_could_have_said_of_every_case() -> None:
    resolved = case(id="2", entries=(message(), stamp(Milestone.RESOLVED)))
    held = record_of(case(), resolved, case(id="3", channel="other"))
    of = {each.reading.key.id: each for each in held.cases}
    assert held.tells(of["1"], Milestone.RESOLVED, Basis.CLAIMED)
    assert not held.tells(of["1"], Milestone.RESOLVED, Basis.OBSERVED)
    assert not held.tells(of["3"], Milestone.RESOLVED, Basis.CLAIMED)


def test_the_newest_attestation_counts_and_the_plans_own_before_the_vendors() -> None:
    gold = Vendor("alpha", "gold")
    held = [attestation(A, "no", 1), attestation(A, "yes", 9), attestation(B, "no", 10)]
    assert newest(A, held)["team.named_owner"].value == "yes"
    assert newest(gold, held)["team.named_owner"].value == "yes"
    assert newest(gold, [*held, attestation(gold, "no", 2)])["team.named_owner"].value == "no"
