"""What is on, as the page shows it: panels of trials, cards of cases with clocks that tick, and what waits for a person as items with names of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from houdun.app import duty, inbox
from houdun.app.duty import On, Watched
from houdun.app.workspace import Workspace
from houdun.facts.promise import Terms
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.ticking import Ticking
from houdun.flow.trial.plan import Block
from houdun.flow.trial.record import Entry
from houdun.flow.trial.running import Pulse
from houdun.language import Bilingual
from houdun.web.now.words import ALWAYS_SHOWN, CLOCKS, FIRST, NEVER_SHOWN, NEXT
from houdun.web.signs import Signs, Trouble

CARDS: Final = 60
"""Cases of a trial that are shown as cards; the list of cases has them all."""
BLOCKS: Final = 6
"""Blocks that are shown for approval at a time."""
TASKS: Final = 40


@dataclass(frozen=True, slots=True)
class Clock:
    """A time that the browser lets tick, as app.js reads it: up from `since` or down to `until`, late from `late` on; `at` stops it. `text` is what it says
    before any script runs."""

    text: str
    since: Millis | None = None
    until: Millis | None = None
    late: Millis | None = None
    at: Millis | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One running clock of a case: since when, wall and contract time, and how much is left of what was promised, or by how much it is over."""

    words: Bilingual
    wall: Clock
    contract: Clock
    counts: bool
    target: Millis | None
    left: Clock | None
    over: Clock | None


@dataclass(frozen=True, slots=True)
class Card:
    watched: Watched
    lines: tuple[Line, ...]
    soon: bool

    @property
    def tone(self) -> str:
        return "bad" if self.watched.late else "warn" if self.soon else ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A trial. `now` is its own time; `day` counts from 1 within `days`, 0 before the first; `next` counts down to the next block."""

    trial: On
    now: Millis
    pulse: Pulse
    trouble: Trouble | None
    cards: tuple[Card, ...]
    more: int
    next: Clock | None

    @property
    def virtual(self) -> bool:
        return self.trial.held.virtual

    @property
    def day(self) -> int:
        begun = self.now - self.trial.seen.terms.start
        return min(max(0, begun // DAY + 1), self.trial.seen.terms.days)

    @property
    def share(self) -> float:
        """How much of its days has passed, 0…1."""
        terms = self.trial.seen.terms
        return min(1.0, max(0.0, (self.now - terms.start) / max(1, terms.end - terms.start)))


@dataclass(frozen=True, slots=True)
class Item:
    """Something that waits for a person: a task, or a block to be approved. `id` names it in the page, the same for as long as it waits."""

    id: str
    panel: Panel
    kind: str
    entry: Entry | None = None
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """All of it. `mark` changes with whatever the page shows, but for time; at `turns_at` time changes it too."""

    panels: tuple[Panel, ...]
    items: tuple[Item, ...]
    signs: Signs
    mark: str
    turns_at: Millis | None

    @property
    def token(self) -> str:
        return f"{self.mark}.{self.turns_at or ''}"

    @property
    def waiting(self) -> int:
        """How much waits for a person, also what is not shown yet."""
        trials = [panel.trial.seen for panel in self.panels if not panel.trial.is_over]
        more = (max(0, len(each.tasks) - TASKS) + max(0, len(each.unapproved) - BLOCKS) for each in trials)
        return len(self.items) + sum(more)

    def count(self, tone: str) -> int:
        return sum(card.tone == tone for panel in self.panels for card in panel.cards)


def is_new(token: str, mark: str, now: Millis) -> bool:
    """Whether a page with this token shows what is not so any more."""
    shown, _, turns_at = token.partition(".")
    return shown != mark or (turns_at.isdecimal() and len(turns_at) < 16 and now >= int(turns_at))


def mark_of(scene: duty.Scene, pulses: Sequence[Pulse], signs: Signs) -> str:
    told = (scene.last, signs.mark, [each.runs for each in pulses])
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def seen(space: Workspace, scene: duty.Scene, signs: Signs, now: Millis) -> Seen:
    pulses = [duty.pulse(space, trial) for trial in scene.trials]
    promised = duty.promised(space) if any(trial.seen.open for trial in scene.trials) else {}
    panels = tuple(_panel(trial, pulse, signs, promised, now) for trial, pulse in zip(scene.trials, pulses, strict=True))
    items = tuple(_once(item for panel in panels for item in _items(panel)))
    mark = mark_of(scene, pulses, signs)
    return Seen(panels, items, signs, mark, min((at for at in _turns(panels, signs) if at > now), default=None))


def _panel(trial: On, pulse: Pulse, signs: Signs, promised: Mapping[Vendor, Terms], now: Millis) -> Panel:
    at = trial.now(now)
    watched = duty.open_cases(trial, promised, at)
    cards = tuple(_card(each, at, trial.held.virtual) for each in watched[:CARDS])
    due = trial.seen.next_at
    counts_down = None if due is None else Clock(spell(due - at), until=due, at=at if trial.held.virtual else None)
    trouble = next((each for each in signs.troubles if each.work == f"trial/{trial.name}"), None)
    return Panel(trial, at, pulse, trouble, cards, len(watched) - len(cards), counts_down)


def _card(watched: Watched, now: Millis, virtual: bool) -> Card:
    clocks = watched.stands.clocks if watched.stands else ()
    hidden = NEVER_SHOWN | ({NEXT} if any(each.name == FIRST for each in clocks) else set())
    shown = (each for each in clocks if each.name not in hidden and (each.name in ALWAYS_SHOWN or each.reading.target_ms))
    soon = watched.due_at is not None and watched.due_at - now <= duty.SOON
    return Card(watched, tuple(_line(each, now, virtual) for each in shown), soon)


def _line(each: Ticking, now: Millis, virtual: bool) -> Line:
    read, stands = each.reading, now if virtual else None
    held = now if virtual or not each.counts else None
    target, contract = read.target_ms, read.contract_ms
    over = contract - target if target is not None and each.late else None
    return Line(
        words=CLOCKS.get(each.name, Bilingual(each.name, each.name)),
        wall=Clock(spell(read.wall_ms), since=read.started_at, at=stands),
        contract=Clock(spell(contract), since=now - contract, late=1 if each.late else each.due_at, at=held),
        counts=each.counts,
        target=target,
        left=None if each.due_at is None else Clock(spell(each.due_at - now), until=each.due_at, at=stands),
        over=None if over is None else Clock(spell(over), since=now - over, late=1, at=held),
    )


def _once(items: Iterable[Item]) -> Iterator[Item]:
    """What says the same in several trials is shown once."""
    shared: set[str] = set()
    for item in items:
        if item.entry is None or item.entry.data["kind"] not in inbox.SHARED:
            yield item
        elif item.entry.key not in shared:
            shared.add(item.entry.key)
            yield item


def _items(panel: Panel) -> Iterator[Item]:
    trial = panel.trial
    if trial.is_over:
        return
    for entry in trial.seen.tasks[:TASKS]:
        yield Item(_id(trial, f"task/{entry.key}"), panel, _kind(entry), entry=entry)
    waiting = [block for block in trial.seen.to_come if block.number in trial.seen.unapproved]
    for block in waiting[:BLOCKS]:
        yield Item(_id(trial, f"block/{block.number}"), panel, "block", block=block)


def _kind(entry: Entry) -> str:
    doubtful = entry.data["kind"] == "meaning" and entry.data["suggestion"]["doubtful"]
    return "doubtful" if doubtful else str(entry.data["kind"])


def _id(trial: On, what: str) -> str:
    return "w-" + hashlib.sha256(f"{trial.name}\0{what}".encode()).hexdigest()[:12]


def _turns(panels: Sequence[Panel], signs: Signs) -> Iterator[Millis]:
    """When time alone changes what is shown. A virtual clock stands until something happens."""
    yield from (each.again_at for each in signs.troubles)
    for panel in panels:
        if panel.virtual:
            continue
        yield from filter(None, [panel.trial.seen.next_at, *(each.due for each in panel.trial.seen.open)])
        for card in panel.cards:
            for each in card.watched.stands.clocks if card.watched.stands else ():
                yield from filter(None, (each.turns_at, each.due_at, each.due_at and each.due_at - duty.SOON))


def spell(length: Millis) -> str:
    """`3:07`, `1:03:07`, `2d 1:03:07`, as app.js writes it."""
    seconds = abs(length) // SECOND
    minutes, hours, days = seconds // 60 % 60, seconds // (HOUR // SECOND) % 24, seconds // (DAY // SECOND)
    clock = f"{hours}:{minutes:02}:{seconds % 60:02}" if days or hours else f"{seconds // (MINUTE // SECOND)}:{seconds % 60:02}"
    return ("+" if length < 0 else "") + (f"{days}d " if days else "") + clock
