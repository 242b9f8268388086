"""Content lines and components: RFC 5545, 3.1 and 3.6."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from houdun.errors import InputError
from houdun.language import Bilingual

LONGEST_FILE = 5_000_000
"""Characters of a whole calendar: a year of somebody's meetings is a tenth of that."""
LONGEST_LINE = 20_000
DEEPEST = 6
MOST_LINES = 200_000

_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_PARAMETER = re.compile(r';([A-Za-z0-9-]{1,60})=("[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is that of its first physical line, from 1. Names are upper case; of a parameter with several values the first is kept."""

    name: str
    parameters: Mapping[str, str]
    value: str
    number: int

    @property
    def text(self) -> str:
        """The value with its escapes resolved."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def children(self, name: str) -> list[Component]:
        return [each for each in self.inside if each.name == name]


def components(text: str) -> list[Component]:
    """The outermost components. Raises InputError, its place `line N`, for what is no calendar or is too large to be one."""
    if len(text) > LONGEST_FILE:
        raise wrong(
            0,
            Bilingual("日历文件过大", "the calendar is too large"),
            Bilingual("请只导出需要的时段", "export only the time that matters"),
        )
    root = Component("", 0)
    open_ones = [root]
    for line in content_lines(text):
        if line.name == "BEGIN":
            _begin(open_ones, line)
        elif line.name == "END":
            _end(open_ones, line)
        else:
            open_ones[-1].lines.append(line)
    if len(open_ones) > 1:
        raise wrong(open_ones[-1].number, *_unclosed(open_ones[-1].name))
    return root.inside


def content_lines(text: str) -> Iterator[Line]:
    for number, line in _unfolded(text.removeprefix("\ufeff")):
        if line.strip():
            yield _content_line(number, line)


def wrong(number: int, problem: Bilingual, mend: Bilingual) -> InputError:
    return InputError(problem, mend, where=f"line {number}" if number else "")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the numbers of their first physical ones."""
    physical = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(physical) > MOST_LINES:
        raise wrong(
            MOST_LINES,
            Bilingual("行数过多", "there are too many lines"),
            Bilingual("请只导出需要的时段", "export only the time that matters"),
        )
    parts: list[str] = []
    first, size = 1, 0
    for number, line in enumerate(physical, 1):
        if parts and line[:1] in (" ", "\t"):
            parts.append(line[1:])
        else:
            if parts:
                yield first, "".join(parts)
            parts, first, size = [line], number, 0
        size += len(line)
        if size > LONGEST_LINE:
            raise wrong(first, Bilingual("这一行太长", "this line is too long"), Bilingual("请缩短它", "shorten it"))
    if parts:
        yield first, "".join(parts)


def _content_line(number: int, line: str) -> Line:
    name = _NAME.match(line)
    if name is None:
        raise wrong(number, *_unreadable(line))
    parameters: dict[str, str] = {}
    place = name.end()
    while found := _PARAMETER.match(line, place):
        parameters[found[1].upper()] = found[2].strip('"')
        place = found.end()
    if line[place : place + 1] != ":":
        raise wrong(number, *_unreadable(line))
    return Line(name[0].upper(), parameters, line[place + 1 :], number)


def _begin(open_ones: list[Component], line: Line) -> None:
    if len(open_ones) > DEEPEST:
        raise wrong(
            line.number,
            Bilingual("嵌套过深", "components are nested too deeply"),
            Bilingual("请检查 BEGIN 与 END", "check BEGIN and END"),
        )
    opened = Component(line.value.strip().upper(), line.number)
    open_ones[-1].inside.append(opened)
    open_ones.append(opened)


def _end(open_ones: list[Component], line: Line) -> None:
    if len(open_ones) == 1 or open_ones[-1].name != line.value.strip().upper():
        raise wrong(line.number, *_unclosed(open_ones[-1].name or line.value))
    open_ones.pop()


def _unclosed(name: str) -> tuple[Bilingual, Bilingual]:
    return (
        Bilingual(f"{name[:40]} 的 BEGIN 与 END 不配对", f"BEGIN and END of {name[:40]} do not match"),
        Bilingual("请重新导出完整的 .ics 文件", "export the whole .ics file again"),
    )


def _unreadable(line: str) -> tuple[Bilingual, Bilingual]:
    return (
        Bilingual(f"不是 iCalendar 的内容行“{line[:40]}”", f"“{line[:40]}” is no content line of iCalendar"),
        Bilingual("请导出 .ics 文件；续行须以空格开头", "export an .ics file; a line that goes on begins with a space"),
    )
