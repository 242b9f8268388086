"""The document as a PDF on A4, set by Typst with the shipped fonts. The document reaches it as data, never as markup."""

from __future__ import annotations

import dataclasses
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import resources
from itertools import groupby
from pathlib import Path

import typst

from houdun.facts.time import iso
from houdun.language import Language
from houdun.report.charts import svg
from houdun.report.document import Block, CaseFile, Document, Figure, Fold, Heading, Paragraph, Span, Style, Table, walk
from houdun.report.palette import DASHES, SERIES

ENDLESS = re.compile(r"[!-~]{24,}")
"""A word that no line can hold."""
PIECE = 12
BREAK = "\u200b"
UNTOUCHED = frozenset({"anchor", "to", "panels"})
"""Fields that are names, not text."""
QUOTES = 6
"""Messages of a case on paper."""


def pdf(document: Document) -> bytes:
    """The same content; of the cases, those that tell most. Deterministic: the date inside is the report's own."""
    blocks = _brief(document.blocks, document.labels)
    with tempfile.TemporaryDirectory(prefix="houdun-report-") as folder:
        root = Path(folder)
        _draw(blocks, root)
        (root / "document.json").write_text(json.dumps(_data(document, blocks), ensure_ascii=False), encoding="utf-8")
        (root / "report.typ").write_text(_template(), encoding="utf-8")
        with resources.as_file(resources.files("houdun.data") / "fonts") as fonts:
            made = typst.compile(str(root / "report.typ"), root=str(root), font_paths=[str(fonts)], ignore_system_fonts=True)
    if not isinstance(made, bytes):
        raise AssertionError("a PDF is one file")
    return made


def _brief(blocks: tuple[Block, ...], labels: Mapping[str, str]) -> tuple[Block, ...]:
    """Without the long parts, which are said to be left out, and with fewer messages a case."""
    kept: list[Block] = []
    for folded, run in groupby(_opened(blocks), key=lambda block: isinstance(block, Fold)):
        found = list(run)
        kept += [_shorter(block, labels) for block in found if not isinstance(block, Fold) or block.brief]
        left = sum(isinstance(block, Fold) and not block.brief for block in found)
        if folded and left:
            told = labels["left_fold"] if left == 1 else labels["left_folds"].format(n=left)
            kept.append(Paragraph((Span(told, Style.SOFT),)))
    return tuple(kept)


def _opened(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Folds that only hold folds give way to those."""
    for block in blocks:
        if isinstance(block, Fold) and all(isinstance(inner, Fold) for inner in block.blocks):
            yield from _opened(block.blocks)
        else:
            yield block


def _shorter(block: Block, labels: Mapping[str, str]) -> Block:
    if isinstance(block, Fold):
        return dataclasses.replace(block, blocks=_brief(block.blocks, labels))
    return dataclasses.replace(block, quotes=block.quotes[:QUOTES]) if isinstance(block, CaseFile) else block


def _draw(blocks: tuple[Block, ...], root: Path) -> None:
    for figure in (block for block in walk(blocks) if isinstance(block, Figure)):
        for place, panel in enumerate(figure.panels):
            (root / _picture(figure, place)).write_text(svg(panel, f"{figure.anchor}-{place}", themed=False), encoding="utf-8")


def _data(document: Document, blocks: tuple[Block, ...]) -> dict[str, object]:
    day = iso(document.made_at)
    return {
        "lang": document.language.value,
        "region": "cn" if document.language is Language.ZH else "us",
        "title": document.title,
        "subtitle": document.subtitle,
        "made": [int(day[:4]), int(day[5:7]), int(day[8:10])],
        "labels": dict(document.labels),
        "series": [{"paint": ink.light, "dash": list(dash)} for ink, dash in zip(SERIES, DASHES, strict=True)],
        "blocks": _plain(blocks, _anchors(blocks)),
    }


def _anchors(blocks: tuple[Block, ...]) -> frozenset[str]:
    """The places that a link on paper can lead to."""
    found = set()
    for block in walk(blocks):
        if isinstance(block, (Heading, CaseFile, Figure, Table)):
            found.add(block.anchor)
        if isinstance(block, Table):
            found |= {row.anchor for row in block.rows}
    return frozenset(found - {""})


def _plain(value: object, anchors: frozenset[str]) -> object:
    """Dataclasses as dictionaries with their kind; links only to what is there; no word longer than a line."""
    if isinstance(value, StrEnum) or not (isinstance(value, (str, tuple)) or dataclasses.is_dataclass(value)):
        return value
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, tuple):
        return [_plain(one, anchors) for one in value]
    if isinstance(value, Span) and value.to.startswith("#") and value.to[1:] not in anchors:
        return _plain(dataclasses.replace(value, to=""), anchors)
    fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Figure):
        fields["panels"] = tuple(_picture(value, place) for place in range(len(value.panels)))
    told = {name: field if name in UNTOUCHED else _plain(field, anchors) for name, field in fields.items()}
    return {"kind": type(value).__name__, **told}


def _picture(figure: Figure, place: int) -> str:
    return f"{figure.anchor}-{place}.svg"


def breakable(text: str) -> str:
    """Long unbroken runs get places to break."""
    return ENDLESS.sub(lambda run: BREAK.join(run[0][at : at + PIECE] for at in range(0, len(run[0]), PIECE)), text)


def _template() -> str:
    return resources.files("houdun.report").joinpath("template", "report.typ").read_text(encoding="utf-8")
