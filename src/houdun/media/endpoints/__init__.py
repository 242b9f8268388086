"""The way out and in: one module per protocol, each an `Opener`; which one is said by the address."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from types import ModuleType
from urllib.parse import urlsplit

from houdun.errors import UsageError
from houdun.keys import redacted
from houdun.language import Bilingual
from houdun.media.endpoints.address import Address
from houdun.media.endpoints.port import PATIENCE, Patience, Player, Publisher
from houdun.media.track import Track

BY_SCHEME = {
    "rtmp": "rtmp",
    "rtmps": "rtmp",
    "whip": "whip",
    "whips": "whip",
    "whep": "whep",
    "wheps": "whep",
    "loop": "loopback",
    "file": "file",
    "": "file",
}
BY_SUFFIX = {".flv": "flv", ".m3u8": "hls"}
"""Of http and https, which say nothing of the protocol."""


def publish(address: str | Address, tracks: Sequence[Track], patience: Patience = PATIENCE) -> Publisher:
    """A publisher to the address, its keys filled in. Raises UsageError for an address that nothing is published to."""
    url = _filled(address)
    publisher: Publisher = _publishing(url).publish(url, tracks, patience)
    return publisher


def check_publish(address: str | Address) -> None:
    """Raises the UsageError that `publish` would raise for the address itself: before somebody goes to the trouble of making a stream."""
    _publishing(_filled(address))


def play(address: str | Address, patience: Patience = PATIENCE, *, loop_filter: bool = False) -> Player:
    """A player of the address, its keys filled in. `loop_filter` costs a quarter more, and shows the picture as a viewer sees it."""
    url = _filled(address)
    opener = _opener(url)
    if not hasattr(opener, "play"):
        raise UsageError(
            Bilingual("该协议只能推流，不能播放", "this protocol only publishes, nothing is played by it"),
            Bilingual(
                "播放请用 rtmp://、http(s)://….flv、http(s)://….m3u8、whep://、loop:// 或文件",
                "play rtmp://, http(s)://….flv, http(s)://….m3u8, whep://, loop:// or a file",
            ),
            where=redacted(url),
        )
    player: Player = opener.play(url, patience, loop_filter=loop_filter)
    return player


def _publishing(url: str) -> ModuleType:
    opener = _opener(url)
    if not hasattr(opener, "publish"):
        raise UsageError(
            Bilingual("该协议只能播放，不能推流", "this protocol only plays, nothing is published by it"),
            Bilingual(
                "推流请用 rtmp://、rtmps://、whip://、whips://、loop:// 或文件",
                "publish to rtmp://, rtmps://, whip://, whips://, loop:// or a file",
            ),
            where=redacted(url),
        )
    return opener


def _filled(address: str | Address) -> str:
    return (Address(address) if isinstance(address, str) else address).filled()


def _opener(url: str) -> ModuleType:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _unknown(url) from None
    suffix = next((each for each in BY_SUFFIX if parts.path.lower().endswith(each)), "")
    name = BY_SUFFIX.get(suffix) if parts.scheme in ("http", "https") else BY_SCHEME.get(parts.scheme)
    if name is None:
        raise _unknown(url)
    return importlib.import_module(f"{__name__}.{name}")


def _unknown(url: str) -> UsageError:
    return UsageError(
        Bilingual("看不出这是哪种音视频地址", "this address does not say which protocol it is of"),
        Bilingual(
            "支持 rtmp(s)://、http(s)://….flv、http(s)://….m3u8、whip(s)://、whep(s)://、loop:// 和文件",
            "there are rtmp(s)://, http(s)://….flv, http(s)://….m3u8, whip(s)://, whep(s)://, loop:// and files",
        ),
        where=redacted(url),
    )
