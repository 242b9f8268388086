"""Chinese for machines without a Chinese font: little at the door, and a slice at a time."""

from __future__ import annotations

import io
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from houdun.app.workspace import Workspace
from tests.integration.web.conftest import As

AT_THE_DOOR_KB = 60


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def faces(visit: As) -> list[tuple[str, set[int]]]:
    """Address and code points of each face, as the sheet has them."""
    sheet = visit(None).get("/fonts.css").content.decode()
    found = []
    for address, ranges in re.findall(r"url\((\S+?)\).*?unicode-range:([^}]+)", sheet):
        ends = [[int(end, 16) for end in each.removeprefix("U+").split("-")] for each in ranges.split(",")]
        found.append((f"/{address}", {code for each in ends for code in range(each[0], each[-1] + 1)}))
    return found


def test_the_door_needs_one_small_slice(space: Workspace, visit: As) -> None:
    address, codes = faces(visit)[-1]
    page = visit(None).get("/sign-in", headers={"accept-language": "zh"}).content.decode()
    assert {ord(each) for each in page if "\u4e00" <= each <= "\u9fff"} <= codes
    font = visit(None).get(address)
    assert len(font.content) < AT_THE_DOOR_KB * 1024
    assert codes <= set(TTFont(io.BytesIO(font.content)).getBestCmap())
    assert visit(None).get(address).content == font.content


def test_every_common_character_is_in_some_slice(space: Workspace, visit: As) -> None:
    common = {ord(bytes([high, low]).decode("gb2312")) for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)}
    assert common <= set().union(*(codes for _, codes in faces(visit)))


def test_a_slice_that_is_not_there_is_not_found(space: Workspace, visit: As) -> None:
    assert visit(None).get("/font/..%2f..%2fetc.woff2").status_code == HTTPStatus.NOT_FOUND
    assert visit(None).get("/font/0000000000000000.woff2").status_code == HTTPStatus.NOT_FOUND
