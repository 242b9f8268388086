"""What commands show: tables, progress, colours. NO_COLOR and pipes are respected (rich does both)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from houdun.cli.options import LANGUAGE, say
from houdun.facts.vendor import Vendor
from houdun.flow.progress import Progress as Tell
from houdun.inert import one_line
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
    bars = Progress(*columns, console=err(), transient=True, disable=not err().is_terminal)
    tasks: dict[Bilingual, TaskID] = {}

    def tell(step: Bilingual, done: int, total: int | None = None) -> None:
        # Not before there is something to tell: until then the terminal may be another's.
        bars.start()
        if step not in tasks:
            tasks[step] = bars.add_task(step.to(LANGUAGE), total=total)
        bars.update(tasks[step], completed=done, total=total)

    try:
        yield tell
    finally:
        bars.stop()


def mind_unknown(vendor: Vendor, known: Sequence[Vendor]) -> None:
    """Says that what was recorded stands alone where no case is the vendor's: mostly a slip in the name or the plan."""
    if known and vendor not in known:
        names = "、".join(str(each) for each in known[:8])
        notice = say(
            f"注意：{vendor} 还没有工单，也不在考察里；名称（含套餐）须与那里一致才会算到一起。已有：{names}",
            f"Mind: {vendor} has no case yet and is in no trial; its name, plan included, must be the same as there to count together. Known: {names}",
        )
        err().print(Text(one_line(notice, 600)), soft_wrap=True)
