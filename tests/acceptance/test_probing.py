"""`houdun probe` and `houdun servers` as a user runs them."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from houdun.media import endpoints
from houdun.media.track import Packet, Track
from houdun.testing.streams import encoded
from tests.acceptance.conftest import Shell

MOVES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recorded") / "room1.flv"
    stream = encoded(7, late=0.1)
    with endpoints.publish(str(path), [each for each in stream if isinstance(each, Track)]) as publisher:
        for each in stream:
            if isinstance(each, Packet):
                publisher.send(each)
    return path


def test_a_stream_is_measured_and_summed_up(houdun: Shell, recording: Path) -> None:
    shown = houdun.fine("probe", recording, "--json", "x.jsonl", "--parquet", "x.parquet").out
    assert "A/V offset +100.0 ms" in shown
    assert "320×180 H.264 High 1.3 · aac 48 kHz × 2" in shown
    assert re.search(r"av_offset +100 ", shown)
    lines = [json.loads(line) for line in (houdun.folder / "x.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[-1]["summary"]["series"]["av_offset"]["median"] == pytest.approx(100, abs=0.5)
    assert (houdun.folder / "x.parquet").stat().st_size > 1000


def test_it_speaks_chinese(houdun: Shell, recording: Path) -> None:
    shown = houdun.fine("probe", recording, "--seconds", "3", env={"HOUDUN_LANG": "zh"}).out
    assert "音画偏移 +100.0 ms" in shown
    assert "共测量 3 秒；流仍在继续" in shown


def test_a_dead_address_ends_with_4_and_a_wrong_one_with_2(houdun: Shell) -> None:
    assert houdun("probe", "rtmp://127.0.0.1:9/live/nobody").code == 4
    assert houdun("probe", "gopher://127.0.0.1/live").code == 2
    assert houdun("probe", "https://127.0.0.1/x.flv?k={key:NOT_THERE}").code == 2


def test_a_file_that_is_no_stream_ends_with_3(houdun: Shell) -> None:
    (houdun.folder / "x.flv").write_bytes(b"not a stream at all")
    ended = houdun("probe", "x.flv")
    assert ended.code == 3
    assert len(ended.err.strip().splitlines()) == 1


def test_on_a_terminal_there_is_a_meter_and_ctrl_c_ends_in_a_summary(recording: Path) -> None:
    shown = watched_on_a_terminal(f"file://{recording}?pace=own", seconds=3.0)
    text = MOVES.sub("", shown)
    assert "╭─" in text
    assert "┼" in text
    assert "Watched for" in text
    assert "framesPerSecond" in text


def watched_on_a_terminal(url: str, seconds: float) -> str:
    """What `houdun probe` shows on a terminal until Ctrl-C after so many seconds of measuring. Fails where it does not end with 0."""
    ours, theirs = pty.openpty()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("HOUDUN_", "LC_", "LANG", "NO_COLOR"))
    }
    probing = subprocess.Popen(
        [sys.executable, "-m", "houdun", "probe", url],
        stdout=theirs,
        stderr=theirs,
        env=environment | {"LANG": "C.UTF-8", "TERM": "xterm", "COLUMNS": "110", "LINES": "50"},
    )
    os.close(theirs)
    shown = b""
    end = time.monotonic() + 30
    asked = False
    while time.monotonic() < end:
        try:
            read = os.read(ours, 65_536)
        except OSError:  # the other side of a terminal is gone
            break
        if not read:
            break
        shown += read
        if not asked and f"0:0{int(seconds) - 1}".encode() in shown:
            asked = True
            probing.send_signal(signal.SIGINT)
    os.close(ours)
    assert probing.wait(10) == 0
    return shown.decode()


def test_servers_tell_their_state(houdun: Shell) -> None:
    shown = houdun.fine("servers", "status", env={"XDG_RUNTIME_DIR": str(houdun.folder)}).out
    assert {"nginx", "node-media-server", "janus"} <= set(shown.split())
    assert houdun("servers", "up", "no-such-server").code == 2
