"""Where in a table the columns stand that the mapping file names, and what a record says in the words of the map."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias

from houdun.channel.events.clock import Ambiguous, Clock, Offsets
from houdun.channel.events.mapping import Map, Order, Unmapped
from houdun.channel.events.people import People
from houdun.channel.events.section import shown, suggestion
from houdun.channel.events.table import Kind, Table, Values
from houdun.channel.fields import BadField
from houdun.channel.port import Reject
from houdun.channel.times import NoTime
from houdun.errors import InputError, UsageError
from houdun.facts.case import Role, Severity
from houdun.facts.time import Millis
from houdun.language import Bilingual

TOGETHER: Final = " + "
LONGEST_NAME: Final = 500
"""Characters of a case's id or a vendor's name."""
_NUMBERED = re.compile(r"(.+)#([1-9]\d{0,3})")

EMPTY = Bilingual("是空的", "is empty")
FILL_IN = Bilingual("请补上，或删去该行", "fill it in or take the row out")
AFTER_EXPORT = Bilingual("晚于导出时刻", "is after the moment of the export")
CHECK_AS_OF = Bilingual("请检查该时间、时区和 as_of", "check the time, the zone and as_of")
TOO_LONG = Bilingual(f"超过 {LONGEST_NAME} 个字符", f"is longer than {LONGEST_NAME} characters")
CHECK_COLUMN = Bilingual("请检查对照文件是否指对了列", "check that the mapping file names the right column")

Cell: TypeAlias = Callable[[Values], str]


class Dated(NamedTuple):
    """A record whose case and time are known."""

    case: str
    at: Millis
    row: int
    values: Values


class Row(NamedTuple):
    """A record in the words of the map. `moments` stand in the order of `Map.column_stamps`; `file` numbers the tables."""

    at: Millis
    activity: str
    actor: str
    role: Role | None
    severity: Severity | None
    owner: str
    text: str
    title: str
    moments: tuple[Millis | None, ...]
    row: int
    file: int


@dataclass(frozen=True, slots=True)
class Sight:
    """What all tables of an import share: the column that names the vendor ("" where the import names it), the last moment
    that a row may speak of, and whether times have offsets."""

    vendor_column: str
    until: Millis
    offsets: Offsets


class _StampCell(NamedTuple):
    column: str
    cell: Cell
    clock: Clock


class Layout:
    """One table under one map. Raises InputError where a column is missing or nested, or its name fits several."""

    def __init__(self, table: Table, mapped: Map, sight: Sight, number: int) -> None:
        self.table, self.number, self.vendor_column = table, number, sight.vendor_column
        self._map, self._sight, self._until, self._offsets = mapped, sight, sight.until, sight.offsets
        columns = mapped.columns
        self._case, self._activity = self._cell(columns["case"]), self._cell(columns["activity"])
        self._time, self._clock = self._cell(columns["time"]), self._clock_of(columns["time"])
        self._actor, self._role, self._severity, self._owner, self._text, self._title = (
            self._cell(columns.get(key, "")) for key in ("actor", "role", "severity", "owner", "text", "title")
        )
        self._vendor = self._cell(sight.vendor_column)
        self._stamps = [
            _StampCell(each.column, self._cell(each.column), self._clock_of(each.column)) for each in mapped.column_stamps
        ]
        self._people = People(mapped.actors)
        self._before: list[str] = []

    def dated(self) -> Iterator[Dated | Reject]:
        """The records in the file's order."""
        name = self._map.columns
        case_of, time_of, millis, until = self._case, self._time, self._clock.millis, self._until
        for record in self.table.records():
            if isinstance(record, Reject):
                yield record
                continue
            row, values = record
            case, time = case_of(values), time_of(values)
            if not case and not any(map(str.strip, values)):
                continue
            try:
                if not case or not time:
                    raise BadField(name["case"] if not case else name["time"], EMPTY, FILL_IN)
                if len(case) > LONGEST_NAME:
                    raise BadField(name["case"], TOO_LONG, CHECK_COLUMN)
                at = millis(time)
                if at > until:
                    raise BadField(name["time"], AFTER_EXPORT, CHECK_AS_OF)
                yield Dated(case, at, row, values)
            except NoTime as error:
                yield self.reject(row, self._no_time(name["time"], row, error))
            except BadField as error:
                yield self.reject(row, error)

    def anew(self) -> Layout:
        """The same with nothing remembered."""
        return Layout(self.table, self._map, self._sight, self.number)

    @property
    def stamped(self) -> bool:
        """Whether milestones have columns of their own."""
        return bool(self._stamps)

    def vendor(self, values: Values) -> str:
        return self._vendor(values)

    def reaches(self, dated: Dated) -> Millis:
        """The last moment that the record speaks of beyond the record before: its own, or one in a column of milestones."""
        texts = [each.cell(dated.values) for each in self._stamps]
        if texts == self._before:
            return dated.at
        self._before = texts
        try:
            return max((dated.at, *(at for at in self._moments(dated) if at is not None)))
        except BadField:
            return dated.at

    def row(self, dated: Dated) -> Row:
        """Raises BadField where a value has no place in the map."""
        values, mapped = dated.values, self._map
        activity, actor, severity = self._activity(values), self._actor(values), self._severity(values)
        if activity not in mapped.activities and mapped.unmapped is Unmapped.REJECT:
            raise self._unknown("activity", "activities", activity, mapped.activities)
        if severity and severity not in mapped.severities:
            raise self._unknown("severity", "severity", severity, mapped.severities)
        return Row(
            dated.at,
            activity,
            actor,
            self._role_of(values, actor),
            mapped.severities.get(severity),
            self._owner(values),
            self._text(values),
            self._title(values),
            self._moments(dated) if self._stamps else (),
            dated.row,
            self.number,
        )

    def reject(self, row: int, error: BadField) -> Reject:
        return error.reject(self.table.name, row, self.table.raw())

    def _role_of(self, values: Values, actor: str) -> Role | None:
        said = self._role(values)
        if not said:
            return self._people.role(actor)
        if said not in self._map.roles:
            raise self._unknown("role", "roles", said, self._map.roles)
        return self._map.roles[said]

    def _moments(self, dated: Dated) -> tuple[Millis | None, ...]:
        return tuple(self._moment(each, dated) for each in self._stamps)

    def _moment(self, stamp: _StampCell, dated: Dated) -> Millis | None:
        text = stamp.cell(dated.values)
        try:
            at = stamp.clock.millis(text) if text else None
        except NoTime as error:
            raise self._no_time(stamp.column, dated.row, error) from error
        if at is not None and at > self._until:
            raise BadField(stamp.column, AFTER_EXPORT, CHECK_AS_OF)
        return at

    def _no_time(self, column: str, row: int, error: NoTime) -> BadField:
        """Raises UsageError where only the mapping file can say how times are to be read."""
        if isinstance(error, Ambiguous):
            raise UsageError(error.problem, error.mend, where=f"{self.table.name}:{row} [{column}]") from error
        return BadField(column, error.problem, error.mend)

    def _unknown(self, column: str, table: str, value: str, known: Iterable[str]) -> BadField:
        near = suggestion(value, known)
        return BadField(
            self._map.columns[column],
            Bilingual(
                f"对照文件的 [{table}] 中没有“{shown(value)}”", f"[{table}] of the mapping file does not know '{shown(value)}'"
            ),
            Bilingual(f"请补上；{near.zh}", f"add it there; {near.en}"),
        )

    def _clock_of(self, name: str) -> Clock:
        """What is typed in Parquet needs no order; a column of several is text."""
        places = self._places(name)
        kind = self.table.columns[places[0]].kind if len(places) == 1 else Kind.TEXT
        rules = self._map.times
        if kind is Kind.TIME:
            rules = replace(rules, order=Order.ISO, formats=())
        elif kind is Kind.NUMBER and not rules.formats:
            rules = replace(rules, order=Order.EPOCH)
        return Clock(rules, self._offsets)

    def _cell(self, name: str) -> Cell:
        """Reads a column, or several put together, stripped; null is "". A column without a name is always empty."""
        if not name:
            return lambda values: ""
        nulls = self._map.nulls
        places = self._places(name)
        if len(places) > 1:
            return lambda values: TOGETHER.join(text for place in places if (text := values[place].strip()) not in nulls)
        [place] = places

        def cell(values: Values) -> str:
            text = values[place].strip()
            return "" if text in nulls else text

        return cell

    def _places(self, name: str) -> list[int]:
        try:
            return [self._place(name)]
        except InputError:
            if TOGETHER not in name:
                raise
            return [self._place(each.strip()) for each in name.split(TOGETHER)]

    def _place(self, name: str) -> int:
        """Of a column; `name#2` is the second of that name."""
        names = [column.name for column in self.table.columns]
        places = [place for place, each in enumerate(names) if each == name]
        if not places and (numbered := _NUMBERED.fullmatch(name)):
            same = [place for place, each in enumerate(names) if each == numbered[1]]
            places = same[int(numbered[2]) - 1 : int(numbered[2])]
        if not places:
            raise InputError(
                Bilingual(f"没有名为 {shown(name)} 的列", f"there is no column {shown(name)}"),
                suggestion(name, names),
                where=self.table.name,
            )
        if len(places) > 1:
            raise InputError(
                Bilingual(f"有 {len(places)} 列都叫 {name}", f"{len(places)} columns are called {name}"),
                Bilingual(f"请写明是哪一列，例如 {name}#1", f"say which one, for example {name}#1"),
                where=self.table.name,
            )
        if self.table.columns[places[0]].kind is Kind.NESTED:
            raise InputError(
                Bilingual(f"{name} 列是嵌套的列表或结构", f"column {name} holds nested lists or structures"),
                Bilingual("请先把它展开成普通列", "flatten it into plain columns first"),
                where=self.table.name,
            )
        return places[0]


def wanted_columns(mapped: Map, vendor_column: str) -> frozenset[str]:
    """Every name that a header may have to hold for the map to fit it."""
    names = {*mapped.columns.values(), *(each.column for each in mapped.column_stamps), vendor_column}
    parts = {part.strip() for name in names for part in name.split(TOGETHER)}
    return frozenset(part.partition("#")[0] for part in names | parts)
