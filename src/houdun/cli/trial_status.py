"""How a trial stands, as `houdun trial status` shows it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from houdun import clock
from houdun.app.names import FATES, PHASES, STRATA
from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.cli.trial_words import moment, span
from houdun.facts.time import MINUTE, Millis, iso
from houdun.flow.trial.course import Fate
from houdun.flow.trial.running import Pulse
from houdun.flow.trial.told.overview import OpenCase, Overview
from houdun.inert import one_line
from houdun.report.numbers import Numbers

SILENT: Millis = MINUTE
"""A process gives a sign of life every second."""


def show(seen: Overview, pulse: Pulse | None = None) -> None:
    """`pulse` as seen from outside; None where we have run it ourselves."""
    console = out()
    console.print(Text(_head(seen), style="bold"), soft_wrap=True)
    for line in (*_running(seen, pulse), *_standing(seen), *_next(seen)):
        console.print(Text(line), soft_wrap=True)
    if seen.open:
        console.print(_cases(seen))
    if seen.tasks:
        words = say(f"{len(seen.tasks)} 件事等人处理：houdun inbox", f"{len(seen.tasks)} waiting for you: houdun inbox")
        console.print(Text(words, style="magenta"), soft_wrap=True)


def list_all(trials: Iterable[tuple[Overview, Pulse]]) -> None:
    """Several trials, briefly: how each stands, whether it runs, what is next, what waits."""
    console = out()
    for seen, pulse in trials:
        console.print(Text(_head(seen), style="bold"), soft_wrap=True)
        waits = say(f"{len(seen.tasks)} 件事等人处理", f"{len(seen.tasks)} waiting for you") if seen.tasks else ""
        named = f" --trial {shlex.quote(one_line(seen.terms.name, 60))}"
        for line in (*_running(seen, pulse), *_next(seen, named), waits):
            if line:
                console.print(Text(f"  {line}"), soft_wrap=True)
    hint = say("细看一场：houdun trial status --trial 名称", "one of them in full: houdun trial status --trial NAME")
    console.print(Text(hint, style="dim"), soft_wrap=True)


def goes_on(workspace: Path) -> str:
    """To whoever has ended its process."""
    command = "houdun trial run" if workspace == Path() else f"houdun trial run -w {shlex.quote(str(workspace))}"
    return say(f"已停下，随时可以接着做：{command}", f"Left where it is; it goes on with: {command}")


def as_json(seen: Overview, pulse: Pulse) -> dict[str, Any]:
    """Times are ISO 8601 in UTC or null; `lean` is no claim. `running`: a process runs it; its last sign of life, or that of the last one, is `alive_at`."""
    standing = seen.standing
    return {
        "name": seen.terms.name,
        "phase": seen.phase,
        "running": pulse.runs,
        "alive_at": _iso(pulse.seen_at),
        "blocks": {fate.value: seen.blocks.get(fate, 0) for fate in Fate},
        "winner": str(standing.winner) if standing.winner else None,
        "dropped": {str(vendor): block for vendor, block in standing.dropped.items()},
        "lean": {str(vendor): share for vendor, share in standing.lean.items()},
        "next": None
        if seen.next is None
        else {
            "block": seen.next.number,
            "at": _iso(seen.next_at),
            "approved": seen.next.number not in seen.unapproved,
            "stratum": seen.next.stratum,
        },
        "open": [_case(each) for each in seen.open],
        "tasks": [entry.key for entry in seen.tasks],
    }


def _case(each: OpenCase) -> dict[str, Any]:
    return {
        "case": each.case,
        "vendor": str(each.vendor),
        "block": each.block,
        "question": each.question.id,
        "asked_at": _iso(each.asked_at),
        "answered_at": _iso(each.answered_at),
        "recovered_at": _iso(each.recovered_at),
        "due": _iso(each.due),
    }


def _iso(at: Millis | None) -> str | None:
    return None if at is None else iso(at)


def _head(seen: Overview) -> str:
    counts = say("，", ", ").join(f"{FATES[fate].to(LANGUAGE)} {seen.blocks[fate]}" for fate in FATES if seen.blocks.get(fate))
    phase = PHASES[seen.phase].to(LANGUAGE)
    return say(
        f"{one_line(seen.terms.name, 60)}：{phase}（考题 {counts}）",
        f"{one_line(seen.terms.name, 60)}: {phase} (questions: {counts})",
    )


def _running(seen: Overview, pulse: Pulse | None) -> Iterator[str]:
    """Nothing of a trial that is over."""
    if pulse is None or seen.is_over:
        return
    if pulse.seen_at is None:
        yield say("还没有进程做过它：houdun trial run", "no process has run it yet: houdun trial run")
        return
    since, ago = moment(pulse.seen_at, seen.terms.zone), span(max(0, clock.now() - pulse.seen_at))
    if not pulse.runs:
        yield say(
            f"没有进程在做，{since} 起停着（{ago}）：houdun trial run 接着做",
            f"No process runs it since {since} ({ago}): houdun trial run goes on",
        )
    elif clock.now() - pulse.seen_at > SILENT:
        yield say(f"进程还在，但从 {since} 起没有动静（{ago}）", f"Its process is there, but silent since {since} ({ago})")
    else:
        yield say("有进程正在做", "A process runs it")


def _standing(seen: Overview) -> Iterator[str]:
    standing = seen.standing
    if standing.winner is not None:
        winner = one_line(str(standing.winner), 40)
        yield say(
            f"结论（深度暂按规则评）：{winner} 比其余各家都好，依据 {standing.blocks} 题",
            f"Claim (depth by rule so far): {winner} is better than every other, on {standing.blocks} questions",
        )
        return
    for vendor, block in standing.dropped.items():
        name = one_line(str(vendor), 40)
        yield say(
            f"{name} 在第 {block} 题后明显落后，不再提问",
            f"{name} was clearly beaten after {block} questions and is not asked any more",
        )
    if standing.blocks and len(standing.lean) > 1:
        leans = "  ".join(f"{one_line(str(vendor), 24)} {Numbers.chance(share)}" for vendor, share in standing.lean.items())
        yield say(
            f"{standing.blocks} 题之后的倾向（不是结论）：{leans}",
            f"The lean after {standing.blocks} questions (no claim): {leans}",
        )


def _next(seen: Overview, named: str = "") -> Iterator[str]:
    """`named`: how a command says that it means this trial."""
    if seen.next is None or seen.next_at is None:
        return
    when, stratum = moment(seen.next_at, seen.terms.zone), STRATA[seen.next.stratum].to(LANGUAGE)
    number = seen.next.number
    if number not in seen.unapproved:
        yield say(f"下一题：第 {number} 组，{when}（{stratum}）", f"Next: block {number}, {when} ({stratum})")
    else:
        yield say(
            f"下一题：第 {number} 组，{when}（{stratum}），等你批准：houdun trial approve {number}{named}",
            f"Next: block {number}, {when} ({stratum}); it waits for your word: houdun trial approve {number}{named}",
        )


def _cases(seen: Overview) -> Table:
    heads = (
        ("工单", "case"),
        ("服务商", "vendor"),
        ("考题", "question"),
        ("提问", "asked"),
        ("人工答复", "person"),
        ("恢复", "recovered"),
        ("下一步", "next"),
    )
    table = Table(*(say(*head) for head in heads), box=None, pad_edge=False)
    for each in seen.open:
        table.add_row(
            each.case,
            Text(one_line(str(each.vendor), 24)),
            Text(one_line(each.question.id, 32)),
            _moment(each.asked_at, seen),
            _answer(each, seen.now),
            _moment(each.recovered_at, seen),
            _moment(each.due, seen),
        )
    return table


def _moment(at: Millis | None, seen: Overview) -> str:
    return "" if at is None else moment(at, seen.terms.zone)


def _answer(each: OpenCase, now: Millis) -> str:
    """After how long, or since when it is waited for."""
    if each.asked_at is None:
        return ""
    if each.answered_at is None:
        waited = span(max(0, now - each.asked_at))
        return say(f"已等 {waited}", f"{waited} so far")
    return span(each.answered_at - each.asked_at)
