"""What `houdun play` shows while a show is on: one line that lives on a terminal, plain lines elsewhere, and a summary."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.live import Live
from rich.text import Text

from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.errors import OutsideError
from houdun.flow.play import Asked, Second
from houdun.inert import one_line
from houdun.keys import redacted
from houdun.language import Bilingual

EVERY = 5
"""Seconds between two plain lines."""

Line: TypeAlias = Callable[[int, Text], None]


def watch(asked: Asked, seconds: Generator[Second, None, None], log: Path | None) -> None:
    """Plays to the end or to Ctrl-C, and sums up. Raises OutsideError where the log cannot be written."""
    console = out()
    number, last = 0, None  # set before anything is shown: Ctrl-C may come at any time
    with closing(seconds), _lines(console) as line, _log(log) as write, suppress(KeyboardInterrupt):
        for second in seconds:
            number, before, last = number + 1, last, second
            write(second)
            line(number, _status(asked, number, second, before))
            for what in _turns(asked, number):
                console.print(Text.assemble((f"{_clock(number)}  ", "dim"), (what, "bold yellow")), soft_wrap=True)
    console.print(_summary(number, last))


def play_from(address: str) -> None:
    """Says where the stream is to be watched, at once, since somebody waits for it."""
    console = out()
    console.print(
        Text(say(f"请从这里播放：{redacted(address)}", f"Play it from {redacted(address)}"), style="bold"), soft_wrap=True
    )
    console.file.flush()


@contextmanager
def _lines(console: Console) -> Iterator[Line]:
    waiting = Text(
        say("正在准备节目……（同一节目首次需十来秒）", "preparing the show … (a dozen seconds, the first time)"), style="dim"
    )
    if not console.is_terminal:

        def plain(number: int, text: Text) -> None:
            if number % EVERY == 1:
                console.print(text, soft_wrap=True)

        yield plain
        return
    with Live(waiting, console=console, refresh_per_second=2, transient=True) as live:
        yield lambda number, text: live.update(text)


@contextmanager
def _log(path: Path | None) -> Iterator[Callable[[Second], None]]:
    with ExitStack() as stack:
        if path is None:
            yield lambda second: None
            return
        try:
            file = stack.enter_context(path.open("w", encoding="utf-8", buffering=1))
        except OSError as error:
            raise OutsideError(
                Bilingual(f"日志写不进去（{error.strerror}）", f"the log cannot be written ({error.strerror})"),
                Bilingual("请检查文件夹、权限与磁盘空间", "check the folder, its permissions and the disk's free space"),
                where=str(path),
            ) from error

        def write(second: Second) -> None:
            file.write(json.dumps(dataclasses.asdict(second)) + "\n")

        yield write


def _status(asked: Asked, number: int, second: Second, last: Second | None) -> Text:
    kbps = (second.bytes - (last.bytes if last else 0)) * 8 / 1000
    if second.error:
        state = (f"{say('中断', 'cut off')}: {one_line(second.error, 90)}", "bold red")
    else:
        state = (say("直播中", "on air"), "bold green")
    told = [f"{kbps:,.0f} kbit/s", say(f"滞后 {second.lag_ms:.0f} ms", f"lag {second.lag_ms:.0f} ms")]
    if second.queued > 0:
        told.append(say(f"排队 {second.queued} 包", f"{second.queued} packets queued"))
    if second.restarts:
        told.append(say(f"重连 {second.restarts} 次", f"reconnected {second.restarts} times"))
    told.append(say(f"声明观众 {asked.show.viewers_at(number):,}", f"{asked.show.viewers_at(number):,} viewers declared"))
    return Text.assemble(
        ("● ", "bold red"), f"{_clock(number)}  {asked.show.title.to(LANGUAGE)}  ", state, f"  {'  '.join(told)}"
    )


def _turns(asked: Asked, number: int) -> Iterator[str]:
    """What has changed within the second that has just passed."""
    if asked.fault is None:
        return
    name = asked.fault.facts.name.to(LANGUAGE)
    moments = [
        (asked.on[0], say(f"故障开始：{name}", f"the fault begins: {name}")),
        (asked.on[1], say(f"故障消失：{name}", f"the fault is gone: {name}")),
    ]
    if asked.remedy:
        what = asked.remedy.what.to(LANGUAGE)
        moments.append((asked.remedy_at, say(f"采取补救：{what}", f"the remedy is tried: {what}")))
    yield from (what for moment, what in moments if number - 1 <= moment < number)


def _summary(number: int, last: Second | None) -> Text:
    if last is None:
        return Text(say("什么也没有推出去", "nothing was published"), style="bold")
    return Text(
        say(
            f"共推流 {_clock(number)}：{last.packets:,} 个包，{last.bytes / 1e6:,.1f} MB，重连 {last.restarts} 次",
            f"Published for {_clock(number)}: {last.packets:,} packets, {last.bytes / 1e6:,.1f} MB, reconnected {last.restarts} times",
        ),
        style="bold",
    )


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
