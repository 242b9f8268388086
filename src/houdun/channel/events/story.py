"""What the rows of one case come to: stamps, messages, severities and owners, each with a uid from its content."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

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
        self._opened: Millis | None = None
        self._activity: str | None = None
        self._severity: Severity | None = None
        self._owner = ""
        self._done = False
        self._answered: set[Role] = set()
        self._stamped: set[tuple[str, Millis]] = set()
        self._told: list[Entry] = []

    def tell(self, rows: Sequence[Row]) -> list[Entry]:
        """The entries of further rows, which come in order of time."""
        self._told = []
        for row in rows:
            if uid := self._uid(row):
                self._row(row, uid, Source(self._blobs[row.file], str(row.row)))
        return self._told

    def _row(self, row: Row, uid: str, source: Source) -> None:
        self.title = self.title or row.title
        if self._opener is None:
            self._opener = row.actor
        if self._opened is None and self._map.first_row_opens and not self._answers_nobody(row):
            self._stamp(f"{uid}-opened", Milestone.OPENED, Basis.CLAIMED, row.at, "", self._map.opened_by, source)
        opened = self._columns(row, source) if row.moments else row.at
        if row.severity and row.severity is not self._severity:
            self._becomes(row.severity, f"{uid}-severity", row, source, opened)
        if row.owner and row.owner != self._owner:
            self._passes_to(row.owner, f"{uid}-owner", row, source)
        for number, outcome in enumerate(self._map.activities.get(row.activity, ())):
            self._outcome(outcome, row, f"{uid}.{number:02d}", source)
        self._activity = row.activity

    def _uid(self, row: Row) -> str:
        """ "" where an overlapping file has brought the same row."""
        if row.at != self._at:
            self._at, self._place = row.at, 0
            self._copies.clear()
            self._met.clear()
        same = (row.activity, row.actor, row.file)
        copy = self._copies[same] = self._copies.get(same, -1) + 1
        if len(self._blobs) > 1:
            met = (row.activity, row.actor, copy)
            if met in self._met:
                return ""
            self._met.add(met)
        self._place += 1
        return f"{self._place:03d}{_digest(self._case, row.activity, str(row.at), row.actor, str(copy))}"

    def _columns(self, row: Row, source: Source) -> Millis:
        """Milestones with columns of their own. Returns when the case was opened, as far as this row knows."""
        opened = row.at
        for each, at in zip(self._map.column_stamps, row.moments, strict=True):
            if at is None:
                continue
            if each.milestone is Milestone.OPENED:
                opened = min(opened, at)
            if (each.column, at) not in self._stamped:
                self._stamped.add((each.column, at))
                uid = f"000{_digest(self._case, each.column, str(at))}-{each.milestone.value}"
                self._stamp(uid, each.milestone, each.basis, at, "", each.by, source)
        return opened

    def _answers_nobody(self, row: Row) -> bool:
        """A vendor's reply before any question opens no case, where the log would tell the question."""
        outcomes = self._map.activities.get(row.activity, ())
        replies = (each for each in outcomes if each.milestone is Milestone.FIRST_RESPONSE or (each.text and each.public))
        return any(self._role(each.by, row) in (Role.VENDOR, Role.BOT) for each in replies) and self._map.customers_speak

    def _stamp(self, uid: str, milestone: Milestone, basis: Basis, at: Millis, author: str, role: Role, source: Source) -> None:
        if milestone is Milestone.OPENED:
            self._opened = at if self._opened is None else min(self._opened, at)
        self._told.append(Stamp(uid=uid, at=at, milestone=milestone, basis=basis, author=author, role=role, source=source))

    def _becomes(self, severity: Severity, uid: str, row: Row, source: Source, opened: Millis) -> None:
        """The first severity stated holds from the opening on."""
        at = opened if self._severity is None else row.at
        self._severity = severity
        role = row.role or Role.BYSTANDER
        self._told.append(SeveritySet(uid=uid, at=at, severity=severity, author=row.actor, role=role, source=source))

    def _passes_to(self, owner: str, uid: str, row: Row, source: Source) -> None:
        self._owner = owner
        self._told.append(OwnerSet(uid=uid, at=row.at, owner=owner, source=source))

    def _outcome(self, outcome: Outcome, row: Row, uid: str, source: Source) -> None:
        role = self._role(outcome.by, row)
        repeats = self._map.states and row.activity == self._activity
        if outcome.reopens and self._done and not repeats:
            self._done = False
            by = role or Role.VENDOR
            self._stamp(f"{uid}-0-reopened", Milestone.REOPENED, outcome.basis, row.at, row.actor, by, source)
        if outcome.milestone and role and self._reaches(outcome.milestone, role, row.at, repeats):
            self._done |= outcome.milestone in DONE
            self._stamp(f"{uid}-{outcome.milestone.value}", outcome.milestone, outcome.basis, row.at, row.actor, role, source)
        if outcome.severity and outcome.severity is not self._severity:
            self._becomes(outcome.severity, f"{uid}-severity", row, source, row.at)
        if outcome.owner and row.actor and row.actor != self._owner:
            self._passes_to(row.actor, f"{uid}-owner", row, source)
        if outcome.text and role:
            self._says(f"{uid}-message", row, role, outcome.public, source)

    def _says(self, uid: str, row: Row, role: Role, public: bool, source: Source) -> None:
        self._told.append(Message(uid=uid, at=row.at, author=row.actor, role=role, text=row.text, source=source, public=public))

    def _reaches(self, milestone: Milestone, role: Role, at: Millis, repeats: bool) -> bool:
        """A first response is reached once, by the first row that fits after the opening; others whenever their activity comes
        anew."""
        if milestone is not Milestone.FIRST_RESPONSE:
            return not repeats
        first = role not in self._answered
        if self._opened is not None and at >= self._opened:
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


def _digest(*parts: str) -> str:
    """No part holds NUL: tables refuse it."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
