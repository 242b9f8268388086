"""What happened in an issue, as entries: its text, comments, closings, reopenings, assignments, severities.

A uid is made of what GitHub itself calls the thing, so that every export of it gives the same one; within one second uids sort
in the order in which things happen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from houdun.channel.fields import Fields
from houdun.channel.github.issue import events_of, labels_of
from houdun.channel.github.people import Actor, Cast, actor_of
from houdun.channel.github.words import new_words
from houdun.facts.case import Basis, Entry, Message, Milestone, OwnerSet, Role, Severity, SeveritySet, Source, Stamp
from houdun.facts.time import SECOND, Millis

_COMMENT = re.compile(r"#issuecomment-(\d{1,18})$")
_RANK: Final = {Milestone.RESOLVED: 1, Milestone.CLOSED: 2, Milestone.REOPENED: 3}
_NOT_WORDS = re.compile(r"[^a-z]+")
TELLING: Final = ("closed", "reopened", "assigned", "labeled", "commented")
"""The events that say something of a case."""

UNRESOLVED_LABELS: Final = frozenset(
    {"duplicate", "invalid", "wontfix", "wontdo", "stale", "abandoned", "cantreproduce", "notabug"}
)


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes the entries of one issue down. Every method raises BadField where the record lacks what it needs."""

    cast: Cast
    blob: str
    row: int

    def issue(self, issue: Fields) -> list[Entry]:
        """All entries of an issue with what is nested in it."""
        events = events_of(issue)
        entries: list[Entry] = [self._body(issue)]
        entries += [self.comment(comment) for comment in comments_of(issue)]
        entries += [entry for event in events for entry in self.event(event)]
        kinds = {event.text("event") for event in events}
        if "labeled" not in kinds:
            entries += self._severity(issue, labels_of(issue), issue.needed_time("created_at"), Actor(""))
        if "closed" not in kinds:
            entries += self._closing(issue)
        if "reopened" not in kinds:
            entries += self._reopenings(issue)
        return list({entry.uid: entry for entry in reversed(entries)}.values())[::-1]

    def comment(self, comment: Fields) -> Message:
        actor = self._actor(comment, "user", "author", "actor")
        at = comment.needed_time("created_at")
        return self._message(comment, f"comment:{_comment_id(comment, at)}", at, actor, new_words(comment.text("body")))

    def event(self, event: Fields) -> Iterator[Entry]:
        """What an issue event or timeline item says; nothing where it says nothing of a case."""
        kind = event.text("event")
        if kind not in TELLING:
            return
        if kind == "commented":
            yield self.comment(event)
            return
        actor = self._actor(event, "actor", "user")
        at = event.needed_time("created_at")
        if kind == "closed":
            yield from self._closed(event, at, actor, event.text("state_reason"), [])
        elif kind == "reopened":
            yield self._stamp(event, Milestone.REOPENED, at, actor)
        elif kind == "assigned":
            owner = event.inner("assignee").needed("login", "name")
            yield OwnerSet(uid=f"owner:{at}:{owner}", at=at, owner=owner, source=self._source(event))
        else:
            yield from self._severity(event, [event.inner("label").text("name")], at, actor)

    def _actor(self, record: Fields, *names: str) -> Actor:
        return actor_of(record, self.cast.mapping, *names)

    def _body(self, issue: Fields) -> Message:
        actor = self._actor(issue, "user", "author")
        text = new_words(issue.text("body")) or issue.text("title")
        body = self._message(issue, "body", issue.needed_time("created_at"), actor, text)
        return replace(body, role=self.cast.opening_role(actor))

    def _closing(self, issue: Fields) -> Iterator[Entry]:
        at = issue.time("closed_at")
        if at is not None and issue.text("state").lower() != "open":
            actor = self._actor(issue, "closed_by") if "closed_by" in issue else Actor("")
            yield from self._closed(issue, at, actor, issue.text("state_reason"), labels_of(issue))

    def _closed(self, record: Fields, at: Millis, actor: Actor, reason: str, labels: list[str]) -> Iterator[Stamp]:
        """A closing as completed claims a solution, unless a machine closed it or a label denies it. A customer who closes so has
        also seen the solution."""
        denied = any(_NOT_WORDS.sub("", label.lower().rpartition(":")[2]) in UNRESOLVED_LABELS for label in labels)
        role = self.cast.acting_role(actor)
        if reason.lower() == "completed" and not denied and role is not Role.BOT:
            yield self._stamp(record, Milestone.RESOLVED, at, actor, reason)
            if role is Role.CUSTOMER:
                yield self._stamp(record, Milestone.RESOLVED, at, actor, reason, Basis.OBSERVED)
        yield self._stamp(record, Milestone.CLOSED, at, actor, reason)

    def _reopenings(self, issue: Fields) -> Iterator[Stamp]:
        """From `reopen_metrics`, as data sets on issue lifetimes carry them."""
        metrics = issue.inner("reopen_metrics")
        times = [Fields({"at": one.text("name")}, one.path).needed_time("at") for one in metrics.each("reopen_timestamps")]
        waited = metrics.text("time_to_reopen_seconds")
        for place, at in enumerate(times):
            if place == 0 and waited.isdigit() and int(waited) * SECOND <= at:
                yield self._stamp(metrics, Milestone.CLOSED, at - int(waited) * SECOND, Actor(""))
            yield self._stamp(metrics, Milestone.REOPENED, at, Actor(""))

    def _severity(self, record: Fields, labels: list[str], at: Millis, actor: Actor) -> Iterator[SeveritySet]:
        """The worst severity that the labels mean by the mapping file."""
        meant = {self.cast.mapping.severity.get(label.lower()) for label in labels}
        worst = next((severity for severity in Severity if severity in meant), None)
        if worst:
            role, source = self.cast.acting_role(actor), self._source(record)
            yield SeveritySet(uid=f"severity:{at}:{worst}", at=at, severity=worst, author=actor.login, role=role, source=source)

    def _message(self, record: Fields, uid: str, at: Millis, actor: Actor, text: str) -> Message:
        automatic = self.cast.automatic(actor)
        return Message(
            uid=uid,
            at=at,
            author=actor.login,
            role=self.cast.role(actor),
            text=text,
            source=self._source(record),
            automatic=automatic,
            doubtful="" if automatic else actor.doubtful,
        )

    def _stamp(
        self,
        record: Fields,
        milestone: Milestone,
        at: Millis,
        actor: Actor,
        note: str = "",
        basis: Basis = Basis.CLAIMED,
    ) -> Stamp:
        return Stamp(
            uid=f"stamp:{_RANK[milestone]}:{milestone}:{basis}:{at}",
            at=at,
            milestone=milestone,
            basis=basis,
            author=actor.login,
            role=self.cast.acting_role(actor),
            source=self._source(record),
            note=note.lower(),
        )

    def _source(self, record: Fields) -> Source:
        return Source(self.blob, f"{self.row}:{record.path.rstrip('.')}" if record.path else str(self.row))


def comments_of(issue: Fields) -> Iterator[Fields]:
    """The comments nested in an issue; REST has their number there where they are not."""
    if not isinstance(issue.values.get("comments"), int):
        yield from issue.each("comments")


def _comment_id(comment: Fields, at: Millis) -> str:
    """GitHub's number, padded so that uids sort as comments follow; of a comment without one, from its content."""
    named = _COMMENT.search(comment.text("html_url", "url"))
    number = named[1] if named else comment.text("id")
    if number.isascii() and number.isdigit() and len(number) <= 18:
        return number.zfill(12)
    said = (at, number, comment.text("body"))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
