from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import pytest

from houdun.language import Language
from houdun.report.document import Document
from houdun.report.pdf import BREAK, breakable, pdf


def text_of(paper: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    return subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True).stdout.decode()


def test_paper_holds_the_chinese_title_and_the_answer(rendered: Callable[..., bytes]) -> None:
    text = text_of(rendered("three", "pdf", Language.ZH))
    assert "出了事，谁的售后靠得住？" in text
    assert "云桥 Cloudbridge" in text
    assert "每个数字背后的工单" in text


@pytest.mark.parametrize("kind", ["one", "nothing", "many"])
def test_every_size_of_comparison_fits_on_paper(kind: str, rendered: Callable[..., bytes]) -> None:
    assert rendered(kind, "pdf").startswith(b"%PDF-")


def test_hostile_words_are_never_markup(rendered: Callable[..., bytes]) -> None:
    flat = text_of(rendered("hostile", "pdf")).replace("\n", "").replace(BREAK, "")
    assert "#set page(width: 1pt)" in flat.replace("  ", " ") or "#set page" in flat
    assert "{{7*7}}" in flat


def test_the_same_document_gives_the_same_bytes(document: Callable[..., Document], rendered: Callable[..., bytes]) -> None:
    assert pdf(document("one")) == rendered("one", "pdf")


def test_a_word_that_no_line_can_hold_gets_places_to_break() -> None:
    assert breakable("A" * 30) == BREAK.join(["A" * 12, "A" * 12, "A" * 6])
    assert breakable("short words stay as they are") == "short words stay as they are"
