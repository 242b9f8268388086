from __future__ import annotations

from hypothesis import given, settings

from houdun.case.export import events
from houdun.case.reading import read
from houdun.facts.case import CaseLog, Milestone
from houdun.facts.promise import Terms
from houdun.facts.reading import ClockEvent
from houdun.facts.time import HOUR, MINUTE
from houdun.testing.factories import millis
from houdun.testing.histories import OFFICE, TERMS, logs, promise
from houdun.testing.playbook import Playbook

IN_AN_HOUR = Terms((promise(Milestone.RESOLVED, None, HOUR, OFFICE),))


def of_resolved(script: str) -> list[ClockEvent]:
    case = Playbook.parse(script).log
    return [event for event in events(read(case, IN_AN_HOUR), IN_AN_HOUR) if event.metric == "time_to_resolved"]


def test_a_run_is_told_from_its_start_to_its_end() -> None:
    told = of_resolved(
        """
        >> 01:00 customer: a
        >> 01:20 vendor: The SDK log? [justified_request]
        >> 01:50 customer: b
        >> 02:50 vendor: Fixed. [claims_fixed]
        """
    )
    assert [(event.kind, event.at, dict(event.data)) for event in told] == [
        ("activate", millis("01:00"), {"severity": "normal"}),
        ("apply", millis("01:00"), {"target_ms": HOUR, "hours": "office"}),
        ("pause", millis("01:20"), {}),
        ("activate", millis("01:50"), {"resumed": 1}),
        ("breach", millis("02:30"), {"target_ms": HOUR}),
        ("fulfill", millis("02:50"), {"wall_ms": 110 * MINUTE, "contract_ms": 80 * MINUTE, "paused_ms": 30 * MINUTE}),
    ]


def test_a_run_that_goes_on_is_updated_at_the_horizon() -> None:
    told = of_resolved(">> 01:00 customer: a\n>> 01:20 vendor: The log? [justified_request]\n>> 02:30 end")
    assert [event.kind for event in told] == ["activate", "apply", "pause", "update"]
    assert (told[-1].at, told[-1].data["contract_ms"]) == (millis("02:30"), 20 * MINUTE)


def test_a_target_kept_to_the_millisecond_is_no_breach_and_one_missed_by_one_is() -> None:
    assert "breach" not in {event.kind for event in of_resolved(">> 01:00 customer: a\n>> 02:00 vendor claimed resolved")}
    assert "breach" in {event.kind for event in of_resolved(">> 01:00 customer: a\n>> 02:00:01 vendor claimed resolved")}


def test_a_target_reached_as_the_pause_begins_is_breached_when_it_ends() -> None:
    told = of_resolved(
        ">> 01:00 customer: a\n>> 02:00 vendor: The log? [justified_request]\n>> 02:30 customer: b\n>> 03:00 vendor claimed resolved"
    )
    assert [event.at for event in told if event.kind == "breach"] == [millis("02:30")]


@given(logs())
@settings(max_examples=100, deadline=None)
def test_every_run_starts_once_ends_once_and_is_breached_within_itself_where_it_missed_its_target(case: CaseLog) -> None:
    reading = read(case, TERMS)
    told = events(reading, TERMS)
    assert list(told) == sorted(told, key=lambda event: event.at)
    for clock in reading.clocks:
        mine = [event for event in told if (event.metric, event.instance) == (clock.name, clock.instance)]
        ends = [event for event in mine if event.kind in ("fulfill", "update")]
        assert [event.kind for event in ends] == ["update" if clock.censored else "fulfill"]
        assert [event.at for event in mine if event.kind == "activate" and not event.data.get("resumed")] == [clock.started_at]
        breaches = [event for event in mine if event.kind == "breach"]
        assert len(breaches) == (clock.target_ms is not None and clock.contract_ms > clock.target_ms)
        assert all(clock.started_at <= event.at <= ends[0].at for event in breaches)
        kinds = [event.kind for event in mine]
        assert kinds.count("pause") - len([event for event in mine if event.data.get("resumed")]) in (0, 1)
