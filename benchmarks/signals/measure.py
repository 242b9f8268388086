"""Precision and recall of every signal, by language, on dialogues whose labels two raters gave blind.

    python -m benchmarks.signals.measure [--part dev|heldout] [--markdown FILE] [--errors SIGNAL]

Counted are the messages of those who can speak the signal (`houdun.grading.REGISTRY`). The truth (`gold`) is what
both raters said, or the adjudicator where they differed. A signal with fewer than 50 positives in a language is not measured. `--errors` shows what the
rules got wrong, in the dev part alone: the held-out part stays unseen.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.signals import texts
from houdun.facts.case import Message
from houdun.facts.signals import Signal
from houdun.grading import REGISTRY, find

LABELS = Path(__file__).parent / "labels"
LANGUAGES = ("zh", "en")
LEAST = 50
Z = 1.959963984540054
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with what the raters and the rules say of it."""

    key: texts.Key
    message: Message
    first: frozenset[str]
    second: frozenset[str]
    gold: frozenset[str]
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts for one signal in one language. `kappa` is the raters' agreement (Cohen), nan where it means nothing."""

    right: int
    wrong: int
    missed: int
    kappa: float

    @property
    def positives(self) -> int:
        return self.right + self.missed

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return _share(self.right, self.positives)


def labelled(language: str, part: str, folder: Path = LABELS) -> list[Labelled]:
    """The labelled messages of a part whose texts are here; those without are left out."""
    path = folder / f"{language}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    here = dict([*texts.ours(part), *texts.twitter(), *texts.github()])
    return [
        Labelled(
            key,
            here[key],
            frozenset(row["a"]),
            frozenset(row["b"]),
            frozenset(row["gold"]),
            frozenset(found.name for found in find(here[key])),
        )
        for row in rows
        if row["part"] == part and (key := (row["from"], row["id"], row["turn"])) in here
    ]


def score(signal: Signal, rows: Iterable[Labelled]) -> Score:
    """Among the messages of those who can speak the signal."""
    spoken = [row for row in rows if row.message.role in REGISTRY[signal].speakers]
    right = sum(signal in row.gold and signal in row.found for row in spoken)
    wrong = sum(signal not in row.gold and signal in row.found for row in spoken)
    missed = sum(signal in row.gold and signal not in row.found for row in spoken)
    return Score(right, wrong, missed, kappa([(signal in row.first, signal in row.second) for row in spoken]))


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Cohen's kappa of two raters' yes and no (Cohen 1960); nan where they never differ from one answer."""
    n = len(pairs)
    if not n:
        return math.nan
    agreed = sum(first == second for first, second in pairs) / n
    yes_first, yes_second = sum(first for first, _ in pairs) / n, sum(second for _, second in pairs) / n
    chance = yes_first * yes_second + (1 - yes_first) * (1 - yes_second)
    return (agreed - chance) / (1 - chance) if chance < 1 else math.nan


def wilson(successes: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); all of it where n is 0."""
    if not n:
        return 0.0, 1.0
    share, spread = successes / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def table(part: str) -> list[str]:
    """The lines of a Markdown table: one for each signal and language."""
    lines = ["| signal | language | n | precision | recall | kappa |", "|---|---|--:|---|---|--:|"]
    for language in LANGUAGES:
        rows = labelled(language, part)
        scores = {signal: score(signal, rows) for signal in Signal}
        lines += [_line(str(signal), language, each) for signal, each in scores.items()]
        lines.append(_line("**all**", language, total(scores.values())))
    return lines


def total(scores: Iterable[Score]) -> Score:
    """All signals together."""
    counts = [(each.right, each.wrong, each.missed) for each in scores]
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True))
    return Score(right, wrong, missed, math.nan)


def _line(name: str, language: str, each: Score) -> str:
    precision = _cell(each.right, each.right + each.wrong)
    recall = _cell(each.right, each.positives)
    if each.positives < LEAST:
        precision, recall = f"not measured ({precision})", f"not measured ({recall})"
    return f"| {name} | {language} | {each.positives} | {precision} | {recall} | {_number(each.kappa)} |"


def _cell(successes: int, n: int) -> str:
    low, high = wilson(successes, n)
    return f"{_number(_share(successes, n))} [{low:.2f}, {high:.2f}]"


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def errors(signal: Signal) -> list[str]:
    """What the rule got wrong in the dev part, one line each: + found wrongly, - missed."""
    return [
        f"{'+' if signal in row.found else '-'} {row.key[1]} {row.key[2]}: {' '.join(row.message.text.split())}"
        for language in LANGUAGES
        for row in labelled(language, "dev")
        if row.message.role in REGISTRY[signal].speakers and (signal in row.found) != (signal in row.gold)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=("dev", "heldout"), default="heldout")
    parser.add_argument("--markdown", type=Path, help="write the table to this file as well")
    parser.add_argument("--errors", type=Signal, help="show what the rule of this signal got wrong in the dev part")
    options = parser.parse_args()
    for path in (texts.TWITTER, texts.GITHUB):
        if not path.exists():
            print(f"{path} is missing: its messages are left out", file=sys.stderr)
    lines = errors(options.errors) if options.errors else table(options.part)
    print("\n".join(lines))
    if options.markdown and not options.errors:
        options.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
