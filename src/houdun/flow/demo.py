"""The demo's material: simulated vendors' history and what goes with it, as the files a team of its own would have."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from houdun import config
from houdun.desk.history import PEAK, exported_at, history
from houdun.desk.persona import Persona, packaged
from houdun.facts.time import Millis, from_millis
from houdun.files import write
from houdun.language import Language

WEEKS = 8
CASES = 150
START: Millis = 1_767_542_400_000
"""Monday 2026-01-05 00:00 in Asia/Shanghai: the demo always tells the same weeks."""
SEED = 7
VIEWERS_AT_PEAK = 3_000

SETTINGS = """# The demo's workspace. All vendors in it are simulated. 演示工作区，服务商均为模拟。
zone = "Asia/Shanghai"
stage = "growth"
run_by = "houdun demo"
paid_by = "{paid_by}"
promises = "promises.toml"
viewers = "viewers.csv"
"""

CALENDAR = """[calendars.office]
zone = "Asia/Shanghai"
holidays = "CN"
frames = [{ days = ["mon", "tue", "wed", "thu", "fri"], from = "09:00", to = "18:00" }]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Where the files are, and when the history was exported."""

    conversations: Path
    exported_at: Millis


def settings(language: Language) -> str:
    return SETTINGS.format(paid_by="无（模拟数据）" if language is Language.ZH else "nobody (simulated data)")


def make_way(root: Path, language: Language) -> None:
    """Removes what an untouched demo in the other language left in the folder: its vendors would stand beside this one's."""
    for other in set(Language) - {language}:
        told = root / config.FILE
        if told.is_file() and told.read_text(encoding="utf-8") == settings(other):
            for name in (config.FILE, "houdun.db", "houdun.db-wal", "houdun.db-shm"):
                (root / name).unlink(missing_ok=True)


def write_material(root: Path, language: Language) -> Material:
    """Writes the files into the workspace; the same ones every time."""
    personas = packaged()
    conversations = root / "history.jsonl"
    told = history(personas, weeks=WEEKS, cases=CASES, start=START, seed=SEED, language=language)
    write(conversations, "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in told).encode())
    write(root / "promises.toml", _promises(personas, language).encode())
    write(root / "viewers.csv", _viewers().encode())
    return Material(conversations=conversations, exported_at=exported_at(WEEKS, START))


def _promises(personas: Sequence[Persona], language: Language) -> str:
    day = from_millis(START).date().isoformat()
    stated = [
        "\n".join(
            (
                "[[promises]]",
                f'vendor = "{persona.named(language)}"',
                f'plan = "{persona.promise.plan}"',
                'milestone = "first_response"',
                f"target_minutes = {persona.promise.minutes:g}",
                f'hours = "{persona.promise.hours}"',
                f'price = "{persona.promise.price}"',
                'url = ""',
                f"read_on = {day}",
                'note = "simulated 模拟"',
            )
        )
        for persona in personas
    ]
    return "\n\n".join([CALENDAR.strip(), *stated]) + "\n"


def _viewers() -> str:
    """A live app's week: its evenings, and half as many again on Saturday."""
    rows = ["weekday,hour,viewers"]
    for weekday in range(7):
        for hour in range(24):
            share = float(PEAK[hour] / PEAK.max()) * (1.5 if weekday == 5 else 1.0)
            rows.append(f"{weekday},{hour},{round(VIEWERS_AT_PEAK * share)}")
    return "\n".join(rows) + "\n"
