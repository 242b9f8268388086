from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media import nal
from houdun.media.marks import stamp
from houdun.media.marks.stamp import Stamp

SPS, PPS, SLICE = b"\x67\x42\x00\x1f", b"\x68\xce\x3c\x80", b"\x65\x88\x84\x21"
WALLS = st.integers(0, 2**53).map(lambda micros: micros / 1e6)
NUMBERS = st.integers(0, 2**32 - 1)


def framed(*units: bytes, size: int) -> bytes:
    return b"".join((len(unit).to_bytes(size, "big") if size else b"\0\0\0\1") + unit for unit in units)


@pytest.mark.parametrize("size", [0, 2, 4])
@given(wall=WALLS, number=NUMBERS)
def test_every_wall_and_number_is_found_again(size: int, wall: float, number: int) -> None:
    unit = stamp.insert(framed(SPS, PPS, SLICE, size=size), wall, number, size)
    found = stamp.find(unit)
    assert found is not None
    assert found.number == number
    assert found.wall == pytest.approx(wall, abs=1e-6)


@pytest.mark.parametrize("size", [0, 4])
def test_the_stamp_stands_before_the_first_slice(size: int) -> None:
    unit = stamp.insert(framed(SPS, PPS, SLICE, SLICE, size=size), 1.7e9, 5, size)
    assert [kind for _, kind in nal.units(unit, size)] == [nal.SPS, nal.PPS, nal.SEI, 5, 5]


@given(WALLS, NUMBERS)
def test_no_stamp_looks_like_a_start_code(wall: float, number: int) -> None:
    made = stamp.insert(framed(SLICE, size=4), wall, number, 4)
    assert not re.search(rb"\0\0[\0-\2]", made[4 : made.index(SLICE) - 4])


def test_a_stamp_of_zeros_is_escaped_and_read() -> None:
    unit = stamp.insert(framed(SLICE, size=0), 0.0, 0)
    assert b"\0\0\3\0\0\3" in unit
    assert stamp.find(memoryview(unit)) == Stamp(0.0, 0)


def test_a_packet_without_a_slice_is_stamped_at_its_end() -> None:
    assert stamp.find(stamp.insert(b"", 1.5, 7)) == Stamp(1.5, 7)


def test_what_carries_no_stamp_has_none() -> None:
    assert stamp.find(framed(SPS, SLICE, size=0)) is None
    assert stamp.find(b"") is None


@given(st.integers(0, 11))
def test_a_stamp_cut_short_is_none(kept: int) -> None:
    assert stamp.find(stamp.OURS + bytes(range(1, 1 + kept))) is None


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_garbage_is_survived(before: bytes, after: bytes) -> None:
    found = stamp.find(before + stamp.OURS + after)
    assert found is None or found.number >= 0
    stamp.insert(before, 1.0, 1)
    stamp.insert(before, 1.0, 1, 4)
