"""One conversation of the JSON format, documented in docs/reference/chat.md, as a part of a case."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from houdun.channel.chat.mapping import ChatMapping
from houdun.channel.fields import BadField, Fields
from houdun.facts.case import (
    Basis,
    CaseKey,
    CaseLog,
    Entry,
    Message,
    Milestone,
    OwnerSet,
    Role,
    Severity,
    SeveritySet,
    Source,
    Stamp,
)
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual

STATUS: Final = {"resolved_at": Milestone.RESOLVED, "closed_at": Milestone.CLOSED, "reopened_at": Milestone.REOPENED}
_RANK: Final = tuple(Milestone)

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Naming:
    """Where the vendor's name comes from: the import's option, the record's field, the mapping file."""

    vendor: Vendor | None
    field: str
    mapping: ChatMapping

    def vendor_of(self, record: Fields) -> Vendor:
        if self.vendor:
            return self.vendor
        inner, name = record, self.field
        while "." in name and name not in inner:
            outer, _, name = name.partition(".")
            inner = inner.inner(outer)
        if not inner.text(name).strip() and self.mapping.vendor:
            return self.mapping.vendor
        return _vendor(inner, name, record.text("plan"))


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes the entries of one conversation down. Every method raises BadField where the record lacks what it needs."""

    mapping: ChatMapping
    blob: str
    row: int

    def entries(self, record: Fields) -> tuple[Entry, ...]:
        said = self._messages(record)
        if not said:
            raise BadField(record.path + "turns", Bilingual("没有任何发言", "there are no turns"))
        roles = {message.author: message.role for message in said}
        opened = min(message.at for message in said)
        stated = [*self._status(record), *self._opening(record, opened), *self._events(record, roles)]
        return (*said, *{entry.uid: entry for entry in stated}.values())

    def _messages(self, record: Fields) -> list[Message]:
        """Turns of the same millisecond keep their order through their uids."""
        before: Counter[Millis] = Counter()
        said: list[Message] = []
        for turn in record.each("turns"):
            at = turn.needed_time("at", zone=self.mapping.zone)
            author, text = turn.text("author"), turn.text("text")
            role, automatic = self._role(turn, author)
            said.append(
                Message(
                    uid=f"turn:{before[at]:04d}:{_digest(turn.text('id'), at, author, text)}",
                    at=at,
                    author=author,
                    role=role,
                    text=text,
                    source=self._source(turn),
                    public=turn.values.get("public") is not False,
                    automatic=automatic,
                )
            )
            before[at] += 1
        return said

    def _role(self, turn: Fields, author: str) -> tuple[Role, str]:
        """The role as stated, else by the mapping file, and the rule by which it is a machine's."""
        members = self.mapping.members
        if author and members.role(author) is Role.BOT:
            return Role.BOT, "mapping:bots"
        if turn.text("role").strip():
            role = _one_of(turn, "role", Role)
            return role, "chat:role" if role is Role.BOT else ""
        if author:
            return members.role_or_default(author), ""
        raise turn.missing("role")

    def _status(self, record: Fields) -> Iterator[Stamp]:
        for name, milestone in STATUS.items():
            at = record.time(name, zone=self.mapping.zone)
            if at is not None:
                yield self._stamp(record, milestone, at, "", Role.VENDOR, Basis.CLAIMED)

    def _opening(self, record: Fields, opened: Millis) -> Iterator[Entry]:
        if "severity" in record:
            yield self._severity(record, opened, "", Role.CUSTOMER)
        if "owner" in record:
            yield self._owner(record, opened)

    def _events(self, record: Fields, roles: dict[str, Role]) -> Iterator[Entry]:
        for event in record.each("events"):
            at, by = event.needed_time("at", zone=self.mapping.zone), event.text("by")
            role = roles.get(by) or self.mapping.members.role(by) or Role.VENDOR
            if "milestone" in event:
                milestone = _one_of(event, "milestone", Milestone)
                basis = _one_of(event, "basis", Basis) if "basis" in event else Basis.CLAIMED
                yield self._stamp(event, milestone, at, by, role, basis)
            elif "severity" in event:
                yield self._severity(event, at, by, role)
            elif "owner" in event:
                yield self._owner(event, at)
            else:
                raise event.missing("milestone")

    def _stamp(self, record: Fields, milestone: Milestone, at: Millis, by: str, role: Role, basis: Basis) -> Stamp:
        uid = f"stamp:{_RANK.index(milestone):02d}:{milestone}:{basis}:{at}"
        source, note = self._source(record), record.text("note")
        return Stamp(uid=uid, at=at, milestone=milestone, basis=basis, author=by, role=role, source=source, note=note)

    def _severity(self, record: Fields, at: Millis, by: str, role: Role) -> SeveritySet:
        severity = _one_of(record, "severity", Severity)
        source = self._source(record)
        return SeveritySet(uid=f"severity:{at}:{severity}", at=at, severity=severity, author=by, role=role, source=source)

    def _owner(self, record: Fields, at: Millis) -> OwnerSet:
        owner = record.needed("owner")
        return OwnerSet(uid=f"owner:{at}:{owner}", at=at, owner=owner, source=self._source(record))

    def _source(self, record: Fields) -> Source:
        return Source(self.blob, f"{self.row}:{record.path.rstrip('.')}" if record.path else str(self.row))


def part_of(record: Fields, scribe: Scribe, naming: Naming, kind: str, horizon: Millis) -> CaseLog:
    """Raises BadField."""
    entries = scribe.entries(record)
    return CaseLog(
        key=CaseKey(naming.vendor_of(record), kind, record.needed("id")),
        title=record.text("title"),
        horizon=max(horizon, *(entry.at for entry in entries)),
        entries=entries,
    )


def _vendor(record: Fields, name: str, plan: str) -> Vendor:
    try:
        vendor = Vendor.parse(record.needed(name))
    except ValueError as error:
        raise BadField(record.path + name, Bilingual("服务商名称为空", "the vendor has no name")) from error
    return Vendor(vendor.name, plan.strip() or vendor.plan)


def _one_of(record: Fields, name: str, kind: type[E]) -> E:
    try:
        return kind(record.text(name).strip().lower())
    except ValueError as error:
        known = ", ".join(kind)
        raise BadField(
            record.path + name,
            Bilingual("没有这个取值", "there is no such value"),
            Bilingual(f"可选：{known}", f"choose one of {known}"),
        ) from error


def _digest(*content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]
