from __future__ import annotations

import pytest

from houdun.media.events import HttpSeen
from houdun.probe.metrics.http import Http
from houdun.probe.window import Window
from houdun.testing import windows as w


def fetched(second: int, sequence: int | None, **headers: str) -> Window:
    window = w.silence(second)
    window.http.append(HttpSeen(window.start + 0.5, "playlist", 200, headers, sequence))
    return window


def test_a_playlist_that_stands_still_grows_old() -> None:
    windows = [fetched(0, 7), fetched(1, 7), fetched(2, 8), fetched(3, 8), w.silence(4)]
    assert w.measured(Http(), windows)["playlist_unchanged"] == pytest.approx([0.5, 1.5, 0.5, 1.5, 2.5])


def test_the_oldest_cached_answer_is_told() -> None:
    window = fetched(0, 1, age="3")
    window.http.append(HttpSeen(window.start, "segment", 200, {"age": "41"}))
    assert w.measured(Http(), [window])["http_age"] == [41.0]


@pytest.mark.parametrize("age", ["", "soon", "-3", "1e9", "٣٤x"])
def test_an_age_that_is_no_number_is_passed_over(age: str) -> None:
    assert "http_age" not in w.measured(Http(), [fetched(0, 1, age=age)])


def test_an_age_of_a_thousand_digits_is_finite() -> None:
    assert w.measured(Http(), [fetched(0, 1, age="9" * 1000)])["http_age"][0] < 1e11


def test_other_protocols_fetch_nothing() -> None:
    assert w.measured(Http(), [w.window(0)]) == {}
