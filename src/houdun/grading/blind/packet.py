"""A blind packet: one thread up to the horizon, without names, with what a rater needs to judge it.

Nothing in it tells the vendor: its id comes from a secret, times are relative, and it is made only when its case has reached the
horizon, whether or not anybody answered.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from houdun.facts.case import CaseKey, CaseLog, Finding, Message
from houdun.facts.question import Question, Sort
from houdun.facts.speaker import Speaker, speaker
from houdun.facts.time import HOUR, MINUTE, Millis
from houdun.grading.blind.mask import Known, blind
from houdun.grading.blind.postmortem import is_postmortem
from houdun.language import Bilingual

Record = dict[str, Any]
"""JSON: what json.dumps takes."""
ID_DIGITS = 12


class Who(StrEnum):
    CUSTOMER = "customer"
    VENDOR = "vendor"
    MACHINE = "machine"


SPEAKS: Mapping[Speaker, Who] = {
    Speaker.CUSTOMER: Who.CUSTOMER,
    Speaker.HUMAN: Who.VENDOR,
    Speaker.DOUBTFUL: Who.VENDOR,
    Speaker.MACHINE: Who.MACHINE,
}


@dataclass(frozen=True, slots=True)
class Line:
    """`after` is the time since the first message: `T+26:05` is 26 hours and 5 minutes."""

    who: Who
    after: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """`depth` says what each depth looks like for this question. A rater is asked for the `cause` and the `remedy` only where there are any,
    for each of `points`, and for the items of a post-mortem where there is one in the thread."""

    id: str
    sort: Sort
    thread: tuple[Line, ...]
    depth: tuple[Bilingual, ...]
    points: tuple[Bilingual, ...] = ()
    cause: bool = False
    remedy: bool = False
    postmortem: bool = False


def pack(log: CaseLog, question: Question, until: Millis, who: Known, secret: str) -> Packet:
    """The case's thread until then, masked. The same case gets the same id under the same secret."""
    said = list(heard(log, until))
    begins = said[0][1].at if said else 0
    vendor = [message.text for by, message in said if by is Who.VENDOR]
    return Packet(
        id=packet_id(log.key, secret),
        sort=question.sort,
        thread=tuple(Line(by, _after(message.at - begins), blind(message.text, who)) for by, message in said),
        depth=question.key.depth,
        points=tuple(point.what for point in question.key.points),
        cause=question.key.cause is not None,
        remedy=any(proposal.cures for proposal in question.key.proposals),
        postmortem=any(map(is_postmortem, vendor)),
    )


def heard(log: CaseLog, until: Millis) -> Iterator[tuple[Who, Message]]:
    """The public messages until then, each with who speaks, in order."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for entry in log.entries:
        if isinstance(entry, Finding):
            found[entry.about].append(entry)
    for entry in log.entries:
        if isinstance(entry, Message) and entry.at <= until and (by := speaker(entry, found[entry.uid])):
            yield SPEAKS[by], entry


def packet_id(case: CaseKey, secret: str) -> str:
    """Twelve hexadecimal digits that tell nothing without the secret."""
    return _keyed(secret, "packet", case.vendor.name, case.vendor.plan, case.channel, case.id)[:ID_DIGITS]


def place(packet: str, rater: str, secret: str) -> str:
    """By what a rater's packets are ordered: another order for each rater, and the same whenever it is asked for."""
    return _keyed(secret, "order", rater, packet)


def to_record(packet: Packet) -> Record:
    """As JSON; `of_record` reads it back."""
    return {
        "id": packet.id,
        "sort": packet.sort.value,
        "thread": [{"who": line.who.value, "after": line.after, "text": line.text} for line in packet.thread],
        "depth": [each._asdict() for each in packet.depth],
        "points": [each._asdict() for each in packet.points],
        "asked": [name for name in ("cause", "remedy", "postmortem") if getattr(packet, name)],
    }


def of_record(record: Record) -> Packet:
    """A packet that `to_record` wrote."""
    return Packet(
        id=record["id"],
        sort=Sort(record["sort"]),
        thread=tuple(Line(Who(line["who"]), line["after"], line["text"]) for line in record["thread"]),
        depth=tuple(Bilingual(**each) for each in record["depth"]),
        points=tuple(Bilingual(**each) for each in record["points"]),
        cause="cause" in record["asked"],
        remedy="remedy" in record["asked"],
        postmortem="postmortem" in record["asked"],
    )


def _after(passed: Millis) -> str:
    return f"T+{passed // HOUR}:{passed % HOUR // MINUTE:02d}"


def _keyed(secret: str, *parts: str) -> str:
    return hmac.new(secret.encode(), json.dumps(parts).encode(), hashlib.sha256).hexdigest()
