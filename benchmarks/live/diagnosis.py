"""How often the diagnosis is right: every fault with held-out parameters, shows, seeds and onsets, in virtual time.

    python -m benchmarks.live.diagnosis [--set held-out|tuning] [--only FAULT,…]

Prints both confusion matrices as Markdown, with where it went wrong. About ten seconds a case, a hundred and some cases. To reach: from observations alone the
true layer among the first two named ≥ 95 %; with what may be withheld added, the true cause ≥ 95 %.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.live.cases import Case, Seen, cases, run
from houdun.facts.fault import Layer
from houdun.probe.diagnosis.ranking import diagnose
from houdun.scenario import catalogue

GOAL = 0.95
NONE = "–"


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with what was named: layers from the observations alone, the cause with everything handed over."""

    case: Case
    layer: Layer
    layers: tuple[Layer, ...]
    alone: str
    cause: str

    @property
    def layer_found(self) -> bool:
        return self.layer in self.layers[:2]

    @property
    def cause_found(self) -> bool:
        return self.cause == self.case.fault


def judged(case: Case, seen: Seen) -> Judged:
    onset = min((each.onset for each in seen.detections), default=None)
    alone = diagnose(seen.observations, onset)
    full = diagnose(seen.observations, onset, seen.facts, seen.withheld)
    return Judged(
        case,
        catalogue.find(case.fault).facts.layer,
        tuple(layer for layer, _ in alone.layers),
        alone.causes[0].cause.id if alone.causes else NONE,
        full.causes[0].cause.id if full.causes else NONE,
    )


def told(found: Sequence[Judged]) -> Iterable[str]:
    """The matrices and the misses, as lines of Markdown."""
    yield f"{len(found)} runs of {len({each.case.fault for each in found})} faults"
    yield ""
    yield from _layers(found)
    yield ""
    yield from _causes(found)
    yield ""
    for each in found:
        if not (each.layer_found and each.cause_found):
            named = ", ".join(each.layers[:2]) or "nothing"
            yield f"- missed: {each.case}: named {named} alone, {each.cause} with evidence"
    for what, right in (
        ("layer among the first two, from observations alone", sum(each.layer_found for each in found)),
        ("first cause, from observations alone", sum(each.alone == each.case.fault for each in found)),
        ("cause, with evidence", sum(each.cause_found for each in found)),
    ):
        yield f"- {what}: {right} of {len(found)}, {right / len(found):.1%}"
    yield f"- to reach: {GOAL:.0%} of layers among the first two, {GOAL:.0%} of causes with evidence"


def _layers(found: Sequence[Judged]) -> Iterable[str]:
    yield "| true layer | " + " | ".join(Layer) + " | none | among the first two |"
    yield "|---" * (len(Layer) + 3) + "|"
    for layer in Layer:
        mine = [each for each in found if each.layer is layer]
        first = Counter(each.layers[0] if each.layers else NONE for each in mine)
        cells = " | ".join(str(first[name] or "") for name in (*Layer, NONE))
        yield f"| {layer} | {cells} | {sum(each.layer_found for each in mine)} of {len(mine)} |"


def _causes(found: Sequence[Judged]) -> Iterable[str]:
    yield "| true cause | runs | named first, observations alone | named first, with evidence |"
    yield "|---|---|---|---|"
    for fault in dict.fromkeys(each.case.fault for each in found):
        mine = [each for each in found if each.case.fault == fault]
        yield f"| {fault} | {len(mine)} | {_named(each.alone for each in mine)} | {_named(each.cause for each in mine)} |"


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in Counter(names).most_common())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="held-out", choices=("held-out", "tuning"))
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    print("\n".join(told([judged(case, run(case)) for case in cases(asked.set) if not only or case.fault in only])))


if __name__ == "__main__":
    main()
