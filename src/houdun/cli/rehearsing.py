"""How a trial in virtual time is shown: a line for what happens, and on a terminal one more that moves with the clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from zoneinfo import ZoneInfo

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


class View:
    """Told of everything, it says what a person would want to follow: what is asked, who answers after how long, what helped."""

    def __init__(self, console: Console, live: Live | None) -> None:
        self._console, self._live = console, live
        self._zone = ZoneInfo("UTC")
        self._blocks: Sequence[Block] = ()
        self._asked: dict[str, tuple[Vendor, Millis]] = {}
        self._answered: set[str] = set()
        self._number, self._doing = 0, Text()

    def began(self, terms: Terms, blocks: Sequence[Block]) -> None:
        self._zone, self._blocks = ZoneInfo(terms.zone), blocks
        names = say("、", ", ").join(vendor.name for vendor in terms.vendors)
        self._line(
            Text(
                say(f"{terms.days} 天，{len(blocks)} 道题，问 {names}", f"{terms.days} days, {len(blocks)} questions to {names}"),
                style="bold",
            )
        )

    def told(self, at: Millis, matter: moves.Matter, thing: moves.Event | moves.Command) -> None:
        match thing:
            case moves.Began() if matter.block > self._number:
                self._number = matter.block
                self._line(self._headed(at, matter))
            case moves.Show():
                self._doing = Text(self._plays(matter, thing), style="cyan")
            case moves.Sent(number=0):
                self._asked[matter.case] = matter.vendor, at
            case moves.Heard(meaning=meaning) if (
                meaning.person and matter.case not in self._answered and matter.case in self._asked
            ):
                self._answered.add(matter.case)
                self._line(self._reply(matter, at - self._asked[matter.case][1]))
            case moves.Note(milestone=Milestone.MITIGATED):
                words = say("改完好了，探针看到恢复", "its change helped: the probe saw it recover")
                self._line(Text.assemble("      ", (matter.vendor.name, "bold"), " ", (words, "green")))
            case moves.Finish(end=moves.End.NOT_ASKED, reason=reason):
                why = reason.to(LANGUAGE) if reason else ""
                self._line(Text(say(f"      没能问成：{why}", f"      could not be asked: {why}"), style="yellow"))
            case _:
                return
        self.jumped(at)

    def jumped(self, now: Millis) -> None:
        if self._live is not None:
            waiting = [
                (vendor, since)
                for case, (vendor, since) in self._asked.items()
                if case not in self._answered and now - since < DAY
            ]
            clocks = [Text.assemble((vendor.name, "bold"), f" {_length(now - since)}  ") for vendor, since in waiting[-6:]]
            self._live.update(Text.assemble((self._clock(now), "bold"), "  ", self._doing, "  ", *clocks))

    def _headed(self, at: Millis, matter: moves.Matter) -> Text:
        wording = matter.instance.question.wordings[matter.instance.wording].to(matter.language)
        place = f"[{matter.block}/{len(self._blocks)}]"
        return Text.assemble((f"{place:8}", "dim"), (self._clock(at), "dim"), "  ", one_line(wording.subject, 60))

    def _plays(self, matter: moves.Matter, show: moves.Show) -> str:
        if not show.remedies:
            return say("播出，探针在看", "on air, the probe is watching")
        what = next(
            (each.what.to(LANGUAGE) for each in matter.instance.question.key.proposals if each.id == show.remedies[-1]), ""
        )
        return say(f"试：{what}", f"trying: {what}")

    def _reply(self, matter: moves.Matter, waited: Millis) -> Text:
        words = say(f"{_length(waited)}后有人回复", f"a person answers after {_length(waited)}")
        return Text.assemble("      ", (matter.vendor.name, "bold"), " ", words)

    def _clock(self, at: Millis) -> str:
        local = from_millis(at).astimezone(self._zone)
        return f"{say(*WEEKDAYS[local.weekday()])} {local:%H:%M}"

    def _line(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True)


@contextmanager
def view() -> Iterator[View]:
    console = out()
    if not console.is_terminal:
        yield View(console, None)
        return
    with Live(Text(), console=console, refresh_per_second=8, transient=True) as live:
        yield View(console, live)


def _length(span: Millis) -> str:
    """`4 min`, `1 h 20 min`; in Chinese with the units' names."""
    if span < MINUTE:
        return say(f"{span // SECOND} 秒", f"{span // SECOND} s")
    hours, minutes = span // HOUR, span % HOUR // MINUTE
    if not hours:
        return say(f"{minutes} 分钟", f"{minutes} min")
    return say(f"{hours} 小时 {minutes} 分", f"{hours} h {minutes} min")
