"""A trial against personas that are known, and what the product measures of each of them beside what its file says.

personas → plan → letters and replies → signals, answer key, clocks, notices → the verdict's own intervals, next to `desk.truth`
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from houdun import grading
from houdun.case.reading import read
from houdun.desk import truth
from houdun.desk.hours import stratum_of
from houdun.desk.mind import Mind
from houdun.desk.persona import Delay, Persona, packaged
from houdun.desk.script import Outcome, Script
from houdun.desk.turn import Turn
from houdun.facts.case import CaseKey, CaseLog, Finding, Message, Source
from houdun.facts.grade import Ruled
from houdun.facts.occasion import Occasion, OccasionKind, Unasked
from houdun.facts.promise import Terms as Plans
from houdun.facts.question import Question, Sort, Stratum
from houdun.facts.reading import CaseReading
from houdun.facts.speaker import Speaker, speaker
from houdun.facts.time import DAY, HOUR, MINUTE
from houdun.facts.vendor import Vendor
from houdun.flow.prevention import foreseen
from houdun.flow.trial.ahead.imagined import play
from houdun.flow.trial.case import Case
from houdun.flow.trial.moves import Rules
from houdun.flow.trial.plan import Block, schedule
from houdun.flow.trial.reading.rules import findings
from houdun.flow.trial.record import UNASKED
from houdun.flow.trial.terms import Conduct, Terms
from houdun.flow.trial.trial import Trial
from houdun.grading.keyed import Heard, judge
from houdun.language import Language
from houdun.scenario.instance import instances
from houdun.testing.trials import contact, questions, terms
from houdun.verdict.criteria.attainment import attainment
from houdun.verdict.criteria.depth import DEPTH
from houdun.verdict.criteria.foretold import foretold
from houdun.verdict.criteria.quantile import quantile
from houdun.verdict.evidence import SHARE, Evidence, Mean, Sample
from houdun.verdict.hours import Band, band_of
from houdun.verdict.record import Record, records
from houdun.verdict.results import value_of
from houdun.verdict.rubric_file import default_rubric
from houdun.verdict.standard import standard_weights
from houdun.verdict.uncertainty import draw

T = TypeVar("T")
LOW, HIGH = 0.1, 0.9
"""No rate of a persona is beyond these: where all or nothing happens there is nothing to measure."""
VENDORS, DAYS, BLOCKS, OCCASIONS = 7, 21, 32, 18
OFTEN = 8
MINUTES = (15.0, 60.0)
LATEST_WAIT = 2 * DAY
DRAWS = 2_000
CLOCK = "time_to_first_response_human"
RULES = Rules(horizon=3 * DAY, patience=4 * DAY)
"""A persona file says what a desk comes to in the end: the threads get the time for it."""


def personas(seed: int, number: int = VENDORS) -> dict[Vendor, Persona]:
    """So many of which every rate that is measured lies between `LOW` and `HIGH`."""
    chance = random.Random(f"personas {seed}")
    return {Vendor(name): _persona(name, chance) for name in (f"vendor{each}" for each in range(number))}


def _persona(name: str, chance: random.Random) -> Persona:
    base = packaged()[0]
    while True:
        delay = Delay(median=chance.uniform(8, 60), sigma=chance.uniform(0.6, 1.2))
        reply = replace(
            base.reply,
            day=delay,
            night=replace(delay, median=delay.median * chance.uniform(1, 2)),
            weekend=replace(delay, median=delay.median * chance.uniform(0.5, 2)),
            peak=delay,
            next=Delay(median=chance.uniform(10, 30), sigma=0.7),
            never=chance.uniform(LOW, 0.3),
        )
        made = replace(
            base,
            id=name,
            reply=reply,
            skill=_drawn(base.skill, chance),
            habit=_drawn(base.habit, chance),
            control=_drawn(base.control, chance),
            advice=_drawn(base.advice, chance),
            proactive=replace(base.proactive, warns=chance.uniform(LOW, HIGH), specific=chance.uniform(LOW, HIGH)),
        )
        if all(LOW <= rate <= HIGH for rate in _rates(made)):
            return made


def _drawn(shares: T, chance: random.Random) -> T:
    return replace(shares, **{field.name: chance.uniform(LOW, HIGH) for field in fields(shares)})  # type: ignore[type-var, arg-type]  # T is one of a persona's dataclasses whose fields are shares, all of them: mypy cannot know


def _rates(persona: Persona) -> Iterator[float]:
    yield truth.false_positives(persona)
    yield from (truth.within(persona, stratum, minutes) for stratum in Stratum for minutes in MINUTES)


def plan(vendors: Sequence[Vendor], seed: int, blocks: int = BLOCKS, days: int = DAYS) -> tuple[Terms, tuple[Block, ...]]:
    """Half of the blocks are controls, each wording of each once; the faults, and what is asked without one, change with the seed."""
    chance = random.Random(f"questions {seed}")
    sorts: Mapping[Sort, list[Question]] = {sort: [each for each in questions() if each.sort is sort] for sort in Sort}
    others = [*sorts[Sort.ADVICE], *sorts[Sort.REFERENCES]]
    asked = [*sorts[Sort.CONTROL], *chance.sample(list(filter(_rich, sorts[Sort.FAULT])), 3), *chance.sample(others, 1)]
    made = terms(
        *map(contact, vendors),
        seed=seed,
        days=days,
        blocks=blocks,
        language=(Language.ZH, Language.EN)[seed % 2],
        rules=RULES,
        conduct=Conduct(approval=False, open_questions=1000, night_calls_a_week=1000),
    )
    return made, schedule(made, asked)


def _rich(question: Question) -> bool:
    """Whether it can be asked often, at any hour."""
    return len(instances([question])) >= OFTEN and set(question.strata) == set(Stratum)


def calendar(of: Terms, number: int = OCCASIONS) -> tuple[Occasion, ...]:
    """Occasions at even distances, the last before the last question."""
    kinds = (
        (OccasionKind.PEAK, "Co-hosting gala", "连麦盛典"),
        (OccasionKind.RELEASE, "App release", "新版发布"),
        (OccasionKind.MAINTENANCE, "Database maintenance", "数据库维护"),
    )
    apart = (of.days - 2) * DAY // number
    made = []
    for each in range(number):
        kind, english, chinese = kinds[each % len(kinds)]
        start = of.start + DAY + each * apart // HOUR * HOUR
        name = f"{english if of.language is Language.EN else chinese} {each + 1}"
        made.append(Occasion(start=start, end=start + 2 * HOUR, uid=str(each), kind=kind, name=name))
    return tuple(made)


class Measured(NamedTuple):
    """One measure of one vendor in one trial. `low` … `high` is the product's interval of 95 %, in the unit of `true`."""

    name: str
    vendor: Vendor
    true: float
    found: float
    low: float
    high: float

    @property
    def inside(self) -> bool:
        return self.low <= self.true <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A trial that is over."""

    terms: Terms
    blocks: tuple[Block, ...]
    occasions: tuple[Occasion, ...]
    trial: Trial
    readings: Mapping[Vendor, Sequence[CaseReading]]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.terms.zone)


def played(of: Mapping[Vendor, Persona], seed: int, blocks: int = BLOCKS, days: int = DAYS) -> Played:
    made, planned = plan(tuple(of), seed, blocks, days)
    occasions = calendar(made)
    trial, logs = play(made, planned, of, questions(), seed=seed, occasions=occasions)
    found = grading.across(logs)
    readings: dict[Vendor, list[CaseReading]] = defaultdict(list)
    for log in logs:
        readings[log.key.vendor].append(_read(log, found))
    return Played(terms=made, blocks=planned, occasions=occasions, trial=trial, readings=readings)


def _read(log: CaseLog, across: Mapping[CaseKey, Sequence[Finding]]) -> CaseReading:
    said = [each for entry in log.entries if isinstance(entry, Message) for each in findings(entry)]
    return read(replace(log, entries=(*log.entries, *said, *across.get(log.key, ()))), Plans())


def measured(of: Mapping[Vendor, Persona], held: Played, seed: int) -> list[Measured]:
    """All measures of all vendors."""
    prevention = foreseen(held.occasions, tuple(_unasked(held)), held.readings, zone=held.zone, now=held.terms.end)
    rubric = default_rubric()
    found = records(held.readings, [], rubric.belief, held.zone, prevention.vendors)
    made = []
    for record, weights in zip(found, standard_weights(found), strict=True):
        asked = {case.id: case for case in held.trial.cases.values() if case.matter.vendor == record.vendor}
        evidence = dict(_evidence(record, asked))
        drawn = draw(record.vendor, list(evidence.values()), weights, rubric.belief, seed=seed, draws=DRAWS)
        true = dict(_true(of[record.vendor], held, record.vendor))
        for row, (name, each) in enumerate(evidence.items()):
            seen = value_of(each, drawn, row, 0.95)
            made.append(Measured(name, record.vendor, true[name], seen.mean, seen.low, seen.high))
    return made


def _unasked(held: Played) -> Iterator[Unasked]:
    for entry in held.trial.means.journal.read(UNASKED):
        yield Unasked(
            uid=entry.key,
            vendor=Vendor(entry.data["vendor"], entry.data["plan"]),
            at=entry.at,
            text=f"{entry.data['subject']}\n{entry.data['text']}",
            source=Source(entry.data["source"], entry.key),
        )


# what is measured


def _evidence(record: Record, asked: Mapping[str, Case]) -> Iterator[tuple[str, Evidence]]:
    for minutes in MINUTES:
        for band in Band:
            yield f"attained {minutes:.0f} min, {band}", attainment(record, clock=CLOCK, within_minutes=minutes, bands=band)
    yield "median minutes", quantile(record, clock=CLOCK, share=0.5, best_minutes=15, worst_minutes=1440)
    cases = [(number, asked[case.reading.key.id]) for number, case in enumerate(record.cases)]
    ruled = [(number, case.matter.instance.question, _ruled(case)) for number, case in cases]
    for sort in (Sort.FAULT, Sort.CONTROL):
        samples = [Sample(number, each.depth) for number, question, each in ruled if question.sort is sort]
        yield f"depth, {sort}", Evidence(samples, Mean(), DEPTH, len(samples), "rule")
    samples = [Sample(number, each.depth) for number, _, each in ruled]
    yield "mean depth", Evidence(samples, Mean(), DEPTH, len(samples), "rule")
    guessed = [Sample(number, float(each.guessed)) for number, question, each in ruled if question.sort is Sort.CONTROL]
    yield "controls with a cause", Evidence(guessed, Mean(), SHARE, len(guessed), "rule")
    noticed = foretold(record)
    assert noticed is not None
    yield "occasions warned of", noticed


def _ruled(case: Case) -> Ruled:
    until = (case.asked_at or 0) + case.matter.rules.horizon
    held = [(each, findings(each)) for each in case.said if each.at <= until]
    said = [
        Heard(each.text, frozenset(found.name for found in about))
        for each, about in held
        if speaker(each, about) is Speaker.HUMAN
    ]
    return judge(case.matter.instance.question, said)


def confusion(of: Mapping[Vendor, Persona], held: Played, seed: int) -> Iterator[tuple[Outcome, Ruled]]:
    """Of each case what the desk came to, and the rule's judgement."""
    scripts = drawn(of, held, seed)
    for case in held.trial.cases.values():
        yield scripts[case.id].outcome, _ruled(case)


# what is true


def drawn(of: Mapping[Vendor, Persona], held: Played, seed: int) -> dict[str, Script]:
    """What each desk was going to do, by case: asked of a mind like its own."""
    minds = {vendor: Mind(persona, questions(), seed, held.zone) for vendor, persona in of.items()}
    scripts = {}
    for case in held.trial.cases.values():
        subject, _, text = case.said[0].text.partition("\n\n")
        first = Turn(id=case.said[0].uid, at=case.said[0].at, ours=False, subject=subject, text=text)
        scripts[case.id] = minds[case.matter.vendor].script(first)
    return scripts


def _true(persona: Persona, held: Played, vendor: Vendor) -> Iterator[tuple[str, float]]:
    """Of this plan: its questions at its moments."""
    matters = [matter for block in held.blocks for matter in block.matters if matter.vendor == vendor]
    bands: dict[Band, list[Stratum]] = defaultdict(list)
    for matter in matters:
        bands[band_of(matter.due, held.zone)].append(stratum_of(matter.due, held.zone, persona.peak))
    for minutes in MINUTES:
        for band in Band:
            yield f"attained {minutes:.0f} min, {band}", _mean(truth.within(persona, each, minutes) for each in bands[band])
    every = [each for strata in bands.values() for each in strata]
    yield "median minutes", _median(lambda minutes: _mean(truth.within(persona, each, minutes) for each in every))
    mix = [matter.instance.question for matter in matters]
    for sort in (Sort.FAULT, Sort.CONTROL):
        yield f"depth, {sort}", truth.mean_depth(persona, [each for each in mix if each.sort is sort])
    yield "mean depth", truth.mean_depth(persona, mix)
    yield "controls with a cause", truth.false_positives(persona)
    yield "occasions warned of", truth.coverage(persona)


def _mean(values: Iterator[float]) -> float:
    held = list(values)
    return sum(held) / len(held)


def _median(share: Callable[[float], float]) -> float:
    """Minutes by which half of all cases were answered, by bisection: `share` rises."""
    low, high = 0.0, LATEST_WAIT / MINUTE
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if middle and share(middle) >= 0.5 else (middle, high)
    return high
