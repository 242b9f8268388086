"""What the rows of one case come to: stamps, messages, severities and owners, each with a uid from its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from houdun.channel.events.layout import Row
from houdun.channel.events.mapping import By, Map, Outcome
from houdun.facts.case import Basis, Entry, Message, Milestone, OwnerSet, Role, Severity, SeveritySet, Source, Stamp
from houdun.facts.time import Millis

DONE = (Milestone.RESOLVED, Milestone.CLOSED)


class Story:
    """Told row by row in order of time; it may be told in several goes.

    A uid is made of the case, the activity, the time, the actor, and which of the identical rows of its file it is; in front
    stands the row's place among those of the same moment, so that what happened within a minute keeps its order.
    """

    def __init__(self, case: str, mapped: Map, blobs: Sequence[str]) -> None:
        self._case, self._map, self._blobs = case, mapped, blobs
        self.title = ""
        self._at: Millis = -1
        self._place = 0
        self._copies: dict[tuple[str, str, int], int] = {}
        self._met: set[tuple[str, str, int]] = set()
        self._opener: str | None = None
        self._activity: str | None = None
        self._severity: Severity | None = None
        self._owner = ""
        self._done = False
        self._answered: set[Role] = set()
        self._stamped: set[tuple[Milestone, Millis]] = set()

    def tell(self, rows: Sequence[Row]) -> list[Entry]:
        """The entries of further rows, which come in order of time."""
        return [entry for row in rows for entry in self._row(row)]

    def _row(self, row: Row) -> Iterator[Entry]:
        uid = self._uid(row)
        if not uid:
            return
        source = Source(self._blobs[row.file], str(row.row))
        self.title = self.title or row.title
        yield from self._standing(row, uid, source)
        outcomes = self._map.activities.get(row.activity, ())
        for number, outcome in enumerate(outcomes):
            yield from self._outcome(outcome, row, f"{uid}.{number}", source)
        self._activity = row.activity

    def _uid(self, row: Row) -> str:
        """ "" where an overlapping file has brought the same row."""
        if row.at != self._at:
            self._at, self._place = row.at, 0
            self._copies.clear()
            self._met.clear()
        same = (row.activity, row.actor, row.file)
        copy = self._copies[same] = self._copies.get(same, -1) + 1
        if (row.activity, row.actor, copy) in self._met:
            return ""
        self._met.add((row.activity, row.actor, copy))
        self._place += 1
        return f"{self._place:03d}{_digest(self._case, row.activity, str(row.at), row.actor, str(copy))}"

    def _standing(self, row: Row, uid: str, source: Source) -> Iterator[Entry]:
        """What the columns say, whatever the activity: the opening, milestones of their own, severity, owner."""
        opened = row.at
        for each, at in zip(self._map.column_stamps, row.moments, strict=False):
            if at is None:
                continue
            if each.milestone is Milestone.OPENED:
                opened = min(opened, at)
            if (each.milestone, at) not in self._stamped:
                self._stamped.add((each.milestone, at))
                own = f"000{_digest(self._case, each.column, each.milestone, str(at))}"
                yield Stamp(uid=own, at=at, milestone=each.milestone, basis=each.basis, author="", role=each.by, source=source)
        if self._opener is None:
            self._opener = row.actor
            if self._map.first_row_opens:
                yield _stamp(f"{uid}.opened", row.at, Milestone.OPENED, Basis.CLAIMED, "", self._map.opened_by, source)
        if row.severity:
            yield from self._becomes(row.severity, f"{uid}.severity", row, source, opened)
        if row.owner:
            yield from self._passes_to(row.owner, f"{uid}.owner", row, source)

    def _becomes(self, severity: Severity, uid: str, row: Row, source: Source, opened: Millis) -> Iterator[Entry]:
        """The first severity stated holds from the opening on."""
        if severity is not self._severity:
            at = opened if self._severity is None else row.at
            self._severity = severity
            yield SeveritySet(uid=uid, at=at, severity=severity, author=row.actor, role=row.role or Role.BYSTANDER, source=source)

    def _passes_to(self, owner: str, uid: str, row: Row, source: Source) -> Iterator[Entry]:
        if owner != self._owner:
            self._owner = owner
            yield OwnerSet(uid=uid, at=row.at, owner=owner, source=source)

    def _outcome(self, outcome: Outcome, row: Row, uid: str, source: Source) -> Iterator[Entry]:
        role = self._role(outcome.by, row)
        repeats = self._map.states and row.activity == self._activity
        if outcome.reopens and self._done and not repeats:
            self._done = False
            yield _stamp(f"{uid}.reopened", row.at, Milestone.REOPENED, outcome.basis, row.actor, role or Role.VENDOR, source)
        if outcome.milestone and role and self._reaches(outcome.milestone, role, repeats):
            self._done |= outcome.milestone in DONE
            yield _stamp(f"{uid}.{outcome.milestone}", row.at, outcome.milestone, outcome.basis, row.actor, role, source)
        if outcome.severity:
            yield from self._becomes(outcome.severity, f"{uid}.severity", row, source, row.at)
        if outcome.owner and row.actor:
            yield from self._passes_to(row.actor, f"{uid}.owner", row, source)
        if outcome.text and role:
            yield Message(
                uid=f"{uid}.message", at=row.at, author=row.actor, role=role, text=row.text, source=source, public=outcome.public
            )

    def _reaches(self, milestone: Milestone, role: Role, repeats: bool) -> bool:
        """A first response is reached once, by the first row that fits; others whenever their activity comes anew."""
        if milestone is not Milestone.FIRST_RESPONSE:
            return not repeats
        first = role not in self._answered
        self._answered.add(role)
        return first

    def _role(self, by: By | None, row: Row) -> Role | None:
        """None: the row is by the one who wrote the first row, and the activity counts only when done by another. Whoever the
        map knows as a machine is one, whatever it does."""
        if row.role is Role.BOT:
            return Role.BOT
        if by is By.ANOTHER:
            return Role.VENDOR if row.actor and self._opener and row.actor != self._opener else None
        return Role(by) if by else row.role or Role.BYSTANDER


def _stamp(uid: str, at: Millis, milestone: Milestone, basis: Basis, author: str, role: Role, source: Source) -> Stamp:
    return Stamp(uid=uid, at=at, milestone=milestone, basis=basis, author=author, role=role, source=source)


def _digest(*parts: str) -> str:
    """No part holds NUL: tables refuse it."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
