"""Blind grading, measured on threads of the simulated desks: how fast the rule is (to reach: 2,000 threads/s of a core), how often it says
what the desk came to, and how often a simple classifier still tells the vendor from a masked thread (chance: one third).

python -m benchmarks.blind_grading [THREADS]
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from houdun import grading
from houdun.desk.mind import Mind
from houdun.desk.persona import packaged
from houdun.desk.script import DEPTH, Outcome, Script, advice_depth
from houdun.desk.turn import Turn
from houdun.facts.case import Message, Role, Source
from houdun.facts.question import Given, Question
from houdun.facts.time import DAY, MINUTE, Millis
from houdun.grading.blind.mask import blind, known
from houdun.grading.keyed import Heard, judge
from houdun.language import Language
from houdun.scenario.instance import instances, letter
from houdun.scenario.question import load_all
from houdun.scenario.question import packaged as packaged_questions

THREADS, SEED = 300, 1
BEGIN: Millis = 1_772_416_800_000
RUN = {
    Given.STREAM: "live/s-0417",
    Given.SINCE: "20:01",
    Given.PUBLISHED: "720p30, 1200 kbit/s",
    Given.PLAYED: "https://v.example/s",
}
HANDED_OVER = {Language.ZH: "已发，请查收附件。", Language.EN: "Here it is, see the attachment."}


@dataclass(frozen=True)
class Thread:
    """What a desk wrote on a question, and the depth that it came to by its own script."""

    vendor: str
    question: Question
    texts: tuple[tuple[str, str], ...]
    depth: int


def main() -> None:
    threads = _threads(int(sys.argv[1]) if len(sys.argv) > 1 else THREADS)
    heard = [(each, [_heard(text) for _, text in each.texts]) for each in threads]
    started = time.process_time()
    ruled = [judge(each.question, said).depth for each, said in heard]
    speed = len(threads) / (time.process_time() - started)
    exact = sum(rule == each.depth for rule, each in zip(ruled, threads, strict=True)) / len(threads)
    near = sum(abs(rule - each.depth) <= 1 for rule, each in zip(ruled, threads, strict=True)) / len(threads)
    means = sum(each.depth for each in threads) / len(threads), sum(ruled) / len(threads)
    print(
        f"rule: {speed:,.0f} threads/s of a core; exact {exact:.0%}, within one depth {near:.0%}; mean {means[0]:.2f} by script, {means[1]:.2f} by rule"
    )
    names = [name for persona in packaged() for name in persona.name]
    plain = [(each.vendor, " ".join(text for _, text in each.texts)) for each in threads if each.texts]
    masked = [
        (each.vendor, " ".join(blind(text, known(names, [author])) for author, text in each.texts))
        for each in threads
        if each.texts
    ]
    print(
        f"vendor told from the thread by its character pairs: {_told(plain):.0%} as written, {_told(masked):.0%} masked (chance 33%)"
    )


def _threads(count: int) -> list[Thread]:
    chance, questions = random.Random(SEED), load_all(packaged_questions())
    put, personas = instances(questions), packaged()
    found = []
    for number in range(count):
        persona, language, instance = personas[number % len(personas)], chance.choice(list(Language)), chance.choice(put)
        mind = Mind(persona, questions, number, ZoneInfo("Asia/Shanghai"))
        words = letter(instance, language, RUN)
        first = Turn(id=f"q{number}@app.example", at=BEGIN, ours=False, subject=words.subject, text=words.text)
        texts = tuple(_played(mind, first, language))
        found.append(Thread(persona.name.en, instance.question, texts, _depth(mind.script(first), instance.question)))
    return found


def _played(mind: Mind, first: Turn, language: Language) -> list[tuple[str, str]]:
    turns, said = [first], []
    while (act := mind.next(turns)) and act.at < first.at + 10 * DAY and len(turns) < 30:
        turns.append(
            Turn(
                id=f"d{len(turns)}",
                at=act.at,
                ours=True,
                subject=act.subject,
                text=act.text,
                author=act.author,
                automatic=act.automatic,
            )
        )
        if not act.automatic:
            said.append((act.author, act.text))
        if act.step in {"first", "again"}:
            turns.append(Turn(id=f"c{len(turns)}", at=act.at + 10 * MINUTE, ours=False, subject="Re", text=HANDED_OVER[language]))
    return said


def _depth(script: Script, question: Question) -> int:
    if script.outcome is Outcome.POINTS:
        return advice_depth(question, script.points)
    whole = script.outcome is Outcome.CAUSE and script.changes and script.prevents
    return 4 if whole else DEPTH[script.outcome]


def _heard(text: str) -> Heard:
    message = Message(uid="m", at=BEGIN, author="", role=Role.VENDOR, text=text, source=Source("", ""))
    return Heard(text, frozenset(found.name for found in grading.find(message)))


def _told(texts: Sequence[tuple[str, str]]) -> float:
    """Naive Bayes on character pairs, trained on one half and asked about the other."""
    half = len(texts) // 2
    pairs = {
        vendor: Counter(pair for name, text in texts[:half] if name == vendor for pair in _pairs(text)) for vendor, _ in texts
    }
    totals = {vendor: sum(counts.values()) for vendor, counts in pairs.items()}

    def likely(text: str, vendor: str) -> float:
        return sum(math.log((pairs[vendor][pair] + 0.1) / (totals[vendor] + 1_000)) for pair in _pairs(text))

    right = sum(max(pairs, key=lambda vendor: likely(text, vendor)) == name for name, text in texts[half:])
    return right / (len(texts) - half)


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


if __name__ == "__main__":
    main()
