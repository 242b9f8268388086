"""The demo's material: three simulated vendors, and what a team that tries them out has itself: a plan, a calendar, promises, viewers."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from houdun import config
from houdun.desk.persona import Persona
from houdun.desk.server.house import Neighbour
from houdun.facts.fault import Value
from houdun.facts.happening import Happening
from houdun.facts.time import Millis, from_millis
from houdun.files import write
from houdun.flow.trial import record
from houdun.flow.trial.record import Journal
from houdun.flow.trial.stage.port import Timing
from houdun.language import Bilingual, Language

PERSONAS = ("chenfeng", "qiushi", "yunlian")
SEED = 14
START: Millis = 1_767_888_000_000
"""Friday 2026-01-09 00:00 in Asia/Shanghai: the demo always tells the same three days."""
VIEWERS_AT_PEAK = 3_000
EVENING = (2, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 4, 4, 4, 5, 6, 8, 11, 13, 13, 9, 5)
"""Viewers of each hour, relative to one another."""
NAME, MARK = "demo", "demo"
"""Of the trial, and the key of what says in its journal that it is this one."""
PLAN, CALENDAR, PROMISES, VIEWERS, DESKS = "trial.toml", "calendar.ics", "promises.toml", "viewers.csv", "desks"
SMALL: dict[str, Value] = {"width": 426, "height": 240, "fps": 15, "video_kbps": 250}
"""How the demo's streams differ from the shows' own: a minute must do for all."""
SHORT = Timing(control=24.0)
QUESTIONS = (
    "lips_a_little_off", "lips_before_words", "cards_too_early", "apart_after_a_hitch", "slides_in_dances", "delay_that_grows",
    "slow_first_picture", "behind_by_seconds", "no_sound_before_a_tap", "sizing_for_a_peak", "before_a_release", "who_runs_this_at_our_size",
)  # fmt: skip

SETTINGS = """# The demo's workspace. All vendors in it are simulated. 演示工作区，服务商均为模拟。
zone = "Asia/Shanghai"
stage = "growth"
run_by = "houdun demo"
paid_by = "{paid_by}"
promises = "promises.toml"
viewers = "viewers.csv"
"""

TRIAL = """# The demo's trial: three simulated desks on this machine, three days, twelve questions. 演示用的考察计划：本机三家模拟客服，三天，十二道题。
[trial]
name = "{name}"
language = "{language}"
start = {start}
days = 3
blocks = 12
seed = {seed}
weekly_peak = ["sat 20-23"]
questions = [{questions}]

[claim]
horizon_hours = 12

[conduct]
approval = {approval}
night_calls_a_week = 5
spacing_minutes = 60

[brief]
business = "{business}"
architecture = "{architecture}"
"""
VENDOR = """
[[vendors]]
name = "{name}"
plan = "{plan}"
to = "{support}"
persona = "{persona}"

[vendors.mailbox]
address = "{customer}"
password = "{{key:DESK}}"
copies = "server"
smtp = {{ host = "127.0.0.1", port = {smtp}, tls = "none" }}
imap = {{ host = "127.0.0.1", port = {imap}, tls = "none" }}

[vendors.streams.rtmp]
publish = "loop://{persona}-{{stream}}"
play = "loop://{persona}-{{stream}}"
"""
BUSINESS = Bilingual(
    "社交直播：单人秀、双人连麦、相亲房、电商带货，周六晚是高峰",
    "Social live: solo shows, co-hosting, dating rooms, shopping; the peak is on Saturday night",
)
ARCHITECTURE = Bilingual(
    "主播端用 OBS 经 RTMP 推流，观众端拉 HTTP-FLV 与 HLS", "Hosts publish by OBS over RTMP; viewers play HTTP-FLV and HLS"
)
OCCASIONS = (
    ("peak", "20260110T120000Z", "20260110T150000Z", Bilingual("周六晚高峰", "Saturday night peak")),
    ("release", "20260111T020000Z", "20260111T030000Z", Bilingual("新版客户端上线", "Release of the new client")),
    ("peak", "20260111T120000Z", "20260111T150000Z", Bilingual("周日跨夜专场", "Sunday special")),
)

OFFICE = """[calendars.office]
zone = "Asia/Shanghai"
holidays = "CN"
frames = [{ days = ["mon", "tue", "wed", "thu", "fri"], from = "09:00", to = "18:00" }]
"""


def settings(language: Language) -> str:
    return SETTINGS.format(paid_by="无（模拟数据）" if language is Language.ZH else "nobody (simulated data)")


def mark(journal: Journal, language: Language) -> None:
    """Writes down that the trial of this journal is the demo: whoever goes on with it starts its desks."""
    journal.append_all([Happening(record.TRIAL, MARK, START, {"language": language})])


def language_of(journal: Journal) -> Language | None:
    """In which language the demo of this journal is; None where it is no demo."""
    marked = journal.find(record.TRIAL, MARK)
    return Language(marked.data["language"]) if marked else None


def make_way(root: Path, language: Language) -> None:
    """Removes what an untouched demo in the other language left in the folder: its vendors would stand beside this one's."""
    for other in set(Language) - {language}:
        told = root / config.FILE
        if told.is_file() and told.read_text(encoding="utf-8") == settings(other):
            for name in (config.FILE, "houdun.db", "houdun.db-wal", "houdun.db-shm"):
                (root / name).unlink(missing_ok=True)
            shutil.rmtree(root / DESKS, ignore_errors=True)


def write_material(
    root: Path, personas: Sequence[Persona], desks: Sequence[Neighbour], language: Language, *, approval: bool = False
) -> None:
    """Writes the files into the workspace; the same ones every time, but for the desks' ports. With `approval` each question waits for a person."""
    write(root / PLAN, plan(personas, desks, language, approval=approval).encode())
    write(root / CALENDAR, calendar(language).encode())
    write(root / PROMISES, _promises(personas, language).encode())
    write(root / VIEWERS, _viewers().encode())


def plan(personas: Sequence[Persona], desks: Sequence[Neighbour], language: Language, *, approval: bool) -> str:
    """The plan file, as `houdun trial` reads it."""
    head = TRIAL.format(
        name=NAME,
        language=language,
        approval=str(approval).lower(),
        start=from_millis(START + 8 * 3_600_000).date().isoformat(),
        seed=SEED,
        questions=", ".join(f'"{each}"' for each in QUESTIONS),
        business=BUSINESS.to(language),
        architecture=ARCHITECTURE.to(language),
    )
    return head + "".join(
        VENDOR.format(
            name=persona.named(language),
            plan=persona.promise.plan,
            persona=persona.id,
            support=desk.support,
            customer=desk.customer,
            smtp=desk.smtp,
            imap=desk.imap,
        )
        for persona, desk in zip(personas, desks, strict=True)
    )


def calendar(language: Language) -> str:
    """What is coming up, as iCalendar."""
    events = [
        f"BEGIN:VEVENT\r\nUID:{start}@demo\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{start}\r\nDTEND:{end}\r\n"
        f"CATEGORIES:{kind.upper()}\r\nSUMMARY:{name.to(language)}\r\nEND:VEVENT\r\n"
        for kind, start, end, name in OCCASIONS
    ]
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//demo//EN\r\n{''.join(events)}END:VCALENDAR\r\n"


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
    return "\n\n".join([OFFICE.strip(), *stated]) + "\n"


def _viewers() -> str:
    """A live app's week: its evenings, and half as many again on Saturday."""
    rows = ["weekday,hour,viewers"]
    for weekday in range(7):
        for hour in range(24):
            share = EVENING[hour] / max(EVENING) * (1.5 if weekday == 5 else 1.0)
            rows.append(f"{weekday},{hour},{round(VIEWERS_AT_PEAK * share)}")
    return "\n".join(rows) + "\n"
