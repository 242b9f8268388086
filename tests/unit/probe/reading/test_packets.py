from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media.track import Kind
from houdun.media.wire import h264
from houdun.probe.reading import packets
from tests.events_given import EPOCH, packet

SPS, PPS, SLICE = b"\x67\x42\x00\x1f", b"\x68\xce\x3c\x80", b"\x65\x88\x84\x21"


def framed(prefixed: bool, *units: bytes) -> bytes:
    return h264.length_prefixed(h264.annex_b(units)) if prefixed else h264.annex_b(units)


def test_packets_become_arrays_in_order() -> None:
    read = packets.read([packet(0.0, b"abc", key=True), packet(0.5, b"a")], pictures=True)
    assert read.arrival.tolist() == [EPOCH, EPOCH + 0.5]
    assert read.pts.tolist() == read.dts.tolist() == [0.0, 0.5]
    assert read.size.tolist() == [3, 1]
    assert read.key.tolist() == [True, False]


def test_a_second_without_packets_is_empty() -> None:
    assert len(packets.read([], pictures=True).parameter_sets) == 0


@pytest.mark.parametrize("prefixed", [False, True])
def test_a_key_packet_with_its_parameter_sets_is_told_from_one_without(prefixed: bool) -> None:
    whole, bare = framed(prefixed, SPS, PPS, SLICE), framed(prefixed, SLICE)
    read = packets.read([packet(0, whole, key=True), packet(1, bare, key=True), packet(2, whole)], pictures=True)
    assert read.parameter_sets.tolist() == [True, False, False]


def test_one_parameter_set_is_not_enough() -> None:
    assert not packets.carries_parameter_sets(framed(False, SPS, SLICE))
    assert not packets.carries_parameter_sets(framed(False, PPS, SLICE))


def test_sound_has_no_parameter_sets_whatever_its_bytes() -> None:
    event = packet(0, framed(False, SPS, PPS), kind=Kind.AUDIO, key=True)
    assert packets.read([event], pictures=False).parameter_sets.tolist() == [False]


@given(st.binary(max_size=300))
def test_fuzz_any_bytes_are_survived(data: bytes) -> None:
    read = packets.read([packet(0, data, key=True), packet(0, data)], pictures=True)
    assert read.size.tolist() == [len(data)] * 2
