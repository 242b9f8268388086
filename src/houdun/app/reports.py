"""A comparison as files, each format by its ending."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houdun.errors import OutsideError, UsageError
from houdun.facts.verdict import Comparison
from houdun.files import write
from houdun.language import Bilingual, Language

if TYPE_CHECKING:
    from houdun.app.workspace import Workspace

FORMATS = ("html", "pdf", "md", "json")
SHELF = "reports"
"""The folder of a workspace in which reports lie that a page has asked for."""


def write_reports(outs: Sequence[Path], comparison: Comparison, language: Language) -> tuple[Path, ...]:
    # Here and not above: charts and fonts take a third of a second, which only reports should pay.
    from houdun.report.build import build
    from houdun.report.render import render

    document = build(comparison, language)
    for path in outs:
        write(path, render(document, format_of(path)))
    return tuple(outs)


def export(space: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """A job: the report at these weights, on the workspace's shelf. The same wish writes the same file again."""
    language, weights = Language(asked["language"]), [f"{id}={weight}" for id, weight in sorted(asked["weights"].items())]
    wish = hashlib.sha256(repr((asked["stage"], weights)).encode()).hexdigest()[:8]
    path = space.root / SHELF / f"houdun-{asked['stage']}-{wish}-{language.value}.{asked['format']}"
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise OutsideError(
            Bilingual(f"文件夹 {SHELF} 建不了（{error.strerror}）", f"the folder {SHELF} cannot be made ({error.strerror})"),
            Bilingual("请检查权限与磁盘空间", "check permissions and the disk's free space"),
            where=str(path.parent),
        ) from error
    space.report([path], language=language, stage=asked["stage"], weights=weights)
    return {"file": path.name}


def format_of(path: Path) -> str:
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UsageError(
            Bilingual(f"不认识的报告格式「{path.suffix}」", f"unknown report format {path.suffix!r}"),
            Bilingual("文件名请以 .html、.pdf、.md 或 .json 结尾", "end the file's name in .html, .pdf, .md or .json"),
            where=f"--out {path}",
        )
    return ending
