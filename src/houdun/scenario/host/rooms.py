"""Drawings of rooms and of what stands in them, as SVG in the scene's coordinates."""

from __future__ import annotations

FAR_LIGHTS = (
    *((180, 90, 130, "#ff7fa5"), (640, 60, 190, "#7c6cff"), (1120, 110, 160, "#4fb3ff")),
    *((420, 690, 160, "#b05cff"), (980, 680, 210, "#ff8a5c")),
)
"""x, y, radius, colour."""
ACCENTS = {"day": "#ffb86b", "evening": "#7cc4ff", "peach": "#ffb08a", "rose": "#ff7fa5", "lilac": "#b79cff", "shop": "#ffb86b"}
WALLS = {
    "day": ("#ffe9cf", "#ffc7a1"),
    "evening": ("#33508f", "#1d2c5e"),
    "peach": ("#ffd9bd", "#f7a488"),
    "rose": ("#ffc4d3", "#e77a9b"),
    "lilac": ("#d9ccff", "#9a82dd"),
    "shop": ("#fff0da", "#ffcf9f"),
}


def _gradient(name: str, *stops: tuple[float, str]) -> str:
    inner = "".join(f'<stop offset="{offset}" stop-color="{colour}"/>' for offset, colour in stops)
    return f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">{inner}</linearGradient>'


DEFS = (
    "<defs>"
    + _gradient("wall", (0, "#1d1a42"), (0.55, "#3b2a6b"), (1, "#6a3f7e"))
    + _gradient("dusk", (0, "#141848"), (0.55, "#43429a"), (0.85, "#c974a8"), (1, "#f6a98f"))
    + _gradient("wood", (0, "#a9694c"), (0.12, "#8c533f"), (1, "#4a2c34"))
    + _gradient("backstage", (0, "#231b4b"), (1, "#3a2359"))
    + _gradient("warm", (0, "#ff6f7d"), (1, "#f0405f"))
    + _gradient("peachy", (0, "#ffe6d1"), (1, "#ffc2a8"))
    + "".join(_gradient(f"wall-{name}", (0, top), (1, foot)) for name, (top, foot) in WALLS.items())
    + '<radialGradient id="halo"><stop offset="0" stop-color="#c7a2ff" stop-opacity=".65"/><stop offset="1" stop-color="#c7a2ff" stop-opacity="0"/></radialGradient>'
    '<radialGradient id="glow"><stop offset="0" stop-color="#ffd98a" stop-opacity=".8"/><stop offset="1" stop-color="#ffd98a" stop-opacity="0"/></radialGradient>'
    '<radialGradient id="light"><stop offset="0" stop-color="#fff" stop-opacity=".42"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>'
    '<filter id="blur" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="7"/></filter>'
    "</defs>"
)


def studio() -> str:
    """An evening studio: a round window over a city, shelves, a neon sign."""
    slats = "".join(f'<rect x="{x}" y="0" width="3" height="606" fill="#fff" opacity=".035"/>' for x in range(20, 1280, 42))
    return (
        '<rect width="1280" height="720" fill="url(#wall)"/>'
        + slats
        + '<ellipse cx="640" cy="330" rx="420" ry="360" fill="url(#halo)"/>'
        + _window(1030, 300, 158)
        + _shelf(70, 318, 300)
        + _books(96, 318)
        + plant(322, 318, 0.8)
        + _shelf(70, 470, 300)
        + _lamp(128, 470)
        + _trophy(232, 470)
        + _books(282, 470)
        + _neon(220, 176)
    )


def night() -> str:
    """Behind panels: quiet, with a few lights far out of focus."""
    lights = "".join(
        f'<radialGradient id="far{number}"><stop offset="0" stop-color="{colour}" stop-opacity=".42"/>'
        f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/></radialGradient><circle cx="{x}" cy="{y}" r="{r}" fill="url(#far{number})"/>'
        for number, (x, y, r, colour) in enumerate(FAR_LIGHTS)
    )
    return f'<rect width="1280" height="720" fill="url(#backstage)"/>{lights}'


def room(name: str, x: float, y: float, wide: float, tall: float) -> str:
    """One wall of a room, filling the rectangle."""
    foot = y + tall
    wall = f'<rect x="{x}" y="{y}" width="{wide}" height="{tall}" fill="url(#wall-{name})"/>'
    light = f'<ellipse cx="{x + wide / 2}" cy="{y + tall * 0.45}" rx="{wide * 0.5}" ry="{tall * 0.6}" fill="url(#light)"/>'
    left, right = x + 0.11 * wide, x + 0.89 * wide
    match name:
        case "day":
            things = _casement(x + 0.17 * wide, y + 60, "#bfe6ff", "#fff") + plant(right - 10, foot, 1.5)
        case "evening":
            things = _casement(x + 0.66 * wide, y + 60, "#151d4d", "#6f86c9") + _floor_lamp(left + 8, foot)
        case "peach":
            things = _frames(left - 20, y + 70, "#fff4ea") + plant(right, foot, 1.15)
        case "rose":
            things = _hearts(x, y, wide)
        case "lilac":
            things = _frames(right - 60, y + 70, "#f6f1ff") + plant(left, foot, 1.15)
        case _:
            things = _rack(x + 30, y + 70, foot) + _rack(x + wide - 180, y + 70, foot)
    return wall + light + things


def desk(y: float) -> str:
    top = f'<rect x="0" y="{y}" width="1280" height="{720 - y}" fill="url(#wood)"/><rect x="0" y="{y}" width="1280" height="5" fill="#e0a37c"/>'
    mug = (
        f'<g transform="translate(900 {y - 44})"><path d="M46 14 q26 2 22 22 q-4 16 -26 14" fill="none" stroke="#ffd166" stroke-width="8"/>'
        '<path d="M0 0 h50 l-4 58 q-1 8 -9 8 h-24 q-8 0 -9 -8 Z" fill="#ffd166"/><path d="M0 0 h50 l-1 12 h-48 Z" fill="#f2b93b"/>'
        '<path d="M14 30 l8 9 l14 -16" fill="none" stroke="#fff8e5" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></g>'
    )
    papers = f'<g transform="translate(250 {y + 34})"><path d="M0 0 l130 -12 l14 44 l-136 14 Z" fill="#f3ead9" opacity=".9"/><path d="M18 10 l86 -8 M22 22 l92 -9" stroke="#b9a88e" stroke-width="3"/></g>'
    return top + mug + papers


def microphone(x: float, y: float, foot: float) -> str:
    """On its arm, in front of the host: capsule at (x, y)."""
    return (
        f'<path d="M{x - 58} {foot} L{x - 74} {foot - 96} L{x - 8} {y + 36}" fill="none" stroke="#15122b" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/>'
        f'<circle cx="{x - 74}" cy="{foot - 96}" r="8" fill="#3d3763"/><rect x="{x - 84}" y="{foot - 12}" width="54" height="12" rx="5" fill="#15122b"/>'
        f'<g transform="rotate(24 {x} {y})"><rect x="{x - 21}" y="{y - 38}" width="42" height="76" rx="21" fill="#2a2547"/>'
        f'<rect x="{x - 21}" y="{y - 38}" width="42" height="48" rx="21" fill="#4a4478"/>'
        f'<path d="M{x - 14} {y - 24} h28 M{x - 17} {y - 14} h34 M{x - 17} {y - 4} h34" stroke="#7f78b8" stroke-width="3" stroke-linecap="round"/>'
        f'<rect x="{x - 21}" y="{y + 8}" width="42" height="6" fill="#f0405f"/></g>'
    )


def plant(x: float, foot: float, size: float) -> str:
    leaves = "".join(
        f'<path d="M0 -44 Q{bend} {-70 - tall * 0.4:.0f} {bend * 1.5:.0f} {-50 - tall} Q{bend * 0.3:.0f} {-60 - tall * 0.5:.0f} 0 -44 Z" fill="{green}"/>'
        for bend, tall, green in (
            (-34, 44, "#2f8f6b"),
            (36, 40, "#2a8062"),
            (-14, 70, "#3aa87e"),
            (18, 66, "#37a078"),
            (-44, 12, "#257356"),
            (46, 14, "#257356"),
        )
    )
    pot = '<path d="M-24 -46 h48 l-6 42 q-1 4 -6 4 h-24 q-5 0 -6 -4 Z" fill="#f4efe6"/><path d="M-24 -46 h48 l-1 10 h-46 Z" fill="#dcd3c4"/>'
    return f'<g transform="translate({x} {foot}) scale({size})">{leaves}{pot}</g>'


def link_badge(x: float, y: float) -> str:
    """Two rings in one another: hosts are connected."""
    rings = "".join(f'<circle cx="{dx}" cy="0" r="10" fill="none" stroke="#fff" stroke-width="5"/>' for dx in (-7, 7))
    return f'<g transform="translate({x} {y})"><circle r="36" fill="#231b4b"/><circle r="30" fill="url(#warm)"/>{rings}</g>'


def heart_badge(x: float, y: float) -> str:
    return f'<g transform="translate({x} {y})"><circle r="30" fill="#231b4b"/><circle r="25" fill="url(#warm)"/><path transform="scale(.62) translate(0 2)" d="{HEART}" fill="#fff"/></g>'


HEART = "M0 20 C-34 -2 -22 -26 -8 -22 C-3 -20 0 -14 0 -12 C0 -14 3 -20 8 -22 C22 -26 34 -2 0 20 Z"


def bag(x: float, y: float) -> str:
    """A shopping bag, for whatever is sold."""
    return (
        f'<g transform="translate({x} {y})"><ellipse cx="0" cy="92" rx="96" ry="12" fill="#d9886c" opacity=".35"/>'
        '<path d="M-34 -48 q0 -44 34 -44 q34 0 34 44" fill="none" stroke="#b93a58" stroke-width="8"/>'
        '<path d="M-78 -48 H78 L90 78 q1 14 -13 14 H-77 q-14 0 -13 -14 Z" fill="#f0506e"/>'
        '<path d="M-78 -48 H78 L80 -26 H-80 Z" fill="#d93f5f"/><path d="M40 -48 H78 L90 78 q1 14 -13 14 H52 Z" fill="#d93f5f" opacity=".55"/>'
        '<circle cx="-34" cy="-36" r="6" fill="#ffe3d6"/><circle cx="34" cy="-36" r="6" fill="#ffe3d6"/>'
        f'<path transform="translate(-6 30) scale(1.25)" d="{HEART}" fill="#fff3ea"/>'
        '<g fill="#ffd166"><path d="M112 -78 l6 14 l14 6 l-14 6 l-6 14 l-6 -14 l-14 -6 l14 -6 Z"/><path d="M-122 -30 l4 10 l10 4 l-10 4 l-4 10 l-4 -10 l-10 -4 l10 -4 Z"/></g></g>'
    )


def _window(x: float, y: float, radius: float) -> str:
    stars = "".join(
        f'<circle cx="{x + dx}" cy="{y + dy}" r="{r}" fill="#fff" opacity=".8"/>'
        for dx, dy, r in ((-70, -86, 2), (-20, -118, 1.6), (84, -50, 2), (-104, -20, 1.5), (20, -70, 1.4), (110, 4, 1.5))
    )
    towers = "".join(
        f'<rect x="{x + dx}" y="{y + dy}" width="{wide}" height="240" fill="{fill}"/>'
        for dx, dy, wide, fill in (
            (-150, 58, 44, "#2c2a6b"),
            (-100, 22, 36, "#242258"),
            (-58, 70, 50, "#2c2a6b"),
            (-4, 4, 34, "#201e50"),
            (34, 50, 46, "#2a2866"),
            (84, 26, 32, "#242258"),
            (118, 66, 40, "#2c2a6b"),
        )
    )
    lit = "".join(
        f'<rect x="{x + dx}" y="{y + dy}" width="6" height="8" fill="#ffd98a" opacity=".9"/>'
        for dx, dy in (
            (-92, 36),
            (-80, 36),
            (-92, 54),
            (-44, 84),
            (-26, 84),
            (4, 20),
            (16, 20),
            (4, 38),
            (16, 56),
            (44, 66),
            (62, 66),
            (44, 84),
            (92, 42),
            (92, 60),
            (-138, 72),
            (-122, 90),
        )
    )
    return (
        f'<clipPath id="pane"><circle cx="{x}" cy="{y}" r="{radius}"/></clipPath><g clip-path="url(#pane)">'
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="url(#dusk)"/>{stars}<path d="M{x + 58} {y - 114} a26 26 0 1 0 24 36 a22 22 0 1 1 -24 -36 Z" fill="#fff0c9"/>{towers}{lit}</g>'
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="none" stroke="#1a1438" stroke-width="16"/><circle cx="{x}" cy="{y}" r="{radius + 9}" fill="none" stroke="#8f76c9" stroke-width="2.5" opacity=".7"/>'
    )


def _shelf(x: float, y: float, wide: float) -> str:
    return f'<rect x="{x}" y="{y}" width="{wide}" height="12" rx="4" fill="#8a5a86"/><rect x="{x}" y="{y + 10}" width="{wide}" height="5" rx="2.5" fill="#4a2f5c"/>'


def _books(x: float, foot: float) -> str:
    books = ((18, 74, "#ff8f70"), (14, 62, "#ffd166"), (20, 80, "#5ec6b8"), (13, 66, "#b79cff"), (16, 72, "#f0405f"))
    at, drawn = x, ""
    for wide, tall, colour in books:
        drawn += f'<rect x="{at}" y="{foot - tall}" width="{wide}" height="{tall}" rx="2.5" fill="{colour}"/><rect x="{at + 3}" y="{foot - tall + 12}" width="{wide - 6}" height="4" fill="#fff" opacity=".5"/>'
        at += wide + 1
    return drawn


def _lamp(x: float, foot: float) -> str:
    return (
        f'<circle cx="{x}" cy="{foot - 66}" r="86" fill="url(#glow)"/><rect x="{x - 3}" y="{foot - 58}" width="6" height="52" fill="#e9dcc3"/>'
        f'<rect x="{x - 20}" y="{foot - 7}" width="40" height="7" rx="3.5" fill="#e9dcc3"/><path d="M{x - 20} {foot - 96} h40 l14 42 h-68 Z" fill="#ffe3a3"/>'
    )


def _trophy(x: float, foot: float) -> str:
    return (
        f'<g transform="translate({x} {foot})" fill="#f2c14e"><path d="M-22 -78 h44 q0 42 -22 42 q-22 0 -22 -42 Z"/><rect x="-4" y="-38" width="8" height="20"/><rect x="-18" y="-20" width="36" height="20" rx="3" fill="#5c3d6e"/>'
        '<path d="M-22 -72 q-18 0 -14 16 q3 12 20 14 M22 -72 q18 0 14 16 q-3 12 -20 14" fill="none" stroke="#f2c14e" stroke-width="5"/></g>'
    )


def _neon(x: float, y: float) -> str:
    sign = f'<rect x="{x - 96}" y="{y - 44}" width="192" height="66" rx="20" fill="none" stroke="#ff7fb0" stroke-width="5"/><text x="{x}" y="{y + 2}" font-size="38" font-weight="700" letter-spacing="4" text-anchor="middle" fill="#ffd3e6">ON AIR</text>'
    return f'<g filter="url(#blur)" opacity=".9">{sign}</g>{sign}'


def _casement(x: float, y: float, sky: str, frame: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="120" height="190" rx="10" fill="{sky}"/><circle cx="{x + 84}" cy="{y + 44}" r="17" fill="#fff6d8" opacity=".9"/>'
        f'<path d="M{x} {y + 150} q30 -34 60 -10 q30 -40 60 0 v50 h-120 Z" fill="#000" opacity=".12"/>'
        f'<g fill="none" stroke="{frame}" stroke-width="8"><rect x="{x}" y="{y}" width="120" height="190" rx="10"/><path d="M{x + 60} {y} v190 M{x} {y + 95} h120"/></g>'
    )


def _floor_lamp(x: float, foot: float) -> str:
    return (
        f'<circle cx="{x}" cy="{foot - 262}" r="130" fill="url(#glow)"/><rect x="{x - 3}" y="{foot - 250}" width="6" height="250" fill="#c9b48a"/>'
        f'<path d="M{x - 28} {foot - 312} h56 l22 64 h-100 Z" fill="#ffe3a3"/>'
    )


def _frames(x: float, y: float, mount: str) -> str:
    return (
        f'<g transform="translate({x} {y})"><rect width="92" height="72" rx="6" fill="{mount}"/><path d="M10 60 l24 -30 l18 20 l12 -12 l18 22 Z" fill="#8f76c9" opacity=".7"/><circle cx="66" cy="22" r="8" fill="#ffb86b"/>'
        f'<rect x="14" y="92" width="62" height="78" rx="6" fill="{mount}"/><path transform="translate(45 132)" d="{HEART}" fill="#f0506e" opacity=".8"/></g>'
    )


def _hearts(x: float, y: float, wide: float) -> str:
    return "".join(
        f'<path transform="translate({x + share * wide:.0f} {y + down}) scale({size})" d="{HEART}" fill="#fff" opacity="{opacity}"/>'
        for share, down, size, opacity in (
            (0.13, 90, 1.5, 0.5),
            (0.88, 130, 2.1, 0.4),
            (0.22, 230, 0.9, 0.4),
            (0.8, 50, 1.0, 0.55),
            (0.1, 330, 1.9, 0.3),
            (0.92, 300, 1.3, 0.4),
        )
    )


def _rack(x: float, y: float, foot: float) -> str:
    """Shelves full of boxes."""
    drawn = f'<rect x="{x}" y="{y}" width="150" height="{foot - y}" rx="8" fill="#d9966a" opacity=".55"/>'
    for number, top in enumerate(range(int(y) + 14, int(foot) - 60, 96)):
        colours = (("#ff8f70", "#5ec6b8", "#ffd166"), ("#b79cff", "#f0506e", "#7cc4ff"), ("#ffd166", "#5ec6b8", "#ff8f70"))[
            number % 3
        ]
        for place, colour in enumerate(colours):
            tall = 48 + 9 * ((place + number) % 3)
            drawn += f'<rect x="{x + 12 + 44 * place}" y="{top + 74 - tall}" width="38" height="{tall}" rx="5" fill="{colour}"/><rect x="{x + 12 + 44 * place}" y="{top + 84 - tall}" width="38" height="9" fill="#fff" opacity=".45"/>'
        drawn += f'<rect x="{x + 4}" y="{top + 74}" width="142" height="8" rx="3" fill="#a8643a"/>'
    return drawn
