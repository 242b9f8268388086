"""`houdun play` as a user runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.acceptance.conftest import Shell

SHOW = """
layout = "solo"
title = { zh = "小节目", en = "A small show" }
length_s = 600
stream = { width = 320, height = 180, fps = 15, video_kbps = 100 }
hosts = [{ name = { zh = "林", en = "Lin" }, look = "lin", voice = "alto" }]
viewers = [{ at_s = 0, count = 1200 }]
"""


@pytest.fixture
def own(houdun: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("XDG_CACHE_HOME", str(houdun.folder / "cache"))
    (houdun.folder / "own.toml").write_text(SHOW, encoding="utf-8")
    return houdun


def test_a_show_with_a_fault_and_its_cure_is_seen_by_the_probe(own: Shell) -> None:
    shown = own.fine(
        *("play", "own.toml", "--to", "out.flv", "--for", "6", "--log", "log.jsonl"),
        *("--fault", "late_sound:delay_ms=180", "--at", "2", "--until", "4"),
    ).out
    assert "A small show  on air" in shown
    assert shown.index("the fault begins: late sound") < shown.index("the fault is gone") < shown.index("Published for 0:00:06")
    log = [json.loads(line) for line in (own.folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(log) == 6
    own.fine("probe", "out.flv", "--json", "seen.jsonl")
    seconds = [json.loads(line) for line in (own.folder / "seen.jsonl").read_text(encoding="utf-8").splitlines()]
    offsets = [second["values"]["av_offset"] for second in seconds if "av_offset" in second.get("values", {})]
    assert offsets[0] == pytest.approx(0, abs=1)
    assert offsets[2] == pytest.approx(180, abs=1)
    assert offsets[-1] == pytest.approx(0, abs=1)


def test_wrong_use_ends_with_2_and_says_what_to_do(own: Shell) -> None:
    for words, told in (
        (("karaoke", "--to", "x.flv"), "cohost, dating, shopping, solo"),
        (("own.toml", "--to", "x.flv", "--fault", "late_sond"), "late_sound"),
        (("own.toml", "--to", "x.flv", "--remedy", "anything"), "--fault"),
        (("own.toml", "--to", "gopher://x"), "rtmp"),
        (("own.toml", "--to", "rtmp://127.0.0.1/live/{key:NOT_THERE}"), "NOT_THERE"),
    ):
        ended = own("play", *words)
        assert ended.code == 2, ended.err
        assert told in ended.err


def test_where_nobody_answers_it_ends_with_4(own: Shell) -> None:
    assert own("play", "own.toml", "--to", "rtmp://127.0.0.1:9/live/x", "--fault", "late_sound").code == 4


def test_ctrl_c_ends_in_a_summary(own: Shell) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HOUDUN_", "LC_", "LANG"))}
    playing = subprocess.Popen(
        [sys.executable, "-u", "-m", "houdun", "play", "own.toml", "--to", "out.flv", "--fault", "late_sound"],
        cwd=own.folder,
        env=clean | {"LANG": "C.UTF-8", "COLUMNS": "140"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert playing.stdout
    assert "on air" in playing.stdout.readline()
    playing.send_signal(signal.SIGINT)
    out, err = playing.communicate(timeout=20)
    assert (playing.returncode, err) == (0, "")
    assert "Published for 0:00:0" in out
