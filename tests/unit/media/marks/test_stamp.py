from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media.marks import stamp
from houdun.media.marks.stamp import Stamp
from houdun.media.wire import h264

SPS, PPS, SLICE = b"\x67\x42\x00\x1f", b"\x68\xce\x3c\x80", b"\x65\x88\x84\x21"
Framing = Callable[..., bytes]
WALLS = st.integers(0, 2**53).map(lambda micros: micros / 1e6)
NUMBERS = st.integers(0, 2**32 - 1)


def annex_b(*units: bytes) -> bytes:
    return h264.annex_b(units)


def avcc(*units: bytes) -> bytes:
    return b"".join(len(unit).to_bytes(4) + unit for unit in units)


FRAMINGS = pytest.mark.parametrize("framed", [annex_b, avcc])


@FRAMINGS
@given(wall=WALLS, number=NUMBERS)
def test_every_wall_and_number_is_found_again(framed: Framing, wall: float, number: int) -> None:
    found = stamp.find(stamp.insert(framed(SPS, PPS, SLICE), wall, number))
    assert found is not None
    assert found.number == number
    assert found.wall == pytest.approx(wall, abs=1e-6)


@FRAMINGS
def test_the_stamp_stands_before_the_first_slice_and_the_framing_stays(framed: Framing) -> None:
    units = h264.nal_units(stamp.insert(framed(SPS, PPS, SLICE, SLICE), 1.7e9, 5))
    assert [h264.kind_of(unit) for unit in units] == [h264.SPS, h264.PPS, stamp.SEI, 5, 5]
    assert stamp.insert(framed(SPS, PPS, SLICE, SLICE), 1.7e9, 5) == framed(*units)


def test_the_message_is_user_data_unregistered() -> None:
    sei = h264.nal_units(stamp.insert(annex_b(SLICE), 1.7e9, 5))[0]
    assert sei[:19] == bytes((6, 5, 28)) + stamp.OURS
    assert sei[-1] == 0x80


@given(WALLS, NUMBERS)
def test_no_stamp_looks_like_a_start_code(wall: float, number: int) -> None:
    sei = h264.nal_units(stamp.insert(avcc(SLICE), wall, number))[0]
    assert not re.search(rb"\0\0[\0-\2]", sei)


def test_a_stamp_of_zeros_is_escaped_and_read() -> None:
    unit = stamp.insert(annex_b(SLICE), 0.0, 0)
    assert b"\0\0\3\0\0\3" in unit
    assert stamp.find(memoryview(unit)) == Stamp(0.0, 0)


def test_a_packet_without_a_slice_is_stamped_at_its_end() -> None:
    assert stamp.find(stamp.insert(b"", 1.5, 7)) == Stamp(1.5, 7)


def test_what_carries_no_stamp_has_none() -> None:
    assert stamp.find(annex_b(SPS, SLICE)) is None
    assert stamp.find(b"") is None


@given(st.integers(0, 11))
def test_a_stamp_cut_short_is_none(kept: int) -> None:
    assert stamp.find(stamp.OURS + bytes(range(1, 1 + kept))) is None


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_garbage_is_survived(before: bytes, after: bytes) -> None:
    found = stamp.find(before + stamp.OURS + after)
    assert found is None or found.number >= 0
    assert stamp.find(stamp.insert(before, 1.0, 1)) == Stamp(1.0, 1)


@FRAMINGS
@pytest.mark.parametrize("size", [4, 300])
def test_what_stands_behind_a_slice_hides_no_stamp_before_one(framed: Framing, size: int) -> None:
    sei = h264.nal_units(stamp.insert(annex_b(SLICE), 1.7e9, 5))[0]
    first = SLICE + bytes([7]) * (size - len(SLICE))
    assert stamp.find(framed(first, first)) is None
    assert stamp.find(framed(b"\x06" + first, sei, first)) is not None
