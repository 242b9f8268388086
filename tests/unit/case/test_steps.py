from __future__ import annotations

import pytest

from houdun.case.steps import SEVERITIES, UNSAID, Step, steps
from houdun.case.transitions import Trigger
from houdun.facts.case import Basis, Entry, Finding, Message, Milestone, Role, Severity
from houdun.facts.signals import Derived, Signal
from houdun.testing.factories import finding, log, message, millis, owner, severity, stamp


def triggers(*entries: Entry) -> list[Trigger]:
    made = log(*entries)
    return [step.trigger for step in steps(made.entries, made.horizon)]


def test_the_last_decision_counts() -> None:
    spoken = message("a", role=Role.VENDOR)
    later = Finding(uid="0", at=spoken.at + 5, about=spoken.uid, name=Derived.IS_MACHINE, start=0, end=1)
    assert triggers(message("q", "09:00"), spoken, later, finding(spoken, Derived.IS_PERSON)) == [
        Trigger.CUSTOMER_WRITES,
        Trigger.MACHINE_REPLIES,
    ]


def test_a_doubtful_reply_is_somebodys_and_no_humans() -> None:
    assert triggers(message("q", "09:00"), message("a", role=Role.VENDOR, doubtful="precedence: bulk")) == [
        Trigger.CUSTOMER_WRITES,
        Trigger.DOUBTFUL_REPLIES,
    ]


def test_an_internal_note_triggers_nothing_whatever_it_says() -> None:
    note = message("a", role=Role.VENDOR, public=False)
    assert triggers(note, finding(note, Signal.NAMES_CAUSE)) == []


@pytest.mark.parametrize(
    ("signal", "trigger"),
    [
        (Signal.NAMES_CAUSE, Trigger.LOCATED),
        (Signal.GIVES_WORKAROUND, Trigger.MITIGATED),
        (Signal.GIVES_CHANGE, Trigger.MITIGATED),
        (Signal.CLAIMS_FIXED, Trigger.RESOLVED),
        (Signal.ASKS_FOR_LOGS, Trigger.ASKS),
        (Derived.JUSTIFIED_REQUEST, Trigger.ASKS_JUSTLY),
        (Signal.PROMISES_UPDATE, Trigger.PROMISES_WORD),
    ],
)
def test_what_a_human_says_counts_and_what_a_machine_says_does_not(signal: str, trigger: Trigger) -> None:
    human, machine = message("a", role=Role.VENDOR), message("a", role=Role.BOT)
    assert triggers(human, finding(human, signal)) == [Trigger.HUMAN_REPLIES, trigger]
    assert triggers(machine, finding(machine, signal)) == [Trigger.MACHINE_REPLIES]


def test_a_customer_who_confirms_has_seen_it_and_a_vendor_who_does_has_not() -> None:
    customer, vendor = message("works", role=Role.CUSTOMER), message("works", role=Role.VENDOR)
    made = log(customer, finding(customer, Signal.CONFIRMS_FIX))
    assert [(step.trigger, step.basis) for step in steps(made.entries, made.horizon)][1:] == [
        (Trigger.MITIGATED_SEEN, Basis.OBSERVED),
        (Trigger.RESOLVED_SEEN, Basis.OBSERVED),
    ]
    assert triggers(vendor, finding(vendor, Signal.CONFIRMS_FIX)) == [Trigger.HUMAN_REPLIES]


def test_a_customers_guess_at_the_cause_locates_nothing() -> None:
    guess = message("it is your CDN")
    assert triggers(guess, finding(guess, Signal.NAMES_CAUSE)) == [Trigger.CUSTOMER_WRITES]


@pytest.mark.parametrize("role", Role)
def test_a_stamped_first_response_is_a_reply_by_whoever_gave_it(role: Role) -> None:
    replies = {Role.VENDOR: [Trigger.HUMAN_REPLIES], Role.BOT: [Trigger.MACHINE_REPLIES]}
    assert triggers(stamp(Milestone.FIRST_RESPONSE, role=role)) == replies.get(role, [])


@pytest.mark.parametrize("milestone", [each for each in Milestone if each is not Milestone.FIRST_RESPONSE])
def test_every_other_stamp_triggers_something_whoever_set_it(milestone: Milestone) -> None:
    assert len(triggers(stamp(milestone, role=Role.BYSTANDER))) == 1


def test_an_observed_stamp_is_no_claim() -> None:
    assert triggers(stamp(Milestone.RESOLVED, basis=Basis.OBSERVED)) == [Trigger.RESOLVED_SEEN]
    assert triggers(stamp(Milestone.CLOSED, basis=Basis.OBSERVED)) == [Trigger.CLOSED]


def test_within_one_moment_the_severity_and_the_question_come_before_the_answer() -> None:
    entries: list[Entry] = [
        message("reply", role=Role.VENDOR, uid="a"),
        message("robot", role=Role.BOT, uid="b"),
        message("ask", uid="y"),
        severity(Severity.CRITICAL, uid="z"),
    ]
    assert triggers(*entries) == [Trigger.SEVERITY_SET, Trigger.CUSTOMER_WRITES, Trigger.HUMAN_REPLIES, Trigger.MACHINE_REPLIES]


def test_what_lies_behind_the_horizon_has_not_happened() -> None:
    entries = (message("a", "10:00"), message("b", "11:00"))
    assert [step.at for step in steps(entries, millis("10:59"))] == [millis("10:00")]


@pytest.mark.parametrize("value", ["", "soon", "-5", "1e9", "٣", "9" * 40, "7258118400000"])
def test_a_promise_without_a_usable_time_names_none(value: str) -> None:
    word = message("soon", role=Role.VENDOR)
    made = log(word, finding(word, Signal.PROMISES_UPDATE, value))
    assert [step.value for step in steps(made.entries, made.horizon)] == [UNSAID, UNSAID]


def test_of_two_promises_in_one_message_the_earlier_counts() -> None:
    word = message("at noon, at one", role=Role.VENDOR)
    due = millis("12:00"), millis("13:00")
    made = log(word, *(finding(word, Signal.PROMISES_UPDATE, str(each)) for each in reversed(due)))
    assert [step.value for step in steps(made.entries, made.horizon)][1:] == [due[0]]


def test_a_severity_is_told_by_its_place_and_an_owner_triggers_nothing() -> None:
    change = severity(Severity.LOW)
    made = log(change, owner())
    assert list(steps(made.entries, made.horizon)) == [
        Step(change.at, Trigger.SEVERITY_SET, change.uid, SEVERITIES.index(Severity.LOW))
    ]


def test_findings_about_unknown_messages_are_no_steps() -> None:
    lost: Message = message("gone", role=Role.VENDOR)
    assert triggers(finding(lost, Signal.CLAIMS_FIXED)) == []
