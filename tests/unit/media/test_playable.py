from __future__ import annotations

import io

import av
import pytest

from houdun.media.clip import Ring
from houdun.media.endpoints.replay import Replay
from houdun.media.playable import playable
from houdun.media.track import Codec
from houdun.testing.streams import encoded


def clip(codecs: tuple[Codec, Codec]) -> bytes:
    ring = Ring()
    for event in Replay(encoded(2.0, codecs=codecs)):
        ring.see(event)
    made = ring.clip()
    assert made is not None
    return made[1]


def stamps(file: bytes) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    with av.open(io.BytesIO(file), "r") as container:
        for packet in container.demux():
            if packet.pts is not None:
                found.setdefault(packet.stream.type, []).append(float(packet.pts * packet.time_base))
    return found


@pytest.mark.parametrize(
    ("codecs", "ending"), [((Codec.H264, Codec.AAC), "mp4"), ((Codec.H264, Codec.OPUS), "mp4"), ((Codec.VP8, Codec.OPUS), "webm")]
)
def test_a_clip_moves_to_what_browsers_play_and_its_sound_stays_where_it_was(codecs: tuple[Codec, Codec], ending: str) -> None:
    before = clip(codecs)
    made = playable(before)
    assert made is not None
    assert made[0] == ending
    old, new = stamps(before), stamps(made[1])
    assert {kind: len(each) for kind, each in new.items()} == {kind: len(each) for kind, each in old.items()}
    apart = [kinds["audio"][0] - kinds["video"][0] for kinds in (old, new)]
    assert apart[1] == pytest.approx(apart[0], abs=0.002)


@pytest.mark.parametrize("data", [b"", b"no clip at all", b"\x47" * 1880])
def test_what_is_no_clip_is_not_played(data: bytes) -> None:
    assert playable(data) is None
