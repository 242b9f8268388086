"""What each host looks like: colours, and the shapes of hair and clothes. Drawn about the base of the neck, y downwards, a head 148 wide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`behind` is hair behind the face, `fringe` before it, both SVG; so are `clothes`, and what is `worn` in the hair or the ears."""

    skin: str
    shade: str
    hair: str
    shine: str
    iris: str
    lips: str
    behind: str
    fringe: str
    clothes: str
    worn: str = ""
    glasses: str = ""
    reach: float = 36.0
    """How far down the hair, or else the neck, reaches."""
    ears: bool = True
    """Seen beside the hair."""
    lashes: bool = True
    shoulders: float = 1.0


LONG = """
<path fill="{hair}" d="M0 -236 C-84 -240 -108 -176 -100 -100 C-96 -40 -120 20 -108 104 C-104 128 -74 134 -56 120 C-44 80 -50 10 -54 -30
 L54 -30 C50 10 44 80 56 120 C74 134 104 128 108 104 C120 20 96 -40 100 -100 C108 -176 84 -240 0 -236 Z"/>
<path fill="none" stroke="{shine}" stroke-width="5" stroke-linecap="round" opacity=".45" d="M-92 -40 C-92 0 -104 40 -98 92 M92 -40 C92 0 104 40 98 92
 M-76 0 C-78 40 -84 70 -80 106 M78 0 C80 40 86 70 82 106"/>"""
SEE_THROUGH = """
<path fill="{hair}" d="M-82 -106 C-92 -190 -56 -232 0 -232 C56 -232 92 -190 82 -106 C80 -136 72 -158 58 -172 C44 -160 34 -158 22 -172
 C12 -156 -6 -152 -20 -170 C-30 -154 -46 -152 -58 -166 C-72 -152 -80 -134 -82 -106 Z"/>
<path fill="none" stroke="{shine}" stroke-width="7" stroke-linecap="round" opacity=".55" d="M-48 -205 C-20 -222 26 -222 52 -203"/>"""
SHORT = """
<path fill="{hair}" d="M-80 -112 C-92 -150 -88 -200 -50 -222 L56 -222 C90 -200 92 -150 80 -112 L70 -100 L-70 -100 Z"/>"""
QUIFF = """
<path fill="{hair}" d="M-80 -112 C-94 -170 -84 -214 -42 -226 C-20 -246 48 -250 66 -226 C94 -206 94 -160 80 -112 C76 -134 74 -150 66 -166
 C44 -160 10 -166 -14 -184 C-26 -168 -46 -160 -64 -160 C-72 -148 -76 -132 -80 -112 Z"/>
<path fill="none" stroke="{shine}" stroke-width="7" stroke-linecap="round" opacity=".5" d="M-30 -216 C0 -234 40 -234 60 -214"/>"""
BUN = """
<circle cx="0" cy="-244" r="36" fill="{hair}"/>
<path fill="none" stroke="{shine}" stroke-width="4" opacity=".5" stroke-linecap="round" d="M-20 -256 C-8 -268 12 -268 22 -254 M-24 -242 C-10 -254 12 -254 26 -240"/>
<path fill="{hair}" d="M0 -232 C-82 -234 -96 -170 -88 -108 L-76 -84 L76 -84 L88 -108 C96 -170 82 -234 0 -232 Z"/>"""
PARTED = """
<path fill="{hair}" d="M-80 -104 C-92 -190 -58 -230 0 -230 C58 -230 92 -190 80 -104 C80 -140 62 -178 8 -196 C-14 -176 -66 -168 -80 -104 Z"/>
<path fill="none" stroke="{shine}" stroke-width="6" stroke-linecap="round" opacity=".5" d="M-62 -176 C-46 -204 -20 -212 0 -212 M26 -210 C46 -204 62 -188 68 -168"/>"""
BOB = """
<path fill="{hair}" d="M0 -236 C-88 -238 -108 -170 -104 -104 C-102 -70 -106 -46 -98 -26 C-84 -14 -60 -16 -50 -28 L50 -28 C60 -16 84 -14 98 -26
 C106 -46 102 -70 104 -104 C108 -170 88 -238 0 -236 Z"/>
<path fill="none" stroke="{shine}" stroke-width="5" stroke-linecap="round" opacity=".5" d="M-92 -100 C-94 -70 -94 -54 -90 -38 M92 -100 C94 -70 94 -54 90 -38"/>"""
STRAIGHT_FRINGE = """
<path fill="{hair}" d="M-86 -100 C-96 -190 -58 -234 0 -234 C58 -234 96 -190 86 -100 C84 -122 78 -140 72 -150 C48 -142 24 -140 0 -140
 C-24 -140 -48 -142 -72 -150 C-78 -140 -84 -122 -86 -100 Z"/>
<path fill="none" stroke="{shine}" stroke-width="7" stroke-linecap="round" opacity=".55" d="M-50 -204 C-20 -220 26 -220 52 -202"/>"""

KNIT = """
<path fill="#1f8a86" d="M-176 232 C-178 120 -168 74 -118 52 C-84 38 -60 32 -46 14 C-20 40 20 40 46 14 C60 32 84 38 118 52 C168 74 178 120 176 232 Z"/>
<path fill="#27a39d" d="M-52 14 C-40 52 40 52 52 14 L66 26 C46 74 -46 74 -66 26 Z"/>
<path fill="none" stroke="#17706d" stroke-width="4" stroke-linecap="round" opacity=".7" d="M-104 232 C-108 190 -108 160 -112 138 M104 232 C108 190 108 160 112 138
 M-60 74 l0 150 M-20 82 l0 146 M20 82 l0 146 M60 74 l0 150"/>
<path fill="none" stroke="#f2c14e" stroke-width="2.5" d="M-30 36 Q0 84 30 36"/><circle cx="0" cy="62" r="6" fill="#f2c14e"/>"""
BLAZER = """
<path fill="#2b3a5e" d="M-192 232 C-192 122 -178 78 -122 54 C-88 40 -62 32 -44 12 L0 60 L44 12 C62 32 88 40 122 54 C178 78 192 122 192 232 Z"/>
<path fill="#f4f1ea" d="M-46 12 C-30 34 30 34 46 12 L34 232 L-34 232 Z"/>
<path fill="#e3ded2" d="M-46 12 C-24 44 24 44 46 12 L40 34 C18 58 -18 58 -40 34 Z"/>
<path fill="#22304f" d="M-48 12 L-78 64 L-52 84 L-66 104 L-30 232 L-36 232 L-112 232 L-112 60 Z M48 12 L78 64 L52 84 L66 104 L30 232 L36 232 L112 232 L112 60 Z"/>
<path fill="#38497a" d="M-48 12 L-84 60 L-56 84 L-70 106 L-26 224 L-22 232 L-34 232 L-58 30 Z M48 12 L84 60 L56 84 L70 106 L26 224 L22 232 L34 232 L58 30 Z"/>
<path fill="#e8635a" d="M-116 122 l34 -8 l3 14 l-35 8 z"/>"""
QIPAO = """
<path fill="#a32c4c" d="M-170 232 C-172 124 -162 78 -114 54 C-80 40 -54 32 -42 6 C-16 34 16 34 42 6 C54 32 80 40 114 54 C162 78 172 124 170 232 Z"/>
<path fill="#c23a5e" d="M-46 -8 C-24 18 24 18 46 -8 L50 20 C26 46 -26 46 -50 20 Z"/>
<path fill="none" stroke="#f0c56a" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" d="M-48 -6 C-24 20 24 20 48 -6 M0 36 C28 60 70 70 104 110 C116 140 120 180 122 232"/>
<g fill="#f0c56a"><circle cx="0" cy="40" r="6"/><circle cx="46" cy="66" r="5"/><circle cx="92" cy="98" r="5"/></g>
<g fill="none" stroke="#d9607f" stroke-width="3" opacity=".8"><circle cx="-78" cy="130" r="20"/><circle cx="-78" cy="130" r="10"/><circle cx="-30" cy="196" r="20"/><circle cx="-30" cy="196" r="10"/><circle cx="-128" cy="200" r="16"/></g>"""
DUNGAREES = """
<path fill="#fbf3e4" d="M-168 232 C-170 122 -160 76 -112 54 C-80 40 -58 32 -44 14 C-18 38 18 38 44 14 C58 32 80 40 112 54 C160 76 170 122 168 232 Z"/>
<path fill="#efe2cb" d="M-50 14 C-36 46 36 46 50 14 L58 26 C40 60 -40 60 -58 26 Z"/>
<path fill="none" stroke="#e5745b" stroke-width="7" opacity=".9" d="M-160 118 C-130 108 -110 112 -98 118 M-164 150 C-130 140 -110 142 -98 148 M-166 182 C-130 174 -110 174 -98 178 M160 118 C130 108 110 112 98 118 M164 150 C130 140 110 142 98 148 M166 182 C130 174 110 174 98 178"/>
<path fill="#f0a93a" d="M-92 232 L-84 118 C-60 126 60 126 84 118 L92 232 Z M-100 50 L-72 40 L-58 124 L-84 120 Z M100 50 L72 40 L58 124 L84 120 Z"/>
<path fill="none" stroke="#cf8a22" stroke-width="3.5" stroke-dasharray="8 6" d="M-80 132 C-50 140 50 140 80 132 M-36 164 h72 v52 h-72 z"/>
<g fill="#fff6df"><circle cx="-71" cy="124" r="7"/><circle cx="71" cy="124" r="7"/></g>"""
EARRINGS = """<g fill="#f0c56a"><circle cx="-79" cy="-84" r="5"/><circle cx="79" cy="-84" r="5"/></g><g fill="#fff4d6"><circle cx="-79" cy="-70" r="7"/><circle cx="79" cy="-70" r="7"/></g>"""
CLIP = """<g transform="rotate(-24 58 -178)"><rect x="40" y="-184" width="36" height="9" rx="4.5" fill="#ff8f70"/><rect x="44" y="-171" width="30" height="8" rx="4" fill="#ffd166"/></g>"""
GLASSES = """<g fill="none" stroke="#3b3550" stroke-width="3.5"><circle cx="-33" cy="-114" r="26"/><circle cx="33" cy="-114" r="26"/><path d="M-7 -118 Q0 -123 7 -118 M-59 -118 L-76 -124 M59 -118 L76 -124"/></g>"""

LOOKS = {
    "lin": Look(
        skin="#ffdcc5", shade="#f0b394", hair="#2e2438", shine="#6b5580", iris="#6a4a3a", lips="#d9566a",
        behind=LONG, fringe=SEE_THROUGH, clothes=KNIT, ears=False, reach=144.0,
    ),
    "chen": Look(
        skin="#f6cfae", shade="#dda27c", hair="#25222b", shine="#565064", iris="#4a3a34", lips="#c4705f",
        behind=SHORT, fringe=QUIFF, clothes=BLAZER, glasses=GLASSES, lashes=False, shoulders=1.08,
    ),
    "su": Look(
        skin="#ffd9c2", shade="#eeae90", hair="#5a2c2c", shine="#9a5a50", iris="#5a3d30", lips="#cf3f52",
        behind=BUN, fringe=PARTED, clothes=QIPAO, worn=EARRINGS,
    ),
    "tang": Look(
        skin="#ffe0c9", shade="#f2b897", hair="#a8643a", shine="#e0a070", iris="#4d6b57", lips="#e0656a",
        behind=BOB, fringe=STRAIGHT_FRINGE, clothes=DUNGAREES, worn=CLIP, ears=False,
    ),
}  # fmt: skip
