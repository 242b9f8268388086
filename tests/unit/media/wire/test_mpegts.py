from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import InputError
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.media.wire import h264, mpegts
from houdun.testing.contracts.publisher import packets_of, tracks_of
from houdun.testing.streams import encoded


def written(bframes: int = 0) -> bytes:
    stream = encoded(1.0, bframes=bframes)
    writer = mpegts.Writer(tracks_of(stream))
    return writer.head() + b"".join(writer.packet(packet) for packet in packets_of(stream))


def read(data: bytes, step: int = 1000) -> list[Track | Packet]:
    reader = mpegts.Reader()
    items = [item for at in range(0, len(data), step) for item in reader.feed(data[at : at + step])]
    return [*items, *reader.flush()]


def test_every_packet_is_188_bytes_and_each_stream_counts_its_own() -> None:
    data = written()
    packets = [data[at : at + 188] for at in range(0, len(data), 188)]
    assert all(len(packet) == 188 and packet[0] == 0x47 for packet in packets)
    counters: dict[int, list[int]] = {}
    for packet in packets:
        counters.setdefault((packet[1] & 31) << 8 | packet[2], []).append(packet[3] & 15)
    assert set(counters) == {mpegts.PROGRAMMES, mpegts.MAP, *mpegts.PIDS.values()}
    assert all(each == [n % 16 for n in range(len(each))] for each in counters.values())


@given(st.integers(1, 3000))
def test_pieces_of_any_size_give_the_same_packets(step: int) -> None:
    assert read(written(), step) == read(written(), 1 << 20)


@pytest.mark.parametrize("bframes", [0, 2])
def test_pictures_keep_their_bytes_and_both_stamps(bframes: int) -> None:
    sent = [packet for packet in packets_of(encoded(1.0, bframes=bframes)) if packet.kind is Kind.VIDEO]
    got = [packet for packet in packets_of(read(written(bframes))) if packet.kind is Kind.VIDEO]
    assert [(packet.pts, packet.dts, packet.key) for packet in got] == [(packet.pts, packet.dts, packet.key) for packet in sent]
    for a, b in zip(sent, got, strict=True):
        assert set(h264.nal_units(a.data)) - {b"\x09\xf0"} <= set(h264.nal_units(b.data))


def test_a_packet_is_there_as_soon_as_its_last_byte_is() -> None:
    stream = encoded(1.0)
    writer, reader = mpegts.Writer(tracks_of(stream)), mpegts.Reader()
    list(reader.feed(writer.head()))
    for packet in packets_of(stream):
        assert len(packets_of(list(reader.feed(writer.packet(packet))))) == 1


def test_the_tables_carry_their_check_sum() -> None:
    table = mpegts.section(0, b"\x00\x01\xf0\x00")
    assert mpegts.crc32(table) == 0


def test_a_gap_costs_what_was_in_it_and_no_more() -> None:
    data = written()
    assert len(packets_of(read(data[: 188 * 40] + data[188 * 50 + 77 :]))) > 60


@given(st.binary(max_size=1000))
def test_fuzz_any_bytes_give_packets_or_nothing(data: bytes) -> None:
    read(data)


@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=400))
def test_fuzz_a_damaged_stream_still_gives_packets(at: int, noise: bytes) -> None:
    data = bytearray(written())
    data[at : at + len(noise)] = noise
    read(bytes(data))


def test_a_mebibyte_of_nothing_is_no_transport_stream() -> None:
    with pytest.raises(InputError, match="transport stream"):
        read(bytes(mpegts.PATIENCE_BYTES + 1), 1 << 16)


def test_only_what_it_knows_is_carried() -> None:
    video, audio = tracks_of(encoded(1.0, codecs=(Codec.VP8, Codec.OPUS)))
    assert not mpegts.carried([video])
    assert not mpegts.carried([audio])
    assert not mpegts.carried([])
