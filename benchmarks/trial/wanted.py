"""How well requests for evidence are read: `python -m benchmarks.trial.wanted [--held-out] [--misses]`.

Precision and recall for each kind of evidence and language, over `wanted.en.txt` and `wanted.zh.txt`: every other sentence, the first half that the
rules were written on, or the second, held out. All is by one hand: it tells that the rules do what they say, not how other people write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from houdun.facts.case import Role
from houdun.facts.fault import Evidence
from houdun.facts.question import Given
from houdun.grading.wanted import wanted
from houdun.language import Language
from houdun.testing.factories import message

HERE = Path(__file__).parent
KINDS = (*Evidence, *Given, "reproduction", "brief")


def sentences(language: Language, held_out: bool) -> Iterator[tuple[frozenset[str], str]]:
    lines = (HERE / f"wanted.{language}.txt").read_text("utf-8").splitlines()
    told = [line for line in lines if not line.startswith("#")]
    for line in told[held_out::2]:
        kinds, _, text = line.partition(" | ")
        yield frozenset(kind.strip() for kind in kinds.split(",")) - {"-"}, text


def read(text: str) -> frozenset[str]:
    asked = wanted(message(text, role=Role.VENDOR))
    return frozenset((*asked.evidence, *asked.given, *("reproduction",) * asked.reproduction, *("brief",) * asked.brief))


def share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def main() -> None:
    held_out = "--held-out" in sys.argv
    print("| kind | " + " | ".join(f"{language} {what}" for language in Language for what in ("n", "precision", "recall")) + " |")
    found = {language: [(truth, read(text), text) for truth, text in sentences(language, held_out)] for language in Language}
    for kind in (*KINDS, None):
        cells = []
        for language in Language:
            kinds = [kind] if kind else KINDS
            right = sum(each in truth and each in seen for truth, seen, _ in found[language] for each in kinds)
            true = sum(each in truth for truth, _, _ in found[language] for each in kinds)
            read_as = sum(each in seen for _, seen, _ in found[language] for each in kinds)
            cells += [str(true), share(right, read_as), share(right, true)]
        print(f"| {kind or '**all**'} | " + " | ".join(cells) + " |")
    if "--misses" in sys.argv:
        for language in Language:
            for truth, seen, text in found[language]:
                if truth != seen:
                    print(f"{', '.join(sorted(truth)) or '-'} read as {', '.join(sorted(seen)) or '-'}: {text}")


if __name__ == "__main__":
    main()
