"""A trial as JSON values: what was declared, the claim and its lean, every block and case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from houdun.facts.claim import Standing
from houdun.facts.time import iso
from houdun.facts.trial import Declaration, Put, Round, Trial
from houdun.facts.vendor import Vendor

Json = Mapping[str, object]


def told(trial: Trial) -> Json:
    return {
        "declared": _declared(trial.declared),
        "others": list(trial.others),
        "claim": _claim(trial.standing),
        "briefed": {str(vendor): iso(at) for vendor, at in trial.briefed.items()},
        "blocks": [_round(each) for each in trial.rounds],
        "blindness": None if trial.blindness is None else asdict(trial.blindness),
        "onset": None if trial.onset is None else {**asdict(trial.onset), "case": trial.onset.case.id},
    }


def _declared(declared: Declaration) -> Json:
    return {
        "name": declared.name,
        "at": iso(declared.at),
        "days": declared.days,
        "blocks": declared.blocks,
        "vendors": [str(vendor) for vendor in declared.vendors],
        "endpoint": asdict(declared.endpoint),
        "conduct": dict(declared.conduct),
        "simulated": declared.simulated,
    }


def _claim(standing: Standing) -> Json:
    """`lean` is no claim."""
    return {
        "winner": None if standing.winner is None else str(standing.winner),
        "blocks": standing.blocks,
        "wealth": {str(a): _by_name(others) for a, others in standing.wealth.items()},
        "lost": [str(vendor) for vendor in standing.lost],
        "dropped": _by_name(standing.dropped),
        "lean": _by_name(standing.lean),
    }


def _by_name(values: Mapping[Vendor, float]) -> Json:
    return {str(vendor): value for vendor, value in values.items()}


def _round(each: Round) -> Json:
    return {
        "block": each.number,
        "began_at": iso(each.began_at),
        "fate": each.fate.value,
        "cases": [_put(put) for put in each.cases],
    }


def _put(put: Put) -> Json:
    return {
        "vendor": str(put.case.vendor),
        "case": put.case.id,
        "question": put.question,
        "sort": put.sort.value,
        "asked_at": None if put.asked_at is None else iso(put.asked_at),
        "why_not": None if put.why_not is None else {"zh": put.why_not.zh, "en": put.why_not.en},
        "waited_ms": put.outcome.waited_ms if put.outcome else None,
        "depth": put.outcome.depth if put.outcome else None,
        "depth_by": None if put.outcome is None else "raters" if put.raters else "rule",
        "cause_named": put.cause,
        "other_cause_named": put.mistaken,
        "cure_proposed": put.remedy,
        "cause_found_in_control": put.guessed,
        "recovery_seen": put.cured,
        "postmortem_items": put.postmortem,
        "files": {uid: list(names) for uid, names in put.files.items()},
    }
