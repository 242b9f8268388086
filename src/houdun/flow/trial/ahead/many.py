"""Many whole trials against personas: what a plan would measure, how often it comes to a claim, and whether the claim is right.

cast = cast_of(Path("trial.toml"))            the plan, and who stands in for whom
trials = play_many(cast, runs)                 each in virtual time, in as many processes as there are cores
found = summed(cast, list(trials))
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean, median
from typing import Final

from houdun.desk import persona as personas
from houdun.desk.persona import Persona
from houdun.errors import UsageError
from houdun.facts.claim import Outcome
from houdun.facts.question import Question, Sort
from houdun.facts.speaker import Speaker, speaker
from houdun.facts.time import MINUTE, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import plan_file
from houdun.flow.trial.ahead.imagined import play
from houdun.flow.trial.case import Case
from houdun.flow.trial.plan import Block, schedule
from houdun.flow.trial.reading.rules import findings
from houdun.flow.trial.terms import Contact, Terms
from houdun.flow.trial.uninterrupted import uninterrupted
from houdun.grading.keyed.judge import Heard, judge
from houdun.language import Bilingual
from houdun.scenario import question
from houdun.verdict.stopping import score

WITHIN: Final[tuple[Millis, ...]] = (15 * MINUTE, 60 * MINUTE)
"""Waits of which it is told how often they were kept to."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A plan with who stands in for each vendor."""

    file: Path
    terms: Terms
    blocks: tuple[Block, ...]
    questions: tuple[Question, ...]
    personas: Mapping[Vendor, Persona]


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one question to one vendor. `blamed`: a control in which a cause was asserted; None of any other question."""

    block: int
    vendor: Vendor
    outcome: Outcome
    blamed: bool | None


@dataclass(frozen=True, slots=True)
class Imagined:
    """A trial that was played: who was named, if anybody, on how many blocks."""

    seed: int
    winner: Vendor | None
    blocks: int
    dropped: tuple[Vendor, ...]
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A vendor over all trials: questions put, the shares answered at all and within `WITHIN`, the median wait (None where half was never answered),
    the mean depth by rule, controls put and those in which a cause was asserted, trials that named it and that dropped it."""

    vendor: Vendor
    asked: int
    answered: float
    within: tuple[float, ...]
    median_ms: float | None
    depth: float
    controls: int
    blamed: int
    named: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Found:
    """`best` is the vendor with the best mean score over the blocks that were put to all, in all trials together: a claim is right that names it."""

    vendors: tuple[Measured, ...]
    best: Vendor
    trials: tuple[Imagined, ...]

    @property
    def claims(self) -> tuple[Imagined, ...]:
        return tuple(each for each in self.trials if each.winner is not None)

    @property
    def right(self) -> int:
        return sum(each.winner == self.best for each in self.claims)


def cast_of(file: Path) -> Cast:
    """Raises UsageError as a plan does, and for a vendor without a persona."""
    terms = plan_file.load(file)
    missing = [str(contact.vendor) for contact in terms.contacts if not contact.persona]
    if missing:
        raise UsageError(
            Bilingual(f"没有写明谁来扮演 {'、'.join(missing)}", f"nobody stands in for {', '.join(missing)}"),
            Bilingual(
                '请在 vendors 里写 persona = "chenfeng"，或自己的 .toml 文件',
                'write persona = "chenfeng", or a .toml file, at the vendor',
            ),
            where=f"{file} [vendors.persona]",
        )
    terms = replace(terms, conduct=replace(terms.conduct, approval=False), contacts=tuple(_imagined(terms.contacts)))
    questions = question.load_all(terms.questions)
    who = {contact.vendor: personas.find(contact.persona) for contact in terms.contacts}
    return Cast(file, terms, schedule(terms, questions), questions, who)


def _imagined(contacts: Sequence[Contact]) -> Iterator[Contact]:
    """However a vendor is reached, who stands in for it answers mail."""
    for number, contact in enumerate(contacts):
        yield replace(contact, to=f"support@vendor{number}.invalid", mailbox=None)


def play_many(cast: Cast, runs: int, processes: int | None = None) -> Iterator[Imagined]:
    """Trials with the seeds 1 to `runs`, in this order. The same plan gives the same trials, in however many processes."""
    number = min(runs, processes or os.cpu_count() or 1)
    if number == 1:
        yield from (play_one(cast, seed) for seed in range(1, runs + 1))
        return
    # Fresh processes and not copies of this one: it may have threads.
    with uninterrupted():
        pool = get_context("spawn").Pool(number)
    with pool:
        yield from pool.imap(partial(_play, cast.file), range(1, runs + 1))


def play_one(cast: Cast, seed: int) -> Imagined:
    trial, _ = play(cast.terms, cast.blocks, cast.personas, cast.questions, seed=seed)
    course, cases = trial.course, {(case.matter.block, case.matter.vendor): case for case in trial.cases.values()}
    standing = course.standing()
    answers = [
        Answered(block, vendor, outcome, _blamed(cases[block, vendor]))
        for block, outcomes in sorted(course.outcomes.items())
        for vendor, outcome in outcomes.items()
    ]
    return Imagined(seed, standing.winner, standing.blocks, tuple(standing.dropped), tuple(answers))


def summed(cast: Cast, trials: Sequence[Imagined]) -> Found:
    """Raises ValueError for no trials."""
    vendors = tuple(_measured(vendor, trials) for vendor in cast.terms.vendors)
    return Found(vendors, _best(cast.terms, trials), tuple(trials))


_known = cache(cast_of)


def _play(file: Path, seed: int) -> Imagined:
    return play_one(_known(file), seed)


def _blamed(case: Case) -> bool | None:
    """By the answer key, of what persons said by the horizon."""
    asked = case.matter.instance.question
    if asked.sort is not Sort.CONTROL or case.asked_at is None:
        return None
    until = case.asked_at + case.matter.rules.horizon
    found = [(each, findings(each)) for each in case.said if each.at <= until]
    said = [
        Heard(each.text, frozenset(one.name for one in about)) for each, about in found if speaker(each, about) is Speaker.HUMAN
    ]
    return judge(asked, said).guessed


def _measured(vendor: Vendor, trials: Iterable[Imagined]) -> Measured:
    trials = list(trials)
    answers = [each for trial in trials for each in trial.answers if each.vendor == vendor]
    waits = [math.inf if each.outcome.waited_ms is None else each.outcome.waited_ms for each in answers]
    middle = median(waits)
    return Measured(
        vendor=vendor,
        asked=len(answers),
        answered=fmean(map(math.isfinite, waits)),
        within=tuple(fmean(wait <= limit for wait in waits) for limit in WITHIN),
        median_ms=middle if math.isfinite(middle) else None,
        depth=fmean(each.outcome.depth for each in answers),
        controls=sum(each.blamed is not None for each in answers),
        blamed=sum(bool(each.blamed) for each in answers),
        named=sum(trial.winner == vendor for trial in trials),
        dropped=sum(vendor in trial.dropped for trial in trials),
    )


def _best(terms: Terms, trials: Iterable[Imagined]) -> Vendor:
    worth = partial(score, endpoint=terms.endpoint)
    scores: dict[Vendor, list[float]] = {vendor: [] for vendor in terms.vendors}
    for trial in trials:
        blocks: dict[int, dict[Vendor, float]] = {}
        for each in trial.answers:
            blocks.setdefault(each.block, {})[each.vendor] = worth(each.outcome)
        for held in blocks.values():
            if len(held) == len(scores):
                for vendor, value in held.items():
                    scores[vendor].append(value)
    return max(scores, key=lambda vendor: fmean(scores[vendor]))
