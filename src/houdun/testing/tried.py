"""An invented comparison that comes out of a trial: its cases are those of `houdun.testing.comparisons`, block by block."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from houdun.facts.case import CaseKey
from houdun.facts.claim import Endpoint, Outcome
from houdun.facts.question import Sort
from houdun.facts.reading import CaseReading
from houdun.facts.time import DAY, HOUR, MINUTE
from houdun.facts.trial import Declaration, Fate, Onset, Put, Round, Trial
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison
from houdun.language import Bilingual
from houdun.testing.comparisons import comparison
from houdun.testing.factories import MONDAY
from houdun.verdict.stopping import standing

BLOCKS = 12
SORTS = (Sort.FAULT, Sort.FAULT, Sort.FAULT, Sort.CONTROL, Sort.ADVICE, Sort.FAULT)
DEPTHS = (4, 3, 1)
VOID = 5
"""The block that could not be put to everybody."""


def tried(blocks: int = BLOCKS) -> Comparison:
    """Three vendors: the first answers sooner and deeper. With twelve blocks that is claimed; with few it is open."""
    made = comparison(3, cases=BLOCKS)
    return dataclasses.replace(made, trial=_trial(made, blocks))


def trial(blocks: int = BLOCKS) -> Trial:
    made = tried(blocks).trial
    assert made is not None
    return made


def _trial(made: Comparison, blocks: int) -> Trial:
    vendors = tuple(result.vendor for result in made.verdict.vendors)
    endpoint = Endpoint(horizon_ms=DAY)
    rounds = tuple(_rounds(made, vendors, blocks))
    whole = [{put.case.vendor: put.outcome for put in each.cases if put.outcome} for each in rounds if each.fate is Fate.WHOLE]
    return Trial(
        declared=Declaration(
            name="spring",
            at=MONDAY,
            days=3,
            blocks=BLOCKS,
            vendors=vendors,
            endpoint=endpoint,
            conduct={
                "open_questions": 5,
                "night_calls_a_week": 4,
                "window_minutes": 30,
                "spacing_minutes": 90,
                "reply_after_minutes": 10,
                "media_minutes": 60,
                "approval": True,
                "terms_checked": "2025-02-20",
                "debrief": True,
            },
            simulated=True,
        ),
        rounds=rounds,
        standing=standing(vendors, whole, endpoint, let_go=True),
        briefed=dict.fromkeys(vendors, MONDAY),
        onset=_onset(rounds[0].cases[0].case) if rounds else None,
    )


def _rounds(made: Comparison, vendors: tuple[Vendor, ...], blocks: int) -> Iterator[Round]:
    cases: dict[Vendor, list[CaseReading]] = {
        vendor: sorted((one for key, one in made.cases.items() if key.vendor == vendor), key=lambda one: one.opened_at)
        for vendor in vendors
    }
    for place in range(blocks):
        void = place == VOID
        put = tuple(
            _put(cases[vendor][place], DEPTHS[rank], place, rank, void=void and rank == 1) for rank, vendor in enumerate(vendors)
        )
        yield Round(number=place + 1, began_at=put[0].asked_at or 0, fate=Fate.VOID if void else Fate.WHOLE, cases=put)


def _put(reading: CaseReading, depth: int, place: int, rank: int, *, void: bool) -> Put:
    sort = SORTS[place % len(SORTS)]
    fault = sort is Sort.FAULT
    silent = rank == 2 and place % 4 == 3
    message = reading.messages[0]
    put = Put(
        case=reading.key,
        question=(
            "sound_behind_picture",
            "delay_that_grows",
            "harsh_contrast",
            "all_is_well",
            "which_region",
            "slow_first_picture",
        )[place % 6],
        sort=sort,
        asked_at=reading.opened_at,
    )
    if void:
        why = Bilingual(
            "测试流推不上去：对端拒绝连接", "the test stream could not be published: the far end refused the connection"
        )
        return dataclasses.replace(put, asked_at=None, why_not=why)
    waited = None if silent else (rank + 1) ** 3 * (4 * MINUTE + place * MINUTE // 2) + (HOUR if rank == 2 else 0)
    return dataclasses.replace(
        put,
        outcome=Outcome(waited, 0 if silent else max(0, depth - place % 2)),
        cause=(rank == 0 or (rank == 1 and place % 2 == 0)) if fault else rank < 2 if sort is Sort.CONTROL else None,
        remedy=rank < 2 if fault else None,
        mistaken=fault and rank == 2,
        guessed=sort is Sort.CONTROL and rank == 2,
        cured=(rank == 0 or place % 2 == 0) if fault and rank < 2 else None,
        entry=message.uid,
        files={message.uid: ("encoder_settings.txt", "publisher_log.txt")} if place % 3 == 0 else {},
    )


def _onset(case: CaseKey) -> Onset:
    """The sound comes 240 ms late from the 20th second on, as a probe sees it."""
    jitter = (0.0, 1.4, -0.9, 0.6, -1.2)
    offsets = tuple((float(at), jitter[at % 5] + (240.0 if at >= 20 else 3.0)) for at in range(46))
    return Onset(case=case, offsets=offsets, onset_s=20.0, detected_s=23.4)
