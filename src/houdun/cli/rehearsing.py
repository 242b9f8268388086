"""How a trial in virtual time is shown: a line for what happens, and on a terminal below them the clock, the stream, and how long each vendor is waited for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.live import Live
from rich.text import Text

from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.facts.case import Milestone
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis, from_millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import moves
from houdun.flow.trial.plan import Block
from houdun.flow.trial.terms import Terms
from houdun.inert import one_line

WEEKDAYS = (("周一", "Mon"), ("周二", "Tue"), ("周三", "Wed"), ("周四", "Thu"), ("周五", "Fri"), ("周六", "Sat"), ("周日", "Sun"))
CLOCK, NUMBER = 12, 4
"""Widths of the columns: when, and of which question."""
LONG = 400


class View:
    """Told of everything, it says what a person would want to follow: what is asked, who answers after how long, what helped."""

    def __init__(self, console: Console, live: Live | None) -> None:
        self._console, self._live = console, live
        self._zone = ZoneInfo("UTC")
        self._vendors: Sequence[Vendor] = ()
        self._begins: Millis = 0
        self._asked: dict[str, tuple[moves.Matter, Millis]] = {}
        self._answered: set[str] = set()
        self._number, self._told, self._doing = 0, False, Text()

    def began(self, terms: Terms, blocks: Sequence[Block]) -> None:
        self._zone, self._vendors, self._begins = ZoneInfo(terms.zone), terms.vendors, blocks[0].due
        names = say("、", ", ").join(vendor.name for vendor in terms.vendors)
        words = say(f"{terms.days} 天，{len(blocks)} 道题，问 {names}", f"{terms.days} days, {len(blocks)} questions to {names}")
        self._console.print(Text(one_line(words, LONG), style="bold"))

    def told(self, at: Millis, matter: moves.Matter, thing: moves.Event | moves.Command) -> None:
        self._goes_on(at)
        match thing:
            case moves.Began() if matter.block > self._number:
                self._number = matter.block
                self._asks(at, matter)
            case moves.Show():
                self._doing = Text(self._plays(matter, thing), style="cyan")
            case moves.Sent(number=0):
                self._asked[matter.case] = matter, at
            case moves.Heard(meaning=meaning) if meaning.person and self._waits(matter):
                self._answered.add(matter.case)
                waited = _length(at - self._asked[matter.case][1])
                self._line(at, matter, Text(say(f"{waited}后回复", f"answers after {waited}")))
            case moves.Say(parts=parts) if any(part.says is moves.Says.DID_NOT_HELP for part in parts):
                self._line(at, matter, Text(say("照它说的改了，没有用", "its change does not help"), style="yellow"))
            case moves.Note(milestone=Milestone.MITIGATED):
                self._line(
                    at, matter, Text(say("照它说的改好了，探针看到恢复", "its change helps: the probe sees it recover"), "green")
                )
            case moves.Finish(end=moves.End.NOT_ASKED, reason=reason):
                why = reason.to(LANGUAGE) if reason else ""
                self._line(at, matter, Text(say(f"没能问成：{why}", f"could not be asked: {why}"), style="yellow"))
            case _:
                return
        self.jumped(at)

    def jumped(self, now: Millis) -> None:
        if self._live is not None:
            self._live.update(self._now(now), refresh=True)

    def ended(self) -> None:
        """The lines stay, the clock goes."""
        if self._live is not None:
            self._live.stop()
        if not self._told:
            self._console.print(
                Text(say("此前已考察完，不再重问", "This trial is over already: nothing is asked again"), style="dim")
            )

    def _goes_on(self, at: Millis) -> None:
        if not self._told and at > self._begins:
            self._console.print(
                Text(say(f"接着上次，从{self._clock(at)}继续", f"Goes on from {self._clock(at)}, where it was"), "dim")
            )
        self._told = True

    def _asks(self, at: Millis, matter: moves.Matter) -> None:
        """The question, and what everybody here knows and no vendor is told."""
        question = matter.instance.question
        subject = one_line(question.wordings[matter.instance.wording].to(matter.language).subject, LONG)
        self._row(self._head(at, matter), Text(say(f"问：{subject}", f"asked: {subject}"), style="bold"))
        if question.key.cause is not None:
            cause = one_line(question.key.cause.tells.to(LANGUAGE), LONG)
            self._row(
                Text(" " * (CLOCK + NUMBER)),
                Text(say(f"真因（只有我们知道）：{cause}", f"true cause, ours to know: {cause}"), "dim"),
            )

    def _plays(self, matter: moves.Matter, show: moves.Show) -> str:
        proposals = matter.instance.question.key.proposals
        tried = next((each.what.to(LANGUAGE) for each in proposals if show.remedies and each.id == show.remedies[-1]), None)
        if tried is None:
            return say(f"第 {matter.block} 题的流在播，探针在看", f"question {matter.block} is on air, the probe is watching")
        return say(
            f"第 {matter.block} 题，照 {matter.vendor.name} 说的试：{tried}",
            f"question {matter.block}, trying for {matter.vendor.name}: {tried}",
        )

    def _now(self, now: Millis) -> Text:
        """As many lines at all times: nothing jumps."""
        clocks = [Text.assemble(" " * CLOCK, self._name(vendor), (self._silence(vendor, now), "dim")) for vendor in self._vendors]
        rows = [Text.assemble((self._column(self._clock(now)), "bold"), self._doing), *clocks]
        for row in rows:
            row.truncate(self._console.width - 1, overflow="ellipsis")
        return Text("\n").join(rows)

    def _silence(self, vendor: Vendor, now: Millis) -> str:
        """For how long it has not answered, since its oldest question of the last day."""
        waiting = sorted(
            (at, matter.block)
            for matter, at in self._asked.values()
            if matter.vendor == vendor and self._waits(matter) and now - at < DAY
        )
        if not waiting:
            return "-"
        length, numbers = _length(now - waiting[0][0]), [str(block) for _, block in waiting]
        return say(
            f"{length}未回（第 {'、'.join(numbers)} 题）",
            f"silent for {length} (question{'s' * (len(numbers) > 1)} {', '.join(numbers)})",
        )

    def _waits(self, matter: moves.Matter) -> bool:
        return matter.case in self._asked and matter.case not in self._answered

    def _line(self, at: Millis, matter: moves.Matter, words: Text) -> None:
        self._row(self._head(at, matter), Text.assemble(self._name(matter.vendor), words))

    def _head(self, at: Millis, matter: moves.Matter) -> Text:
        return Text.assemble((self._column(self._clock(at)), "dim"), (f"{matter.block:<{NUMBER}}", "dim"))

    def _row(self, head: Text, words: Text) -> None:
        row = Text.assemble(head, words)
        row.truncate(self._console.width - 1, overflow="ellipsis")
        self._console.print(row)

    def _name(self, vendor: Vendor) -> tuple[str, str]:
        """As wide as the longest."""
        return set_cell_size(one_line(vendor.name), 2 + max(cell_len(each.name) for each in self._vendors)), "bold"

    def _column(self, text: str) -> str:
        return set_cell_size(text, CLOCK)

    def _clock(self, at: Millis) -> str:
        local = from_millis(at).astimezone(self._zone)
        return f"{say(*WEEKDAYS[local.weekday()])} {local:%H:%M}"


@contextmanager
def view() -> Iterator[View]:
    console = out()
    if not console.is_terminal:
        yield View(console, None)
        return
    with Live(Text(), console=console, auto_refresh=False, transient=True) as live:
        yield View(console, live)


def _length(span: Millis) -> str:
    """`4 min`, `1 h 20 min`; in Chinese with the units' names."""
    if span < MINUTE:
        return say(f"{span // SECOND} 秒", f"{span // SECOND} s")
    hours, minutes = span // HOUR, span % HOUR // MINUTE
    if not hours:
        return say(f"{minutes} 分钟", f"{minutes} min")
    return say(f"{hours} 小时 {minutes} 分", f"{hours} h {minutes} min")
