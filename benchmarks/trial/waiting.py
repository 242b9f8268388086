"""What a trial in real time costs while it waits, and how soon it takes in a reply, and an order.

    python -m benchmarks.trial.waiting [--cases 300] [--seconds 60] [--replies 30]

All questions are asked by real mail, nobody answers, and the process is watched; then replies arrive in a mailbox that is watched by IDLE.
To reach: ≤ 250 MB and ≤ 3 % of a core for 300 cases; a reply taken in, an order begun in ≤ 2 s.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event

from houdun import clock
from houdun.channel.email.sender import Sender
from houdun.channel.port import Letter
from houdun.desk.persona import Persona
from houdun.desk.server.ledger import Side
from houdun.desk.turn import Act, Turn
from houdun.facts.time import SECOND, Millis
from houdun.flow.trial import operator, record
from houdun.flow.trial.moves import Rules
from houdun.store import Store
from tests.trial_killed import ROOT, Trial, opened
from tests.trial_real import mailbox

PING = "Ping"
STARTING = 300.0
"""Seconds in which all questions must be out."""


class Silent:
    """Answers nothing but what is asked of it as a measurement, that after half a second."""

    def __init__(self, persona: Persona) -> None:
        pass

    def next(self, turns: Sequence[Turn]) -> Act | None:
        first = turns[0]
        if PING not in first.subject or any(turn.ours for turn in turns):
            return None
        return Act(at=first.at + 500, step="pong", author="Mai", subject="", text="Here.")

    def unasked(self, threads: Sequence[Sequence[Turn]]) -> Act | None:
        return None


def main(cases: int, seconds: float, replies: int) -> None:
    asked = ("which_region",) * (cases // 2)
    with tempfile.TemporaryDirectory() as folder:
        with opened(Path(folder), minds=Silent, asked=asked, apart=20, rules=asdict(Rules())) as trial, running(trial) as pid:
            took = started(trial, cases)
            print(f"{cases} questions asked by mail in {took:.0f} s")
            watch(pid, seconds)
            ping(trial, replies)
            ordered(trial)
        late(trial)


@contextmanager
def running(trial: Trial) -> Iterator[int]:
    with subprocess.Popen(trial.command(), stdout=subprocess.DEVNULL, cwd=ROOT) as process:
        try:
            yield process.pid
        finally:
            process.terminate()


def started(trial: Trial, cases: int) -> float:
    """Waits until so many letters are out beside the briefs. Seconds."""
    began = clock.steady()
    while clock.steady() < began + STARTING:
        Event().wait(2)
        if not (Path(trial.plan.workspace) / "houdun.db").exists():
            continue
        with Store.open(Path(trial.plan.workspace)) as store:
            if sum("number" in entry.data for entry in store.journal.read(record.LETTER)) >= cases:
                return clock.steady() - began
    raise TimeoutError("not all questions went out")


def watch(pid: int, seconds: float) -> None:
    Event().wait(5)
    began, used = clock.steady(), _processor(pid)
    Event().wait(seconds)
    share = (_processor(pid) - used) / (clock.steady() - began)
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    memory = int(status.split("VmRSS:")[1].split()[0]) / 1024
    threads = int(status.split("Threads:")[1].split()[0])
    print(f"waiting for {seconds:.0f} s: {share:.1%} of a core, {memory:.0f} MB, {threads} threads")


def _processor(pid: int) -> float:
    """Seconds that it has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ping(trial: Trial, replies: int) -> None:
    name, desk = next(iter(trial.desks.items()))
    sender = Sender(mailbox(name, desk.ports.smtp, desk.ports.imap))
    for number in range(replies):
        letter = Letter(id=f"ping{number}@ourlive.example", tag="", to=desk.office.support, subject=PING, text="Are you there?")
        sender.send(letter, clock.now())
        Event().wait(1)
    Event().wait(3)


def ordered(trial: Trial) -> None:
    """From an operator's order, written by another process, to what it does to each case."""
    with Store.open(Path(trial.plan.workspace)) as store:
        now = clock.now()
        operator.order(store.journal, operator.Order.STOP, now)
        Event().wait(10)
        done = [entry for entry in store.journal.read(record.EVENT) if entry.data["kind"] == "Stopped"]
        print(f"an order to stop reached {len(done)} cases after {(min(entry.at for entry in done) - now) / SECOND:.2f} s")


def late(trial: Trial) -> None:
    """From a reply's delivery into the mailbox to its entry in the journal."""
    said = {id: at for desk in trial.desks.values() for side, at, id in desk.kept() if side is Side.SAID}
    with Store.open(Path(trial.plan.workspace)) as store:
        taken: dict[str, Millis] = {entry.data["id"]: entry.at for entry in store.journal.read(record.INBOX)}
    waits = [(taken[id] - at) / SECOND for id, at in said.items() if id in taken]
    print(
        f"{len(waits)} of {len(said)} replies taken in: {statistics.median(waits):.2f} s in the middle, {max(waits):.2f} s at most"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--replies", type=int, default=30)
    main(**vars(parser.parse_args()))
