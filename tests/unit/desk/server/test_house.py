from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from houdun import clock
from houdun.channel.email.sender import Sender
from houdun.channel.email.virtual import Clock
from houdun.channel.port import Letter
from houdun.desk.server.house import desks
from houdun.desk.server.ledger import Ledger
from houdun.desk.server.serving import Ports
from houdun.errors import OutsideError, UsageError
from houdun.facts.time import DAY
from houdun.testing.factories import MONDAY
from tests.desk_given import mailbox

PARENT = """
import sys
from pathlib import Path
from houdun.desk.server.house import desks
with desks(["qiushi"], Path(sys.argv[1]), seed=1, virtual=True):
    print("open", flush=True)
    sys.stdin.read()
"""


def gone(folder: Path) -> bool:
    """Whether no desk works in the folder any more."""
    with contextlib.suppress(UsageError):
        Ledger(folder, MONDAY).close()
        return True
    return False


def test_desks_start_together_each_with_its_folder_are_spoken_to_and_end_together(tmp_path: Path) -> None:
    with desks(["qiushi", "yunlian"], tmp_path, seed=1, virtual=True) as (first, second):
        assert [each.support for each in (first, second)] == ["support@qiushi.example", "support@yunlian.example"]
        assert len({first.smtp, first.imap, second.smtp, second.imap}) == 4
        assert not gone(tmp_path / "qiushi")
        settings = mailbox(Ports(smtp=second.smtp, imap=second.imap), second.password)
        letter = Letter(id="q1@ourlive.example", tag="4712", to=second.support, subject="连麦音画不同步", text="房间 8801")
        Sender(settings, virtual=True).send(letter, MONDAY)
        with contextlib.closing(Clock(settings)) as ours:
            ours.advance(MONDAY + 9 * DAY)
    assert gone(tmp_path / "qiushi")
    assert gone(tmp_path / "yunlian")
    kept = [file.read_text(encoding="utf-8", errors="replace") for file in (tmp_path / "yunlian").rglob("*") if file.is_file()]
    assert len(kept) >= 2
    assert not any(second.password.filled() in text for text in kept)


def test_a_desk_that_does_not_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="no persona nobody"), desks(["nobody"], tmp_path, seed=1, virtual=True):
        pass


def test_desks_end_with_whoever_started_them_even_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "open\n"
        assert not gone(tmp_path / "qiushi")
        parent.kill()
    until = clock.steady() + 5
    while not gone(tmp_path / "qiushi") and clock.steady() < until:
        threading.Event().wait(0.02)
    assert gone(tmp_path / "qiushi")
