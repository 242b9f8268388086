"""Chinese for machines that have no Chinese font: ours, in slices of which a page loads those that it needs.

It stands last in the style sheet's families, so that nobody who has a font of his own loads anything. The words of the sign-in page are a slice of
their own, those of the whole app another; the rest is cut by code point. A slice is made when it is first asked for, and kept in the cache.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase

from houdun.files import cache_folder, write
from houdun.report.fonts import REGULAR, known, woff2
from houdun.web.access import Asked

HERE: Final = Path(__file__).parent
HAN: Final = range(0x4E00, 0xA000)
BLOCK: Final = 2048
MARKS: Final = "“”‘’…—·"
WIDE: Final = (range(0x3000, 0x3040), range(0xFF00, 0xFFF0))
"""Full-width marks, which are in every sentence that somebody writes."""
CHINESE: Final = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
YEAR: Final = 365 * 24 * 3600


def sheet(request: Asked) -> HttpResponseBase:
    """The faces, in the order in which a browser weighs them: a later one comes first."""
    rules = (
        f'@font-face{{font-family:"Houdun";font-display:swap;src:url(font/{name}.woff2) format("woff2");unicode-range:{_ranges(some)}}}'
        for name, some in _slices().items()
    )
    return _kept("\n".join(rules).encode(), "text/css", 3600)


def font(request: Asked, name: str) -> HttpResponseBase:
    some = _slices().get(name)
    if some is None:
        raise Http404
    path = cache_folder("fonts") / f"{name}.woff2"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, woff2(REGULAR, some))
    return _kept(path.read_bytes(), "font/woff2", YEAR)


@cache
def _slices() -> Mapping[str, frozenset[str]]:
    """Characters by a name that says what is in it."""
    ours = known(REGULAR)
    blocks = [frozenset(map(chr, range(first, min(first + BLOCK, HAN.stop)))) for first in range(HAN.start, HAN.stop, BLOCK)]
    marks = frozenset(chr(code) for codes in WIDE for code in codes)
    everywhere = (marks | _written([*HERE.rglob("*.html"), *HERE.rglob("*.py")])) & ours
    at_the_door = _written([*(HERE / "templates").glob("*.html"), *(HERE / "templates" / "accounts").glob("*.html")]) & ours
    parts = (*((block & ours) - everywhere for block in blocks), everywhere - at_the_door, at_the_door)
    return {_named(part): part for part in parts if part}


def _written(files: Iterable[Path]) -> frozenset[str]:
    """What is written in files of ours, and the marks between."""
    return frozenset(MARKS).union(*(CHINESE.findall(file.read_text(encoding="utf-8")) for file in files))


def _named(characters: frozenset[str]) -> str:
    return hashlib.sha256("".join(sorted(characters)).encode()).hexdigest()[:16]


def _ranges(characters: frozenset[str]) -> str:
    """As CSS writes them: runs of neighbours as one."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)


def _kept(content: bytes, kind: str, seconds: int) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": f"public, max-age={seconds}"})
