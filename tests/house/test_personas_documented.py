"""The personas' reference page is made from the fields and the packaged files."""

from __future__ import annotations

from pathlib import Path

from houdun.cli.persona_page import page
from houdun.desk.persona import SECTIONS, keys

DOCS = Path(__file__).parents[2] / "docs"


def test_the_reference_page_is_made_from_the_personas() -> None:
    assert (DOCS / "reference" / "personas.md").read_text(encoding="utf-8") == page()


def test_every_key_is_described_in_both_languages() -> None:
    meanings = [means for section in SECTIONS.values() for _, means in keys(section).values()]
    assert len(meanings) > 50
    assert all(means.zh and means.en for means in meanings)
