"""Who speaks when: the lines above messages in text copied from chat programs. A text keeps to one style, that of its first header."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from houdun.channel.chat.mapping import Members
from houdun.channel.chat.moments import DAY, MOMENT


class Style(StrEnum):
    """How a header looks. In the last one the time stands in a line of its own, above."""

    BRACKETED = "[2026-03-07 21:04] 张三: …"
    TIME_FIRST = "2026-03-07 21:04:11 张三(12345)"
    NAME_FIRST = "张三 2026/3/7 21:04"
    STACKED = "张三 ⏎ 3月7日 21:04"
    NAMED = "张三: …"


@dataclass(frozen=True, slots=True)
class Header:
    """`moment` is a match of `MOMENT`, None where the style has none; `rest` the text on the same line; `lines` how many it takes."""

    style: Style
    name: str
    moment: re.Match[str] | None
    rest: str = ""
    lines: int = 1


MAX_HEADER: Final = 120
_NAME: Final = r"(?P<name>\S(?:.{0,58}?\S)??)"
_TITLE: Final = r"(?:【[^】]{1,20}】)?"

_BRACKETED: Final = re.compile(rf"[\[【]{MOMENT}[\]】]\s?(?P<name>[^:：]{{1,60}}?)\s?[:：]\s?(?P<rest>.*)")
_TIME_FIRST_TEXT: Final = re.compile(rf"{MOMENT}\s(?:- )?(?P<name>[^:：]{{1,60}}?)\s?[:：]\s?(?P<rest>.*)")
_TIME_FIRST: Final = re.compile(rf"{MOMENT}\s+{_TITLE}{_NAME}")
_NAME_FIRST: Final = re.compile(rf"{_NAME}\s+{MOMENT}")
_ONLY_DAY: Final = re.compile(DAY)
_ONLY_MOMENT: Final = re.compile(MOMENT)
_NAMED: Final = re.compile(r"(?P<name>[^:：]{1,60}?)\s?[:：]\s?(?P<rest>.*)")
_RULED_DAY: Final = re.compile(rf"[\s—–\-=*]*{DAY}[\s—–\-=*]*")
_WITH_ACCOUNT: Final = re.compile(r".+(?:\([0-9]{4,15}\)|<[^<>\s]+@[^<>\s]+>)")
_SENTENCE: Final = re.compile(r"[，。！？；,!?;：:\"“”「」=]|https?")
_LOG_WORDS: Final = frozenset({"trace", "debug", "info", "warn", "warning", "error", "fatal", "notice", "critical", "err", "log"})


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one stretch of text, and whom the mapping file names. `names` are those that stand above messages with a blank
    line before them; `spaced`: most do."""

    lines: Sequence[str]
    members: Members
    names: frozenset[str]
    spaced: bool

    @classmethod
    def of(cls, lines: Sequence[str], members: Members) -> Page:
        bare_page = cls(lines, members, frozenset(), spaced=False)
        places = {place: name for place in range(len(lines)) if (name := bare_page.candidate(place))}
        apart = [name for place, name in places.items() if bare_page.stands_apart(place)]
        return cls(lines, members, frozenset(apart), 2 * len(apart) > len(places) + 1)

    def style(self) -> Style | None:
        """That of the first header; None where there is none."""
        for place in range(len(self.lines)):
            for find in FINDERS.values():
                if header := find(self, place):
                    return header.style
        return None

    def header(self, place: int, style: Style) -> Header | None:
        return FINDERS[style](self, place)

    def day(self, place: int, style: Style) -> re.Match[str] | None:
        """A date in a line of its own, between messages."""
        found = _RULED_DAY.fullmatch(self.lines[place][:MAX_HEADER])
        return found if found and self._between(place, style) else None

    def divider(self, place: int, style: Style) -> re.Match[str] | None:
        """A time in a line of its own, between messages."""
        found = _ONLY_MOMENT.fullmatch(self.lines[place][:MAX_HEADER])
        return found if found and self._between(place, style) else None

    def known(self, name: str) -> bool:
        return self.members.role(name) is not None

    def stands_apart(self, place: int) -> bool:
        above = self.lines[place - 1][:MAX_HEADER] if place else ""
        return not above or _RULED_DAY.fullmatch(above) is not None or _ONLY_MOMENT.fullmatch(above) is not None

    def short(self, place: int) -> str:
        line = self.lines[place] if place < len(self.lines) else ""
        return line if len(line) <= MAX_HEADER else ""

    def candidate(self, place: int) -> str:
        """The name in a line that may be a header of the styles NAME_FIRST and STACKED; "" where it is none."""
        line = self.short(place)
        found = _NAME_FIRST.fullmatch(line)
        name = found["name"] if found else line if _ONLY_MOMENT.fullmatch(self.short(place + 1)) else ""
        return "" if _ONLY_DAY.fullmatch(name) or _ONLY_MOMENT.fullmatch(name) else name

    def plausible(self, name: str, place: int) -> bool:
        """A name nobody told us is one only where it looks like one: a line of a log, or a sentence that ends in a time, is not."""
        if self.known(name):
            return True
        if len(name) > 30 or _SENTENCE.search(name) or _of_a_log(name):
            return False
        return self.stands_apart(place) or name in self.names or not (self.members.customer or self.spaced)

    def _between(self, place: int, style: Style) -> bool:
        following = next((place for place in range(place + 1, len(self.lines)) if self.lines[place]), None)
        return following is not None and (
            self.header(following, style) is not None or _RULED_DAY.fullmatch(self.lines[following][:MAX_HEADER]) is not None
        )


def _bracketed(page: Page, place: int) -> Header | None:
    found = _BRACKETED.fullmatch(page.lines[place])
    if not found or _of_a_log(found["name"]) or _SENTENCE.search(found["name"]):
        return None
    return Header(Style.BRACKETED, found["name"], found, found["rest"])


def _of_a_log(name: str) -> bool:
    return not _LOG_WORDS.isdisjoint(re.split(r"[^a-z]+", name.lower()))


def _time_first(page: Page, place: int) -> Header | None:
    found = _TIME_FIRST.fullmatch(page.short(place))
    if found and (_WITH_ACCOUNT.fullmatch(found["name"]) or page.known(found["name"]) or _lone(page, place, found["name"])):
        return Header(Style.TIME_FIRST, found["name"], found)
    found = _TIME_FIRST_TEXT.fullmatch(page.lines[place])
    return Header(Style.TIME_FIRST, found["name"], found, found["rest"]) if found and page.known(found["name"]) else None


def _lone(page: Page, place: int, name: str) -> bool:
    return page.stands_apart(place) and len(name) <= 20 and not re.search(r"\s", name) and page.plausible(name, place)


def _name_first(page: Page, place: int) -> Header | None:
    found = _NAME_FIRST.fullmatch(page.short(place))
    if not found or page.candidate(place) != found["name"] or not page.plausible(found["name"], place):
        return None
    return Header(Style.NAME_FIRST, found["name"], found)


def _stacked(page: Page, place: int) -> Header | None:
    name, found = page.candidate(place), _ONLY_MOMENT.fullmatch(page.short(place + 1))
    if not found or name != page.lines[place] or not page.plausible(name, place):
        return None
    return Header(Style.STACKED, name, found, lines=2)


def _named(page: Page, place: int) -> Header | None:
    """Only where the mapping file names both sides: else a stranger's words would pass for those of whoever spoke before."""
    found = _NAMED.fullmatch(page.lines[place])
    if not found or not page.members.customer or not page.known(found["name"]):
        return None
    return Header(Style.NAMED, found["name"], None, found["rest"])


FINDERS: Final[dict[Style, Callable[[Page, int], Header | None]]] = {
    Style.BRACKETED: _bracketed,
    Style.TIME_FIRST: _time_first,
    Style.NAME_FIRST: _name_first,
    Style.STACKED: _stacked,
    Style.NAMED: _named,
}
