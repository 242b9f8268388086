"""Prevention as a user does it: the calendar in, a call noted, and the comparison says who spoke beforehand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.conftest import Shell

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:gala@team
SUMMARY:PK 大赛
CATEGORIES:peak
DTSTART;TZID=Asia/Shanghai:20260308T160000
DTEND;TZID=Asia/Shanghai:20260308T170000
END:VEVENT
BEGIN:VEVENT
UID:lunch@team
SUMMARY:Team lunch
DTSTART:20260308T120000
END:VEVENT
END:VCALENDAR
"""
WORDS = "周日 16:00 的 PK 大赛我们安排张工值守，建议提前切到备用推流"


@pytest.fixture
def filled(houdun: Shell, workspace: Path, chats: Path, tmp_path: Path) -> Path:
    houdun.fine("import", "chat", chats, "-w", workspace, "--as-of", "2026-03-09T00:00:00+00:00")
    (tmp_path / "team.ics").write_text(CALENDAR, encoding="utf-8")
    houdun.fine("occasions", "import", "team.ics", "-w", workspace)
    return workspace


def proactive(houdun: Shell, workspace: Path) -> dict[str, dict[str, object]]:
    """By vendor, the value of each proactive criterion."""
    houdun.fine("compare", "-w", workspace, "--json", "verdict.json")
    told = json.loads((houdun.folder / "verdict.json").read_text(encoding="utf-8"))
    return {
        each["vendor"]: {id: found["value"] for id, found in each["dimensions"]["proactive"]["criteria"].items()}
        for each in told["vendors"]
    }


def test_who_spoke_beforehand_is_told_from_who_did_not_and_the_report_opens_the_words(houdun: Shell, filled: Path) -> None:
    said = houdun.fine("notice", "Quick", "--at", "2026-03-07T12:00", "--text", WORDS, "-w", filled).out
    assert "warns of: PK 大赛" in said
    found = proactive(houdun, filled)
    assert [found[vendor]["proactive.notice_coverage"] for vendor in ("Quick", "Slow")] == [1, 0]
    assert [found[vendor]["proactive.notice_lead"] for vendor in ("Quick", "Slow")] == [28 * 60, 0]
    assert [found[vendor]["proactive.notice_detail"] for vendor in ("Quick", "Slow")] == [2, 0]
    houdun.fine("report", "-w", filled, "--lang", "zh", "--out", "report.md", "--out", "report.html")
    for name in ("report.md", "report.html"):
        report = (houdun.folder / name).read_text(encoding="utf-8")
        assert "PK 大赛 · 2026-03-08 16:00" in report
        assert "张工值守" in report


def test_a_vendor_that_has_no_case_is_pointed_out(houdun: Shell, filled: Path) -> None:
    ended = houdun.fine("notice", "Quick@Gold", "--at", "2026-03-07T12:00", "--text", WORDS, "-w", filled)
    assert "Quick@Gold has no case yet" in ended.err


def test_without_a_calendar_nobody_has_evidence(houdun: Shell, workspace: Path, chats: Path) -> None:
    houdun.fine("import", "chat", chats, "-w", workspace)
    assert proactive(houdun, workspace)["Quick"]["proactive.notice_coverage"] is None


def test_the_calendar_is_listed_and_again_changes_nothing(houdun: Shell, filled: Path) -> None:
    assert "0 new or changed, 1 known already" in houdun.fine("occasions", "import", "team.ics", "-w", filled).out
    (occasion,) = houdun.fine("occasions", "list", "-w", filled, "--json").json_lines
    assert (occasion["name"], occasion["start"], occasion["kind"]) == ("PK 大赛", "2026-03-08T08:00:00Z", "peak")
    assert "PK 大赛" in houdun.fine("occasions", "list", "-w", filled).out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("occasions", "import", "bad.ics"), 3, "line 2"),
        (("occasions", "import", "none.ics"), 3, "none.ics"),
        (("occasions", "import", "http://example.com/team.ics"), 2, "https://"),
        (("occasions", "import", "https://127.0.0.1/team.ics"), 5, "not on the public internet"),
        (("occasions", "import", "{key:CALENDAR_NONE}"), 2, "HOUDUN_KEY_CALENDAR_NONE"),
        (("notice", "Quick", "--at", "2100-01-01", "--text", "x"), 2, "--at"),
        (("notice", "Quick", "--at", "soon", "--text", "x"), 2, "--at"),
        (("notice", "Quick", "--at", "2026-03-01", "--text", " "), 2, "--text"),
        (("notice", "Quick", "--at", "2026-03-01", "--text", "x", "--plus-minus", "nan"), 2, "--plus-minus"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(houdun: Shell, workspace: Path, words: tuple[str, ...], code: int, told: str) -> None:
    (houdun.folder / "bad.ics").write_text("BEGIN:VCALENDAR\nrubbish\n", encoding="utf-8")
    ended = houdun(*words, "-w", workspace)
    assert (ended.code, ended.err.count("\n")) == (code, 1)
    assert told in ended.err
