"""`houdun desk` as a user runs it: its mailbox pasted into a settings file, a mail written, Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

from houdun import clock
from houdun.channel.email.sender import Sender
from houdun.channel.email.settings import load
from houdun.channel.port import Letter
from houdun.toml_file import Table
from tests.acceptance.conftest import Shell

PASSWORD = "s3cr3t-K3y"


def test_it_shows_the_mailbox_then_a_line_for_each_mail_and_leaves_nothing(tmp_path: Path) -> None:
    environment = os.environ | {"HOUDUN_KEY_DESK": PASSWORD, "HOUDUN_LANG": "en", "NO_COLOR": "1", "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "houdun", "desk", "yunlian", "--smtp", "0", "--imap", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as desk:
        assert desk.stdout is not None
        opened = desk.stdout.readline()
        assert "write to support@yunlian.example (Ctrl-C ends it)" in opened
        table = Table("mail.toml", "", tomllib.loads("".join(desk.stdout.readline() for _ in range(5))))
        settings = load(table, {"HOUDUN_KEY_DESK": PASSWORD})
        subject = f"Sound \x1b[31m drifts {PASSWORD} [#4712]"
        letter = Letter(id="q1@ourlive.example", tag="4712", to="support@yunlian.example", subject=subject, text="Room 8801")
        Sender(settings).send(letter, clock.now())
        line = desk.stdout.readline()
        assert len(list(tmp_path.iterdir())) == 1
        desk.send_signal(signal.SIGINT)
        rest, errors = desk.communicate(timeout=20)
    assert "←" in line
    assert "drifts" in line
    assert not [part for part in ("\x1b", PASSWORD) if part in opened + line + rest]
    assert (desk.returncode, errors) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_wrong_use_ends_with_2_and_says_what_to_do(houdun: Shell) -> None:
    for words, told in (
        (("nobody", "--smtp", "0", "--imap", "0"), "yunlian"),
        (("yunlian", "--smtp", "0", "--imap", "0"), "HOUDUN_KEY_DESK"),
        (("yunlian", "--smtp", "0", "--imap", "0", "--password", PASSWORD), "{key:NAME}"),
        (("yunlian", "--smtp", "0"), "--imap"),
    ):
        ended = houdun("desk", *words)
        assert ended.code == 2, ended.err
        assert told in ended.err
        assert PASSWORD not in ended.err
