"""The run's own words: what a customer says at once of a stream."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from houdun.facts.question import Given
from houdun.facts.time import Millis, from_millis
from houdun.keys import redacted
from houdun.language import Bilingual
from houdun.media.track import Codec
from houdun.scenario.setup import Setup

NAMES = {Codec.H264: "H.264", Codec.VP8: "VP8", Codec.AAC: "AAC", Codec.OPUS: "Opus"}
SOUNDS = {1: Bilingual("单声道", "mono"), 2: Bilingual("立体声", "stereo")}


def given(setup: Setup, since: Millis, play: str) -> Mapping[Given, Bilingual]:
    """`setup` as the customer set it, `since` when the trouble began (or the stream, where there is none), `play` the address."""
    where = redacted(play)
    return {
        Given.STREAM: _same(_stream(where)),
        Given.SINCE: _same(f"{from_millis(since):%Y-%m-%d %H:%M} UTC"),
        Given.PUBLISHED: _published(setup),
        Given.PLAYED: _same(where),
    }


def _stream(address: str) -> str:
    """The last part of the path, without its ending; a loopback's name."""
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2]
    return last.rpartition(".")[0] or last or parts.netloc


def _published(setup: Setup) -> Bilingual:
    picture = f"{setup.width}×{setup.height} {NAMES[setup.video_codec]}"
    sound, rate = NAMES[setup.audio_codec], f"{setup.sample_rate / 1000:g} kHz"
    channels = SOUNDS.get(setup.channels, SOUNDS[2])
    return Bilingual(
        f"{picture}，{setup.fps} 帧/秒，{setup.video_kbps} kbps；{sound} {rate} {channels.zh}，{setup.audio_kbps} kbps",
        f"{picture}, {setup.fps} fps, {setup.video_kbps} kbit/s; {sound} {rate} {channels.en}, {setup.audio_kbps} kbit/s",
    )


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)
