"""How well notices are recognised: precision and recall, and how often kind and time are right.

    python -m benchmarks.notices.measure [--part made|heldout] [--errors]

The messages were written before the rules. Of every four the first two were looked at while the rules were made; the other two were
not, and `--errors` does not show them.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from houdun.facts.case import Source
from houdun.facts.occasion import Notice, Unasked
from houdun.facts.time import from_millis, to_millis
from houdun.facts.vendor import Vendor
from houdun.prevention.notices import recognised

ZONE = ZoneInfo("Asia/Shanghai")
RECEIVED = to_millis(dt.datetime(2026, 3, 2, 10, tzinfo=ZONE))
LANGUAGES = ("zh", "en")
PARTS = ("made", "heldout")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message; `kind` and `start` (local, to the minute or the day) are empty where it is no notice or names no time."""

    kind: str
    start: str
    text: str
    part: str


@dataclass(frozen=True, slots=True)
class Score:
    """`kinds` and `times` of `right`: how many of the notices that were found have the true kind among theirs, and the true time."""

    right: int
    wrong: int
    missed: int
    kinds: int
    times: int

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)


def messages(language: str) -> Iterator[Labelled]:
    lines = (Path(__file__).parent / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    for place, line in enumerate(line for line in lines if not line.startswith("#")):
        kind, start, text = line.split(" | ", 2)
        yield Labelled(kind.strip("-"), "" if start == "-" else start, text, PARTS[place % 4 // 2])


def found(message: Labelled) -> Notice | None:
    word = Unasked(uid="1", vendor=Vendor("a"), at=RECEIVED, text=message.text, source=Source("", ""))
    return recognised(word, ZONE)


def score(held: Iterable[Labelled]) -> Score:
    judged = [(each, found(each)) for each in held]
    right = [(each, notice) for each, notice in judged if each.kind and notice]
    return Score(
        right=len(right),
        wrong=sum(not each.kind and notice is not None for each, notice in judged),
        missed=sum(bool(each.kind) and notice is None for each, notice in judged),
        kinds=sum(each.kind in notice.kinds for each, notice in right),
        times=sum(_in_time(each, notice) for each, notice in right),
    )


def _in_time(message: Labelled, notice: Notice) -> bool:
    starts = [from_millis(each.start).astimezone(ZONE).strftime("%Y-%m-%dT%H:%M") for each in notice.windows]
    return not message.start or any(each.startswith(message.start) for each in starts)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--part", choices=PARTS, default="heldout")
    options.add_argument("--errors", action="store_true")
    asked = options.parse_args()
    for language in LANGUAGES:
        held = [each for each in messages(language) if each.part == ("made" if asked.errors else asked.part)]
        reached = score(held)
        print(
            f"{language} {len(held)} messages: precision {reached.precision:.2f} ({reached.right}/{reached.right + reached.wrong}), "
            f"recall {reached.recall:.2f} ({reached.right}/{reached.right + reached.missed}), "
            f"kind {reached.kinds}/{reached.right}, time {reached.times}/{reached.right}"
        )
        for each in held if asked.errors else ():
            notice = found(each)
            if bool(each.kind) != bool(notice):
                print("  missed" if each.kind else "  wrong ", each.text)
            elif notice and (each.kind not in notice.kinds or not _in_time(each, notice)):
                print("  differs", each.kind, each.start, sorted(notice.kinds), each.text)


if __name__ == "__main__":
    main()
