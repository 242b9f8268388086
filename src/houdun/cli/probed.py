"""What `houdun probe` says at the end."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from houdun.cli.meter import codec, describe, number
from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.facts.observation import Unit
from houdun.inert import one_line
from houdun.probe.metric import REGISTRY, Series
from houdun.probe.summary import Figures, Summary

ABOVE = {"frameWidth", "frameHeight", "full_range", "sample_rate"}
"""Series that the line above the table already tells."""


def show(summary: Summary) -> None:
    """How it ended, what the stream was made of, every series, what changed and what went wrong."""
    console = out()
    facts = summary.facts
    ended = (
        one_line(summary.ended.detail.to(LANGUAGE), 120) if summary.ended else say("流仍在继续", "the stream was still running")
    )
    video = f"{facts.width}×{facts.height} {codec(facts)}" if facts.width else say("没有画面", "no picture")
    sound = (
        f"{one_line(facts.audio_codec, 12)} {facts.sample_rate / 1000:g} kHz × {facts.channels}"
        if facts.sample_rate
        else say("没有声音", "no sound")
    )
    console.print(Text(say(f"共测量 {summary.seconds} 秒；{ended}", f"Watched for {summary.seconds} s; {ended}"), style="bold"))
    console.print(Text(f"{video} · {sound}"))
    if summary.series:
        console.print(_table(summary))
    for found in summary.detections:
        console.print(Text(describe(found), style="bold red"))
    troubles = ", ".join(
        f"{what} × {count}" for what, count in summary.troubles.items() if summary.ended is None or what != summary.ended.what
    )
    if troubles:
        console.print(Text(say(f"异常事件：{troubles}", f"troubles: {troubles}"), style="yellow"))


def _table(summary: Summary) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(say("观测", "series"), no_wrap=True)
    for heading in (say("数值", "value"), "5 %", "95 %"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(say("单位", "unit"), no_wrap=True, style="dim")
    table.add_column(say("含义", "meaning"), style="dim")
    for series in (series for entry in REGISTRY for series in entry.series if series.name not in ABOVE):
        if tally := summary.series.get(series.name):
            table.add_row(series.name, *_cells(series, tally.figures()), str(series.unit), series.meaning.to(LANGUAGE))
    return table


def _cells(series: Series, figures: Figures) -> tuple[str, str, str]:
    """What sums a series up: the last of a running count, the total of one by the second, else the median with its spread."""
    if series.cumulative:
        return number(figures.last), "", ""
    if series.unit is Unit.COUNT:
        return number(figures.total), "", ""
    return number(figures.median), number(figures.low), number(figures.high)
