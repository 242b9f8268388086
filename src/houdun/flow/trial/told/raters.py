"""What raters who did not know whose answers they read have to say: their grades by case, and whether they were blind and agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import fmean, median_low

from houdun.facts.case import CaseKey
from houdun.facts.grade import Grade
from houdun.facts.trial import Blindness, Fate, Put, Round
from houdun.flow.blind.decisions import Decision, decisions
from houdun.flow.blind.guessing import Right
from houdun.flow.blind.packing import packets
from houdun.flow.blind.rounds import by_packet, grades
from houdun.grading.blind.alpha import Scale, agreement
from houdun.grading.blind.guesses import guesses
from houdun.grading.blind.postmortem import ITEMS
from houdun.store import Store


def by_case(store: Store) -> Mapping[CaseKey, Sequence[Grade]]:
    """The grades that stand, of every case that has any."""
    made = packets(store)
    given = by_packet(made, grades(store))
    return {each.case: found for each in made if (found := given[each.packet.id])}


def decided_cases(store: Store) -> Mapping[CaseKey, Decision]:
    """What was decided where raters differ."""
    decided = decisions(store)
    return {each.case: decided[each.packet.id] for each in packets(store) if each.packet.id in decided}


def by_raters(
    cases: tuple[Put, ...], given: Mapping[CaseKey, Sequence[Grade]], decided: Mapping[CaseKey, Decision]
) -> tuple[Put, ...]:
    """The cases of a block, by their raters' grades where each of them has any: within a block one measure holds for all. A decision takes
    the place of the raters' median."""
    if not all(put.outcome and put.case in given for put in cases):
        return cases
    return tuple(_graded(put, given[put.case], decided.get(put.case)) for put in cases)


def _graded(put: Put, given: Sequence[Grade], decided: Decision | None) -> Put:
    assert put.outcome is not None
    return replace(
        put,
        raters=len(given),
        outcome=replace(put.outcome, depth=decided.depth if decided else median_low(grade.depth for grade in given)),
        cause=decided.cause if decided else _majority((grade.cause for grade in given), put.cause),
        remedy=_majority((grade.remedy for grade in given), put.remedy),
        postmortem=_postmortem(given),
    )


def _majority(said: Iterable[bool | None], otherwise: bool | None) -> bool | None:
    """What more than half say; `otherwise` where nobody was asked."""
    votes = [vote for vote in said if vote is not None]
    return 2 * sum(votes) > len(votes) if votes else otherwise


def _postmortem(given: Sequence[Grade]) -> float | None:
    """The mean share of its items that are there, over the raters that had one to read."""
    shares = [sum(level > 0 for level in grade.postmortem.values()) / len(ITEMS) for grade in given if grade.postmortem]
    return fmean(shares) if shares else None


def blindness(given: Mapping[CaseKey, Sequence[Grade]], rounds: Sequence[Round], vendors: int, named: Right) -> Blindness | None:
    """None where nobody has graded. Depth is ordinal; `named` says whether a guess was right."""
    if not given:
        return None
    everyone = [(case, grade) for case, each in given.items() for grade in each]
    tried = [(case, grade) for case, grade in everyone if grade.guess]
    right = sum(named(grade.guess, case.vendor) for case, grade in tried)
    blind = guesses(made=len(tried), right=right, no_idea=len(everyone) - len(tried), vendors=vendors)
    agreed = agreement([[grade.depth for grade in each] for each in given.values()], Scale.ORDINAL)
    return Blindness(
        raters=len({grade.rater for _, grade in everyone}),
        graded=len(given),
        due=sum(put.outcome is not None for each in rounds for put in each.cases),
        blocks=sum(each.fate is Fate.WHOLE and all(put.raters for put in each.cases) for each in rounds),
        alpha=agreed.alpha,
        low=agreed.low,
        high=agreed.high,
        guesses=blind.made,
        right=blind.right,
        chance=blind.chance,
    )
