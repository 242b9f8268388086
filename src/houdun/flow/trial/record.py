"""What a trial writes down, and how it is read back: topics, keys, and the protocol's events as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple, Protocol

from cattrs.preconf.json import make_converter

from houdun.facts.case import CaseLog, Message
from houdun.facts.happening import Happening
from houdun.facts.time import Millis
from houdun.flow.trial import moves
from houdun.language import Bilingual

TRIAL, QUESTION, EVENT, SHOWING, ATTEMPT, INBOX, TASK, OUTCOME, UNASKED, LETTER, ORDER, ANSWER = (
    "trial", "question", "event", "showing", "attempt", "inbox", "task", "outcome", "unasked", "letter", "order", "answer",
)  # fmt: skip
"""Topics. TRIAL: the plan as it was begun, and what an operator did. QUESTION: a case that was begun. INBOX: mail taken in, with its mailbox's cursor.
UNASKED: what a vendor told us in no case of ours."""

KINDS: Mapping[str, type[moves.Event]] = {
    kind.__name__: kind
    for kind in (
        moves.Began,
        moves.Shown,
        moves.NotShown,
        moves.Sent,
        moves.NotSent,
        moves.Returned,
        moves.Heard,
        moves.Decided,
        moves.Tick,
        moves.Stopped,
    )
}

_json = make_converter(unstruct_collection_overrides={Set: sorted})
"""A set is written sorted: the same trial is the same journal, byte for byte, in every process."""
_json.register_structure_hook(Bilingual, lambda held, _: Bilingual(*held))


class Entry(Protocol):
    """What the journal gives back."""

    @property
    def seq(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def at(self) -> Millis: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


class Journal(Protocol):
    """Where it is written: `houdun.store.journal.Journal`, or a list in memory where a trial is only imagined."""

    def append_all(self, happenings: Sequence[Happening], logs: Sequence[CaseLog] = ()) -> int: ...

    def read(self, topic: str, after: int = 0) -> Iterator[Entry]: ...

    def find(self, topic: str, key: str) -> Entry | None: ...

    def last(self) -> int:
        """The newest entry's number, of whichever topic; 0 where there is none."""


def event(case: str, happened: moves.Event) -> Happening:
    """An event of a case, under a key that it determines itself."""
    kind = type(happened).__name__
    match happened:
        case moves.Heard(uid=name) | moves.Decided(uid=name):
            pass
        case (
            moves.Sent(number=number)
            | moves.NotSent(number=number)
            | moves.Returned(number=number)
            | moves.Shown(number=number)
            | moves.NotShown(number=number)
        ):
            name = str(number)
        case moves.Tick(at=at):
            name = str(at)
        case _:
            name = ""
    return Happening(EVENT, f"{case}/{kind}/{name}", happened.at, {"case": case, "kind": kind, "event": plain(happened)})


def read_event(data: Mapping[str, Any]) -> tuple[str, moves.Event]:
    """The case and the event. Raises where another version wrote what this one does not know."""
    kind = KINDS[data["kind"]]
    return data["case"], _json.structure(data["event"], kind)


def meaning(data: object) -> moves.Meaning:
    return _json.structure(data, moves.Meaning)


def message(data: object) -> Message:
    return _json.structure(data, Message)


def plain(value: object) -> Any:
    """A dataclass of facts as JSON can hold it."""
    return _json.unstructure(value)


class _Kept(NamedTuple):
    seq: int
    key: str
    at: Millis
    data: Mapping[str, Any]


class Memory:
    """A journal for a trial that is only imagined. Cases are kept as the parts that came."""

    def __init__(self) -> None:
        self._topics: dict[str, dict[str, _Kept]] = {}
        self._last = 0
        self.logs: list[CaseLog] = []

    def append_all(self, happenings: Sequence[Happening], logs: Sequence[CaseLog] = ()) -> int:
        new = 0
        for each in happenings:
            topic = self._topics.setdefault(each.topic, {})
            if each.key not in topic:
                self._last, new = self._last + 1, new + 1
                topic[each.key] = _Kept(self._last, each.key, each.at, each.data)
        self.logs.extend(logs)
        return new

    def read(self, topic: str, after: int = 0) -> Iterator[Entry]:
        return (each for each in tuple(self._topics.get(topic, {}).values()) if each.seq > after)

    def find(self, topic: str, key: str) -> Entry | None:
        return self._topics.get(topic, {}).get(key)

    def last(self) -> int:
        return self._last
