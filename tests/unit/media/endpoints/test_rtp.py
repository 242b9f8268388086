"""RTP packets become frames again, whatever the network did to them, and are counted as W3C webrtc-stats says."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media.endpoints.rtp import REORDER_LIMIT, Fragment, Frame, Reassembly, Reception

TICKS = 3000
HOLD = 0.4


def _pictures(count: int, pieces: int = 3, sequence: int = 65_530, stamp: int = (1 << 32) - 2 * TICKS) -> list[Fragment]:
    """`count` pictures of `pieces` packets, a picture every 1/30 s; sequence numbers and stamps wrap early."""
    return [
        Fragment(
            (sequence + picture * pieces + piece) % (1 << 16),
            (stamp + picture * TICKS) % (1 << 32),
            piece == pieces - 1,
            picture / 30 + piece / 1000,
            bytes([picture % 256, piece]),
        )
        for picture in range(count)
        for piece in range(pieces)
    ]


def _joined(fragments: Iterable[Fragment], ends_at_marker: bool = True) -> list[Frame]:
    reassembly = Reassembly(HOLD, ends_at_marker)
    return [frame for fragment in fragments for frame in reassembly.add(fragment)]


def test_pictures_are_whole_and_known_with_their_last_packet() -> None:
    frames = _joined(_pictures(40))
    assert [frame.data for frame in frames] == [bytes([n, 0, n, 1, n, 2]) for n in range(40)]
    assert [frame.arrival for frame in frames] == pytest.approx([n / 30 + 0.002 for n in range(40)])
    assert not any(frame.broken for frame in frames)


def test_stamps_go_on_where_32_bits_end() -> None:
    stamps = [frame.stamp for frame in _joined(_pictures(10))]
    assert {later - earlier for earlier, later in pairwise(stamps)} == {TICKS}


def test_a_lost_marker_delays_a_picture_no_longer_than_the_next_stamp() -> None:
    unmarked = [Fragment(f.sequence, f.stamp, False, f.arrival, f.data) for f in _pictures(3)]
    assert [frame.data[0] for frame in _joined(unmarked)] == [0, 1]


def test_every_packet_of_sound_is_a_frame() -> None:
    sound = _pictures(5, pieces=1)
    assert [frame.data[0] for frame in _joined(sound, ends_at_marker=False)] == [0, 1, 2, 3, 4]


@given(st.randoms(use_true_random=False))
def test_reordering_within_the_hold_changes_nothing(rng: random.Random) -> None:
    fragments = _pictures(40)
    late = sorted(fragments[1:], key=lambda f: f.arrival + rng.uniform(0, HOLD / 4))
    frames = _joined([fragments[0], *(Fragment(f.sequence, f.stamp, f.marker, 0.0, f.data) for f in late)])
    assert [frame.data for frame in frames] == [bytes([n, 0, n, 1, n, 2]) for n in range(40)]


def test_duplicates_are_dropped() -> None:
    assert _joined(fragment for one in _pictures(10) for fragment in (one, one)) == _joined(_pictures(10))


def test_a_retransmission_within_the_hold_fills_the_gap() -> None:
    fragments = _pictures(20)
    lost = fragments.pop(10)
    fragments.insert(20, Fragment(lost.sequence, lost.stamp, lost.marker, fragments[19].arrival, lost.data))
    frames = _joined(fragments)
    assert len(frames) == 20
    assert not any(frame.broken for frame in frames)


def test_after_the_hold_the_stream_goes_on_and_says_that_it_is_broken() -> None:
    fragments = _pictures(40)
    del fragments[10]
    frames = _joined(fragments)
    assert [frame.data[0] for frame in frames] == list(range(40))
    assert [frame.data for frame in frames if frame.broken] == [bytes([3, 2])]


def test_a_sender_that_begins_anew_is_followed_at_once() -> None:
    frames = _joined([*_pictures(3), *_pictures(3, sequence=20_000)])
    assert [frame.data[0] for frame in frames] == [0, 1, 2, 0, 1, 2]
    assert [frame.broken for frame in frames] == [False, False, False, True, False, False]


@given(st.lists(st.tuples(st.integers(0, 65_535), st.integers(0, (1 << 32) - 1), st.booleans()), max_size=300))
def test_fuzz_any_packets_at_all_give_frames_and_little_memory(packets: list[tuple[int, int, bool]]) -> None:
    reassembly = Reassembly(HOLD, True)
    for at, (sequence, stamp, marker) in enumerate(packets):
        for frame in reassembly.add(Fragment(sequence, stamp, marker, at / 100, b"x")):
            assert frame.data.strip(b"x") == b""
    assert len(reassembly._waiting) <= REORDER_LIMIT + 1


def test_losses_are_counted_across_the_wrap() -> None:
    reception = Reception(90_000)
    for fragment in _pictures(10):
        if fragment.data != b"\x03\x01":
            reception.packet(fragment, 100)
    values = reception.values()
    assert (values["packetsReceived"], values["packetsLost"], values["bytesReceived"]) == (29, 1, 2900)


def test_jitter_is_that_of_rfc_3550() -> None:
    reception = Reception(90_000)
    for n in range(2000):
        reception.packet(Fragment(n, n * TICKS, True, n / 30 + (0.016 if n % 2 else 0.0), b""), 1)
    assert reception.values()["jitter"] == pytest.approx(0.016, rel=1e-6)


def test_a_retransmission_counts_as_received_and_makes_no_jitter() -> None:
    reception = Reception(90_000)
    for n in range(3):
        reception.packet(Fragment(n, n * TICKS, True, n / 30, b""), 1)
    reception.packet(Fragment(1, TICKS, True, 5.0, b""), 1, retransmitted=True)
    values = reception.values()
    assert values["retransmittedPacketsReceived"] == 1
    assert values["jitter"] == pytest.approx(0, abs=1e-9)


def test_time_in_the_buffer_is_counted_from_a_frames_first_packet() -> None:
    reception = Reception(90_000)
    reception.frame(Frame(0, began=1.0, arrival=1.2, broken=False, data=b""), emitted=1.5)
    values = reception.values()
    assert (values["jitterBufferDelay"], values["jitterBufferEmittedCount"], values["framesReceived"]) == (0.5, 1, 1)


def test_before_the_first_packet_nothing_is_lost() -> None:
    assert set(Reception(48_000).values().values()) == {0}
