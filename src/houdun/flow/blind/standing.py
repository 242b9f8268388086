"""How a grading stands: who has graded what, whether the raters agree, where somebody has to decide, and whether it was blind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median, median_low

from houdun import grading
from houdun.facts.case import CaseKey, CaseLog
from houdun.facts.grade import Grade, Ruled
from houdun.facts.time import Millis
from houdun.flow.blind.packing import Packed, Questions, asked, masks, packets, prepare, threads, vendors_known, vendors_of
from houdun.flow.blind.rounds import by_packet, grades, newest
from houdun.grading.blind.alpha import Agreement, Scale, agreement
from houdun.grading.blind.guesses import Guesses, guesses
from houdun.grading.blind.mask import blind
from houdun.grading.blind.packet import Who, heard
from houdun.grading.blind.postmortem import ITEMS
from houdun.grading.keyed import Heard, judge
from houdun.language import Bilingual
from houdun.store import Store

APART = 2
"""Depths that differ by so much go to adjudication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rater:
    """A rater's progress; `seconds` is the median time for a packet."""

    name: str
    graded: int
    left: int
    seconds: float
    guesses: Guesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """How far the raters agree on one thing that was asked."""

    id: str
    name: Bilingual
    scale: Scale
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A packet on which raters differ by two depths or more, or on whether the cause was named."""

    packet: str
    depths: Mapping[str, int]
    causes: Mapping[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`waiting` cases have not reached their horizon."""

    packets: int
    waiting: int
    vendors: tuple[str, ...]
    raters: tuple[Rater, ...]
    criteria: tuple[Criterion, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A rater's grade with the rule's judgement of the same packet. The rule's sentences are masked like the packet."""

    grade: Grade
    ruled: Ruled


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How deep a case's thread went at the horizon, by `raters` raters (their lower median); where it is 0 raters, by the rule."""

    depth: int
    raters: int


def standing(store: Store, questions: Questions, now: Millis) -> Standing:
    prepare(store, questions, now)
    made, everybody = packets(store), asked(store)
    given = by_packet(made, grades(store))
    vendors = vendors_of(made)
    return Standing(
        packets=len(made),
        waiting=len(everybody) - len(made),
        vendors=vendors,
        raters=tuple(_rater(name, made, given, vendors) for name in _raters(given)),
        criteria=tuple(_criteria(given)),
        disputes=tuple(dispute for packet in sorted(given) if (dispute := _dispute(packet, given[packet]))),
    )


def beside(store: Store, questions: Questions, rater: str) -> tuple[Beside, ...]:
    """What this rater has committed to, with the rule's judgement beside it; of nothing else. Ordered by packet: the order of asking tells
    vendors apart."""
    mine = {grade.packet: grade for grade in newest(grades(store)) if grade.rater == rater}
    vendors = vendors_known(asked(store))
    made = sorted((each for each in packets(store) if each.packet.id in mine), key=lambda each: each.packet.id)
    return tuple(
        Beside(mine[each.packet.id], _masked(ruled(each, log, questions), log, vendors)) for each, log in threads(store, made)
    )


def depths(store: Store, questions: Questions, now: Millis) -> Mapping[CaseKey, Depth]:
    """Of every case at its horizon: what the raters say, or the rule until they have."""
    prepare(store, questions, now)
    made = packets(store)
    given = by_packet(made, grades(store))
    return {
        each.case: Depth(depth=median_low([grade.depth for grade in mine]), raters=len(mine))
        if (mine := given[each.packet.id])
        else Depth(depth=ruled(each, log, questions).depth, raters=0)
        for each, log in threads(store, made)
    }


def ruled(packed: Packed, log: CaseLog, questions: Questions) -> Ruled:
    """The rule's judgement of the thread that the packet was made of."""
    said = [message for who, message in heard(log, packed.until) if who is Who.VENDOR]
    signals = [frozenset(finding.name for finding in grading.find(message)) for message in said]
    return judge(questions(packed.question), [Heard(message.text, found) for message, found in zip(said, signals, strict=True)])


def _masked(rule: Ruled, log: CaseLog, vendors: Sequence[str]) -> Ruled:
    who = masks(log, vendors)
    return replace(rule, named=blind(rule.named, who), cure=blind(rule.cure, who))


def _raters(given: Mapping[str, Sequence[Grade]]) -> list[str]:
    return sorted({grade.rater for each in given.values() for grade in each})


def _rater(name: str, made: Sequence[Packed], given: Mapping[str, Sequence[Grade]], vendors: Sequence[str]) -> Rater:
    truth = {each.packet.id: str(each.case.vendor) for each in made}
    mine = [grade for each in given.values() for grade in each if grade.rater == name]
    tried = [grade for grade in mine if grade.guess]
    right = sum(grade.guess == truth[grade.packet] for grade in tried)
    return Rater(
        name=name,
        graded=len(mine),
        left=len(made) - len(mine),
        seconds=median(grade.seconds for grade in mine),
        guesses=guesses(made=len(tried), right=right, no_idea=len(mine) - len(tried), vendors=len(vendors)),
    )


def _criteria(given: Mapping[str, Sequence[Grade]]) -> list[Criterion]:
    """What was asked of two raters at least for the same packet."""
    found = [
        _criterion("depth", Bilingual("深度 0–4", "depth 0–4"), Scale.ORDINAL, given, lambda grade: grade.depth),
        _criterion("cause", Bilingual("说中原因", "cause named"), Scale.NOMINAL, given, lambda grade: grade.cause),
        _criterion("remedy", Bilingual("给出对的改法", "cure proposed"), Scale.NOMINAL, given, lambda grade: grade.remedy),
        _points(given),
        *(_criterion(f"postmortem.{id}", name, Scale.ORDINAL, given, _item(id)) for id, name in ITEMS.items()),
    ]
    return [criterion for criterion in found if criterion.agreement.items]


def _criterion(
    id: str, name: Bilingual, scale: Scale, given: Mapping[str, Sequence[Grade]], value: Callable[[Grade], float | None]
) -> Criterion:
    rated = [[value(grade) for grade in each] for each in given.values()]
    return Criterion(id=id, name=name, scale=scale, agreement=agreement(rated, scale))


def _points(given: Mapping[str, Sequence[Grade]]) -> Criterion:
    """Each key point of each packet is an item."""
    rated = [list(point) for each in given.values() for point in zip(*(grade.points for grade in each), strict=True)]
    return Criterion(
        id="points", name=Bilingual("要点", "key points"), scale=Scale.NOMINAL, agreement=agreement(rated, Scale.NOMINAL)
    )


def _item(id: str) -> Callable[[Grade], float | None]:
    return lambda grade: grade.postmortem.get(id)


def _dispute(packet: str, given: Sequence[Grade]) -> Dispute | None:
    depths = {grade.rater: grade.depth for grade in given}
    causes = {grade.rater: grade.cause for grade in given if grade.cause is not None}
    apart = bool(depths) and max(depths.values()) - min(depths.values()) >= APART
    return Dispute(packet=packet, depths=depths, causes=causes) if apart or len(set(causes.values())) > 1 else None
