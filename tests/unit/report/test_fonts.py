from __future__ import annotations

import base64
import io
import re

from fontTools.ttLib import TTFont

from houdun.report.fonts import BOLD, GAPS, REGULAR, faces, known

RARE = sorted(known(REGULAR) - known(BOLD) - {"\x00"})[-1]
"""A character that Regular has and Bold has not."""


def embedded(css: str) -> dict[tuple[str, str], set[str]]:
    """The characters of each embedded face, by family and weight."""
    found = {}
    for family, weight, data in re.findall(
        r'font-family:"([^"]+)";font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]+)\)', css
    ):
        with TTFont(io.BytesIO(base64.b64decode(data))) as font:
            found[family, weight] = set(map(chr, font.getBestCmap()))
    return found


def test_only_the_characters_of_the_page_are_embedded() -> None:
    found = embedded(faces("<p>后盾</p><h1>盾 A</h1>"))
    assert {"后", "盾", "A"} <= found["Noto Sans SC", "400"]
    assert "后" not in found["Noto Sans SC", "700"]
    assert {"盾", "A"} <= found["Noto Sans SC", "700"]
    assert (GAPS, "700") not in found


def test_a_character_that_bold_lacks_comes_from_regular() -> None:
    found = embedded(faces(f"<strong>盾{RARE}</strong>"))
    assert RARE in found[GAPS, "700"]
    assert RARE not in found["Noto Sans SC", "700"]


def test_what_no_shipped_font_knows_is_left_to_the_readers_own() -> None:
    assert "😀" not in known(REGULAR)
    found = embedded(faces("<p>😀</p>"))
    assert all("😀" not in characters for characters in found.values())


def test_a_page_without_words_needs_no_face() -> None:
    assert faces("") == ""


def test_bold_inside_bold_ends_where_it_ends() -> None:
    found = embedded(faces("<h1>甲<strong>乙</strong>丙</h1><p>丁</p>"))
    assert found["Noto Sans SC", "700"] >= {"甲", "乙", "丙"}
    assert "丁" not in found["Noto Sans SC", "700"]
