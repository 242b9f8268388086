"""How a grading stands: who has graded what, whether the raters agree, where somebody has to decide, and whether it was blind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median, median_low

from houdun import grading
from houdun.facts.case import CaseKey, CaseLog
from houdun.facts.grade import Grade, Ruled
from houdun.facts.time import Millis
from houdun.flow.blind.decisions import DECISION, Decision, decisions
from houdun.flow.blind.guessing import Right
from houdun.flow.blind.guessing import judge as judge_guesses
from houdun.flow.blind.packing import (
    PACKET,
    QUESTION,
    Packed,
    Questions,
    asked,
    masks,
    packets,
    prepare,
    threads,
    vendors_known,
    vendors_of,
)
from houdun.flow.blind.rounds import GRADE, by_packet, grades, of_packet
from houdun.grading.blind.alpha import Agreement, Scale, agreement
from houdun.grading.blind.guesses import Guesses, guesses
from houdun.grading.blind.mask import Known, blind
from houdun.grading.blind.packet import Who, heard
from houdun.grading.blind.postmortem import ITEMS
from houdun.grading.keyed import Heard, judge
from houdun.language import Bilingual
from houdun.store import Store

APART = 2
"""Depths that differ by so much go to adjudication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rater:
    """A rater's progress; `seconds` is the median time for a packet, `corrected` how often a grade was given anew."""

    name: str
    graded: int
    corrected: int
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
    """`waiting` cases have not reached their horizon. `disputes` wait for a decision; agreement is of grades alone, whatever was decided."""

    packets: int
    waiting: int
    vendors: tuple[str, ...]
    raters: tuple[Rater, ...]
    criteria: tuple[Criterion, ...]
    disputes: tuple[Dispute, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A rater's grade with the rule's judgement of the same packet and the grades of others. The rule's sentences and the others' notes are
    masked like the packet; whom the others took it for is left out."""

    grade: Grade
    ruled: Ruled
    others: tuple[Grade, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How deep a case's thread went at the horizon, by `raters` raters (their lower median) or as was `decided`; where it is 0 raters, by the
    rule."""

    depth: int
    raters: int
    decided: bool = False


def standing(store: Store, questions: Questions, now: Millis) -> Standing:
    prepare(store, questions, now)
    made, everybody = packets(store), asked(store)
    everything = tuple(grades(store))
    given, decided = by_packet(made, everything), decisions(store)
    vendors = vendors_of(made)
    times, right = Counter(grade.rater for grade in everything), judge_guesses(everybody)
    raters = (_rater(name, made, given, times[name], right) for name in _raters(given))
    return Standing(
        packets=len(made),
        waiting=len(everybody) - len(made),
        vendors=vendors,
        raters=tuple(raters),
        criteria=tuple(_criteria(given)),
        disputes=tuple(found for packet in sorted(given) if packet not in decided and (found := dispute(packet, given[packet]))),
        decisions=tuple(decided[packet] for packet in sorted(decided)),
    )


def rests_on(store: Store) -> tuple[int, ...]:
    """How much there is of what a standing is made of: nothing of it is ever changed, so where this is the same, the standing is."""
    return tuple(len(store.journal.keys(topic)) for topic in (QUESTION, PACKET, GRADE, DECISION))


def beside(store: Store, questions: Questions, rater: str) -> tuple[Beside, ...]:
    """What this rater has committed to, with the rule's judgement beside it; of nothing else. Ordered by packet: the order of asking tells
    vendors apart."""
    made = packets(store)
    given = by_packet(made, grades(store))
    mine = sorted(
        (each for each in made if any(grade.rater == rater for grade in given[each.packet.id])), key=lambda each: each.packet.id
    )
    vendors = vendors_known(asked(store))
    return tuple(_beside(each, log, questions, given[each.packet.id], rater, vendors) for each, log in threads(store, mine))


def beside_one(store: Store, questions: Questions, packed: Packed, rater: str) -> Beside | None:
    """The same of one packet; None where this rater has not committed to it."""
    given, log = of_packet(store, packed.packet.id), store.case(packed.case)
    if log is None or all(grade.rater != rater for grade in given):
        return None
    return _beside(packed, log, questions, given, rater, vendors_known(asked(store)))


def depths(store: Store, questions: Questions, now: Millis) -> Mapping[CaseKey, Depth]:
    """Of every case at its horizon: what was decided, else what the raters say, or the rule until they have."""
    prepare(store, questions, now)
    made = packets(store)
    given, decided = by_packet(made, grades(store)), decisions(store)
    return {
        each.case: _depth(given[each.packet.id], decided.get(each.packet.id))
        or Depth(depth=ruled(each, log, questions).depth, raters=0)
        for each, log in threads(store, made)
    }


def _depth(given: Sequence[Grade], decided: Decision | None) -> Depth | None:
    if decided:
        return Depth(depth=decided.depth, raters=len(given), decided=True)
    return Depth(depth=median_low([grade.depth for grade in given]), raters=len(given)) if given else None


def ruled(packed: Packed, log: CaseLog, questions: Questions) -> Ruled:
    """The rule's judgement of the thread that the packet was made of."""
    said = [message for who, message in heard(log, packed.until) if who is Who.VENDOR]
    signals = [frozenset(finding.name for finding in grading.find(message)) for message in said]
    return judge(questions(packed.question), [Heard(message.text, found) for message, found in zip(said, signals, strict=True)])


def _beside(
    packed: Packed, log: CaseLog, questions: Questions, given: Sequence[Grade], rater: str, vendors: Sequence[str]
) -> Beside:
    """`rater` is one of those who have `given` a grade."""
    who, rule = masks(log, vendors), ruled(packed, log, questions)
    (mine,) = (grade for grade in given if grade.rater == rater)
    return Beside(
        mine,
        replace(rule, named=blind(rule.named, who), cure=blind(rule.cure, who)),
        tuple(masked(grade, who) for grade in given if grade.rater != rater),
    )


def masked(grade: Grade, who: Known) -> Grade:
    """A grade as somebody may see it who does not know the vendor."""
    return replace(grade, note=blind(grade.note, who), guess="")


def _raters(given: Mapping[str, Sequence[Grade]]) -> list[str]:
    return sorted({grade.rater for each in given.values() for grade in each})


def _rater(name: str, made: Sequence[Packed], given: Mapping[str, Sequence[Grade]], times: int, right: Right) -> Rater:
    truth = {each.packet.id: each.case.vendor for each in made}
    mine = [grade for each in given.values() for grade in each if grade.rater == name]
    tried = [grade for grade in mine if grade.guess]
    named = sum(right(grade.guess, truth[grade.packet]) for grade in tried)
    return Rater(
        name=name,
        graded=len(mine),
        corrected=times - len(mine),
        left=len(made) - len(mine),
        seconds=median(grade.seconds for grade in mine),
        guesses=guesses(made=len(tried), right=named, no_idea=len(mine) - len(tried), vendors=len(set(truth.values()))),
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


def dispute(packet: str, given: Sequence[Grade]) -> Dispute | None:
    """What the raters of that packet differ on; None where they are near enough."""
    depths = {grade.rater: grade.depth for grade in given}
    causes = {grade.rater: grade.cause for grade in given if grade.cause is not None}
    apart = bool(depths) and max(depths.values()) - min(depths.values()) >= APART
    return Dispute(packet=packet, depths=depths, causes=causes) if apart or len(set(causes.values())) > 1 else None
