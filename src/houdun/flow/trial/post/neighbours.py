"""The workspace's other trials, as far as mail goes: what belongs to one of their conversations is left to it.

Another trial may run in another process or wait to be run. Its journal says before each letter leaves that it is tried, and under which case; so whatever
answers one of its letters can be known for its own here, however soon it comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from houdun.channel.email.parties import Parties, Side, Supplier
from houdun.channel.email.ties import OpenCase
from houdun.facts.case import CaseKey
from houdun.facts.vendor import Vendor
from houdun.flow.trial import record, several
from houdun.flow.trial.record import Journal

ELSEWHERE: Final = CaseKey(Vendor("another trial"), "", "")


@dataclass(slots=True)
class _Read:
    """How far another's journal was read."""

    tries: int = 0
    mail: int = 0


class Neighbours:
    """All that the others say, as one case more to which a mail may be tied."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._trials: dict[Journal, _Read] = {}
        self._ids: set[str] = set()
        self._cases: set[str] = set()
        self._asked = 0

    def case(self, address: str, own: Iterable[str]) -> OpenCase | None:
        """None where there are no others. Whoever writes from that `address` may write there: who is who in their cases is for them to say. `own` are the
        ids of our cases."""
        self._look()
        if not self._trials:
            return None
        anybody = Parties(us=Side(addresses=frozenset({address})), supplier=Supplier(ELSEWHERE.vendor, Side()))
        return OpenCase(ELSEWHERE, frozenset(self._ids), frozenset(self._cases.difference(own)), anybody)

    def said(self, id: str) -> None:
        """A message of theirs: what answers it is theirs too."""
        self._ids.add(id)

    def _look(self) -> None:
        for journal in several.others(self._journal):
            self._hear(journal, self._trials.setdefault(journal, _Read()))
        if self._trials:
            for entry in self._journal.read(record.QUESTION, self._asked):
                self._asked = entry.seq
                self._cases.add(entry.key)

    def _hear(self, journal: Journal, read: _Read) -> None:
        for entry in journal.read(record.ATTEMPT, read.tries):
            read.tries = entry.seq
            self._ids.add(entry.data["letter"])
        for entry in journal.read(record.INBOX, read.mail):
            read.mail = entry.seq
            if entry.data["case"] and entry.data["id"]:
                self._ids.add(entry.data["id"])
