"""A window keeps its shapes, whatever came: metrics count on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache

import numpy as np
import pytest

from houdun.media.endpoints.replay import Replay
from houdun.probe.reader import Reader
from houdun.probe.window import Window
from houdun.testing import windows as w
from houdun.testing.streams import encoded

PARTS = ("pictures", "sounds", "marks", "video", "audio")
COUNTED = {"number", "stream", "samples", "rate", "counter", "size"}
TYPES = {"slice": np.uint8, "key": np.bool_, "parameter_sets": np.bool_} | dict.fromkeys(COUNTED, np.int64)


@cache
def of_a_stream() -> Window:
    reader = Reader()
    for event in Replay(encoded(2.0)):
        reader.feed(event)
    return reader.window(0.0, 3.0)


WINDOWS: dict[str, Callable[[], Window]] = {
    "a stream": of_a_stream,
    "nothing": lambda: Reader().window(0.0, 1.0),
    "by hand": lambda: w.window(3),
    "silence by hand": lambda: w.silence(3),
}


@pytest.mark.parametrize("seen", WINDOWS)
@pytest.mark.parametrize("part", PARTS)
def test_arrays_are_of_one_length_and_of_their_types(seen: str, part: str) -> None:
    window = WINDOWS[seen]()
    arrays = {field.name: getattr(getattr(window, part), field.name) for field in fields(getattr(window, part))}
    assert len({len(array) for array in arrays.values()}) == 1
    assert {name: array.dtype for name, array in arrays.items()} == {name: TYPES.get(name, np.float64) for name in arrays}
    assert {name: array.shape[1:] for name, array in arrays.items()} == {name: (2,) if name == "power" else () for name in arrays}


def test_a_second_has_lists_of_its_own() -> None:
    assert w.silence(0).troubles is not w.silence(1).troubles
