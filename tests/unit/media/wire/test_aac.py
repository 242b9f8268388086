from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from houdun.media.wire import aac

sound = st.builds(aac.Sound, st.integers(1, 4), st.sampled_from(aac.RATES), st.integers(1, 7))


@given(sound)
def test_a_configuration_says_what_was_written(given: aac.Sound) -> None:
    assert aac.read_configuration(given.configuration()) == given


@given(sound, st.lists(st.binary(max_size=900), min_size=1, max_size=5))
def test_framed_packets_come_back_whole(given: aac.Sound, packets: list[bytes]) -> None:
    framed = b"".join(aac.adts(given, len(packet)) + packet for packet in packets)
    assert list(aac.read_adts(framed)) == [(given, packet) for packet in packets]


@given(st.binary(max_size=100))
def test_any_bytes_give_packets_or_none(data: bytes) -> None:
    assert all(len(packet) <= len(data) for _, packet in aac.read_adts(b"\xff\xf1" + data))
    aac.read_configuration(data)


def test_a_packet_that_is_cut_off_is_left_out() -> None:
    given = aac.Sound(2, 48_000, 2)
    framed = aac.adts(given, 100) + bytes(100)
    assert list(aac.read_adts(framed + framed[:-1])) == [(given, bytes(100))]
