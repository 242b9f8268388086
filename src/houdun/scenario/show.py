"""What is played: a show is a data file that names its hosts, its length, its viewers and its gifts. Four come along; a team writes its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from houdun.language import Bilingual
from houdun.media.track import Codec
from houdun.scenario.packaged import folder, found, names
from houdun.scenario.setup import Setup
from houdun.toml_file import Table, read_toml

SEATS = {"solo": (1, 1), "cohost": (2, 2), "dating": (3, 3), "shopping": (1, 1)}
"""Least and most hosts of each layout."""
LOOKS = ("lin", "chen", "su", "tang")
VOICES = ("alto", "tenor", "soprano", "baritone")
GIFTS = ("rose", "star", "rocket", "heart")
RATES = (15, 20, 24, 25, 30, 50, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    name: Bilingual
    look: str
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gifts:
    """A burst of gifts: from `at_s` on for `for_s` seconds, `each_s` a second."""

    at_s: float
    for_s: float
    kind: str
    each_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    name: Bilingual
    price: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """`viewers` is a ramp: (second, viewers) in order of time, straight lines between. `room` is where it is played, as its business calls it."""

    id: str
    layout: str
    title: Bilingual
    room: Bilingual
    length_s: float
    hosts: tuple[Host, ...]
    setup: Setup
    viewers: tuple[tuple[float, float], ...]
    gifts: tuple[Gifts, ...] = ()
    product: Product | None = None

    def viewers_at(self, second: float) -> int:
        """How many watch at that second of the show."""
        seconds, counts = zip(*self.viewers, strict=True)
        return round(float(np.interp(second, seconds, counts)))

    @property
    def peak(self) -> tuple[float, int]:
        """When most watch, and how many: what a team declares to its vendor beforehand."""
        second, count = max(self.viewers, key=lambda point: point[1])
        return second, round(count)


def packaged() -> tuple[str, ...]:
    """The names of the shows that come along."""
    return names(folder("shows"))


def load(name: str) -> Show:
    """A packaged show by its name, or one of your own by its file. Raises UsageError with the file, the key and the mend."""
    with found(folder("shows"), name, Bilingual("节目", "show")) as path:
        return read(path)


def read(path: Path) -> Show:
    """The show in that file, checked. Raises UsageError."""
    root = read_toml(path)
    root.only(("layout", "title", "length_s", "hosts", "viewers"), ("room", "stream", "gifts", "product"))
    layout = root.choice("layout", tuple(SEATS))
    product = _product(root.table("product")) if "product" in root.raw else None
    hosts = _hosts(root, *SEATS[layout])
    return Show(
        id=path.stem,
        layout=layout,
        title=root.bilingual("title"),
        room=root.bilingual("room") if "room" in root.raw else _room(hosts[0]),
        length_s=root.positive("length_s"),
        hosts=hosts,
        setup=_setup(root.table("stream")),
        viewers=_ramp(root),
        gifts=tuple(_gifts(each) for each in root.list("gifts")),
        product=product,
    )


def _hosts(root: Table, least: int, most: int) -> tuple[Host, ...]:
    hosts = tuple(_host(each) for each in root.list("hosts"))
    if not least <= len(hosts) <= most:
        root.fail(
            "hosts",
            Bilingual(
                f"这种布局要 {least} 位主播，这里有 {len(hosts)} 位", f"this layout seats {least}, but here are {len(hosts)}"
            ),
            Bilingual("请增减 [[hosts]]，或换一种 layout", "add or remove [[hosts]], or choose another layout"),
        )
    return hosts


def _room(host: Host) -> Bilingual:
    return Bilingual(f"{host.name.zh}的直播间", f"{host.name.en}'s room")


def _host(table: Table) -> Host:
    table.only(("name", "look", "voice"))
    return Host(name=table.bilingual("name"), look=table.choice("look", LOOKS), voice=table.choice("voice", VOICES))


def _gifts(table: Table) -> Gifts:
    table.only(("at_s", "for_s", "kind", "each_s"))
    return Gifts(
        at_s=table.number("at_s"),
        for_s=table.number("for_s", 0.0, 600.0),
        kind=table.choice("kind", GIFTS),
        each_s=table.number("each_s", 0.0, 20.0),
    )


def _product(table: Table) -> Product:
    table.only(("name", "price"))
    return Product(name=table.bilingual("name"), price=table.text("price"))


def _setup(table: Table) -> Setup:
    plain = Setup()
    table.only((), ("width", "height", "fps", "video_kbps", "gop_s", "video_codec", "audio_codec", "audio_kbps"))
    width, height = _whole(table, "width", plain.width, 160, 3840), _whole(table, "height", plain.height, 90, 2160)
    for key, size in (("width", width), ("height", height)):
        if size % 2:
            table.fail(
                key,
                Bilingual("画面的宽和高须为偶数", "a picture's sides must be even"),
                Bilingual(f"请改成 {size + 1}", f"use {size + 1}"),
            )
    fps = _whole(table, "fps", plain.fps, RATES[0], RATES[-1])
    table.one_of("fps", str(fps), tuple(map(str, RATES)))
    return Setup(
        width=width,
        height=height,
        fps=fps,
        video_kbps=_whole(table, "video_kbps", plain.video_kbps, 50, 50_000),
        gop_s=table.number("gop_s", 0.1, 60.0) if "gop_s" in table.raw else plain.gop_s,
        video_codec=_codec(table, "video_codec", plain.video_codec, (Codec.H264, Codec.VP8)),
        audio_codec=_codec(table, "audio_codec", plain.audio_codec, (Codec.AAC, Codec.OPUS)),
        audio_kbps=_whole(table, "audio_kbps", plain.audio_kbps, 8, 512),
    )


def _whole(table: Table, key: str, default: int, low: int, high: int) -> int:
    if key not in table.raw:
        return default
    number = table.number(key, low, high)
    if number != int(number):
        table.fail(
            key,
            Bilingual("这里应当是整数", "this must be a whole number"),
            Bilingual(f"例如 {default}", f"for example {default}"),
        )
    return int(number)


def _codec(table: Table, key: str, default: Codec, known: tuple[Codec, ...]) -> Codec:
    return Codec(table.choice(key, known)) if key in table.raw else default


def _ramp(root: Table) -> tuple[tuple[float, float], ...]:
    points = []
    for each in root.list("viewers"):
        each.only(("at_s", "count"))
        points.append((each.number("at_s"), each.number("count")))
    if not points or points != sorted(points):
        root.fail(
            "viewers",
            Bilingual("观众曲线须有至少一个点，并按时间排列", "the ramp of viewers needs a point or more, in order of time"),
            Bilingual("请写成 [[viewers]]，at_s 依次增大", "write [[viewers]] with at_s growing"),
        )
    return tuple(points)
