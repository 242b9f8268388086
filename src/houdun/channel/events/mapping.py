"""The mapping file: which column is what, which activity says what, who acts, and how times are written."""

from __future__ import annotations

import codecs
import difflib
import re
import time
import tomllib
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from houdun.channel.events.section import Section
from houdun.errors import UsageError
from houdun.facts.case import Basis, Milestone, Role, Severity
from houdun.facts.time import DAY, MINUTE, SECOND, Millis
from houdun.language import Bilingual

E = TypeVar("E", bound=StrEnum)

COLUMNS = ("case", "activity", "time", "actor", "role", "severity", "owner", "text", "title", "vendor")
NEEDED = ("case", "activity", "time")
FIRST_ROW, ACTIVITIES = "first row", "activities"
UNITS: Mapping[str, Millis] = {"millisecond": 1, "second": SECOND, "minute": MINUTE, "day": DAY}
DELIMITERS = (",", ";", "\t", "|")


class Order(StrEnum):
    """How a date stands: `iso` and `ymd` begin with the year; `epoch` is a number of seconds or milliseconds since 1970."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"
    ISO = "iso"
    EPOCH = "epoch"


class Unmapped(StrEnum):
    REJECT = "reject"
    IGNORE = "ignore"


class By(StrEnum):
    """Who does what an activity says. `another` is a vendor's human who is not the one that wrote the case's first row."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    BOT = "bot"
    BYSTANDER = "bystander"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one row of an activity says. `by` None: whoever the row's actor is."""

    milestone: Milestone | None = None
    by: By | None = None
    basis: Basis = Basis.CLAIMED
    reopens: bool = False
    text: bool = False
    public: bool = True
    severity: Severity | None = None
    owner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnStamp:
    """A milestone whose time stands in a column of its own, the same on every row of the case."""

    milestone: Milestone
    column: str
    by: Role
    basis: Basis = Basis.CLAIMED


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRules:
    """`order` None: only what can be read in one way. `formats` (as for strptime) replace it. `unit`: times are cut to it."""

    zone: zoneinfo.ZoneInfo | None = None
    order: Order | None = None
    formats: tuple[str, ...] = ()
    unit: Millis = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A checked mapping file. `columns` names the column of each of `COLUMNS` that there is. `states`: the activity is the
    state in which the case stands on that row, so a row that repeats it says nothing new."""

    columns: Mapping[str, str]
    activities: Mapping[str, tuple[Outcome, ...]]
    unmapped: Unmapped = Unmapped.REJECT
    states: bool = False
    actors: Mapping[str, Role]
    roles: Mapping[str, Role]
    severities: Mapping[str, Severity]
    first_row_opens: bool = True
    opened_by: Role = Role.CUSTOMER
    column_stamps: tuple[ColumnStamp, ...] = ()
    times: TimeRules
    nulls: frozenset[str] = frozenset({""})
    no_vendor: str = ""
    as_of: Millis | None = None
    delimiter: str = ""
    encoding: str = ""

    @property
    def customers_speak(self) -> bool:
        """Whether the log tells what customers do, and not only what is done for them."""
        said = (outcome.by is By.CUSTOMER for outcomes in self.activities.values() for outcome in outcomes)
        return any(said) or Role.CUSTOMER in {*self.actors.values(), *self.roles.values()}


def load(path: Path) -> Map:
    """Raises UsageError with the file, the table and the mend."""
    top = Section(_table(path), path.name)
    columns = _columns(top.section("columns"))
    opened = top.section("opened")
    opened_from = opened.text("from", FIRST_ROW)
    opened_by = opened.choice("by", Role) or Role.CUSTOMER
    opened.finish()
    mapped = Map(
        columns=columns,
        activities=_activities(top.section("activities")),
        unmapped=top.choice("unmapped", Unmapped) or Unmapped.REJECT,
        states=top.flag("states"),
        actors=_chosen(top.section("actors"), Role),
        roles=_chosen(top.section("roles"), Role),
        severities=_chosen(top.section("severity"), Severity),
        first_row_opens=opened_from == FIRST_ROW,
        opened_by=opened_by,
        column_stamps=_column_stamps(opened_from, opened_by, top.section("milestones")),
        times=_times(top.section("time")),
        nulls=frozenset(text.strip() for text in top.texts("null")) | {""},
        no_vendor=top.text("no_vendor").strip(),
        as_of=top.moment("as_of"),
        delimiter=_delimiter(top),
        encoding=_encoding(top),
    )
    top.finish()
    _check_together(mapped, top)
    return mapped


def _table(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            Bilingual(f"无法打开对照文件（{reason}）", f"the mapping file cannot be opened ({reason})"),
            Bilingual("请检查路径", "check the path"),
            where=path.name,
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(
            Bilingual(f"不是有效的 TOML（{error}）", f"not valid TOML ({error})"),
            Bilingual("请按提示的行列修改", "mend it at the line and column given"),
            where=path.name,
        ) from error


def _columns(section: Section) -> dict[str, str]:
    columns = {key: name.strip() for key in COLUMNS if (name := section.text(key))}
    section.finish()
    for key in NEEDED:
        if not columns.get(key):
            raise UsageError(
                Bilingual(f"没有写明哪一列是 {key}", f"no column is named as {key}"),
                Bilingual(f'请写 {key} = "列名"', f'write {key} = "name of the column"'),
                where=section.place,
            )
    return columns


def _activities(section: Section) -> dict[str, tuple[Outcome, ...]]:
    return {
        key.strip(): () if section.value(key) == "ignore" else tuple(_outcome(each) for each in section.sections(key))
        for key in section.names()
    }


def _outcome(section: Section) -> Outcome:
    milestone = section.choice("milestone", Milestone)
    outcome = Outcome(
        milestone=milestone,
        by=section.choice("by", By) or (By.CUSTOMER if milestone is Milestone.OPENED else None),
        basis=section.choice("basis", Basis) or Basis.CLAIMED,
        reopens=section.flag("reopens"),
        text=section.flag("text"),
        public=section.flag("public", True),
        severity=section.choice("severity", Severity),
        owner=section.flag("owner"),
    )
    section.finish()
    if not (milestone or outcome.reopens or outcome.text or outcome.severity or outcome.owner):
        raise UsageError(
            Bilingual("该活动没有说明任何事", "this activity says nothing"),
            Bilingual(
                '请写 milestone、text、severity、owner、reopens 之一，或 "ignore"',
                'give it a milestone, text, severity, owner or reopens, or write "ignore"',
            ),
            where=section.place,
        )
    return outcome


def _chosen(section: Section, kind: type[E]) -> dict[str, E]:
    return {key.strip(): section.one_of(key, section.value(key), kind) for key in section.names()}


def _column_stamps(opened_from: str, opened_by: Role, section: Section) -> tuple[ColumnStamp, ...]:
    stamps = []
    if opened_from not in (FIRST_ROW, ACTIVITIES):
        stamps.append(ColumnStamp(milestone=Milestone.OPENED, column=opened_from, by=opened_by))
    for key in section.names():
        milestone = section.one_of("milestone", key, Milestone)
        each = section.section(key)
        by, basis = each.choice("by", Role) or Role.VENDOR, each.choice("basis", Basis) or Basis.CLAIMED
        stamps.append(ColumnStamp(milestone=milestone, column=_needed(each, "column"), by=by, basis=basis))
        each.finish()
    return tuple(stamps)


def _needed(section: Section, key: str) -> str:
    if text := section.text(key).strip():
        return text
    raise section.wrong(key, Bilingual("应为列名", "must be the name of a column"))


def _times(section: Section) -> TimeRules:
    order = section.value("order")
    formats = section.texts("order") if isinstance(order, list) else ()
    rules = TimeRules(
        zone=_zone(section),
        order=None if formats else section.choice("order", Order),
        formats=tuple(_format(each, section) for each in formats),
        unit=_unit(section),
    )
    section.finish()
    return rules


def _zone(section: Section) -> zoneinfo.ZoneInfo | None:
    name = section.text("zone")
    if not name:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = difflib.get_close_matches(name, zoneinfo.available_timezones(), 1) or ["Asia/Shanghai"]
        raise UsageError(
            Bilingual(f"没有名为 {name} 的时区", f"there is no time zone {name}"),
            Bilingual(f"请用 IANA 名称，例如 {near[0]}", f"use an IANA name such as {near[0]}"),
            where=section.place,
        ) from None


def _format(text: str, section: Section) -> str:
    try:
        time.strptime("", text)
    except (ValueError, re.error, IndexError) as error:
        if not isinstance(error, ValueError) or "bad directive" in str(error) or "stray" in str(error):
            raise section.wrong(
                "order", Bilingual("应为 strptime 的格式", "must hold formats as for strptime"), '["%d.%m.%Y %H:%M"]'
            ) from error
    return text


def _unit(section: Section) -> Millis:
    name = section.text("precision", "millisecond")
    if name not in UNITS:
        raise section.unknown("precision", name, UNITS)
    return UNITS[name]


def _delimiter(top: Section) -> str:
    delimiter = top.text("delimiter")
    if delimiter and delimiter not in DELIMITERS:
        raise top.wrong("delimiter", Bilingual('应为 ","、";"、"\\t" 或 "|"', 'must be ",", ";", "\\t" or "|"'))
    return delimiter


def _encoding(top: Section) -> str:
    name = top.text("encoding")
    try:
        if name and not codecs.lookup(name)._is_text_encoding:
            raise LookupError(name)
    except (LookupError, ValueError):
        raise top.unknown("encoding", name, ("utf-8", "utf-16", "gb18030", "latin-1", "shift_jis")) from None
    return name


def _check_together(mapped: Map, top: Section) -> None:
    """What one table says may need another."""
    outcomes = [outcome for each in mapped.activities.values() for outcome in each]
    speaks = [outcome for outcome in outcomes if outcome.milestone or outcome.text]
    known = mapped.actors or mapped.roles
    needs = {
        "columns.actor": bool(mapped.actors) or any(each.owner or each.by is By.ANOTHER for each in outcomes),
        "columns.role": bool(mapped.roles),
        "columns.severity": bool(mapped.severities),
        "columns.text": any(each.text for each in outcomes),
    }
    has = {f"columns.{key}" for key in mapped.columns}
    needs |= {
        "roles": "columns.role" in has,
        "severity": "columns.severity" in has,
        "activities": True,
        "actors": any(each.by is None for each in speaks) and not known,
    }
    has |= {key for key in ("roles", "actors", "activities") if getattr(mapped, key)} | (
        {"severity"} if mapped.severities else set()
    )
    for key, needed in needs.items():
        if needed and key not in has:
            raise UsageError(
                Bilingual(f"缺少 {key}，其他设置要用到它", f"{key} is missing, and other settings need it"),
                NEEDS_MEND if key == "actors" else Bilingual(f"请补上 {key}", f"add {key}"),
                where=top.place,
            )


NEEDS_MEND = Bilingual(
    '请在 [actors] 写明谁是谁，或给每个活动写 by = "vendor" 等',
    'say in [actors] who is who, or give each activity its by = "vendor" or the like',
)
