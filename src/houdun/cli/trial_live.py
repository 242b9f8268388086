"""A trial that runs, as somebody watches it: a line for what happens, and on a terminal a panel of what is on, who is waited for, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from houdun import clock
from houdun.app.names import ENDS, STRATA
from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.cli.trial_words import moment, span
from houdun.facts.case import Basis, Milestone
from houdun.facts.time import SECOND, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import moves
from houdun.flow.trial.course import LATEST, Fate
from houdun.flow.trial.kept import Held
from houdun.flow.trial.terms import Reached
from houdun.flow.trial.told.overview import Overview
from houdun.inert import one_line
from houdun.keys import redacted

LOOKED_EVERY = 5.0
"""Seconds between two looks at what waits for a person."""
SHOWN = 8
"""Cases that the panel has room for."""


class View:
    """Safe for any thread: what happens is told by whichever did it."""

    def __init__(self, console: Console) -> None:
        self._console, self._lock = console, Lock()
        self._held: Held | None = None
        self._waiting: Callable[[], int] = lambda: 0
        self._tasks, self._looked = 0, 0.0
        self._now: Millis | None = None
        self._asked: dict[str, tuple[Vendor, Millis]] = {}
        self._answered: set[str] = set()
        self._on: dict[str, str] = {}
        self._begun: set[int] = set()

    def began(self, held: Held, seen: Overview, waiting: Callable[[], int]) -> None:
        self._held, self._waiting = held, waiting
        self._now = seen.now if held.virtual else None
        self._asked = {each.case: (each.vendor, each.asked_at) for each in seen.open if each.asked_at is not None}
        self._answered = {each.case for each in seen.open if each.answered_at is not None}
        # They begin in the order of time.
        self._begun = {block.number for block in held.blocks[: len(held.blocks) - seen.blocks.get(Fate.PLANNED, 0)]}
        if held.changed:
            keys = say("、", ", ").join(held.changed)
            self._print(
                say(
                    f"计划有变（{keys}）：还没问的 {held.anew} 题已重排，问过的不动",
                    f"The plan has changed ({keys}): the {held.anew} questions not asked yet are planned anew, the others stay",
                ),
                "yellow",
            )
        if held.others:
            others = say("、", ", ").join(one_line(name, 60) for name in held.others)
            self._print(say(f"这个工作区里还有：{others}", f"Also in this workspace: {others}"), "dim")
        names = say("、", ", ").join(one_line(str(vendor), 24) for vendor in held.terms.vendors)
        done, whole = len(self._begun), len(held.blocks)
        self._print(
            say(
                f"{one_line(held.terms.name, 60)}：{names}，{whole} 道考题中已到第 {done} 题",
                f"{one_line(held.terms.name, 60)}: {names}; {done} of {whole} questions begun",
            ),
            "bold",
        )

    def told(self, at: Millis, matter: moves.Matter, thing: moves.Event | moves.Command) -> None:
        with self._lock:
            words, style = self._heard(at, matter, thing)
        if words:
            self._line(at, matter, words, style)

    def jumped(self, now: Millis) -> None:
        self._now = now

    def trouble(self, whose: str, error: Exception, seconds: float) -> None:
        words = say(f"出错，{seconds:.0f} 秒后再试：", f"failed, again in {seconds:.0f} s: ")
        self._print(f"{one_line(whose, 60)} {words}{one_line(redacted(str(error)), 300)}", "yellow")

    def _heard(self, at: Millis, matter: moves.Matter, thing: moves.Event | moves.Command) -> tuple[str, str]:
        """Takes it in. What is to be said of it, and its colour."""
        match thing:
            case moves.Began():
                self._begun.add(matter.block)
                wording = matter.instance.question.wordings[matter.instance.wording].to(matter.language)
                return one_line(wording.subject, 80), "bold"
            case moves.Show():
                self._on[matter.case] = _plays(matter, thing)
                return "", ""
            case moves.Shown() | moves.NotShown():
                self._on.pop(matter.case, None)
                return _shown(thing)
            case moves.Sent(number=0):
                self._asked[matter.case] = matter.vendor, at
                return say(f"已提问，工单 {matter.case}", f"asked, case {matter.case}"), ""
            case moves.Heard():
                return self._reply(at, matter, thing)
            case moves.Finish():
                self._asked.pop(matter.case, None)
                self._on.pop(matter.case, None)
                why = f"{ENDS[thing.end].to(LANGUAGE)}{say('：', ': ') + thing.reason.to(LANGUAGE) if thing.reason else ''}"
                return why, "yellow" if thing.end is moves.End.NOT_ASKED else "dim"
            case _:
                return self._said(matter, thing)

    def _said(self, matter: moves.Matter, thing: moves.Event | moves.Command) -> tuple[str, str]:
        match thing:
            case moves.Say() if self._by_hand(matter.vendor):
                return say("有一封要由人发出：houdun inbox", "something is to be sent by hand: houdun inbox"), "magenta"
            case moves.Sent():
                return say("我们回了信", "we wrote back"), "dim"
            case moves.NotSent(reason=reason):
                return say("没有发出：", "not sent: ") + reason.to(LANGUAGE), "yellow"
            case moves.Returned(number=number, reason=reason) if number:
                return reason.to(LANGUAGE), "yellow"
            case moves.AskPerson():
                return say("有回复要人判断：houdun inbox", "a reply is for you to judge: houdun inbox"), "magenta"
            case moves.Note(milestone=Milestone.MITIGATED, basis=Basis.OBSERVED):
                return say("探针看到恢复", "the probe saw it recover"), "green"
            case _:
                return "", ""

    def _reply(self, at: Millis, matter: moves.Matter, heard: moves.Heard) -> tuple[str, str]:
        if not heard.meaning.person:
            return say("机器回执", "a machine answers"), "dim"
        if matter.case in self._answered or matter.case not in self._asked:
            return say("又来信", "writes again"), ""
        self._answered.add(matter.case)
        waited = span(at - self._asked[matter.case][1])
        return say(f"{waited}后有人回复", f"a person answers after {waited}"), "green"

    def _by_hand(self, vendor: Vendor) -> bool:
        return self._held is not None and self._held.terms.contact(vendor).reached is Reached.MANUAL

    def _line(self, at: Millis, matter: moves.Matter, words: str, style: str) -> None:
        assert self._held is not None, "a trial that tells has begun"
        head = (
            (f"{moment(at, self._held.terms.zone)}  ", "dim"),
            (f"[{matter.block}] ", "dim"),
            (one_line(str(matter.vendor), 24), "bold"),
        )
        self._console.print(Text.assemble(*head, "  ", (words, style)), soft_wrap=True)

    def _print(self, words: str, style: str) -> None:
        self._console.print(Text(words, style=style), soft_wrap=True)

    # what stands below the lines, on a terminal

    def panel(self) -> Group:
        if self._held is None:
            return Group()
        now = clock.now() if self._now is None else self._now
        with self._lock:
            waited = [(vendor, now - at) for case, (vendor, at) in self._asked.items() if case not in self._answered]
            on = list(self._on.values())
        clocks = [Text.assemble((one_line(str(vendor), 24), "bold"), f" {span(since)}  ") for vendor, since in waited[-SHOWN:]]
        lines = [Text.assemble((moment(now, self._held.terms.zone), "bold"), "  ", *clocks)]
        lines += [Text(words, style="cyan") for words in on[-SHOWN:]]
        return Group(*lines, Text(self._next(now), style="dim"), *self._for_persons())

    def _next(self, now: Millis) -> str:
        assert self._held is not None
        coming = (each for each in self._held.blocks if each.number not in self._begun and each.due > now - LATEST)
        block = next(coming, None)
        if block is None:
            return say("没有要再问的了", "nothing is left to be asked")
        when, stratum = moment(block.due, self._held.terms.zone), STRATA[block.stratum].to(LANGUAGE)
        if block.due > now:
            wait = span(block.due - now)
            words = say(f"下一题：{when}（{stratum}，{wait}后）", f"next question: {when} ({stratum}, in {wait})")
            if self._now is None or not self._held.terms.conduct.approval:
                return words
            return words + say(
                "；批准了才走到那里：houdun trial approve", "; the clock goes there when it is approved: houdun trial approve"
            )
        return say(
            f"下一题：{when}（{stratum}），等批准，或等未了的题少一些",
            f"next question: {when} ({stratum}); it waits to be approved, or for fewer open questions",
        )

    def _for_persons(self) -> list[Text]:
        if clock.steady() > self._looked + LOOKED_EVERY:
            self._tasks, self._looked = self._waiting(), clock.steady()
        words = say(f"{self._tasks} 件事等人处理：houdun inbox", f"{self._tasks} waiting for you: houdun inbox")
        return [Text(words, style="magenta")] if self._tasks else []


@contextmanager
def view() -> Iterator[View]:
    console = out()
    made = View(console)
    if not console.is_terminal:
        yield made
        return
    with Live(get_renderable=made.panel, console=console, refresh_per_second=2, transient=True):
        yield made


def _plays(matter: moves.Matter, show: moves.Show) -> str:
    who = one_line(str(matter.vendor), 24)
    if not show.remedies:
        return say(f"▶ {who}：播出中，探针在看", f"▶ {who}: on air, the probe is watching")
    proposals = matter.instance.question.key.proposals
    what = next((each.what.to(LANGUAGE) for each in proposals if each.id == show.remedies[-1]), "")
    return say(f"▶ {who}：正在试「{what}」", f"▶ {who}: trying “{what}”")


def _shown(thing: moves.Shown | moves.NotShown) -> tuple[str, str]:
    if isinstance(thing, moves.NotShown):
        return say("没能播出：", "could not be shown: ") + thing.reason.to(LANGUAGE), "yellow"
    if thing.onset_at is None or thing.detected_at is None:
        return "", ""
    seconds = max(0, thing.detected_at - thing.onset_at) // SECOND
    return say(f"故障 {seconds} 秒后被探针看到", f"the probe saw the fault after {seconds} s"), "cyan"
