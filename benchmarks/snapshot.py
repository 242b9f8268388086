"""What pages of a large workspace wait for: lists of cases, and the verdict as a worker keeps it.

    python -m benchmarks.snapshot

10,000 invented cases of five vendors with 100,000 messages, in SQLite. A worker's times are of one process, CPU seconds; a page's are the best
and the worst of several. To reach: a page of cases ≤ 50 ms, the snapshot loaded ≤ 300 ms, ranked anew ≤ 50 ms.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from houdun import app
from houdun.app import verdicts
from houdun.facts.vendor import Vendor
from houdun.flow.grade import grade
from houdun.language import Language
from houdun.report.build import SECTIONS
from houdun.report.story.answer import answer
from houdun.report.story.cases import cases
from houdun.report.story.overview import overview
from houdun.report.story.ranking import ranking
from houdun.report.view import View
from houdun.testing import large
from houdun.verdict.judge import Assessment
from houdun.verdict.results import Assessed

TIMES, MANY = 20, 20
NOW = large.HORIZON
Result = TypeVar("Result")


def worked(name: str, work: Callable[[], Result]) -> Result:
    """A worker's step, once."""
    start = time.process_time()
    result = work()
    print(f"{name:58}{time.process_time() - start:8.1f} s CPU")
    return result


def waited(name: str, work: Callable[[], Result]) -> Result:
    """A page's step, again and again."""
    spent = []
    for _ in range(TIMES):
        start = time.perf_counter()
        result = work()
        spent.append(time.perf_counter() - start)
    print(f"{name:58}{min(spent) * 1e3:8.1f} … {max(spent) * 1e3:.1f} ms")
    return result


def sections(snapshot: verdicts.Snapshot) -> int:
    view = View(snapshot.comparison, Language.ZH)
    return sum(len(section(view)) for section in SECTIONS if section is not cases)


def slid(snapshot: verdicts.Snapshot, weights: dict[str, float]) -> int:
    """What a slider changes: ranks, and the sections that tell them, with their chart."""
    view = View(snapshot.at("growth", weights), Language.ZH)
    blocks = (*answer(view), *overview(view), *ranking(view))
    return len(snapshot.pictures(blocks)["f-ranks"])


def many(one: Assessment) -> Assessment:
    """As many vendors as a market has, each with draws of its own."""
    chance = np.random.default_rng(1)
    shape = (len(one.rubric.dimensions), one.draws)
    pattern = one.vendors[0]
    vendors = tuple(
        Assessed(
            vendor=Vendor(f"vendor {number}"), cases=pattern.cases, dimensions=pattern.dimensions, gates=pattern.gates,
            scores=chance.beta(6, 4, shape), earned=pattern.earned, held=pattern.held, tiers=pattern.tiers,
        )
        for number in range(MANY)
    )  # fmt: skip
    return Assessment(one.rubric, vendors, {}, one.draws, one.seed)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, app.create(Path(folder)) as space:
        worked("made: 10,000 cases, 100,000 messages", lambda: large.fill(space.store))
        store = space.store
        waited("a page of 50 cases", store.case_lines)
        waited("… the last one", lambda: store.case_lines(offset=large.CASES - 50))
        waited(
            "… of a vendor and a channel, by words",
            lambda: store.case_lines(vendor=Vendor("Kestrel"), channel="email", words="黑屏"),
        )
        page = waited("… by words that none has", lambda: store.case_lines(words="nothing like it"))
        assert page.total == 0
        keys = [line.key for line in store.case_lines().lines]
        waited("50 cases by their keys", lambda: store.lines_of(keys))
        worked("signals read", lambda: grade(store))
        worked("compared and kept, without figures", lambda: verdicts.compute(space, draws_figures=False, now=NOW))
        worked("compared and kept, every stage's figures in both languages", lambda: verdicts.compute(space, now=NOW))
        print(f"{'the file':58}{(space.root / verdicts.FILE).stat().st_size / 1e6:8.1f} MB")
        snapshot = waited("loaded", lambda: verdicts.load(space.root))
        assert snapshot is not None
        waited("is anything new?", lambda: verdicts.is_stale(space, snapshot))
        weights = {dimension.id: 1.0 for dimension in snapshot.comparison.rubric.dimensions}
        waited("ranked anew, 5 vendors, with flips and shift", lambda: snapshot.rank("growth", weights))
        waited("… with the sections that tell it, and their chart", lambda: slid(snapshot, weights))
        crowd = many(snapshot.assessment)
        waited(f"ranked anew, {MANY} vendors", lambda: crowd.verdict("growth", weights))
        vendor = snapshot.comparison.verdict.vendors[0].vendor
        waited("50 cases behind a number", lambda: snapshot.behind(vendor, "response.tail_p90"))
        waited("all sections of the report but the cases, figures aside", lambda: sections(snapshot))


if __name__ == "__main__":
    main()
