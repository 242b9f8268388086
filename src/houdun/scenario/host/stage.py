"""Where the hosts sit: for each layout a backdrop, and the seats in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from houdun.scenario.host import rooms
from houdun.scenario.host.lettering import line, width
from houdun.scenario.show import Host, Product, Show

PAPER, FAINT = "#ffffff", "#d6cdf2"
BAR_Y, BAR_H = 48, 52
CLOCK_X, VIEWERS_X, BAR_BASELINE = 1118.0, 1010.0, 82.0
PANEL_Y, PANEL_H, BAND = 122, 520, 76
TEST = "测试直播间  Test room"


@dataclass(frozen=True, slots=True)
class Seat:
    """`x`, `y`: the base of the neck; `floor`: where the desk, or a band, hides the body; `meter`: the left foot of the level meter."""

    x: float
    y: float
    scale: float
    floor: float
    meter: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stage:
    backdrop: str
    seats: tuple[Seat, ...]


def stage(show: Show) -> Stage:
    """The stage of a show, as SVG."""
    drawing, seats = LAYOUTS[show.layout](show)
    return Stage(rooms.DEFS + drawing + _title(show) + _counters() + _footer(show), seats)


def _solo(show: Show) -> tuple[str, tuple[Seat, ...]]:
    seat = Seat(640, 402, 1.12, 606, (536, 671))
    return rooms.studio() + rooms.desk(606) + _plate(show.hosts[0], 640, 636, 250), (seat,)


def _cohost(show: Show) -> tuple[str, tuple[Seat, ...]]:
    drawing = rooms.night() + "".join(
        _panel(host, 40 + 610 * number, 590, room)
        for number, (host, room) in enumerate(zip(show.hosts, ("day", "evening"), strict=True))
    )
    seats = tuple(_seat(40 + 610 * number, 590, 0.96) for number in range(2))
    return drawing + rooms.link_badge(640, 372), seats


def _dating(show: Show) -> tuple[str, tuple[Seat, ...]]:
    drawing = rooms.night() + "".join(
        _panel(host, 32 + 412 * number, 392, room)
        for number, (host, room) in enumerate(zip(show.hosts, ("peach", "rose", "lilac"), strict=True))
    )
    seats = tuple(_seat(32 + 412 * number, 392, 0.86) for number in range(3))
    return drawing + rooms.heart_badge(434, 330) + rooms.heart_badge(846, 330), seats


def _shopping(show: Show) -> tuple[str, tuple[Seat, ...]]:
    card = _card(show.product) if show.product else ""
    return rooms.night() + _panel(show.hosts[0], 40, 720, "shop") + card, (_seat(40, 720, 0.98),)


LAYOUTS: dict[str, Callable[[Show], tuple[str, tuple[Seat, ...]]]] = {
    "solo": _solo,
    "cohost": _cohost,
    "dating": _dating,
    "shopping": _shopping,
}


def _seat(left: float, wide: float, scale: float) -> Seat:
    floor = PANEL_Y + PANEL_H - BAND
    return Seat(left + wide / 2, floor - 186 * scale, scale, floor, (left + 26, floor + 50))


def _panel(host: Host, left: float, wide: float, room: str) -> str:
    """A room with rounded corners, and a band at its foot with the host's name."""
    floor = PANEL_Y + PANEL_H - BAND
    clip = f"room{left:.0f}"
    names = line(host.name.zh, left + 66, floor + 47, 27, PAPER, bold=True, room=wide * 0.45)
    x = left + 78 + width(host.name.zh, 27)
    names += line(host.name.en, x, floor + 46, 18, FAINT, room=left + wide - x - 12)
    return (
        f'<clipPath id="{clip}"><rect x="{left}" y="{PANEL_Y}" width="{wide}" height="{PANEL_H}" rx="26"/></clipPath>'
        f'<g clip-path="url(#{clip})">{rooms.room(room, left, PANEL_Y, wide, PANEL_H - BAND)}'
        f'<rect x="{left}" y="{floor}" width="{wide}" height="{BAND}" fill="#1a1533"/>'
        f'<rect x="{left}" y="{floor}" width="{wide}" height="3" fill="{rooms.ACCENTS[room]}"/>{names}</g>'
    )


def _plate(host: Host, x: float, y: float, wide: float) -> str:
    """A name plate that stands on the desk."""
    return (
        f'<rect x="{x - wide / 2}" y="{y}" width="{wide}" height="52" rx="14" fill="#1a1533" opacity=".92"/>'
        f'<rect x="{x - wide / 2}" y="{y}" width="{wide}" height="52" rx="14" fill="none" stroke="#b79cff" stroke-width="1.5" opacity=".6"/>'
        + line(host.name.zh, x - wide / 2 + 66, y + 35, 24, PAPER, bold=True, room=110)
        + line(
            host.name.en, x - wide / 2 + 76 + width(host.name.zh, 24), y + 34, 16, FAINT, room=wide - 90 - width(host.name.zh, 24)
        )
    )


def _title(show: Show) -> str:
    zh, en = show.title
    room = 560.0
    wide = min(max(width(zh, 24), 60) + width(en, 15) + 140, 900)
    x = 126.0
    return (
        f'<rect x="32" y="{BAR_Y}" width="{wide:.0f}" height="{BAR_H}" rx="26" fill="#0d0a22" opacity=".62"/>'
        f'<rect x="42" y="{BAR_Y + 11}" width="70" height="30" rx="15" fill="#f0405f"/><circle cx="57" cy="{BAR_Y + 26}" r="4.5" fill="#fff"/>'
        + line("LIVE", 67, BAR_Y + 32, 16, PAPER, bold=True)
        + line(zh, x, BAR_BASELINE, 24, PAPER, bold=True, room=room)
        + line(en, x + min(width(zh, 24), room) + 12, BAR_BASELINE - 1, 15, FAINT, room=wide - x - min(width(zh, 24), room) + 8)
    )


def _counters() -> str:
    """The ground on which clock and viewers are written, picture by picture."""
    eye = (
        '<g transform="translate(986 74)" fill="none" stroke="#d6cdf2" stroke-width="2.4"><path d="M-13 0 Q0 -14 13 0 Q0 14 -13 0 Z"/>'
        '<circle r="4" fill="#d6cdf2" stroke="none"/></g>'
    )
    return f'<rect x="958" y="{BAR_Y}" width="290" height="{BAR_H}" rx="26" fill="#0d0a22" opacity=".62"/>{eye}<rect x="1103" y="{BAR_Y + 14}" width="1.5" height="24" fill="#fff" opacity=".25"/>'


def _footer(show: Show) -> str:
    """Whose room it is, and that it is a test: no viewer is made to believe in a show that there is not."""
    zh, en = show.room
    return (
        line(zh, 40, 700, 15, FAINT, bold=True, room=400)
        + line(en, 52 + min(width(zh, 15), 400), 700, 14, FAINT, room=400)
        + line(TEST, 1240, 700, 14, FAINT, anchor="end")
    )


def _card(product: Product) -> str:
    x, y, wide, tall = 790, PANEL_Y, 450, PANEL_H
    middle = x + wide / 2
    return (
        f'<rect x="{x}" y="{y}" width="{wide}" height="{tall}" rx="26" fill="#fff9f3"/>'
        f'<rect x="{x + 18}" y="{y + 18}" width="{wide - 36}" height="250" rx="18" fill="url(#peachy)"/>'
        + rooms.bag(middle, y + 150)
        + line(product.name.zh, x + 28, y + 316, 30, "#33203a", bold=True, room=wide - 56)
        + line(product.name.en, x + 28, y + 344, 18, "#8a7590", room=wide - 56)
        + line(product.price, x + 28, y + 402, 46, "#e8385a", bold=True, room=wide - 170)
        + line("限时直播价 Live price", x + wide - 28, y + 398, 17, "#b0607a", anchor="end")
        + f'<rect x="{x + 28}" y="{y + 424}" width="{wide - 56}" height="10" rx="5" fill="#f3dfe0"/>'
        f'<rect x="{x + 28}" y="{y + 424}" width="{(wide - 56) * 0.68:.0f}" height="10" rx="5" fill="url(#warm)"/>'
        f'<rect x="{x + 28}" y="{y + 450}" width="{wide - 56}" height="52" rx="26" fill="url(#warm)"/>'
        + line("立即抢购  Buy now", middle, y + 484, 22, PAPER, bold=True, anchor="middle")
    )
