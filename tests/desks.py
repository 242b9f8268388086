"""Questions, letters and patient customers for the tests of the desks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from houdun.desk.mind import Mind
from houdun.desk.persona import Persona, load
from houdun.desk.turn import Act, Turn
from houdun.facts.question import Given, Instance, Question
from houdun.facts.time import DAY, MINUTE, Millis
from houdun.language import Language
from houdun.scenario.instance import instances, letter
from houdun.scenario.question import load_all, packaged

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY: Millis = 1_772_416_800_000
"""2026-03-02 10:00 in Shanghai."""
RUN = {
    Given.STREAM: "live/s-0417",
    Given.SINCE: "20:01",
    Given.PUBLISHED: "720p30, 1200 kbit/s",
    Given.PLAYED: "https://v.example/s",
}
Hears = Callable[[Act], Sequence[str]]


@cache
def questions() -> tuple[Question, ...]:
    return load_all(packaged())


@cache
def put() -> tuple[Instance, ...]:
    return instances(questions())


def question(id: str) -> Question:
    return next(each for each in questions() if each.id == id)


def asked(instance: Instance, number: int = 0, at: Millis = MONDAY, language: Language = Language.EN) -> Turn:
    words = letter(instance, language, RUN)
    return Turn(id=f"q{number}@app.example", at=at, ours=False, subject=words.subject, text=words.text)


def of(id: str) -> Instance:
    return next(instance for instance in put() if instance.question.id == id)


def says(text: str, at: Millis, number: int, *files: str) -> Turn:
    return Turn(id=f"c{number}@app.example", at=at, ours=False, subject="Re", text=text, files=files)


def written(act: Act, number: int) -> Turn:
    return Turn(
        id=f"d{number}@desk", at=act.at, ours=True, subject=act.subject, text=act.text, author=act.author, automatic=act.automatic
    )


@cache
def _packaged(name: str) -> Persona:
    return load(resources.files("houdun.desk") / "personas" / f"{name}.toml")


def persona(name: str = "chenfeng", **shares: float) -> Persona:
    """A packaged one with some of its habits set otherwise."""
    found = _packaged(name)
    return replace(found, habit=replace(found.habit, **shares))


def thread(mind: Mind, first: Turn, customer: Callable[[Act], str | None], most: int = 30) -> list[tuple[str, Turn]]:
    """A whole conversation, ten days at most: each turn with the desk's step, or "" for the customer's. The customer answers in ten minutes."""
    turns, steps = [first], [""]
    while len(turns) < most and (act := mind.next(turns)) and act.at < first.at + 10 * DAY:
        turns.append(written(act, len(turns)))
        steps.append(act.step)
        if not act.automatic and (answer := customer(act)):
            turns.append(says(answer, act.at + 10 * MINUTE, len(turns)))
            steps.append("")
    return list(zip(steps, turns, strict=True))
