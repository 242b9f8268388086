from __future__ import annotations

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from houdun.errors import InputError
from houdun.media.wire import m3u8

BASE = "http://h/live/x.m3u8?token=1"
LIVE = """#EXTM3U
#EXT-X-VERSION:3
#EXT-X-MEDIA-SEQUENCE:41
#EXT-X-TARGETDURATION:2
#EXTINF:2.000,
x-41.ts
#EXT-X-DISCONTINUITY
#EXTINF:1.5,title
/other/x-42.ts?k=2
"""


def test_a_live_playlist_numbers_and_resolves_its_segments() -> None:
    playlist = m3u8.read(LIVE, BASE)
    assert (playlist.media_sequence, playlist.target, playlist.ended) == (41, 2.0, False)
    assert [(each.number, each.url, each.duration) for each in playlist.segments] == [
        (41, "http://h/live/x-41.ts", 2.0),
        (42, "http://h/other/x-42.ts?k=2", 1.5),
    ]


def test_a_master_playlist_has_variants_and_no_segments() -> None:
    text = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=500,CODECS="a,b"\nlow.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=900\nhigh.m3u8\n'
    playlist = m3u8.read(text, BASE)
    assert playlist.segments == ()
    assert max(playlist.variants) == (900, "http://h/live/high.m3u8")


def test_an_initialisation_section_holds_for_what_follows_it() -> None:
    playlist = m3u8.read('#EXTM3U\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:1,\na.m4s\n#EXT-X-ENDLIST\n', BASE)
    assert playlist.segments[0].map == "http://h/live/init.mp4"
    assert playlist.ended


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>",
        '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="k"\n',
        "#EXTM3U\n#EXT-X-BYTERANGE:100@0\n",
        "#EXTM3U\n#EXTINF:1,\nhttp://[broken\n",
    ],
)
def test_what_cannot_be_played_is_said(text: str) -> None:
    with pytest.raises(InputError):
        m3u8.read(text, BASE)


def test_nobody_waits_for_an_endless_target() -> None:
    assert m3u8.read("#EXTM3U\n#EXT-X-TARGETDURATION:1e12\n", BASE).target == m3u8.LONGEST_TARGET
    assert m3u8.read("#EXTM3U\n#EXT-X-TARGETDURATION:-5\n", BASE).target > 0


@given(st.text(max_size=300))
@example("#EXT-X-MEDIA-SEQUENCE:nan\n#EXTINF:inf,\nx")
def test_fuzz_any_text_gives_a_playlist_or_an_input_error(text: str) -> None:
    with contextlib.suppress(InputError):
        m3u8.read("#EXTM3U\n" + text, BASE)
