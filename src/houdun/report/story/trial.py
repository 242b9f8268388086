"""The trial: the claim and what it stands on, block by block, what the answer key says, one fault as the probe saw it, and how it was run."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import median_low

from houdun.facts.case import CaseKey, Milestone
from houdun.facts.question import Sort
from houdun.facts.time import HOUR, MINUTE
from houdun.facts.trial import Blindness, Fate, Put, Round, Trial
from houdun.facts.vendor import Vendor
from houdun.report.document import (
    Block,
    Cell,
    Figure,
    Fold,
    Heading,
    Items,
    Level,
    Line,
    Offsets,
    Paragraph,
    Row,
    Span,
    Style,
    Table,
)
from houdun.report.outside import brief
from houdun.report.story.claim import claimed, lean, wealth
from houdun.report.story.telling import anchors
from houdun.report.view import ABREAST, View

QUICK, SLOW = 15 * MINUTE, 4 * HOUR
"""Waits up to the first are shown as good, beyond the second as bad."""
DEEP, SHALLOW = 3, 1
SHOWN = 24
"""More blocks than this are folded away."""
RELIABLE = 0.667
"""Krippendorff, Content Analysis: below it raters do not agree."""
NOTICED, ACCEPTED = (-45.0, 125.0), (-90.0, 185.0)
"""ITU-R BT.1359-1, in ms that the sound is late: outside the first viewers notice, outside the second they do not accept it."""


def trial(view: View) -> tuple[Block, ...]:
    """Nothing where there was none."""
    told = view.comparison.trial
    if told is None:
        return ()
    say = view.words.say
    winner = told.standing.winner
    text = say("trial.title", winner=view.plain(winner)) if winner else say("trial.title_open")
    return (
        Heading(level=2, text=text, anchor="trial", label=say("trial.label")),
        *(Paragraph(line) for line in _sentences(view, told) if line),
        *_void(view, told),
        *_blocks(view, told),
        *_answers(view, told),
        *_onset(view, told),
        _run(view, told),
    )


def _sentences(view: View, told: Trial) -> Iterator[Line]:
    endpoint, words = told.declared.endpoint, view.words
    yield _others(view, told)
    yield (*claimed(view, told), *wealth(view, told))
    yield lean(view, told)
    yield words.line(
        "trial.endpoint",
        horizon=words.say("duration.hour_alone", n=view.numbers.plain(endpoint.horizon_ms / HOUR)),
        worth=view.numbers.plain(endpoint.level_worth),
    )
    yield (*_counts(view, told), *_dropped(view, told), *_depth(view, told))


def _others(view: View, told: Trial) -> Line:
    """Nothing where there is one trial."""
    if not told.others:
        return ()
    names = view.words.say("list.between").join(brief(name, 40) for name in told.others)
    return view.words.line("trial.others", name=brief(told.declared.name, 40), others=names)


def _counts(view: View, told: Trial) -> Line:
    return view.words.line(
        "trial.counts",
        planned=str(told.declared.blocks),
        begun=str(sum(bool(each.cases) for each in told.rounds)),
        whole=str(told.count(Fate.WHOLE)),
        void=str(told.count(Fate.VOID)),
    )


def _dropped(view: View, told: Trial) -> Line:
    return tuple(
        span
        for vendor, after in told.standing.dropped.items()
        if after < told.standing.blocks
        for span in view.words.line("trial.dropped", vendor=view.name(vendor), n=str(after))
    )


# the depth: whose word it is


def _depth(view: View, told: Trial) -> Line:
    blind, words = told.blindness, view.words
    if blind is None or not blind.blocks:
        return words.line("trial.by_rule")
    share = words.line("trial.by_raters", blocks=str(blind.blocks), whole=str(told.count(Fate.WHOLE)), raters=str(blind.raters))
    return (*share, *_agreed(view, blind), *_guessed(view, blind))


def _agreed(view: View, blind: Blindness) -> Line:
    if blind.alpha is None or blind.low is None or blind.high is None:
        return view.words.line("trial.agree_unknown")
    key = "trial.agree" if blind.alpha >= RELIABLE else "trial.agree_not"
    return view.words.line(key, alpha=f"{blind.alpha:.2f}", low=f"{blind.low:.2f}", high=f"{blind.high:.2f}")


def _guessed(view: View, blind: Blindness) -> Line:
    if not blind.guesses:
        return ()
    return view.words.line(
        "trial.guessed",
        n=str(blind.guesses),
        right=str(blind.right),
        chance=view.numbers.plain(round(blind.guesses * blind.chance, 1)),
    )


# what could not be asked


def _void(view: View, told: Trial) -> tuple[Block, ...]:
    lines = [line for each in told.rounds if each.fate is Fate.VOID for line in _why_void(view, each)]
    return (Items(tuple(lines)),) if lines else ()


def _why_void(view: View, each: Round) -> Iterator[Line]:
    if not each.cases:
        yield view.words.line("trial.late", n=str(each.number))
    for put in each.cases:
        if put.why_not is not None:
            why = brief(put.why_not.to(view.language), 200)
            yield view.words.line("trial.void", n=str(each.number), vendor=view.name(put.case.vendor), why=why)


# block by block


def _blocks(view: View, told: Trial) -> tuple[Block, ...]:
    say, found, vendors = view.words.say, anchors(view), _vendors(view, told)
    columns = (Cell(((Span(say("trial.block")),),)), *(_head(view, vendor) for vendor in vendors))
    rows = tuple(_row(view, each, vendors, found) for each in told.rounds if each.cases)
    if not rows:
        return ()
    table = Table(
        caption=say("trial.blocks"),
        columns=columns,
        rows=rows,
        anchor="blocks",
        wide=(1.6, *(1.0 for _ in vendors)),
        dense=len(vendors) > ABREAST,
    )
    note = Paragraph((Span(say("trial.blocks_how"), Style.SOFT),))
    if len(rows) <= SHOWN:
        return (table, note)
    return (Fold((Span(say("trial.blocks")),), (table, note), brief=False),)


def _vendors(view: View, told: Trial) -> list[Vendor]:
    """Those of the trial, in the report's order."""
    return sorted(told.declared.vendors, key=lambda vendor: view.keys.get(vendor, len(view.keys)))


def _head(view: View, vendor: Vendor) -> Cell:
    return Cell(((view.name(vendor, Style.STRONG),),), series=view.series(vendor))


def _row(view: View, each: Round, vendors: Iterable[Vendor], found: dict[CaseKey, str]) -> Row:
    put = {one.case.vendor: one for one in each.cases}
    sort = view.words.say(f"sort.{each.cases[0].sort.value}")
    name: list[Line] = [
        (Span(str(each.number), Style.STRONG), Span(f"  {view.numbers.when(each.began_at)}", Style.SOFT)),
        (Span(sort, Style.SOFT),),
    ]
    if each.fate is Fate.VOID:
        name.append((Span(view.words.say("trial.fate_void"), Style.WARN),))
    return Row(cells=(Cell(tuple(name)), *(_cell(view, put.get(vendor), found) for vendor in vendors)))


def _cell(view: View, put: Put | None, found: dict[CaseKey, str]) -> Cell:
    say = view.words.say
    if put is None:
        return Cell(((Span(say("trial.not_in"), Style.SOFT),),))
    to = f"#{found[put.case]}" if put.case in found else ""
    if put.asked_at is None:
        return Cell(((Span(say("trial.not_asked"), Style.SOFT, to),),))
    if put.outcome is None:
        return Cell(((Span(say("trial.running"), Style.SOFT, to),),))
    waited, depth = put.outcome.waited_ms, put.outcome.depth
    wait = say("trial.silent") if waited is None else view.numbers.duration(waited)
    quick = Style.BAD if waited is None or waited > SLOW else Style.GOOD if waited <= QUICK else Style.WARN
    deep = Style.GOOD if depth >= DEEP else Style.BAD if depth <= SHALLOW else Style.WARN
    return Cell(((Span(wait, quick, to),), (Span(say("trial.depth", n=depth), deep),)))


# what the answer key says


def _answers(view: View, told: Trial) -> tuple[Block, ...]:
    """Only of what was asked and has reached its horizon. Claimed and observed times stand apart."""
    say, put = view.words.say, [one for one in told.cases.values() if one.asked_at is not None and one.outcome]
    if not any(one.sort in (Sort.FAULT, Sort.CONTROL) for one in put):
        return ()
    vendors = _vendors(view, told)
    columns = (Cell(((Span(say("source.what")),),)), *(_head(view, vendor) for vendor in vendors))
    held = [dict(_told_of(view, [one for one in put if one.case.vendor == vendor])) for vendor in vendors]
    rows = tuple(Row(cells=(Cell(((Span(say(f"trial.{key}")),),)), *(Cell(((each[key],),)) for each in held))) for key in held[0])
    table = Table(caption=say("trial.answers"), columns=columns, rows=rows, anchor="answers", dense=len(vendors) > ABREAST)
    return (
        Heading(level=3, text=say("trial.answers_title"), anchor="answer-key"),
        table,
        Paragraph((Span(say("trial.answers_how"), Style.SOFT),)),
    )


def _told_of(view: View, put: list[Put]) -> Iterator[tuple[str, Span]]:
    """What one vendor made of it."""
    faults = [one for one in put if one.sort is Sort.FAULT]
    controls = [one for one in put if one.sort is Sort.CONTROL]
    tried = [one for one in faults if one.cured is not None]
    tested = [one for one in faults if Milestone.RETRO_TESTED in _milestones(view, one)]
    yield "cause", _of(view, sum(bool(one.cause) for one in faults), len(faults))
    yield "mistaken", _of(view, sum(one.mistaken for one in faults), len(faults))
    yield "guessed_head", _of(view, sum(one.guessed for one in controls), len(controls))
    yield "remedy", _of(view, sum(bool(one.remedy) for one in faults), len(faults))
    yield "cured", _of(view, sum(bool(one.cured) for one in tried), len(tried))
    yield "claimed", _half(view, faults, "time_to_mitigated")
    yield "observed", _half(view, faults, "time_to_mitigated_observed")
    yield "retested", _of(view, len(tested), len(faults))


def _of(view: View, n: int, total: int) -> Span:
    return Span(view.words.say("trial.of", n=n, total=total)) if total else Span("–", Style.SOFT)


def _half(view: View, put: list[Put], clock: str) -> Span:
    """Within what time half of them got there; one that never did counts as never."""
    runs = [reading.clock(clock) for one in put if (reading := view.comparison.cases.get(one.case))]
    times = [math.inf if run is None or run.censored else float(run.wall_ms) for run in runs]
    half = median_low(times) if times else math.inf
    return Span(view.numbers.duration(half)) if half < math.inf else Span(view.words.say("curve.unreached"), Style.SOFT)


def _milestones(view: View, put: Put) -> frozenset[Milestone]:
    reading = view.comparison.cases.get(put.case)
    return frozenset(reading.milestones) if reading else frozenset()


# one fault


def _onset(view: View, told: Trial) -> tuple[Block, ...]:
    onset, say = told.onset, view.words.say
    if onset is None:
        return ()
    far = median_low(ms for at, ms in onset.offsets if at >= onset.detected_s)
    values = {"ms": f"{abs(far):.0f}", "seconds": f"{onset.detected_s - onset.onset_s:.1f}"}
    title = say("onset.late" if far >= 0 else "onset.early", **values)
    levels = [
        *((Level(at=bound, label=say("onset.noticed"), strong=False)) for bound in NOTICED),
        *((Level(at=bound, label=say("onset.accepted"), strong=True)) for bound in ACCEPTED),
    ]
    chart = Offsets(
        points=onset.offsets,
        onset=Level(at=onset.onset_s, label=say("onset.onset"), strong=True),
        detected=Level(at=onset.detected_s, label=say("onset.detected"), strong=True),
        levels=tuple(levels),
        across=say("onset.across"),
        upward=say("onset.upward"),
    )
    case = anchors(view).get(onset.case, "")
    lead = view.words.line("onset.case", case=Span(brief(onset.case.id, 24), Style.PLAIN, f"#{case}" if case else ""))
    return (
        Figure(anchor="f-onset", title=title, summary=title, note=say("onset.note"), panels=(chart,)),
        Paragraph(tuple(Span(span.text, Style.SOFT, span.to) for span in lead)),
    )


# how it was run


def _run(view: View, told: Trial) -> Block:
    say = view.words.say
    columns = (Cell(((Span(say("source.what")),),)), Cell(((Span(say("source.said")),),)))
    rows = tuple(
        Row(cells=(Cell(((Span(name, Style.STRONG),),)), Cell((line,))))
        for name, line in (*_facts(view, told), *_conduct(view, told))
    )
    table = Table(caption=say("trial.conduct"), columns=columns, rows=rows, wide=(1.6, 2.4))
    return Fold((Span(say("trial.conduct")),), (table,))


def _facts(view: View, told: Trial) -> Iterator[tuple[str, Line]]:
    say = view.words.say
    declared = view.numbers.when(told.declared.at)
    yield say("trial.declared"), (Span(declared),)
    sorts = Counter(each.cases[0].sort for each in told.rounds if each.cases)
    kinds = [f"{say(f'sort.{sort.value}')} {sorts[sort]}" for sort in Sort if sorts[sort]]
    yield say("trial.sorts"), (Span(say("list.between").join(kinds) or "–"),)
    briefed = [f"{view.plain(vendor)} {view.numbers.when(at)}" for vendor, at in told.briefed.items()]
    yield say("trial.briefed"), (Span(say("list.between").join(briefed)) if briefed else Span(say("word.no"), Style.WARN),)


def _conduct(view: View, told: Trial) -> Iterator[tuple[str, Line]]:
    for key, value in told.declared.conduct.items():
        name = view.words.known(f"conduct.{key}", key)
        if isinstance(value, bool):
            yield name, (Span(view.words.say("word.yes" if value else "word.no")),)
        elif key.endswith("_minutes"):
            yield name, (Span(view.numbers.duration(float(value) * MINUTE)),)
        else:
            yield name, (Span(brief(str(value), 60)) if value != "" else Span(view.words.say("word.unsaid"), Style.WARN),)
