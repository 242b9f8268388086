from __future__ import annotations

import datetime as dt
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.case import Milestone, Severity
from houdun.facts.promise import ALWAYS, Frame
from houdun.facts.time import MINUTE
from houdun.facts.vendor import Vendor
from houdun.verdict.promise_file import load_promises

ENTRY = """
[[promises]]
vendor = "Acme"
plan = "Gold"
milestone = "first_response"
severity = "critical"
target_minutes = 15
hours = "office"
url = "https://acme.example/support"
read_on = 2026-10-31

[calendars.office]
zone = "Asia/Shanghai"
holidays = "CN"
closed = [2026-12-31]
frames = [{ days = ["mon", "fri"], from = "09:00", to = "24:00" }]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "promises.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_promise_and_its_calendar_are_read(tmp_path: Path) -> None:
    (held,) = load_promises(written(tmp_path, ENTRY))
    assert (held.vendor, held.milestone, held.severity) == (Vendor("Acme", "Gold"), Milestone.FIRST_RESPONSE, Severity.CRITICAL)
    assert (held.target_ms, held.read_on) == (15 * MINUTE, dt.date(2026, 10, 31))
    assert held.hours.frames == (Frame(frozenset({0, 4}), 540, 1440),)
    assert (held.hours.zone, held.hours.holidays, held.hours.closed) == (
        "Asia/Shanghai",
        "CN",
        frozenset({dt.date(2026, 12, 31)}),
    )


def test_the_packaged_catalogue_says_where_and_when_each_entry_was_read() -> None:
    with as_file(files("houdun") / "data" / "promises.toml") as path:
        held = load_promises(path)
    assert {each.vendor.name for each in held} == {"Twilio", "Tencent Cloud"}
    for each in held:
        assert each.read_on == dt.date(2026, 10, 31)
        assert each.url or "second hand" in each.note


def test_the_shortest_line_is_a_top_plans() -> None:
    with as_file(files("houdun") / "data" / "promises.toml") as path:
        quick = [each for each in load_promises(path) if each.target_ms == 15 * MINUTE]
    assert [(each.vendor.plan, each.severity, each.hours) for each in quick] == [("Enterprise", Severity.CRITICAL, ALWAYS)]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('vendor = "Acme"', 'vendor = " "', "promises[0].vendor"),
        ('plan = "Gold"', "", "promises[0].plan"),
        ('plan = "Gold"', 'plan = "Gold"\nprize = "1"', "promises[0].prize"),
        ('"first_response"', '"first_answer"', "promises[0].milestone"),
        ('"critical"', '"P1"', "promises[0].severity"),
        ("target_minutes = 15", "target_minutes = 0", "promises[0].target_minutes"),
        ('hours = "office"', 'hours = "night"', "promises[0].hours"),
        ("read_on = 2026-10-31", 'read_on = "2026-10-31"', "promises[0].read_on"),
        ("Asia/Shanghai", "Asia/Peking", "calendars.office.zone"),
        ("closed = [2026-12-31]", "closed = [1]", "calendars.office.closed"),
        ('"fri"', '"friday"', "calendars.office.frames[0].days"),
        ('from = "09:00"', 'from = "9 am"', "calendars.office.frames[0].from"),
        ('to = "24:00"', 'to = "08:00"', "calendars.office.frames[0]"),
        ("[calendars.office]", "[calendars.24x7]", "calendars.24x7"),
        ("[[promises]]", "[promises]", "promises"),
    ],
)
def test_a_mistake_is_said_with_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in ENTRY
    with pytest.raises(UsageError) as raised:
        load_promises(written(tmp_path, ENTRY.replace(old, new)))
    assert f"promises.toml [{key}" in raised.value.where
