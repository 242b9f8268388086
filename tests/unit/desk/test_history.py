from __future__ import annotations

import datetime as dt
import re
import statistics
import tomllib
from importlib import resources
from typing import Any

import pytest

from houdun.desk.history import Conversation, band_of, exported_at, history
from houdun.desk.persona import Band, Persona, packaged
from houdun.facts.time import to_millis
from houdun.language import Language

START = to_millis(dt.datetime(2026, 1, 4, 16, tzinfo=dt.UTC))


def told(cases: int = 300, seed: int = 3, language: Language = Language.ZH) -> list[Conversation]:
    return list(history(packaged(), weeks=8, cases=cases, start=START, seed=seed, language=language))


def at(text: str) -> int:
    return to_millis(dt.datetime.fromisoformat(text))


def test_the_same_seed_tells_the_same_history() -> None:
    assert told(20) == told(20)
    assert told(20) != told(20, seed=4)


def test_every_vendor_is_asked_the_same_at_the_same_time() -> None:
    asked: dict[str, set[tuple[str, str]]] = {}
    for each in told(40):
        asked.setdefault(each["vendor"], set()).add((each["turns"][0]["at"], each["turns"][0]["text"]))
    assert len(asked) == 3
    assert len({frozenset(questions) for questions in asked.values()}) == 1


@pytest.mark.parametrize("language", Language)
def test_times_rise_roles_are_known_and_all_is_over_before_the_export(language: Language) -> None:
    for each in told(60, language=language):
        times = [turn["at"] for turn in each["turns"]]
        assert times == sorted(times)
        assert {turn["role"] for turn in each["turns"]} <= {"customer", "vendor", "bot"}
        assert at(times[0]) < exported_at(8, START)


def first_human_minutes(each: Conversation) -> float | None:
    replies = [turn for turn in each["turns"] if turn["role"] == "vendor"]
    return (at(replies[0]["at"]) - at(each["turns"][0]["at"])) / 60_000 if replies else None


@pytest.mark.parametrize("persona", packaged(), ids=lambda persona: persona.id)
def test_what_is_told_agrees_with_the_persona(persona: Persona) -> None:
    own = [each for each in told(1500) if each["id"].startswith(persona.id)]
    times = [first_human_minutes(each) for each in own]
    assert times.count(None) / len(own) == pytest.approx(persona.reply.never, abs=0.02)
    for band in Band:
        answered = [
            t for each, t in zip(own, times, strict=True) if t is not None and band_of(at(each["turns"][0]["at"])) is band
        ]
        assert statistics.median(answered) == pytest.approx(persona.reply.first(band).median, rel=0.25)
    acknowledged = sum(any(turn["role"] == "bot" for turn in each["turns"]) for each in own) / len(own)
    assert acknowledged == pytest.approx(persona.reply.acknowledges, abs=0.04)


@pytest.mark.parametrize("language", Language)
def test_every_sentence_of_the_corpus_is_said_in_time(language: Language) -> None:
    corpus: dict[str, Any] = tomllib.loads(
        (resources.files("houdun.desk") / "corpus" / f"{language}.toml").read_text(encoding="utf-8")
    )
    said = "\n".join(turn["text"] for each in told(1500, language=language) for turn in each["turns"])
    lines = [line for side in ("say", "customer") for lines in corpus[side].values() for line in lines]
    unsaid = [line for line in lines if max(re.split(r"\{\w+\}", line), key=len) not in said]
    assert unsaid == []
