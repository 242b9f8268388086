"""The board over a million events: our clocks, with business calendars, against Polars for the same table without them.

    python benchmarks/board.py [EVENTS]

Per vendor × severity, of the first human response and of the resolution: cases, median and P90 of those that stopped (wall; ours
also contract), the share that stopped within 15 minutes, the Kaplan–Meier median. Both start from the same arrays in memory and
take turns, so that a slow moment of the machine meets both; the best turn of each counts, and of Polars the best of three plans.
The tables must agree. To reach: ratio ≤ 1.0.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from houdun.case.columns import ClockColumns, read_columns
from houdun.case.steps import SEVERITIES
from houdun.case.transitions import Trigger
from houdun.case.walk import NONE, SEVERITY_CODE, TRIGGER_CODE, History
from houdun.facts.case import Milestone, Severity
from houdun.facts.promise import Frame, Hours, Promise, Terms
from houdun.facts.time import DAY, HOUR, MINUTE, to_millis
from houdun.facts.vendor import Vendor

EVENTS, TURNS, LINE = 1_000_000, 25, 15 * MINUTE
CLOCKS = {"time_to_first_response_human": Trigger.HUMAN_REPLIES, "time_to_resolved": Trigger.RESOLVED}
VENDORS = tuple(Vendor(name) for name in ("alder", "birch", "cedar", "dogwood", "elm"))
START = to_millis(dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
HORIZON = to_millis(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
WORKDAYS = frozenset(range(5))
CHINA = Hours(name="cn", zone="Asia/Shanghai", holidays="CN", frames=(Frame(WORKDAYS, 540, 720), Frame(WORKDAYS, 780, 1080)))
GERMANY = Hours(name="de", zone="Europe/Berlin", holidays="DE", frames=(Frame(frozenset(range(6)), 480, 1320),))

Ints = NDArray[np.int64]
Row = tuple[int, float, float, float, float]
Table = dict[tuple[str, int], Row]
"""Clock and group (vendor × severity) → cases, median, P90, attained, Kaplan–Meier median."""
Contract = dict[tuple[str, int], tuple[float, float]]


def promised() -> dict[Vendor, Terms]:
    """Every vendor counts critical cases round the clock and the others in office hours, Chinese or German."""
    terms = {}
    for place, vendor in enumerate(VENDORS):
        hours = (CHINA, GERMANY)[place % 2]
        of = partial(Promise, vendor=vendor, price="", smallest_size="", url="", read_on=dt.date(2025, 1, 1))
        rest = [severity for severity in SEVERITIES if severity is not Severity.CRITICAL]
        promises = [
            of(milestone=milestone, severity=severity, target_ms=HOUR, hours=hours)
            for milestone in (Milestone.FIRST_RESPONSE, Milestone.RESOLVED)
            for severity in rest
        ]
        terms[vendor] = Terms(tuple(promises))
    return terms


def simulated(events: int, seed: int = 0) -> History:
    """About eight events a case: every tenth case is never answered, a quarter of the others never resolved."""
    random = np.random.default_rng(seed)
    cases = events // 7
    case, opened = np.arange(cases), np.sort(random.integers(START, HORIZON - 20 * DAY, cases))
    vendor, severity = random.integers(0, len(VENDORS), cases), random.integers(0, len(SEVERITIES), cases)
    answered, resolved = random.random(cases) < 0.9, random.random(cases) < 0.75
    at = opened + (random.lognormal(3 + 0.2 * vendor, 1.2) * MINUTE).astype(np.int64)
    parts = [
        (case, Trigger.SEVERITY_SET, opened, severity),
        (case, Trigger.CUSTOMER_WRITES, opened, None),
        (case, Trigger.MACHINE_REPLIES, opened + 2_000, None),
        (case[answered], Trigger.HUMAN_REPLIES, at[answered], None),
    ]
    for turn in range(3):
        goes_on = answered & (random.random(cases) < 0.5 + 0.1 * turn)
        for trigger in (Trigger.CUSTOMER_WRITES, Trigger.HUMAN_REPLIES):
            at = at + (random.exponential(40, cases) * MINUTE).astype(np.int64) + 1
            parts.append((case[goes_on], trigger, at[goes_on], None))
    for trigger in (Trigger.RESOLVED, Trigger.CLOSED):
        at = at + (random.exponential(600, cases) * MINUTE).astype(np.int64) + 1
        parts.append((case[answered & resolved], trigger, at[answered & resolved], None))
    return _history(parts, vendor, events)


def _history(parts: list[tuple[Ints, Trigger, Ints, Ints | None]], vendor: Ints, events: int) -> History:
    case = np.concatenate([part[0] for part in parts])
    at = np.concatenate([part[2] for part in parts])
    trigger = np.concatenate([np.full(len(part[0]), TRIGGER_CODE[part[1]], dtype=np.uint8) for part in parts])
    value = np.concatenate([np.full(len(part[0]), NONE) if part[3] is None else part[3] for part in parts])
    order = np.lexsort((np.arange(len(case)), at, case))
    order = order[at[order] <= HORIZON]
    whole = int(case[order[events]])
    order = order[: np.searchsorted(case[order], whole)]
    columns = {"case": case[order], "trigger": trigger[order], "at": at[order], "value": value[order]}
    return History(**columns, horizon=np.full(whole, HORIZON), vendor=vendor[:whole], vendors=VENDORS)


def ours(history: History, terms: dict[Vendor, Terms]) -> tuple[Table, Contract]:
    """The table in wall time, and median and P90 in contract time."""
    wall, contract = Table(), Contract()

    def fill(name: str, clock: ClockColumns) -> None:
        group = (history.vendor[clock.case] * len(SEVERITIES) + clock.severity).astype(np.uint8)
        order = np.argsort(group, kind="stable")
        cuts = np.searchsorted(group[order], np.arange(1, len(VENDORS) * len(SEVERITIES)))
        censored = clock.censored
        for number, rows in enumerate(np.split(order, cuts)):
            wall[name, number] = _row(clock.wall_ms[rows], censored[rows])
            counted = np.sort(clock.contract_ms[rows][~censored[rows]])
            contract[name, number] = _quantile(counted, 0.5), _quantile(counted, 0.9)

    # Polars uses every core; so may we.
    with ThreadPoolExecutor() as threads:
        list(threads.map(fill, *zip(*read_columns(history, terms, CLOCKS).items(), strict=True)))
    return wall, contract


def _row(times: Ints, censored: NDArray[np.bool_]) -> Row:
    """One sort serves all: by time, and at one time what stopped before what was lost from sight."""
    keys = np.sort(times * 2 + censored)
    stopped = (keys & 1) == 0
    ended = keys[stopped] >> 1
    survival = np.cumprod(1 - stopped / np.arange(len(keys), 0, -1))
    half = np.searchsorted(-survival, -0.5 - 1e-12)
    median = float(keys[half] >> 1) if half < len(keys) else np.inf
    attained = np.searchsorted(ended, LINE, side="right") / len(keys)
    return len(keys), _quantile(ended, 0.5), _quantile(ended, 0.9), float(attained), median


def _quantile(rising: Ints, share: float) -> float:
    """Linear between the neighbours, as NumPy's and Polars' default."""
    place = share * (len(rising) - 1)
    low = int(place)
    return float(rising[low] + (place - low) * (rising[min(low + 1, len(rising) - 1)] - rising[low]))


def frames(history: History) -> tuple[pl.DataFrame, pl.DataFrame]:
    events = pl.DataFrame({"case": history.case, "trigger": history.trigger, "at": history.at, "value": history.value})
    cases = pl.DataFrame({"vendor": history.vendor, "horizon": history.horizon}).with_row_index("case")
    return events.with_columns(pl.col("case").set_sorted()), cases.with_columns(pl.col("case").cast(pl.Int64).set_sorted())


def _is(trigger: Trigger) -> pl.Expr:
    return pl.col("trigger") == TRIGGER_CODE[trigger]


def by_filters(events: pl.DataFrame, cases: pl.DataFrame) -> pl.LazyFrame:
    """One grouping of all events by case."""
    stops = [pl.col("at").filter(_is(trigger)).min().alias(name) for name, trigger in CLOCKS.items()]
    opened = pl.col("at").filter(_is(Trigger.CUSTOMER_WRITES)).min().alias("opened")
    severity = pl.col("value").filter(_is(Trigger.SEVERITY_SET)).first().alias("severity")
    return events.lazy().group_by("case").agg(opened, severity, *stops).join(cases.lazy(), on="case")


def by_joins(events: pl.DataFrame, cases: pl.DataFrame) -> pl.LazyFrame:
    """A grouping for each kind of event, joined by case."""
    found = cases.lazy()
    wanted = {"opened": Trigger.CUSTOMER_WRITES, **CLOCKS}
    for name, trigger in wanted.items():
        firsts = events.lazy().filter(_is(trigger)).group_by("case").agg(pl.col("at").min().alias(name))
        found = found.join(firsts, on="case", how="left")
    severity = events.lazy().filter(_is(Trigger.SEVERITY_SET)).select("case", severity="value")
    return found.join(severity, on="case", how="left")


def by_pivot(events: pl.DataFrame, cases: pl.DataFrame) -> pl.LazyFrame:
    """The first event of each kind of each case by `unique`, since the events stand in order; then as `by_joins`."""
    found = cases.lazy()
    for name, trigger in {"opened": Trigger.CUSTOMER_WRITES, **CLOCKS}.items():
        firsts = events.lazy().filter(_is(trigger)).unique("case", keep="first", maintain_order=True)
        found = found.join(firsts.select("case", pl.col("at").alias(name)), on="case", how="left")
    severity = events.lazy().filter(_is(Trigger.SEVERITY_SET)).select("case", severity="value")
    return found.join(severity, on="case", how="left")


def polars(plan: Callable[[pl.DataFrame, pl.DataFrame], pl.LazyFrame], events: pl.DataFrame, cases: pl.DataFrame) -> Table:
    group = pl.col("vendor") * len(SEVERITIES) + pl.col("severity").fill_null(SEVERITY_CODE[Severity.NORMAL])
    read = plan(events, cases).with_columns(group=group)
    done = pl.collect_all([_summary(read, name) for name in CLOCKS])
    return {(name, row[0]): row[1:] for name, summary in zip(CLOCKS, done, strict=True) for row in summary.iter_rows()}


def _summary(read: pl.LazyFrame, name: str) -> pl.LazyFrame:
    ended, waited = pl.col(name), pl.col("end") - pl.col("opened")
    times = read.select("group", "opened", name, end=ended.fill_null(pl.col("horizon")))
    times = times.select("group", waited=waited, lost=ended.is_null()).sort("group", "waited", "lost")
    left = pl.len().over("group") - pl.int_range(pl.len()).over("group")
    survival = (1 - pl.col("lost").not_() / left).cum_prod().over("group")
    stopped = pl.col("waited").filter(~pl.col("lost"))
    return (
        times.with_columns(survival=survival)
        .group_by("group")
        .agg(
            pl.len(),
            stopped.median().alias("median"),
            stopped.quantile(0.9, "linear").alias("p90"),
            ((pl.col("waited") <= LINE) & ~pl.col("lost")).mean().alias("attained"),
            pl.col("waited").filter(pl.col("survival") <= 0.5 + 1e-12).first().cast(pl.Float64).fill_null(np.inf).alias("km"),
        )
    )


def agree(ours: Table, theirs: Table) -> None:
    assert ours.keys() == theirs.keys()
    for key, row in ours.items():
        np.testing.assert_allclose(row, theirs[key], rtol=1e-9, err_msg=str(key))


def timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main(events: int) -> None:
    history, terms = simulated(events), promised()
    stored, cases = frames(history)
    plans = {plan.__name__: partial(polars, plan, stored, cases) for plan in (by_filters, by_joins, by_pivot)}
    wall, contract = ours(history, terms)
    for plan in plans.values():
        agree(wall, plan())
    runs: dict[str, Callable[[], object]] = {"ours": lambda: ours(history, terms), **plans}
    best = {
        name: min(times)
        for name, times in zip(
            runs, zip(*([timed(run) for run in runs.values()] for _ in range(TURNS)), strict=True), strict=True
        )
    }
    print(f"{len(history.at):,} events, {len(history.horizon):,} cases, {len(wall)} rows of the table, the numbers agree")
    for name, seconds in best.items():
        print(f"{name:12} {seconds * 1000:8.1f} ms")
    shorter = sum(contract[key][0] < wall[key][1] for key in wall)
    print(f"medians shorter on the contract calendar than on the wall clock: {shorter} of {len(wall)}")
    print(f"ours with calendars ÷ Polars without: {best['ours'] / min(best[name] for name in plans):.2f} (to reach: ≤ 1.0)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
