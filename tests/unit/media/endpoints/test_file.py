from __future__ import annotations

from pathlib import Path

import pytest

from houdun import clock
from houdun.errors import InputError, OutsideError, UsageError
from houdun.media.endpoints import file
from houdun.media.endpoints.port import PATIENCE
from houdun.media.events import AudioSeen, PacketSeen
from houdun.media.track import Codec, Packet, Track
from houdun.testing.contracts.publisher import packets_of, tracks_of
from houdun.testing.streams import encoded


def write(path: Path, seconds: float = 1.0) -> Path:
    stream = encoded(seconds)
    with file.publish(str(path), tracks_of(stream), PATIENCE) as publisher:
        for packet in packets_of(stream):
            publisher.send(packet)
    return path


def test_it_plays_as_fast_as_it_decodes_with_arrivals_by_the_stamps(tmp_path: Path) -> None:
    path = write(tmp_path / "x.flv", 2.0)
    began = clock.seconds()
    arrivals = [event.arrival for event in file.play(f"file://{path}", PATIENCE) if isinstance(event, PacketSeen)]
    assert arrivals[-1] - arrivals[0] == pytest.approx(2.0, abs=0.1)
    assert clock.seconds() - began < 1.5


def test_at_its_own_pace_it_takes_as_long_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "x.flv", 0.5)
    began = clock.steady()
    for _ in file.play(f"file://{path}?pace=own", PATIENCE):
        pass
    assert 0.4 < clock.steady() - began < 1.0


def test_a_name_with_spaces_and_chinese_is_a_name(tmp_path: Path) -> None:
    path = write(tmp_path / "直播 1.ts")
    for url in (str(path), f"file://{path}", path.as_uri()):
        assert any(isinstance(event, AudioSeen) for event in file.play(url, PATIENCE))


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.mp4"):
        list(file.play(str(tmp_path / "none.mp4"), PATIENCE))


@pytest.mark.parametrize("name", ["x.mp4", "x", "x.flv/"])
def test_an_ending_that_it_cannot_write_is_a_usage_error(tmp_path: Path, name: str) -> None:
    if name.endswith("/"):
        with pytest.raises(OutsideError), file.publish(str(tmp_path / "no" / "x.flv"), tracks_of(encoded(1.0)), PATIENCE):
            pass
    else:
        with pytest.raises(UsageError, match=r"\.flv"):
            file.publish(str(tmp_path / name), tracks_of(encoded(1.0)), PATIENCE)


def test_codecs_that_it_cannot_write_are_a_usage_error(tmp_path: Path) -> None:
    tracks: list[Track] = tracks_of(encoded(1.0, codecs=(Codec.VP8, Codec.OPUS)))
    with pytest.raises(UsageError):
        file.publish(str(tmp_path / "x.flv"), tracks, PATIENCE)


def test_what_is_written_while_the_disk_is_full_is_an_outside_error() -> None:
    stream = encoded(1.0)
    publisher = file.FilePublisher(Path("/dev/full.flv"), tracks_of(stream))
    publisher._path = Path("/dev/full")
    with pytest.raises(OutsideError, match="cannot be written"):
        send(publisher, packets_of(stream))
    with pytest.raises(OutsideError, match="cannot be written"):
        send(publisher, packets_of(stream)[:1])


def send(publisher: file.FilePublisher, packets: list[Packet]) -> None:
    with publisher:
        for packet in packets:
            publisher.send(packet)
