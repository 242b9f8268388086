"""A comparison as files, each format by its ending."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from houdun.errors import UsageError
from houdun.facts.verdict import Comparison
from houdun.files import write
from houdun.language import Bilingual, Language

FORMATS = ("html", "pdf", "md", "json")


def write_reports(outs: Sequence[Path], comparison: Comparison, language: Language) -> tuple[Path, ...]:
    # Here and not above: charts and fonts take a third of a second, which only reports should pay.
    from houdun.report.build import build
    from houdun.report.render import render

    document = build(comparison, language)
    for path in outs:
        write(path, render(document, format_of(path)))
    return tuple(outs)


def format_of(path: Path) -> str:
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UsageError(
            Bilingual(f"不认识的报告格式「{path.suffix}」", f"unknown report format {path.suffix!r}"),
            Bilingual("文件名请以 .html、.pdf、.md 或 .json 结尾", "end the file's name in .html, .pdf, .md or .json"),
            where=f"--out {path}",
        )
    return ending
