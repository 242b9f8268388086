"""Options and words that several commands share. Imported for `--help`, so nothing heavy may be imported here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from houdun.language import Bilingual, Language, language_of

LANGUAGE = language_of()


def say(zh: str, en: str) -> str:
    """The sentence in the reader's language."""
    return Bilingual(zh, en).to(LANGUAGE)


def examples(*lines: str) -> str:
    """An epilog with one example a line."""
    return "\n\n".join([say("例：", "Examples:"), *(f"[cyan]{line}[/cyan]" for line in lines)])


Workspace = Annotated[
    Path,
    typer.Option(
        "-w",
        "--workspace",
        metavar="DIR",
        help=say("工作区文件夹（由 houdun init 建立）", "the workspace folder (made by houdun init)"),
    ),
]
Here = Path()
TrialName = Annotated[
    str | None,
    typer.Option("--trial", metavar="NAME", help=say("哪一场考察（只有一场时不用写）", "which trial, where there are several")),
]
ReportLanguage = Annotated[Language, typer.Option("--lang", help=say("报告语言", "the report's language"))]
When = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="TIME", help=say("何时（默认现在；可只写 HH:MM，即今天）", "when (now without it; HH:MM is today's)")
    ),
]
PlusMinus = Annotated[
    int, typer.Option("--plus-minus", metavar="SECONDS", help=say("时间可能差多少秒", "by how many seconds the time may be off"))
]
