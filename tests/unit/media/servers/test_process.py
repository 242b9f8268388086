from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from houdun.errors import OutsideError
from houdun.language import Bilingual
from houdun.media.servers import process
from houdun.media.servers.process import PortTaken, Process, answers, born, free_port, listens, on_free_ports

LISTENING = """
import signal, socket, sys
if "stubborn" in sys.argv: signal.signal(signal.SIGTERM, signal.SIG_IGN)
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True: server.accept()[0].close()
"""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Process]:
    made = Process("example", tmp_path / "run")
    yield made
    made.stop()


def start(made: Process, *more: str) -> int:
    port = free_port()
    made.start([sys.executable, "-S", "-c", LISTENING, str(port), *more], {"tcp": port})
    return port


def test_it_answers_once_it_is_started_and_is_gone_once_it_is_stopped(made: Process) -> None:
    port = start(made)
    assert answers(port)
    assert made.ports() == {"tcp": port}
    made.stop()
    assert not answers(port)
    assert not made.running()
    assert made.ports() == {}


def test_a_port_at_which_another_process_answers_is_not_taken_for_ours(made: Process) -> None:
    waits = [sys.executable, "-S", "-c", "import signal; signal.pause()"]
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(PortTaken):
        made.start(waits, {"tcp": other.getsockname()[1]})
    assert not made.running()


def test_who_listens_at_a_port_is_known() -> None:
    with socket.create_server(("127.0.0.1", 0)) as own:
        port = own.getsockname()[1]
        assert listens(os.getpid(), port)
        assert not listens(os.getppid(), port)
    assert not listens(os.getpid(), port)


def test_where_a_port_is_taken_between_choosing_and_binding_another_one_is_chosen() -> None:
    wished, tried = free_port(), list[int]()
    taken = socket.socket()

    def begin(ports: Mapping[str, int]) -> None:
        tried.append(ports["tcp"])
        if len(tried) == 1:
            taken.bind(("127.0.0.1", ports["tcp"]))
            raise PortTaken(Bilingual("占用", "taken"), Bilingual("换", "change"))

    with taken:
        on_free_ports({"tcp": wished}, begin)
    assert tried[0] == wished
    assert tried[1] != wished


def test_a_machine_whose_ports_are_always_taken_is_an_error_in_the_end() -> None:
    tried = list[int]()

    def begin(ports: Mapping[str, int]) -> None:
        tried.append(ports["tcp"])
        raise PortTaken(Bilingual("占用", "taken"), Bilingual("换", "change"))

    with pytest.raises(PortTaken):
        on_free_ports({"tcp": 0}, begin)
    assert len(tried) == process.ATTEMPTS


def test_another_process_finds_and_stops_it(made: Process, tmp_path: Path) -> None:
    port = start(made)
    script = (
        "import sys; from pathlib import Path; from houdun.media.servers.process import Process;"
        "p = Process('example', Path(sys.argv[1])); print(p.ports()['tcp']); p.stop(); print(p.running())"
    )
    said = subprocess.run([sys.executable, "-c", script, str(tmp_path / "run")], capture_output=True, text=True, check=True)
    assert said.stdout.split() == [str(port), "False"]
    assert not made.running()


def test_one_that_does_not_listen_to_reason_is_forced(made: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "STOPPING", 0.1)
    port = start(made, "stubborn")
    made.stop()
    assert not answers(port)


def test_one_that_dies_at_once_says_its_last_words(made: Process) -> None:
    with pytest.raises(OutsideError, match="no such option") as caught:
        made.start([sys.executable, "-S", "-c", "raise SystemExit('no such option')"], {"tcp": free_port()})
    assert caught.value.where == str(made.log)
    assert not made.running()


def test_one_that_never_answers_is_given_up_and_ended(made: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "STARTING", 0.2)
    with pytest.raises(OutsideError, match="did not start"):
        made.start([sys.executable, "-S", "-c", "import signal; signal.pause()"], {"tcp": free_port()})
    assert not made.running()


def test_a_pid_that_another_process_has_got_since_is_left_alone(made: Process, tmp_path: Path) -> None:
    start(made)
    file = tmp_path / "run" / "example.json"
    record = json.loads(file.read_text())
    file.write_text(json.dumps(record | {"pid": os.getpid()}))
    assert not made.running()
    made.stop()
    assert born(os.getpid())
    os.kill(record["pid"], signal.SIGKILL)


@pytest.mark.parametrize(
    "content", ["", "null", "{}", '{"pid": "x", "born": "1", "ports": {}}', '{"pid": 1, "born": "", "ports": []}']
)
def test_a_damaged_file_is_a_process_that_is_not_there(made: Process, tmp_path: Path, content: str) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "example.json").write_text(content)
    assert not made.running()
    made.stop()


def test_a_wished_port_is_given_where_it_is_free() -> None:
    wished = free_port()
    assert free_port(wished) == wished
    with socket.create_server(("127.0.0.1", wished)):
        assert free_port(wished) != wished
