from __future__ import annotations

from houdun.facts.observation import Change, Detection, Observation, Unit
from houdun.probe.bundle.incident import Incident
from houdun.probe.facts import StreamFacts
from houdun.probe.session import Second

START = 1_760_000_000_000


def second(number: int) -> Second:
    at = START + 1000 * number
    return Second(
        at=at,
        observations=(Observation("s", "av_offset", at, 1.0, Unit.MILLISECONDS),),
        samples=(("av_offset", 1.0), ("level", -20.0), ("av_offset", 2.0)),
        detections=(),
        troubles=(),
        facts=StreamFacts(width=number),
    )


FOUND = Detection("s", "av_offset", Change.SHIFT, START + 1500, START + 3000, 0.0, 2.0)
EARLIER = Detection("s", "level", Change.SHIFT, START + 1000, START + 3000, 0.0, 2.0)
INCIDENT = Incident(stream="s", began=START, detections=(FOUND, EARLIER), seconds=(second(1), second(2)), clip=None)


def test_points_of_the_changed_series_are_spread_over_their_second() -> None:
    assert INCIDENT.points() == [(START + 500, 1.0), (START + 1000, 2.0), (START + 1500, 1.0), (START + 2000, 2.0)]


def test_the_onset_is_the_earliest_of_what_was_detected_together() -> None:
    assert INCIDENT.onset == START + 1000
    assert INCIDENT.first is FOUND


def test_facts_are_the_latest_and_more_may_be_seen_later() -> None:
    assert INCIDENT.facts.width == 2
    longer = INCIDENT.seen_on((second(1), second(2), second(3)))
    assert longer.facts.width == 3
    assert len(list(longer.observations())) == 3
    assert INCIDENT.shown_by(("ts", b"x")).clip == ("ts", b"x")
