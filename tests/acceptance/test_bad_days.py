"""Wrong use and bad input: one line that names the place and the mend, the right exit code, and nothing half done."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.acceptance.conftest import Shell, conversation, write_lines


def test_wrong_use_ends_with_2(houdun: Shell, workspace: Path, chats: Path) -> None:
    wrong: list[list[str | Path]] = [
        ["no-such-command"],
        ["import", "telepathy", chats, "-w", workspace],
        ["import", "chat"],
        ["compare", "-w", "nowhere"],
        ["compare", "-w", workspace, "--stage", "adolescence"],
        ["report", "-w", workspace, "--out", "report.docx"],
        ["report", "-w", workspace],
        ["attest", "-w", workspace, "Quick", "team.charm", "yes", "--status", "seen"],
        ["attest", "-w", workspace, "Quick", "team.named_owner", "perhaps", "--status", "seen"],
        ["import", "chat", chats, "-w", workspace, "--vendor", "@gold"],
    ]
    for words in wrong:
        ended = houdun(*words)
        assert ended.code == 2, words
        assert len(ended.err.strip().splitlines()) == 1, ended.err


HOSTILE = {
    "empty.jsonl": b"",
    "cut.jsonl": b'{"id": "1", "vendor": "A", "turns": [{"at": "2026-03-07T02:00:',
    "latin.jsonl": '{"id": "1", "vendor": "Ä"}'.encode("latin-1"),
    "picture.jsonl": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "archive.zip": b"PK\x03\x04rest",
    "half.gz": gzip.compress(b'{"id": 1}' * 99)[:40],
    "bomb.gz": gzip.compress(bytes(200 * 1024 * 1024)),
    "nested.jsonl": b"[" * 100_000,
    "number.jsonl": b"12345678901234567890123456789012345678901234567890" * 200,
}
MAP = """[columns]
case = "case"
activity = "activity"
time = "time"
[activities]
"x" = { milestone = "closed", by = "vendor" }
"""


@pytest.mark.parametrize("kind", ["chat", "github", "email", "events"])
def test_any_file_ends_in_one_line_with_3_and_nothing_lands(houdun: Shell, workspace: Path, kind: str) -> None:
    (houdun.folder / "map.toml").write_text(MAP)
    words = ["--map", "map.toml"] if kind == "events" else []
    for name, data in HOSTILE.items():
        (houdun.folder / name).write_bytes(data)
        ended = houdun("import", kind, name, "-w", workspace, "--vendor", "A", *words)
        assert ended.code == 3, (name, ended.err)
        assert len(ended.err.strip().splitlines()) == 1, name
        assert name in ended.err
    assert houdun.fine("cases", "-w", workspace, "--json").out == ""


@pytest.mark.parametrize(
    ("table", "code", "place"),
    [
        ("case,activity,time,time\n1,x,2026-03-07T10:00:00Z,2026-03-07T10:00:00Z\n", 3, "2 columns are called time"),
        ("case,activity,time\n1,x,03/04/2026 10:00\n", 2, "t.csv:2 [time]"),
        ("case,activity,time\n1,x,2026-03-07T10:00:00+08:00\n1,x,2026-03-07T02:30:00\n", 3, "t.csv:3 [time]"),
    ],
    ids=["two columns of one name", "day or month first", "a zone on some rows only"],
)
def test_a_table_that_can_be_read_in_two_ways_is_not_guessed(
    houdun: Shell, workspace: Path, table: str, code: int, place: str
) -> None:
    (houdun.folder / "map.toml").write_text(MAP)
    (houdun.folder / "t.csv").write_text(table)
    ended = houdun("import", "events", "t.csv", "-w", workspace, "--vendor", "A", "--map", "map.toml")
    assert (ended.code, len(ended.err.strip().splitlines())) == (code, 1), ended.err
    assert place in ended.err
    assert houdun.fine("cases", "-w", workspace, "--json").out == ""


def test_two_zones_in_one_file_are_one_time_line(houdun: Shell, workspace: Path) -> None:
    turns = [
        {"at": "2026-03-07T10:00:00+08:00", "author": "x", "role": "customer", "text": "黑屏"},
        {"at": "2026-03-07T02:30:00Z", "author": "y", "role": "vendor", "text": "原因是密钥过期"},
    ]
    path = write_lines(houdun.folder / "zones.jsonl", {"id": "1", "vendor": "A", "turns": turns})
    houdun.fine("import", "chat", path, "-w", workspace)
    (case,) = houdun.fine("cases", "-w", workspace, "--json").json_lines
    assert case["clocks"]["time_to_first_response_human"]["wall_s"] == 1800.0


def test_bad_records_are_written_aside_with_reasons_and_counted(houdun: Shell, workspace: Path) -> None:
    good = conversation("good", "A", ("02:00:00", "customer", "hi"), ("02:05:00", "vendor", "hello"))
    no_zone = {"id": "bad", "vendor": "A", "turns": [{"at": "2026-03-07 02:00", "author": "x", "role": "customer", "text": "hi"}]}
    path = write_lines(houdun.folder / "mixed.jsonl", good, no_zone)
    refused = houdun("import", "chat", path, "-w", workspace)
    assert refused.code == 3
    assert "mixed.jsonl:2" in refused.err
    assert houdun.fine("cases", "-w", workspace, "--json").out == ""
    done = houdun.fine("import", "chat", path, "-w", workspace, "--skip-bad", "rejected.jsonl")
    assert "1 records set aside" in done.out
    reject = json.loads((houdun.folder / "rejected.jsonl").read_text())
    assert reject["row"] == 2
    assert json.loads(reject["raw"]) == no_zone
    assert [case["id"] for case in houdun.fine("cases", "-w", workspace, "--json").json_lines] == ["good"]


def test_a_place_where_rejects_cannot_be_written_ends_with_4_and_nothing_lands(houdun: Shell, workspace: Path) -> None:
    path = write_lines(houdun.folder / "mixed.jsonl", conversation("1", "A", ("02:00:00", "customer", "hi")), {"id": "2"})
    for place in ("missing/rejected.jsonl", "."):
        ended = houdun("import", "chat", path, "-w", workspace, "--skip-bad", place)
        assert (ended.code, len(ended.err.strip().splitlines())) == (4, 1), ended.err
    assert houdun.fine("cases", "-w", workspace, "--json").out == ""


def test_pipes_and_devices_are_refused_before_they_are_read(houdun: Shell, workspace: Path) -> None:
    os.mkfifo(houdun.folder / "pipe")
    for path in ("pipe", "/dev/zero"):
        ended = houdun("import", "chat", path, "-w", workspace)
        assert ended.code == 3, ended.err
        assert path in ended.err


def test_a_terminal_without_the_characters_gets_question_marks(houdun: Shell, workspace: Path, chats: Path) -> None:
    houdun.fine("import", "chat", chats, "-w", workspace)
    assert "Quick" in houdun.fine("compare", "-w", workspace, env={"PYTHONIOENCODING": "ascii"}).out


def test_hostile_text_stays_inert_on_the_terminal(houdun: Shell, workspace: Path) -> None:
    evil = "\x1b[2J\x1b]0;owned\x07[red]\u202e<script>alert(1)</script>"
    record = conversation(evil, evil, ("02:00:00", "customer", evil), ("02:05:00", "vendor", evil))
    houdun.fine("import", "chat", write_lines(houdun.folder / "evil.jsonl", record), "-w", workspace)
    for words in (["cases"], ["cases", "--json"], ["compare"]):
        shown = houdun.fine(*words, "-w", workspace).out
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert "\u202e" not in shown
    houdun.fine("report", "-w", workspace, "--out", "evil.html", "--out", "evil.md", "--out", "evil.pdf", "--out", "evil.json")
    page = (houdun.folder / "evil.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "\u202e" not in page


def test_nothing_imported_yet_says_what_to_do(houdun: Shell, workspace: Path) -> None:
    ended = houdun("compare", "-w", workspace)
    assert ended.code == 3
    assert "houdun import" in ended.err


def test_no_color_and_pipes_get_plain_text(houdun: Shell, workspace: Path, chats: Path) -> None:
    houdun.fine("import", "chat", chats, "-w", workspace)
    assert "\x1b" not in houdun.fine("compare", "-w", workspace, env={"NO_COLOR": "1"}).out


def test_an_import_killed_in_the_middle_leaves_nothing_half_done(houdun: Shell, workspace: Path) -> None:
    records = [
        conversation(f"c{n}", "A", ("02:00:00", "customer", "x" * 500), ("02:05:00", "vendor", "y" * 500)) for n in range(20_000)
    ]
    path = write_lines(houdun.folder / "many.jsonl", *records)
    running = subprocess.Popen(
        [sys.executable, "-m", "houdun", "import", "chat", str(path), "-w", str(workspace)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    journal = workspace / "houdun.db-wal"
    waited = 0
    while running.poll() is None and not (journal.exists() and journal.stat().st_size > 500_000) and waited < 600:
        # Another process is at work: its progress shows only on the disk, and no clock of ours can be turned for it.
        time.sleep(0.02)
        waited += 1
    running.send_signal(signal.SIGKILL)
    running.wait()
    left = houdun.fine("cases", "-w", workspace, "--json").json_lines
    assert len(left) in {0, 20_000}
    houdun.fine("import", "chat", write_lines(houdun.folder / "one.jsonl", *records[:3]), "-w", workspace)
    assert len(houdun.fine("cases", "-w", workspace, "--json").json_lines) in {3, 20_000}
