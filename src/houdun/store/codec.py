"""Entries as rows: what queries need is a column of its own, the rest one line of JSON."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

from houdun.facts.case import (
    Basis,
    Entry,
    Finding,
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
from houdun.store.text import identity, packed, restored, storable, unpacked

MESSAGE, FINDING = "message", "finding"


class EntryRow(NamedTuple):
    """`identity` is unique within the case. `version` is that of the rules that found the entry: empty for all but findings."""

    identity: bytes
    at: Millis
    kind: str
    uid: str
    version: str
    data: str


def encode(entry: Entry) -> EntryRow:
    kind, fields = _FIELDS[type(entry)]
    uid, data = storable(entry.uid), packed(fields(entry))
    if isinstance(entry, Finding):
        # What newer rules find under the same uid is a further entry: the log is append-only.
        version = storable(entry.version)
        return EntryRow(identity(uid, version, data), entry.at, kind, uid, version, data)
    return EntryRow(identity(uid), entry.at, kind, uid, "", data)


def decode(at: Millis, kind: str, uid: str, version: str, data: str) -> Entry:
    """The inverse of `encode`."""
    entry: Entry = _BUILDERS[kind](restored(uid), at, restored(version), *unpacked(data))
    return entry


_FIELDS: dict[type[Entry], tuple[str, Callable[[Entry], tuple[object, ...]]]] = {
    Message: (
        MESSAGE,
        attrgetter("author", "role", "text", "source.blob", "source.place", "public", "automatic", "doubtful"),
    ),
    Stamp: ("stamp", attrgetter("milestone", "basis", "author", "role", "source.blob", "source.place", "until", "note")),
    SeveritySet: ("severity", attrgetter("severity", "author", "role", "source.blob", "source.place")),
    OwnerSet: ("owner", attrgetter("owner", "source.blob", "source.place")),
    Finding: (FINDING, attrgetter("about", "name", "start", "end", "value")),
}


def _message(
    uid: str,
    at: Millis,
    version: str,
    author: str,
    role: str,
    text: str,
    blob: str,
    place: str,
    public: bool,
    automatic: str,
    doubtful: str,
) -> Message:
    return Message(
        uid=uid,
        at=at,
        author=author,
        role=_ROLES[role],
        text=text,
        source=Source(blob, place),
        public=public,
        automatic=automatic,
        doubtful=doubtful,
    )


def _stamp(
    uid: str,
    at: Millis,
    version: str,
    milestone: str,
    basis: str,
    author: str,
    role: str,
    blob: str,
    place: str,
    until: Millis | None,
    note: str,
) -> Stamp:
    return Stamp(
        uid=uid,
        at=at,
        milestone=_MILESTONES[milestone],
        basis=_BASES[basis],
        author=author,
        role=_ROLES[role],
        source=Source(blob, place),
        until=until,
        note=note,
    )


def _severity(uid: str, at: Millis, version: str, severity: str, author: str, role: str, blob: str, place: str) -> SeveritySet:
    return SeveritySet(
        uid=uid, at=at, severity=_SEVERITIES[severity], author=author, role=_ROLES[role], source=Source(blob, place)
    )


def _owner(uid: str, at: Millis, version: str, owner: str, blob: str, place: str) -> OwnerSet:
    return OwnerSet(uid=uid, at=at, owner=owner, source=Source(blob, place))


def _finding(uid: str, at: Millis, version: str, about: str, name: str, start: int, end: int, value: str) -> Finding:
    return Finding(uid=uid, at=at, about=about, name=name, start=start, end=end, value=value, version=version)


# Any: the builder's arguments come out of JSON as `encode` put them in; the round trip is what the tests prove.
_BUILDERS: dict[str, Callable[..., Any]] = {
    MESSAGE: _message,
    "stamp": _stamp,
    "severity": _severity,
    "owner": _owner,
    FINDING: _finding,
}
# Looked up in a plain dictionary, which is several times faster than calling the enumeration.
_ROLES = {role.value: role for role in Role}
_MILESTONES = {milestone.value: milestone for milestone in Milestone}
_BASES = {basis.value: basis for basis in Basis}
_SEVERITIES = {severity.value: severity for severity in Severity}
