"""Who a simulated vendor is: a data file of delays, skills and habits, so that what it truly does is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from houdun.errors import UsageError
from houdun.language import Bilingual, Language


class Band(StrEnum):
    """Parts of the week in the customers' zone."""

    DAY = "day"
    NIGHT = "night"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Delay:
    """A log-normal time: its median in minutes, and the standard deviation of its logarithm."""

    median: float
    sigma: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """First human answers by band; `next` for all later ones. `never` and `acknowledges` are shares of cases."""

    day: Delay
    night: Delay
    weekend: Delay
    next: Delay
    never: float
    acknowledges: float
    agents: int

    def first(self, band: Band) -> Delay:
        return {Band.DAY: self.day, Band.NIGHT: self.night, Band.WEEKEND: self.weekend}[band]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """The chance to name a cause by the layer it lies in; then to give the change; without it, to give a way round."""

    transport: float
    encoder: float
    player: float
    server: float
    account: float
    change: float
    workaround: float

    def of(self, layer: str) -> float:
        return {
            "transport": self.transport,
            "encoder": self.encoder,
            "player": self.player,
            "server": self.server,
            "account": self.account,
        }[layer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """The chance of each habit in a case; `keeps_update` and `delivers_postmortem` of each promise made."""

    asks_logs: float
    asks_all: float
    only_link: float
    passes_on: float
    blames: float
    admits_limit: float
    cites_precedent: float
    promises_update: float
    keeps_update: float
    postmortem: float
    delivers_postmortem: float
    retest: float
    closes_stale: float
    asks_again: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What its plan promises for a first human answer: minutes within `hours` (24x7 or office)."""

    plan: str
    minutes: float
    hours: str
    price: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    id: str
    name: Bilingual
    promise: Stated
    reply: Reply
    skill: Skill
    habit: Habit

    def named(self, language: Language) -> str:
        return self.name.to(language)


def packaged() -> tuple[Persona, ...]:
    """The three that the demo shows, in the order of their files' names."""
    files = sorted((resources.files("houdun.desk") / "personas").iterdir(), key=lambda file: file.name)
    return tuple(load(file) for file in files if file.name.endswith(".toml"))


def load(file: Traversable) -> Persona:
    """Reads a persona. Raises UsageError with the key that is wrong."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        reply: dict[str, Any] = {
            key: Delay(**value) if isinstance(value, dict) else value for key, value in table["reply"].items()
        }
        return Persona(
            id=file.name.removesuffix(".toml"),
            name=_name(**table["name"]),
            promise=Stated(**table["promise"]),
            reply=Reply(**reply),
            skill=Skill(**_shares(table["skill"])),
            habit=Habit(**_shares(table["habit"])),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            Bilingual(f"人设文件有误（{error}）", f"the persona is not right ({error})"),
            Bilingual("请对照随附的人设文件修改", "mend it after the packaged personas"),
            where=file.name,
        ) from error


def _name(zh: str, en: str) -> Bilingual:
    return Bilingual(zh.strip(), en.strip())


def _shares(table: Mapping[str, Any]) -> dict[str, float]:
    for key, value in table.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{key} = {value}")
    return dict(table)
