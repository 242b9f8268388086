from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from houdun import clock
from houdun.channel.email.sender import Sender
from houdun.channel.email.virtual import Clock
from houdun.channel.port import Letter
from houdun.desk.server import serving
from houdun.desk.server.serving import HOST, Ports, run
from houdun.desk.turn import Act, Turn
from houdun.errors import OutsideError, UsageError
from houdun.keys import Secret
from tests.desk_given import OFFICE, Echo, Parrot, mailbox, served, service

LETTER = Letter(id="q1@ourlive.example", tag="", to=OFFICE.support, subject="Sound", text="Room 8801")


def quit_at_once(ports: Ports) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_what_is_due_is_said_when_it_falls_due(tmp_path: Path) -> None:
    with served(tmp_path, Parrot(quick=150, slow=300)) as desk:
        began = clock.now()
        Sender(desk.settings).send(LETTER, began)
        moments = [told.at - began for told in desk.said(2)]
    assert 150 <= moments[0] < 150 + 1000
    assert 300 <= moments[1] < 300 + 1000


def test_it_says_where_it_can_be_reached_in_a_line_of_json(tmp_path: Path) -> None:
    line = service(tmp_path, Echo()).announced(Ports(smtp=1, imap=2))
    assert "\n" not in line
    assert json.loads(line) == {"smtp": 1, "imap": 2, "support": "support@acme.example", "customer": "ops@ourlive.example"}


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_ended_without_a_folder_it_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: signal.Signals) -> None:
    monkeypatch.setattr(serving.tempfile, "tempdir", str(tmp_path))  # type: ignore[attr-defined]  # the module's own tempfile
    there: list[int] = []

    def ready(ports: Ports) -> None:
        there.append(len(list(tmp_path.iterdir())))
        os.kill(os.getpid(), sign)

    run(replace(service(tmp_path, Echo()), folder=None), ready, lambda told: None)
    assert there == [1]
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_told_as_such(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        ports = Ports(smtp=0, imap=taken.getsockname()[1])
        with pytest.raises(OutsideError, match="cannot be listened on"):
            run(service(tmp_path, Echo(), ports=ports), quit_at_once, lambda told: None)


def test_without_its_password_it_does_not_open(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no key DESK"):
        run(replace(service(tmp_path, Echo()), password=Secret("{key:DESK}", {})), quit_at_once, lambda told: None)


def test_attached_it_ends_with_its_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, ours = os.pipe()
    with open(theirs, encoding="utf-8") as pipe:
        monkeypatch.setattr("sys.stdin", pipe)
        closing = threading.Timer(0.1, os.close, [ours])
        run(replace(service(tmp_path, Echo()), attached=True), lambda ports: closing.start(), lambda told: None)
        closing.join()
    with open(os.devnull, encoding="utf-8") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        run(replace(service(tmp_path, Echo()), attached=True), lambda ports: None, lambda told: None)


class Mindless(Echo):
    def next(self, turns: Sequence[Turn]) -> Act | None:
        raise ZeroDivisionError


@pytest.fixture
def sending() -> Iterator[list[threading.Thread]]:
    started: list[threading.Thread] = []
    yield started
    for thread in started:
        thread.join()


@pytest.mark.parametrize("virtual", [True, False])
def test_a_bug_of_ours_ends_it_and_is_not_hidden_behind_the_protocol(
    tmp_path: Path, sending: list[threading.Thread], virtual: bool
) -> None:
    def send(ports: Ports) -> None:
        with contextlib.suppress(OutsideError):
            Sender(mailbox(ports)).send(LETTER, 0)
        if virtual:
            with contextlib.closing(Clock(mailbox(ports))) as ours, pytest.raises(OutsideError):
                ours.next_due()

    def ready(ports: Ports) -> None:
        sending.append(threading.Thread(target=send, args=[ports]))
        sending[0].start()

    with pytest.raises(ZeroDivisionError):
        run(service(tmp_path, Mindless(), virtual=virtual), ready, lambda told: None)
