"""The history of simulated vendors: conversations as the chat channel reads them, by personas whose true figures are known.

Every vendor is asked the same problems in the same bands of the week, so that what differs is the vendor.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from houdun.desk.persona import Band, Delay, Persona
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis, from_millis, iso
from houdun.language import Language

Conversation = dict[str, Any]
"""A JSON object as docs/reference/chat.md describes it."""

ZONE = ZoneInfo("Asia/Shanghai")
PEAK = np.array([2, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 4, 4, 4, 5, 6, 8, 11, 13, 13, 9, 5], dtype=float)
"""Relative weight of each hour of the day: a live app's evening."""
SATURDAY = 2.0
WATCHED = 14 * DAY
"""How long after the last question the export was made: what is silent until then is unanswered."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to every vendor."""

    number: int
    at: Millis
    problem: Mapping[str, Any]
    wording: str


def history(
    personas: Sequence[Persona], *, weeks: int, cases: int, start: Millis, seed: int, language: Language
) -> Iterator[Conversation]:
    """`cases` conversations with each persona, begun within `weeks` after `start`. The same arguments give the same history."""
    corpus = _corpus(language)
    asked = list(_questions(corpus, weeks=weeks, cases=cases, start=start, seed=seed))
    for persona in personas:
        chance = np.random.default_rng([seed, *persona.id.encode()])
        for question in asked:
            yield _Talk(persona, question, corpus, chance, language).played()


def exported_at(weeks: int, start: Millis) -> Millis:
    """The moment at which that history was exported."""
    return start + weeks * 7 * DAY + WATCHED


def band_of(at: Millis) -> Band:
    """Night is 22:00–8:00, the weekend Saturday and Sunday, in Asia/Shanghai."""
    local = from_millis(at).astimezone(ZONE)
    if local.weekday() >= 5:
        return Band.WEEKEND
    return Band.DAY if 8 <= local.hour < 22 else Band.NIGHT


def _corpus(language: Language) -> Mapping[str, Any]:
    text = (resources.files("houdun.desk") / "corpus" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _questions(corpus: Mapping[str, Any], *, weeks: int, cases: int, start: Millis, seed: int) -> Iterator[Asked]:
    chance = np.random.default_rng([seed, 0])
    hours = np.arange(weeks * 7 * 24)
    local = [from_millis(start + int(hour) * HOUR).astimezone(ZONE) for hour in hours]
    weight = np.array([PEAK[when.hour] * (SATURDAY if when.weekday() == 5 else 1.0) for when in local])
    chosen = np.sort(chance.choice(hours, size=cases, p=weight / weight.sum()))
    for number, hour in enumerate(chosen):
        problem = corpus["problem"][int(chance.integers(len(corpus["problem"])))]
        at = start + int(hour) * HOUR + int(chance.integers(3600)) * SECOND
        yield Asked(number, at, problem, str(chance.choice(problem["asks"])))


@dataclass(slots=True)
class _Talk:
    """One conversation while it is played."""

    persona: Persona
    asked: Asked
    corpus: Mapping[str, Any]
    chance: np.random.Generator
    language: Language
    turns: list[dict[str, str]] = field(default_factory=list)
    last: str = ""
    events: list[dict[str, str]] = field(default_factory=list)
    now: Millis = 0

    def played(self) -> Conversation:
        self.now = self.asked.at
        self._customer(self.asked.wording)
        if self._happens(self.persona.reply.acknowledges):
            self.now += 3 * SECOND
            self._speak("bot", "bot", self._line("acknowledge"))
        if not self._happens(self.persona.reply.never):
            self._answered()
        return {
            "id": f"{self.persona.id}-{self.asked.number:04d}",
            "vendor": self.persona.named(self.language),
            "plan": self.persona.promise.plan,
            "title": self.asked.wording,
            "severity": self.asked.problem["severity"],
            "turns": self.turns,
            "events": self.events,
        }

    def _answered(self) -> None:
        """From the first human answer to the end, each step by the persona's chances."""
        habit = self.persona.habit
        self.now = self.asked.at
        self._wait(self.persona.reply.first(band_of(self.asked.at)))
        agent = self._agent()
        self._vendor(agent, "greet", self._opening())
        self._information(agent)
        if self._happens(habit.passes_on):
            self._wait(self.persona.reply.next)
            self._vendor(agent, "pass_on")
            agent = self._agent()
            self.events.append({"at": iso(self.now), "owner": agent})
        if self._happens(habit.promises_update):
            self._promised(agent)
        solved = self._worked_on(agent)
        self._after(agent, solved)

    def _opening(self) -> str:
        habit = self.persona.habit
        for name, share in (("link", habit.only_link), ("asks_all", habit.asks_all), ("asks_logs", habit.asks_logs)):
            if self._happens(share):
                return name
        return "looking" if self._happens(0.7) else "nothing"

    def _information(self, agent: str) -> None:
        """What was asked for is given, within minutes; some ask again for it."""
        asked = self.last
        if asked not in {"asks_all", "asks_logs"}:
            if self._happens(0.3):
                self.now += int(self.chance.integers(1, 6)) * MINUTE
                self._customer_says("thanks")
            return
        self.now += int(self.chance.integers(3, 40)) * MINUTE
        self._customer_says("gives_all" if asked == "asks_all" else "gives_logs")
        if self._happens(self.persona.habit.asks_again):
            self._wait(self.persona.reply.next)
            self._vendor(agent, "asks_logs")
            self.now += int(self.chance.integers(2, 20)) * MINUTE
            self._customer_says("again")

    def _promised(self, agent: str) -> None:
        """A promise of the next word, kept or not."""
        self.now += int(self.chance.integers(2, 12)) * MINUTE
        due = self.now + int(self.chance.integers(1, 5)) * HOUR
        self._vendor(agent, "promise", due=f"{from_millis(due).astimezone(ZONE):%H:%M}")
        kept = self._happens(self.persona.habit.keeps_update)
        self.now = due - int(self.chance.integers(2, 30)) * MINUTE if kept else due + int(self.chance.integers(1, 9)) * HOUR
        if not kept:
            self.turns.append(self._turn("customer", "c", self._line("waits", "customer"), due + 20 * MINUTE))
        self._vendor(agent, "update")

    def _worked_on(self, agent: str) -> bool:
        """The cause, the change or a way round; whether the customer saw it work."""
        problem, skill = self.asked.problem, self.persona.skill
        self._wait(self.persona.reply.next)
        before = ["precedent"] if self._happens(self.persona.habit.cites_precedent) else []
        if self._happens(skill.of(problem["layer"])):
            changes = self._happens(skill.change)
            theirs = changes and problem["layer"] == "server"
            self._vendor(agent, *before, "cause", *(["change"] if changes else []), *(["fixed"] if theirs else []), **problem)
            return self._tried(0.92 if changes else 0.3)
        if self._happens(skill.workaround):
            self._vendor(agent, *before, "workaround", **problem)
            return self._tried(0.75)
        self._vendor(agent, *before, "blame" if self._happens(self.persona.habit.blames) else "nothing")
        return False

    def _tried(self, works: float) -> bool:
        self.now += int(self.chance.integers(8, 90)) * MINUTE
        worked = self._happens(works)
        self._customer_says("confirms" if worked else "still")
        return worked

    def _after(self, agent: str, solved: bool) -> None:
        habit = self.persona.habit
        if self._happens(habit.admits_limit):
            self._wait(self.persona.reply.next)
            self._vendor(agent, "limit")
        if solved and self._happens(habit.retest):
            self.now += int(self.chance.integers(5, 60)) * MINUTE
            self._vendor(agent, "retest")
        if solved and self.asked.problem["severity"] == "critical" and self._happens(habit.postmortem):
            self._postmortem(agent)
        if solved:
            self._stamp("resolved")
            self.now += int(self.chance.integers(1, 30)) * HOUR
            self._stamp("closed")
        elif self._happens(habit.closes_stale):
            self.now += 3 * DAY
            self._vendor(agent, "stale")
            self._stamp("closed")

    def _postmortem(self, agent: str) -> None:
        self.now += 10 * MINUTE
        self._vendor(agent, "postmortem")
        if self._happens(self.persona.habit.delivers_postmortem):
            self.now += int(self.chance.integers(20, 70)) * HOUR
            self._vendor(agent, "delivered")
            self._stamp("rca_delivered")

    def _happens(self, share: float) -> bool:
        return bool(self.chance.random() < share)

    def _wait(self, delay: Delay) -> None:
        minutes = delay.median * float(np.exp(delay.sigma * self.chance.standard_normal()))
        self.now += max(int(minutes * MINUTE) // SECOND, 20) * SECOND

    def _agent(self) -> str:
        return f"{self.persona.id}-{int(self.chance.integers(self.persona.reply.agents)) + 1}"

    def _line(self, kind: str, side: str = "say", **values: str) -> str:
        line = str(self.chance.choice(self.corpus[side][kind]))
        return line.format(n=1000 + self.asked.number, **values)

    def _vendor(self, agent: str, *kinds: str, **values: str) -> None:
        said = {key: value for key, value in values.items() if key in {"cause", "change", "workaround", "due"}}
        space = "" if self.language is Language.ZH else " "
        text = space.join(self._line(kind, **said) for kind in kinds)
        self.last = kinds[-1]
        self._speak("vendor", agent, text)

    def _customer_says(self, kind: str) -> None:
        self._customer(self._line(kind, "customer"))

    def _customer(self, text: str) -> None:
        self._speak("customer", "c", text)

    def _speak(self, role: str, author: str, text: str) -> None:
        self.turns.append(self._turn(role, author, text, self.now))

    @staticmethod
    def _turn(role: str, author: str, text: str, at: Millis) -> dict[str, str]:
        return {"at": iso(at), "author": author, "role": role, "text": text}

    def _stamp(self, milestone: str) -> None:
        self.events.append({"at": iso(self.now), "milestone": milestone, "by": "vendor", "basis": "claimed"})
