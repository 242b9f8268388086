"""Text copied from a chat program: messages under their headers, cut into cases at long silences and at `---`."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from houdun.channel.chat.headers import Header, Page
from houdun.channel.chat.mapping import ChatMapping, Members, bare
from houdun.channel.chat.moments import SAY_DATE, Days, day_of, has_day, moment_of
from houdun.channel.chat.words import new_words, preamble
from houdun.channel.opening import storable
from houdun.channel.port import Part, RawFile, Reject
from houdun.channel.times import NoTime, in_range, on_time_line
from houdun.facts.case import CaseKey, CaseLog, Message, Role, Source
from houdun.facts.time import HOUR, MINUTE, Millis, iso, to_millis
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual

CUT = "---"
_SPACES = str.maketrans(dict.fromkeys("\t\xa0\u2005\u2002\u2003\u3000", " ") | dict.fromkeys("\ufeff\u200b\u2068\u2069\r"))

NOT_SPOKEN = Bilingual("第一条消息之前的文字，不知道是谁说的", "text above the first message: nobody knows who said it")
ADD_HEADER = Bilingual(
    "请在其上方补上发言人和时间（张三 2026-03-07 21:04）；「张三：……」式的文字须在 members 中列出双方全部人员",
    "put name and time above it (Ann 2026-03-07 21:04); of text like `Ann: …`, members must list everybody of both sides",
)
NO_TIME = Bilingual("消息没有时间", "the message has no time")


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a pasted text; `row` is that of its header."""

    at: Millis
    name: str
    role: Role
    text: str
    row: int

    @property
    def uid(self) -> str:
        return f"said:{hashlib.sha256(repr((self.at, self.name, self.text)).encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between two `---`, made plain; `row` is that of the first one."""

    row: int
    lines: tuple[str, ...]


@dataclass(slots=True)
class Timeline:
    """What the lines so far say of the day; the times given so far."""

    mapping: ChatMapping
    days: Days
    shown: dt.datetime | None = None
    last: dt.datetime | None = None
    taken: Counter[Millis] = field(default_factory=Counter)

    def turn(self, found: re.Match[str]) -> None:
        """A date or a time in a line of its own. Raises NoTime; then nothing below it has a day until the next one."""
        previous, self.days, self.shown, self.last = self.days, Days(), None, None
        day = day_of(found, previous)
        self.days = Days(previous.copied, day)
        if "hour" in found.re.groupindex:
            self.shown = moment_of(found, self.days if has_day(found) else previous)

    def at(self, header: Header) -> Millis:
        """When a message was written. Raises NoTime. Chat programs show minutes: those of one minute follow each other by a
        millisecond, so that a reply stays behind its question."""
        on_clock = in_range(on_time_line(self._local(header), self.mapping.zone))
        self.taken[on_clock] += 1
        return on_clock + self.taken[on_clock] - 1

    def _local(self, header: Header) -> dt.datetime:
        if header.moment is None:
            if self.shown is None:
                raise NoTime(NO_TIME, ADD_HEADER)
            return self.shown
        local = moment_of(header.moment, self.days)
        if not has_day(header.moment):
            if self.last and local < self.last:
                raise NoTime(Bilingual("时刻倒退，可能已过午夜", "the time of day goes back, perhaps past midnight"), SAY_DATE)
            self.last = local
        return local


@dataclass(slots=True)
class Open:
    """A message whose text is still being read. `doubt` says why its time is none; `raw` is all of it as it stands."""

    name: str
    row: int
    lines: list[str]
    raw: list[str]
    at: Millis = 0
    doubt: NoTime | None = None

    @classmethod
    def under(cls, header: Header, row: int, raw: Sequence[str], timeline: Timeline) -> Open:
        opened = cls(header.name, row, [header.rest], list(raw))
        try:
            opened.at = timeline.at(header)
        except NoTime as doubt:
            opened.doubt = doubt
        return opened

    def add(self, line: str) -> None:
        self.lines.append(line)
        self.raw.append(line)

    def closed(self, file: str, members: Members) -> Iterator[Said | Reject]:
        """The message; nothing where only the program spoke."""
        text = new_words(self.lines)
        if self.doubt:
            raw = "\n".join(self.raw)
            yield Reject(file=file, row=self.row, field="time", problem=self.doubt.problem, mend=self.doubt.mend, raw=raw)
        elif text:
            yield Said(self.at, bare(self.name), members.role_or_default(self.name), text, self.row)


def blocks(text: str) -> Iterator[Block]:
    """The stretches between lines of `---`."""
    row = 1
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        plain = storable(line).translate(_SPACES).strip()
        if plain == CUT:
            yield Block(row, tuple(lines))
            row, lines = number + 1, []
        else:
            lines.append(plain)
    yield Block(row, tuple(lines))


def recognised(text: str, members: Members) -> bool:
    """Whether any of it is headed by who spoke when."""
    return any(Page.of(block.lines, members).style() is not None for block in blocks(text))


def messages(block: Block, file: str, mapping: ChatMapping) -> Iterator[Said | Reject]:
    """What was said in a block, in its order."""
    page, timeline = Page.of(block.lines, mapping.members), Timeline(mapping, Days(copied=mapping.date))
    style, current, place = page.style(), None, 0
    if style is None:
        yield from _unspoken(block, file)
        return
    while place < len(page.lines):
        row, line = block.row + place, page.lines[place]
        header = page.header(place, style)
        if header:
            if current:
                yield from current.closed(file, mapping.members)
            current = Open.under(header, row, page.lines[place : place + header.lines], timeline)
        elif mark := page.day(place, style) or page.divider(place, style):
            try:
                timeline.turn(mark)
            except NoTime as doubt:
                yield Reject(file=file, row=row, field="time", problem=doubt.problem, mend=doubt.mend, raw=line)
        elif current:
            current.add(line)
        elif not preamble(line):
            yield Reject(file=file, row=row, field="", problem=NOT_SPOKEN, mend=ADD_HEADER, raw=line)
        place += header.lines if header else 1
    if current:
        yield from current.closed(file, mapping.members)


def _unspoken(block: Block, file: str) -> Iterator[Reject]:
    rows = [place for place, line in enumerate(block.lines) if not preamble(line)]
    if rows:
        raw = "\n".join(block.lines[rows[0] :])
        yield Reject(file=file, row=block.row + rows[0], field="", problem=NOT_SPOKEN, mend=ADD_HEADER, raw=raw)


def cases(said: Sequence[Said], gap: Millis) -> Iterator[list[Said]]:
    """Cut where the customer speaks again after a silence longer than `gap`. What nobody of the vendor has answered yet is one case,
    however long it waits, and a late reply belongs to its question."""
    case: list[Said] = []
    answered = False
    for one in said:
        if answered and one.role is Role.CUSTOMER and abs(one.at - case[-1].at) > gap:
            yield case
            case, answered = [], False
        case.append(one)
        answered |= one.role is Role.VENDOR
    if case:
        yield case


def logs(file: RawFile, text: str, mapping: ChatMapping, vendor: Vendor, kind: str, as_of: Millis) -> Iterator[Part]:
    """The rejects of a pasted text, then its cases. They can speak of the time up to the last message, or to the day of copying."""
    spoken = [list(messages(block, file.name, mapping)) for block in blocks(text)]
    yield from (item for block in spoken for item in block if isinstance(item, Reject))
    said = [[item for item in block if isinstance(item, Said)] for block in spoken]
    horizon = max([as_of, _copied(mapping), *(one.at for block in said for one in block)])
    for block in said:
        for case in cases(block, int(mapping.gap_hours * HOUR)):
            opened = iso(case[0].at - case[0].at % MINUTE)
            yield CaseLog(
                key=CaseKey(vendor, kind, f"{opened} {case[0].uid[-8:]}"),
                title=case[0].text.partition("\n")[0][:80],
                horizon=horizon,
                entries=tuple(_message(one, file.sha256) for one in case),
            )


def _copied(mapping: ChatMapping) -> Millis:
    """The start of the day of copying: until then nothing more was said."""
    if mapping.date is None:
        return 0
    return to_millis(dt.datetime.combine(mapping.date, dt.time(), mapping.zone or dt.UTC))


def _message(one: Said, blob: str) -> Message:
    automatic = "mapping:bots" if one.role is Role.BOT else ""
    source = Source(blob, str(one.row))
    return Message(uid=one.uid, at=one.at, author=one.name, role=one.role, text=one.text, source=source, automatic=automatic)
