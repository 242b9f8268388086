"""The parts of a host as SVG about the base of the neck: body, head, eyes with brows, mouth. Poses turn and tilt the head a little."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin

from houdun.scenario.host.canvas import Box
from houdun.scenario.host.look import Look

BODY = Box(-215, -16, 430, 252)
EYES = Box(-84, -176, 168, 96)
MOUTH = Box(-46, -92, 92, 62)
MOST_OPEN = 4
"""Steps of the mouth's opening, 0 is shut."""
FEATURES_X, FEATURES_Y = 8.0, 5.0
"""How far a full turn or nod moves the face across the head: nearer parts move more."""


@dataclass(frozen=True, slots=True)
class Pose:
    """`turn` (right) and `nod` (down) from -1 to 1, `tilt` in degrees, `lift` in pixels."""

    turn: float
    nod: float
    tilt: float
    lift: float


@dataclass(frozen=True, slots=True)
class Mouth:
    """`opening` from 0 to MOST_OPEN; `width` -1 round, 0, 1 spread."""

    opening: int
    width: int


def pose(phase: float, host: int) -> Pose:
    """The pose at a phase (0–1) of the sway, which closes after a turn. No two hosts sway alike."""
    turn = 2 * pi * phase
    return Pose(
        turn=0.75 * sin(turn + host) + 0.25 * sin(2 * turn + 2.1 * host),
        nod=0.6 * sin(2 * turn + 0.7 + host) + 0.3 * sin(3 * turn),
        tilt=2.6 * sin(turn - 0.9 + 1.7 * host),
        lift=2.0 * sin(2 * turn + host),
    )


def body(look: Look, lift: float) -> str:
    """Shoulders and clothes, and the shadow that the head throws on the neck's base."""
    neckline = f'<path fill="{look.skin}" d="M-34 -16 L34 -16 C36 0 42 10 48 14 C20 44 -20 44 -48 14 C-42 10 -36 0 -34 -16 Z"/>'
    return f'<g transform="translate(0 {lift * 0.5:.2f}) scale({look.shoulders} 1)">{neckline}{look.clothes}</g>'


def head_box(look: Look) -> Box:
    return Box(-128, -292, 256, 292 + look.reach)


def head(look: Look, at: Pose) -> str:
    """Hair, neck, ears and face, without eyes and mouth."""
    hair = {"hair": look.hair, "shine": look.shine}
    fx, fy = at.turn * FEATURES_X, at.nod * FEATURES_Y
    neck = (
        f'<path fill="{look.skin}" d="M-33 -70 L33 -70 L36 -4 C24 24 -24 24 -36 -4 Z"/>'
        f'<path fill="{look.shade}" d="M-33 -70 L33 -70 L35 -26 C20 2 -20 2 -35 -26 Z" opacity=".75"/>'
    )
    sides = (-1, 1) if look.ears else ()
    ears = "".join(
        f'<ellipse cx="{side * 75 - fx * 0.5:.2f}" cy="{-108 - fy * 0.3:.2f}" rx="12" ry="19" fill="{look.skin}"/>'
        f'<path d="M{side * 75 - fx * 0.5 - side * 2:.2f} {-117 - fy * 0.3:.2f} q{side * 7} 8 {side * -1} 18" fill="none" stroke="{look.shade}" stroke-width="3" stroke-linecap="round"/>'
        for side in sides
    )
    face = (
        '<path d="M-75 -140 C-78 -84 -66 -54 -40 -36 C-18 -22 18 -22 40 -36 C66 -54 78 -84 75 -140 C76 -202 44 -220 0 -220 C-44 -220 -76 -202 -75 -140 Z" '
        f'fill="{look.skin}"/>'
        f'<path d="M75 -140 C78 -84 66 -54 40 -36 C18 -22 -10 -22 -26 -30 C30 -36 56 -80 58 -150 Z" fill="{look.shade}" opacity=".28"/>'
        f'<path d="M-76 -150 C-60 -176 60 -176 76 -150 C60 -140 40 -134 0 -134 C-40 -134 -60 -140 -76 -150 Z" fill="{look.shade}" opacity=".45"/>'
    )
    return _tilted(
        look.behind.format(**hair)
        + neck
        + ears
        + face
        + _cheeks(look, fx, fy)
        + f'<g transform="translate({-fx * 0.18:.2f} {fy * 0.25:.2f})">{look.fringe.format(**hair)}{look.worn}</g>',
        at,
    )


def eyes(look: Look, at: Pose, shut: int, raised: int) -> str:
    """Eyes and brows. `shut`: 0 open, 1 half, 2 shut; `raised` brows: 0–2. Glasses come along."""
    fx, fy = at.turn * FEATURES_X, at.nod * FEATURES_Y
    both = "".join(
        f'<g transform="translate({side * 33 + fx:.2f} {-114 + fy:.2f}) scale({side * (1 - side * at.turn * 0.05):.3f} 1)">'
        f"{_brow(look, raised)}{_eye(look, shut, side, at.turn)}</g>"
        for side in (-1, 1)
    )
    return _tilted(f'{both}<g transform="translate({fx * 0.8:.2f} {fy * 0.8:.2f})">{look.glasses}</g>', at)


def mouth(look: Look, at: Pose, held: Mouth) -> str:
    fx, fy = at.turn * FEATURES_X * 1.05, at.nod * FEATURES_Y * 1.1
    return _tilted(f'<g transform="translate({fx:.2f} {-62 + fy:.2f})">{_lips(look, held)}</g>', at)


def _tilted(drawing: str, at: Pose) -> str:
    return f'<g transform="translate(0 {at.lift:.2f}) rotate({at.tilt:.3f} 0 -30)">{drawing}</g>'


def _cheeks(look: Look, fx: float, fy: float) -> str:
    blush = "".join(
        f'<ellipse cx="{side * 45 + fx:.2f}" cy="{-80 + fy:.2f}" rx="15" ry="9" fill="#ff7d7d" opacity=".24"/>'
        for side in (-1, 1)
    )
    nose = f'<path d="M{2 + fx * 1.3:.2f} {-100 + fy * 1.2:.2f} q7 12 -4 15" fill="none" stroke="{look.shade}" stroke-width="3.6" stroke-linecap="round"/>'
    return blush + nose


def _brow(look: Look, raised: int) -> str:
    thick, up = (5.2, raised * 3.2) if look.lashes else (7.5, raised * 3.2)
    return (
        f'<path d="M-19 {-29 - up:.1f} Q-2 {-39 - up * 1.2:.1f} 19 {-30 - up:.1f}" fill="none" stroke="{look.hair}" stroke-width="{thick}" '
        'stroke-linecap="round"/>'
    )


def _eye(look: Look, shut: int, side: int, turn: float) -> str:
    flick = (
        '<path d="M16 -4 l8 -6 M18 0 l8 -2" stroke="#2a2030" stroke-width="3.4" stroke-linecap="round"/>' if look.lashes else ""
    )
    if shut == 2:
        return f'<path d="M-18 3 Q0 14 18 3" fill="none" stroke="#2a2030" stroke-width="4.4" stroke-linecap="round"/>{flick if look.lashes else ""}'
    tall, lid = (1.0, "M-19 2 Q-9 -16 4 -15 Q16 -13 19 1") if shut == 0 else (0.55, "M-19 3 Q-8 -7 4 -6 Q15 -5 19 3")
    gaze = turn * 2.5 * side
    return (
        f'<g transform="translate(0 {0 if shut == 0 else 3}) scale(1 {tall})">'
        '<path d="M-18 3 Q-9 -14 4 -13 Q15 -11 18 2 Q10 14 -1 14 Q-12 13 -18 3 Z" fill="#fffdf9"/>'
        f'<circle cx="{gaze:.2f}" cy="0.5" r="11.5" fill="{look.iris}"/><circle cx="{gaze:.2f}" cy="0.5" r="6" fill="#1b1420"/>'
        f'<circle cx="{gaze - 4 * side:.2f}" cy="-4.5" r="3.6" fill="#fff"/><circle cx="{gaze + 4 * side:.2f}" cy="5" r="1.8" fill="#fff" opacity=".8"/></g>'
        f'<path d="{lid}" fill="none" stroke="#2a2030" stroke-width="{4.6 if look.lashes else 3.8}" stroke-linecap="round"/>{flick}'
    )


def _lips(look: Look, held: Mouth) -> str:
    if held.opening == 0:
        return (
            f'<path d="M-17 -2 Q0 9 17 -2" fill="none" stroke="{look.lips}" stroke-width="5" stroke-linecap="round"/>'
            f'<path d="M-9 11 Q0 15 9 11" fill="none" stroke="{look.shade}" stroke-width="2.6" stroke-linecap="round" opacity=".8"/>'
        )
    half = (16.5 + held.width * 4.5) * (1 - 0.04 * held.opening * (held.width < 0))
    tall = 5.0 + 4.6 * held.opening + (2 if held.width < 0 else 0)
    top = -0.34 * tall
    shape = f"M{-half:.1f} 0 Q0 {top * 1.5:.1f} {half:.1f} 0 Q{half * 0.72:.1f} {tall:.1f} 0 {tall:.1f} Q{-half * 0.72:.1f} {tall:.1f} {-half:.1f} 0 Z"
    teeth = (
        f'<path d="M{-half * 0.72:.1f} {top * 0.42:.1f} Q0 {top * 1.1:.1f} {half * 0.72:.1f} {top * 0.42:.1f} L{half * 0.6:.1f} {top * 0.4 + 4.2:.1f} '
        f'Q0 {top * 0.4 + 6:.1f} {-half * 0.6:.1f} {top * 0.4 + 4.2:.1f} Z" fill="#fff8f2"/>'
        if held.width >= 0 and held.opening >= 1
        else ""
    )
    tongue = (
        f'<ellipse cx="0" cy="{tall * 0.82:.1f}" rx="{half * 0.5:.1f}" ry="{tall * 0.24:.1f}" fill="#e8808a"/>'
        if held.opening >= 2
        else ""
    )
    return (
        f'<path d="{shape}" fill="#6d2230"/>{teeth}{tongue}'
        f'<path d="{shape}" fill="none" stroke="{look.lips}" stroke-width="4.2" stroke-linejoin="round"/>'
    )
