"""Is every fault of a trial seen by the probe, and every remedy judged rightly? And how fast does the stage play?

    python -m benchmarks.trial.stage [--only QUESTION,…] [--values all|ends] [--full-size]

Each packaged question that the loopback can show, in virtual time, at its values; with each a run per remedy of its fault, right and wrong.
Prints a row a question, then what was judged wrong. To reach: ≥ 95 % right; carousel shows at 720p at 10 times real time or faster.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from houdun.facts.fault import Value
from houdun.facts.question import Instance, Question
from houdun.facts.time import SECOND
from houdun.flow.trial.stage.port import Order, Showing
from houdun.flow.trial.stage.virtual import VirtualStage
from houdun.scenario import catalogue, instance, question

NOW = 1_767_800_000_000
SMALL: Mapping[str, Value] = {"width": 320, "height": 180}
GOAL, SPEED = 0.95, 10.0
CAROUSEL = "apart_after_a_hitch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One run: what it was, whether it came out as it should, and what was seen."""

    instance: Instance
    remedy: str
    right: bool
    showing: Showing

    def __str__(self) -> str:
        values = ",".join(f"{name}={value:g}" for name, value in self.instance.values.items())
        seen = "seen" if self.showing.detected_at else "not seen"
        return f"{self.instance.question.id} {values} {self.remedy or 'no remedy'}: {seen}, {'well' if self.showing.healthy else 'not well'}"


def settled(asked: Question, values: str) -> list[Instance]:
    """One instance for each setting of the values; `ends`: the first and the last."""
    found = list({tuple(each.values.items()): each for each in instance.instances([asked])}.values())
    return found if values == "all" else [found[0], found[-1]] if len(found) > 1 else found


def tries(stage: VirtualStage, put: Instance) -> Iterator[Tried]:
    """Without a remedy, then with each."""
    order = Order(case="bench", instance=put, publish="loop://bench", play="loop://bench")
    plain = stage.show(order, NOW)
    if not put.question.fault:
        yield Tried(instance=put, remedy="", right=plain.detected_at is None and plain.healthy, showing=plain)
        return
    yield Tried(instance=put, remedy="", right=plain.detected_at is not None and not plain.healthy, showing=plain)
    for remedy in catalogue.find(put.question.fault).facts.remedies:
        showing = stage.show(replace(order, remedies=(remedy.id,)), NOW)
        yield Tried(instance=put, remedy=remedy.id, right=showing.healthy is remedy.cures, showing=showing)


def row(asked: Question, found: list[Tried]) -> str:
    plain, tried = [each for each in found if not each.remedy], [each for each in found if each.remedy]
    delays = [
        (each.showing.detected_at - each.showing.onset_at) / SECOND
        for each in plain
        if each.showing.detected_at and each.showing.onset_at
    ]
    slowest = f"{max(delays):.0f} s" if delays else "–"
    return (
        f"| {asked.id} | {asked.fault or 'control'} | {sum(each.right for each in plain)} of {len(plain)} | {slowest} "
        f"| {sum(each.right for each in tried)} of {len(tried)} |"
    )


def speed() -> str:
    """A carousel show at its full size, its loop already encoded."""
    put = settled(question.load(CAROUSEL), "ends")[0]
    order = Order(case="bench", instance=put, publish="loop://bench", play="loop://bench", remedies=("sound_earlier",))
    VirtualStage().show(order, NOW)
    began, used = time.monotonic(), time.process_time()
    showing = VirtualStage().show(order, NOW)
    seconds = showing.offsets[-1][0]
    took, used = time.monotonic() - began, time.process_time() - used
    reached = "reached" if seconds / used >= SPEED else "not reached"
    return f"720p carousel: {seconds:.0f} s played in {took:.1f} s, {used:.1f} s of a core: {seconds / used:.0f}× ({reached}: ≥ {SPEED:g}×)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--values", default="all", choices=("all", "ends"))
    parser.add_argument("--full-size", action="store_true")
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    everything: list[Tried] = []
    print("| question | fault | without remedy, right | slowest seen after | remedies judged right |\n|---|---|---|---|---|")
    for each in question.load_all(question.packaged()):
        stage = VirtualStage({} if asked.full_size else SMALL)
        if not each.show or not stage.shows(each) or (only and each.id not in only):
            continue
        found = [tried for put in settled(each, asked.values) for tried in tries(stage, put)]
        everything += found
        print(row(each, found), flush=True)
    for tried in everything:
        if not tried.right:
            print(f"- wrong: {tried}")
    share = sum(each.right for each in everything) / len(everything)
    print(f"{len(everything)} runs, {share:.1%} right ({'reached' if share >= GOAL else 'not reached'}: ≥ {GOAL:.0%})")
    print(speed())


if __name__ == "__main__":
    main()
