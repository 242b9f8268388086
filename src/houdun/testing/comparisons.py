"""Invented comparisons, whole and consistent, for whoever shows or stores one: `comparison()` and `nothing()`.

Vendors, cases and scores are made up from a seed; the words of the cases are in `houdun.testing.dialogues`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Mapping, Sequence

from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.case import Milestone, Severity
from houdun.facts.promise import ALWAYS, Frame, Hours, Promise
from houdun.facts.reading import CaseReading, ClockReading
from houdun.facts.rubric import Criterion, Rubric
from houdun.facts.time import DAY, HOUR, MINUTE, Millis, from_millis
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import (
    Comparison,
    Contribution,
    CriterionResult,
    Curve,
    DimensionResult,
    Estimate,
    Flip,
    GateResult,
    GateStatus,
    HourCell,
    PromiseDelivery,
    Provenance,
    VendorResult,
    Verdict,
    ViewerLoss,
)
from houdun.language import Bilingual
from houdun.testing.dialogues import case
from houdun.testing.factories import MONDAY
from houdun.testing.rubrics import rubric

NAMED = (Vendor("云桥 Cloudbridge", "enterprise"), Vendor("Northlight", "gold"), Vendor("海潮 Tidewave", "business"))
GOOD = (0.84, 0.66, 0.41)
ZONE_SHIFT: Millis = 8 * HOUR
LIMITS = (
    Bilingual("这是虚构的数据，只为展示报告。", "These data are invented, to show what a report looks like."),
    Bilingual(
        "历史记录没有探针：“已定位”“已缓解”都是服务商自己的说法。",
        "History has no probe: what was located or mitigated is the vendor's own word.",
    ),
)
LINE: Millis = 15 * MINUTE


def comparison(vendors: int = 3, *, cases: int = 36, seed: int = 7) -> Comparison:
    """`vendors` vendors, the better ones first, each with `cases` cases; the last is below the base line where there are
    three or more."""
    named = [*NAMED, *(Vendor(f"Vendor {place + 1:02d}", "pro") for place in range(len(NAMED), vendors))][:vendors]
    chance = random.Random(seed)
    quality = {vendor: GOOD[place] if place < 3 else 0.62 - 0.02 * place for place, vendor in enumerate(named)}
    readings = {vendor: [case(vendor, quality[vendor], number, chance) for number in range(cases)] for vendor in named}
    yardstick = rubric()
    return Comparison(
        verdict=_verdict(yardstick, named, quality, readings, chance),
        rubric=yardstick,
        cases={reading.key: reading for ones in readings.values() for reading in ones},
        curves=tuple(curve for vendor in named for curve in _curves(vendor, readings[vendor])),
        hours={vendor: _hours(readings[vendor]) for vendor in named},
        deliveries=tuple(_delivery(vendor, place, readings[vendor]) for place, vendor in enumerate(named)),
        attestations=_attestations(named),
        viewer_losses=tuple(
            ViewerLoss(
                vendor=vendor,
                milestone=Milestone.FIRST_RESPONSE,
                total=cases * 52_000 * (1 - good),
                per_case=52_000 * (1 - good),
                cases=cases,
            )
            for vendor, good in quality.items()
        ),
        severity_mix={
            vendor: {severity: sum(one.severity is severity for one in readings[vendor]) for severity in Severity}
            for vendor in named
        },
        zone="Asia/Shanghai",
        limits=LIMITS,
        provenance=_provenance(),
    )


def nothing() -> Comparison:
    """A workspace in which nothing has been imported."""
    empty = comparison(1, cases=1)
    return dataclasses.replace(
        empty,
        verdict=dataclasses.replace(empty.verdict, vendors=(), rank_acceptability={}, beats={}, central_weights={}, leader=None, flips=()),
        cases={}, curves=(), hours={}, deliveries=(), attestations=(), viewer_losses=(), severity_mix={}, limits=(),
        provenance=dataclasses.replace(empty.provenance, run_by="", paid_by="", sources=(), first_at=None, last_at=None),
    )  # fmt: skip


def _verdict(
    yardstick: Rubric,
    named: Sequence[Vendor],
    quality: Mapping[Vendor, float],
    readings: Mapping[Vendor, list[CaseReading]],
    chance: random.Random,
) -> Verdict:
    size = len(named)
    results = tuple(
        _vendor(yardstick, vendor, quality[vendor], readings[vendor], chance, below=place == 2)
        for place, vendor in enumerate(named)
    )
    ranks = {vendor: _ranks(place, size) for place, vendor in enumerate(named)}
    first = ranks[named[0]][0]
    flip = Flip(dimension="response", weight_from=0.3, weight_to=0.07, winner=named[1]) if size > 1 else None
    return Verdict(
        stage="growth",
        weights=yardstick.stages["growth"].weights,
        vendors=results,
        rank_acceptability=ranks,
        beats={a: {b: _beats(i, j) for j, b in enumerate(named) if i != j} for i, a in enumerate(named)},
        central_weights=dict.fromkeys(named, yardstick.stages["growth"].weights),
        leader=named[0] if size > 1 and first >= 0.8 else None,
        clear=0.8,
        flips=(flip,) if flip else (),
        draws=4096,
        seed=20260101,
    )


def _ranks(place: int, size: int) -> tuple[float, ...]:
    raw = [0.13 ** abs(place - rank) if size <= 3 else 0.5 ** abs(place - rank) for rank in range(size)]
    return tuple(share / sum(raw) for share in raw)


def _beats(one: int, other: int) -> float:
    return 1 - 0.5 * 0.21 ** (other - one) if other > one else 0.5 * 0.21 ** (one - other)


def _vendor(
    yardstick: Rubric, vendor: Vendor, good: float, ones: list[CaseReading], chance: random.Random, *, below: bool
) -> VendorResult:
    dimensions = tuple(
        DimensionResult(
            id=dimension.id,
            score=_mean(criteria),
            coverage=sum(one.score is not None for one in criteria) / len(criteria),
            n=len(ones),
            criteria=criteria,
        )
        for dimension in yardstick.dimensions
        for criteria in [tuple(_criterion(criterion, good, ones, chance) for criterion in dimension.criteria)]
    )
    known = [one.score for one in dimensions if one.score]
    statuses = (
        (GateStatus.BELOW, GateStatus.UNSURE) if below else (GateStatus.MET, GateStatus.UNSURE if good < 0.7 else GateStatus.MET)
    )
    gated = [criterion for criterion in yardstick.criteria if criterion.gate]
    gates = [
        GateResult(
            criterion.id,
            status,
            {GateStatus.MET: 0.97, GateStatus.BELOW: 0.03}.get(status, 0.61),
            criterion.gate.at_least if criterion.gate else 0,
        )
        for criterion, status in zip(gated, statuses, strict=True)
    ]
    total = Estimate(*(sum(getattr(one, part) for one in known) / len(known) for part in ("mean", "low", "high")))
    return VendorResult(
        vendor=vendor,
        cases=len(ones),
        score=total,
        coverage=0.71,
        gates=tuple(gates),
        dimensions=dimensions,
        below_base_line=below,
    )


def _mean(criteria: tuple[CriterionResult, ...]) -> Estimate | None:
    known = [one.score for one in criteria if one.score]
    return (
        Estimate(*(sum(getattr(one, part) for one in known) / len(known) for part in ("mean", "low", "high"))) if known else None
    )


def _criterion(criterion: Criterion, good: float, ones: list[CaseReading], chance: random.Random) -> CriterionResult:
    if criterion.evidence[0] in ("probe", "notices"):
        missing = Bilingual("在测试账号上跑一次带探针的试用", "a trial with a probe on a test account")
        return CriterionResult(
            id=criterion.id,
            score=None,
            value=None,
            unit=criterion.unit,
            n=0,
            applicable=0,
            coverage=0,
            basis="observed",
            missing=missing,
        )
    mean = min(0.97, max(0.05, good + chance.uniform(-0.12, 0.12)))
    score = Estimate(mean, max(0, mean - chance.uniform(0.04, 0.14)), min(1, mean + chance.uniform(0.03, 0.1)))
    if criterion.evidence[0] == "attestation":
        return CriterionResult(
            id=criterion.id,
            score=score,
            value=score,
            unit="share",
            n=1,
            applicable=1,
            coverage=1,
            basis="attested",
            assurance=Assurance.SEEN,
        )
    given = _contributions(criterion, ones)
    value = Estimate(
        *(
            part if criterion.unit == "share" else (1 - part) * 4 * HOUR if criterion.unit == "ms" else part * 4
            for part in (score.mean, score.low, score.high)
        )
    )
    if criterion.unit == "ms":
        value = Estimate(value.mean, value.high, value.low)
    return CriterionResult(
        id=criterion.id,
        score=score,
        value=value,
        unit=criterion.unit,
        n=len(given),
        applicable=len(ones),
        coverage=len(given) / len(ones),
        basis="claimed" if criterion.unit == "ms" else "rule",
        contributions=given,
    )


def _contributions(criterion: Criterion, ones: list[CaseReading]) -> tuple[Contribution, ...]:
    found = []
    for place, reading in enumerate(ones):
        clock = reading.clock(str(criterion.parameters.get("clock", "time_to_first_response_human")))
        if clock is None or (criterion.unit == "grade" and place % 3 == 0):
            continue
        value = (
            float(clock.wall_ms)
            if criterion.unit == "ms"
            else float(clock.wall_ms <= LINE)
            if criterion.unit == "share"
            else float(place % 5)
        )
        found.append(
            Contribution(reading.key, value, clock.censored and criterion.unit != "grade", clock.stopped_by or clock.started_by)
        )
    return tuple(found)


def _curves(vendor: Vendor, ones: list[CaseReading]) -> list[Curve]:
    clocks = sorted({clock.name for reading in ones for clock in reading.clocks})
    return [
        _curve(name, vendor, [clock for reading in ones for clock in reading.clocks if clock.name == name]) for name in clocks
    ]


def _curve(name: str, vendor: Vendor, clocks: Sequence[ClockReading]) -> Curve:
    runs = sorted((clock.wall_ms, clock.censored) for clock in clocks)
    at_risk, waiting, times, survival = len(runs), 1.0, [], []
    for wall, censored in runs:
        if not censored:
            waiting *= 1 - 1 / at_risk
            times.append(wall)
            survival.append(waiting)
        at_risk -= 1
    spread = [1.96 * (share * (1 - share) / len(runs)) ** 0.5 for share in survival]
    quantiles = {
        share: next((at for at, left in zip(times, survival, strict=True) if left <= 1 - share), None) for share in (0.5, 0.9)
    }
    return Curve(
        clock=name, vendor=vendor, n=len(runs), events=len(times), times_ms=tuple(times), survival=tuple(survival),
        low=tuple(max(0, share - wide) for share, wide in zip(survival, spread, strict=True)),
        high=tuple(min(1, share + wide) for share, wide in zip(survival, spread, strict=True)), quantiles=quantiles,
        until_ms=runs[-1][0] if runs else 0,
    )  # fmt: skip


def _hours(ones: list[CaseReading]) -> tuple[HourCell, ...]:
    counts: dict[tuple[int, int], tuple[int, int]] = {}
    for reading in ones:
        local = from_millis(reading.opened_at + ZONE_SHIFT)
        clock = reading.clock("time_to_first_response_human")
        n, attained = counts.get((local.weekday(), local.hour), (0, 0))
        counts[local.weekday(), local.hour] = (
            n + 1,
            attained + (clock is not None and not clock.censored and clock.wall_ms <= LINE),
        )
    return tuple(
        HourCell(weekday=day, hour=hour, n=n, attained=attained) for (day, hour), (n, attained) in sorted(counts.items())
    )


def _delivery(vendor: Vendor, place: int, ones: list[CaseReading]) -> PromiseDelivery:
    office = Hours(name="Mon–Fri 9–18", zone="Asia/Shanghai", frames=(Frame(frozenset(range(5)), 540, 1080),), holidays="CN")
    target = (LINE, HOUR, None)[place % 3]
    promise = Promise(
        vendor=vendor,
        milestone=Milestone.FIRST_RESPONSE,
        severity=Severity.CRITICAL if place % 2 == 0 else None,
        target_ms=target,
        hours=ALWAYS if place % 2 == 0 else office,
        price=("¥ 20,000 / month", "$ 500 / month", "¥ 3,000 / month")[place % 3],
        smallest_size="1,000,000 minutes / month",
        url=f"https://vendor{place}.example/support",
        read_on=dt.date(2025, 2, 20),
        note="",
    )
    walls = [clock.wall_ms for reading in ones if (clock := reading.clock("time_to_first_response_human")) and not clock.censored]
    kept = sum(wall <= target for wall in walls) if target else 0
    return PromiseDelivery(
        promise=promise,
        n=len(walls),
        kept=kept,
        censored=len(ones) - len(walls),
        median_ms=sorted(walls)[len(walls) // 2] if walls else None,
        p90_ms=sorted(walls)[int(len(walls) * 0.9)] if walls else None,
    )


def _attestations(named: Sequence[Vendor]) -> tuple[Attestation, ...]:
    sure = (Assurance.CHECKED, Assurance.SEEN, Assurance.CLAIMED)
    return tuple(
        Attestation(
            vendor=vendor,
            criterion="references.concrete",
            value="yes" if place % 2 == 0 else "2",
            assurance=sure[place % 3],
            recorded_at=MONDAY,
            recorded_by="procurement",
            document="3f" * 32 if place % 3 < 2 else "",
            document_name="contract-annex-b.pdf" if place % 3 < 2 else "",
            note="Two live-dating apps named; one called back." if place == 0 else "",
        )
        for place, vendor in enumerate(named)
    )


def _provenance() -> Provenance:
    return Provenance(
        run_by="Live platform team",
        paid_by="Own budget, no vendor involved",
        generated_at=MONDAY + 45 * DAY,
        houdun_version="0.1.0",
        rubric_version="1",
        rules_version="3",
        sources=(f"tickets-2025.jsonl {'ab12' * 16}", f"wechat-group.txt {'c0de' * 16}"),
        first_at=MONDAY,
        last_at=MONDAY + 42 * DAY,
    )
