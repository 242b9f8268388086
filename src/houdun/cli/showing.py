"""What commands show: tables, progress, colours. NO_COLOR and pipes are respected (rich does both)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from houdun.cli.options import LANGUAGE
from houdun.flow.progress import Progress as Tell
from houdun.language import Bilingual

PIPE_WIDTH = 140
"""A pipe has no width: tables keep their columns."""


def out() -> Console:
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPE_WIDTH
    return console


def err() -> Console:
    return Console(stderr=True, highlight=False)


@contextmanager
def progress() -> Iterator[Tell]:
    """Bars on a terminal's stderr, one line a step; elsewhere silence."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err(), transient=True, disable=not err().is_terminal) as bars:
        tasks: dict[Bilingual, TaskID] = {}

        def tell(step: Bilingual, done: int, total: int | None = None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step.to(LANGUAGE), total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield tell
