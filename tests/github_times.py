"""Our clocks beside the times that others computed for the same GitHub issues, and the cause of every difference."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from houdun.case.reading import read
from houdun.channel.github import Reader
from houdun.channel.port import RawFile, ReadOptions
from houdun.facts.case import CaseLog, Message, Role
from houdun.facts.promise import Terms
from houdun.facts.reading import CaseReading
from houdun.facts.time import SECOND

DATA = Path(__file__).parents[1] / "../shared/data/github_issues/issues_anonymized_v1.jsonl.gz"
GIVEN = {
    "time_to_first_response": "time_to_first_response_seconds",
    "time_to_first_response_human": "time_to_first_response_seconds",
    "time_to_close": "time_to_close_seconds",
}
"""Our clock, and the given field. The given first response is the first comment by anybody but the author; the given time to
close runs to the present closing, and is null of an issue that is open."""


class Cause(StrEnum):
    """Why a pair is what it is. The first two are agreement."""

    EQUAL = "equal"
    NEVER = "never, say both"
    BYSTANDER_FIRST = "given counts a bystander's comment; the vendor answered later"
    ONLY_BYSTANDERS = "given counts a bystander's comment; the vendor never answered"
    MACHINE_FIRST = "given counts a machine's comment; a human of the vendor answered later"
    ONLY_MACHINES = "given counts a machine's comment; no human of the vendor ever answered"
    UNEXPLAINED = "unexplained"


AGREEMENT = (Cause.EQUAL, Cause.NEVER)


@dataclass(frozen=True, slots=True)
class Pair:
    """One clock of one issue: seconds, None where it never stopped."""

    id: str
    clock: str
    ours: float | None
    given: float | None
    cause: Cause


def pairs(path: Path = DATA) -> Iterator[Pair]:
    """Every issue × clock."""
    given = _given(path)
    for part in Reader().read([RawFile(path, path.name, "0" * 64)], ReadOptions()):
        assert isinstance(part, CaseLog), part
        reading = read(part, Terms())
        for clock, name in GIVEN.items():
            ours, theirs = _ours(reading, clock), given[part.key.id][name]
            yield Pair(part.key.id, clock, ours, theirs, _cause(reading, clock, ours, theirs))


def table(found: Iterator[Pair]) -> Counter[tuple[str, Cause]]:
    """How many pairs of each clock have each cause."""
    return Counter((pair.clock, pair.cause) for pair in found)


def _given(path: Path) -> dict[str, dict[str, float | None]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        issues = [json.loads(line) for line in stream]
    return {f"{issue['owner']}/{issue['repo']}#{issue['number']}": issue["timestamp_metrics"] for issue in issues}


def _ours(reading: CaseReading, name: str) -> float | None:
    clock = reading.clock(name)
    assert clock is not None, f"{reading.key.id} has no {name}"
    return None if clock.censored else clock.wall_ms / SECOND


def _cause(reading: CaseReading, clock: str, ours: float | None, given: float | None) -> Cause:
    if ours == given:
        return Cause.NEVER if ours is None else Cause.EQUAL
    if clock == "time_to_close":
        return Cause.UNEXPLAINED
    first = next((message for message in reading.messages if message.role is not Role.CUSTOMER), None)
    if first is None or given is None or (first.at - reading.opened_at) / SECOND != given or (ours is not None and ours < given):
        return Cause.UNEXPLAINED
    return _counted_by_them(first, answered=ours is not None)


def _counted_by_them(first: Message, *, answered: bool) -> Cause:
    if first.role is Role.BYSTANDER:
        return Cause.BYSTANDER_FIRST if answered else Cause.ONLY_BYSTANDERS
    if first.role is Role.BOT:
        return Cause.MACHINE_FIRST if answered else Cause.ONLY_MACHINES
    return Cause.UNEXPLAINED
