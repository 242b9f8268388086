from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.facts.observation import Change, Detection, Observation, Unit
from houdun.language import Bilingual
from houdun.media.events import Trouble, TroubleSeen
from houdun.probe.facts import StreamFacts
from houdun.probe.session import Second
from houdun.probe.summary import KEPT, MOST_DETECTIONS, Summary, Tally

FOUND = Detection("room1", "level", Change.SHIFT, 1000, 2000, -20.0, -60.0)


def second(at: int, value: float = 1.0, *troubles: Trouble, detections: int = 0) -> Second:
    return Second(
        at=at,
        observations=(Observation("room1", "level", at, value, Unit.DECIBELS_FULL_SCALE),),
        samples=(("level", value),),
        detections=(FOUND,) * detections,
        troubles=tuple(TroubleSeen(at / 1000, what, Bilingual("事", "thing")) for what in troubles),
        facts=StreamFacts(width=at),
    )


def summed(*seconds: Second) -> Summary:
    summary = Summary()
    for each in seconds:
        summary.add(each)
    return summary


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300))
def test_figures_of_a_short_session_are_exact(values: list[float]) -> None:
    tally = Tally()
    for value in values:
        tally.add(value)
    found = tally.figures()
    assert (found.count, found.least, found.most, found.last) == (len(values), min(values), max(values), values[-1])
    assert found.median == pytest.approx(float(np.median(values)))
    assert found.total == pytest.approx(sum(values), abs=1e-3)


def test_a_long_session_keeps_few_values_and_good_quantiles() -> None:
    random = np.random.default_rng(1)
    values = random.normal(50.0, 10.0, 60_000)
    tally = Tally()
    for value in values.tolist():
        tally.add(value)
    found = tally.figures()
    assert found.median == pytest.approx(50.0, abs=0.7)
    assert found.low == pytest.approx(50 - 16.45, abs=1.0)
    assert found.high == pytest.approx(50 + 16.45, abs=1.0)
    assert found.count == 60_000
    assert tally.kept <= KEPT


def test_the_end_of_the_stream_is_told_and_what_comes_after_it_is_not_the_end() -> None:
    ended = summed(second(1), second(2, 1.0, Trouble.BROKEN, Trouble.ENDED))
    assert ended.ended is not None
    assert ended.ended.what is Trouble.ENDED
    assert summed(second(1, 1.0, Trouble.STALLED), second(2, 1.0, Trouble.RECONNECTED)).ended is None


def test_troubles_are_counted_and_detections_kept_up_to_a_bound() -> None:
    summary = summed(*(second(at, 1.0, Trouble.BROKEN, detections=7) for at in range(300)))
    assert summary.troubles == {Trouble.BROKEN: 300}
    assert len(summary.detections) == MOST_DETECTIONS


def test_facts_are_those_of_the_last_second() -> None:
    assert summed(second(1), second(2)).facts.width == 2
