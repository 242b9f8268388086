"""Which mails are one conversation: by References and In-Reply-To, and where those say nothing by subject, people and time."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from houdun.channel.email import subjects
from houdun.channel.email.mail import Mail
from houdun.facts.time import DAY, Millis

WINDOW: Final = 30 * DAY
MAX_CANDIDATES: Final = 50
"""Of so many latest threads with the same subject one is sought: "Re: hello" ten thousand times stays fast."""


@dataclass(slots=True)
class Thread:
    """`id` is the root's Message-ID, present or not; `mails` are ordered by (at, uid) and each there once."""

    id: str
    mails: list[Mail]
    people: set[str]
    recipients: set[str]
    tags: set[str]
    last_at: Millis

    @classmethod
    def of(cls, id: str, mails: list[Mail]) -> Thread:
        recipients = {address for mail in mails for address in mail.recipients}
        people = recipients | {mail.sender.address for mail in mails} - {""}
        tags = {tag for mail in mails if (tag := subjects.tag(mail.subject))}
        return cls(id, mails, people, recipients, tags, mails[-1].at)

    @property
    def opener(self) -> Mail:
        """The root, where it is there; else the earliest."""
        return next((mail for mail in self.mails if mail.id == self.id), self.mails[0])

    def take(self, other: Thread) -> None:
        """Takes over the mails of another thread, unordered as yet."""
        self.mails += other.mails
        self.people |= other.people
        self.recipients |= other.recipients
        self.tags |= other.tags
        self.last_at = max(self.last_at, other.last_at)


def threads(mails: Iterable[Mail]) -> list[Thread]:
    """The conversations among the mails, in order of their first mail. The order of the mails given does not matter."""
    unique: dict[str, Mail] = {}
    for mail in mails:
        known = unique.get(mail.uid)
        unique[mail.uid] = mail if known is None else min(mail, known, key=_fullest)
    return _joined_by_subject(_by_reference(sorted(unique.values(), key=_order)))


def _order(mail: Mail) -> tuple[Millis, str]:
    return mail.at, mail.uid


def _fullest(mail: Mail) -> tuple[bool, int, str, str]:
    """Of several copies the delivered one (its headers tell a machine) and the longest one counts."""
    return mail.machine is None, -len(mail.text), mail.text, repr(mail)


def _by_reference(mails: list[Mail]) -> list[Thread]:
    groups, parent = _Groups(), dict[str, str]()
    for mail in mails:
        chain = (*mail.parents, mail.id)
        for older, newer in itertools.pairwise(chain):
            groups.unite(older, newer)
            parent.setdefault(newer, older)
    grouped: dict[str, list[Mail]] = defaultdict(list)
    for mail in mails:
        grouped[groups.find(mail.id)].append(mail)
    return [Thread.of(_root(group[0].id, parent), group) for group in grouped.values()]


def _root(start: str, parent: dict[str, str]) -> str:
    seen = {start}
    while (older := parent.get(start)) is not None and older not in seen:
        seen.add(start := older)
    return start


class _Groups:
    """Union-find over message ids."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, id: str) -> str:
        above = self._above
        while (up := above.get(id, id)) != id:
            above[id] = above.get(up, up)
            id = up
        return id

    def unite(self, one: str, other: str) -> None:
        a, b = sorted((self.find(one), self.find(other)))
        if a != b:
            self._above[b] = a


def _joined_by_subject(found: list[Thread]) -> list[Thread]:
    joined: list[Thread] = []
    by_key: dict[str, list[Thread]] = defaultdict(list)
    for thread in sorted(found, key=lambda thread: _order(thread.mails[0])):
        earlier = next((each for each in _candidates(thread, by_key) if _goes_on(each, thread)), None)
        if earlier is None:
            joined.append(thread)
        else:
            earlier.take(thread)
        for key in _keys(thread):
            by_key[key].append(earlier or thread)
    for thread in joined:
        thread.mails.sort(key=_order)
    return joined


def _keys(thread: Thread) -> Iterator[str]:
    yield from (f"tag {tag}" for tag in sorted(thread.tags))
    if core := subjects.core(thread.mails[0].subject):
        yield f"subject {core}"


def _candidates(thread: Thread, by_key: dict[str, list[Thread]]) -> Iterator[Thread]:
    for key in _keys(thread):
        yield from reversed(by_key[key][-MAX_CANDIDATES:])


def _goes_on(earlier: Thread, later: Thread) -> bool:
    """Whether the later thread continues the earlier. A bare subject (no Re:, no tag, no parent) does so only from somebody
    who was written to: the same words from the one who asked are a new case."""
    first = later.mails[0]
    if first.at - earlier.last_at > WINDOW or (earlier.tags and later.tags and not earlier.tags & later.tags):
        return False
    if subjects.is_reply(first.subject) or later.tags or first.parents:
        return bool(earlier.people & later.people)
    return first.sender.address in earlier.recipients
