"""Kills a small trial in real time, or a desk of it, and afterwards holds the journal against what the desks have kept."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import logging
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from houdun import clock
from houdun.desk import mind
from houdun.desk.dice import Dice
from houdun.desk.persona import Delay, Persona, packaged
from houdun.desk.server import serving
from houdun.desk.server.desk import Told
from houdun.desk.server.ledger import Ledger, Side
from houdun.desk.server.office import Office
from houdun.desk.server.reading import read
from houdun.desk.server.serving import Ports, Service
from houdun.desk.turn import Mind
from houdun.facts.time import SECOND, Millis
from houdun.flow.trial import crash, record
from houdun.store import Store
from tests.desk_given import ANY
from tests.desks import ZONE, questions
from tests.trial_real import SECRET, Plan, blocks, customer, terms_of

ROOT = Path(__file__).parents[1]
LONGEST = 90.0
"""Seconds in which a trial must come to its end, restarts and all."""
NONE: Mapping[float, str] = MappingProxyType({})
TYPES: Millis = SECOND // 2
"""How long whoever answers types: a real one twenty seconds at least, and no trial here is that patient."""
UNREAD: Millis = 5 * SECOND
"""What came so shortly before a trial's end need not have been read."""


def fast(persona: Persona) -> Persona:
    """Answers everybody, within a second or so."""
    soon = Delay(0.01, 0.3)
    reply = replace(persona.reply, day=soon, night=soon, weekend=soon, peak=soon, next=soon, never=0.0)
    return replace(persona, reply=reply)


@dataclass
class Desk:
    """A simulated desk in a forked process, on the same ports in every life. `again` are letters that came to it twice."""

    office: Office
    mind: Mind
    folder: Path
    ports: Ports = ANY
    pid: int = 0

    def start(self) -> None:
        service = Service(office=self.office, mind=self.mind, password=SECRET, ports=self.ports, folder=self.folder)
        theirs, ours = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            Dice.lasting = lambda self, name, delay, unit: TYPES  # type: ignore[method-assign]  # in this process alone
            with contextlib.suppress(BaseException):
                asyncio.run(self._serve(service, ours))
            os._exit(1)
        os.close(ours)
        with open(theirs, encoding="ascii") as pipe:
            self.ports = Ports(**json.loads(pipe.readline()))

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)

    async def _serve(self, service: Service, pipe: int) -> None:
        # That whoever it spoke to was killed is no news here.
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)

        def ready(ports: Ports) -> None:
            os.write(pipe, json.dumps(dataclasses.asdict(ports)).encode() + b"\n")
            os.close(pipe)

        def tell(told: Told) -> None:
            if told.again:
                with (self.folder / "again").open("a") as file:
                    file.write(told.id + "\n")

        await serving.serve(service, self.folder, ready, tell, asyncio.get_running_loop().create_future())

    def again(self) -> list[str]:
        path = self.folder / "again"
        return path.read_text(encoding="utf-8").split() if path.exists() else []

    def kept(self) -> Iterator[tuple[Side, Millis, str]]:
        """What the ledger of a desk that runs no more holds."""
        with contextlib.closing(Ledger(self.folder, 0)) as ledger:
            for entry in ledger.entries:
                yield entry.side, entry.at, read(entry.path.read_bytes()).id


@dataclass
class Life:
    """A process of the trial. Times in seconds from its start."""

    began: Millis
    code: int | None = None
    told: list[dict[str, object]] = field(default_factory=list)

    def after(self, what: str) -> float | None:
        at = next((told["at"] for told in self.told if told["what"] == what), None)
        return (at - self.began) / 1000 if isinstance(at, int) else None


@dataclass
class Trial:
    """The trial over all its lives."""

    folder: Path
    plan: Plan
    desks: Mapping[str, Desk]
    lives: list[Life] = field(default_factory=list)

    def command(self) -> list[str]:
        return [sys.executable, "-m", "tests.trial_real", str(self.plan.write(self.folder / "plan.json"))]

    def live(self, crash_at: str = "", *, kill_after: float = LONGEST, kill_desks: Mapping[float, str] = NONE) -> Life:
        """One life, to its end: by itself, at that point, or after so many seconds. `kill_desks` by the second at which each dies and comes back."""
        life, began = Life(clock.now()), clock.steady()
        with (self.folder / f"life{len(self.lives)}").open("w+") as out:
            process = subprocess.Popen(
                self.command(),
                stdout=out, cwd=ROOT, env={**os.environ, crash.VARIABLE: crash_at},
            )  # fmt: skip
            for second, desk in sorted(kill_desks.items()):
                if _ended(process, began + second) is None:
                    self.desks[desk].kill()
                    self.desks[desk].start()
            life.code = _ended(process, began + kill_after)
            if life.code is None:
                process.kill()
                process.wait()
            out.seek(0)
            life.told = [json.loads(line) for line in out if line.endswith("\n")]
        self.lives.append(life)
        return life

    def is_over(self) -> bool:
        return any(told["what"] == "over" for told in self.lives[-1].told)

    def faults(self) -> list[str]:
        """What is missing or there twice, when everybody has ended."""
        with Store.open(Path(self.plan.workspace), self.plan.url) as store:
            inbox = [(entry.data["mailbox"], entry.data["id"], entry.at) for entry in store.journal.read(record.INBOX)]
            letters = [entry.key for entry in store.journal.read(record.LETTER)]
            openings = [entry.data["case"] for entry in store.journal.read(record.LETTER) if entry.data.get("number") == 0]
            uids = Counter(entry.uid for log in store.cases() if log.key.channel == "trial" for entry in log.entries)
            events = [(entry.data["case"], entry.data["kind"]) for entry in store.journal.read(record.EVENT)]
            asked = {matter.case for block in blocks(terms_of(self.plan), self.plan) for matter in block.matters}
        found = [
            f"asked {number} times: {case} ({', '.join(kind for of, kind in events if of == case)})"
            for case in asked
            if (number := openings.count(case)) != 1
        ]
        found += [f"twice in a log: {uid}" for uid, number in uids.items() if number > 1]
        for name, desk in self.desks.items():
            kept = list(desk.kept())
            heard = [id for side, _, id in kept if side is Side.HEARD]
            taken = Counter(id for mailbox, id, _ in inbox if mailbox.split()[0] == customer(name))
            read_to = max((at for side, at, id in kept if side is Side.SAID and id in taken), default=0)
            until = max(read_to, max((at for *_, at in inbox), default=0) - UNREAD)
            found += [f"came twice to {name}: {id}" for id in (*desk.again(), *(i for i in set(heard) if heard.count(i) > 1))]
            found += [f"not known to have gone to {name}: {id}" for id in heard if id not in letters]
            found += [f"lost: {id}" for side, at, id in kept if side is Side.SAID and at < until and id not in taken]
            found += [f"counted {number} times: {id}" for id, number in taken.items() if number > 1]
        gone = {id for desk in self.desks.values() for side, _, id in desk.kept() if side is Side.HEARD}
        return found + [f"never arrived: {id}" for id in letters if id not in gone]


def _ended(process: subprocess.Popen[bytes], until: float) -> int | None:
    """Its exit code, as soon as there is one; None where it still runs at that moment."""
    try:
        return process.wait(max(0.0, until - clock.steady()))
    except subprocess.TimeoutExpired:
        return None


def answering(persona: Persona) -> Mind:
    return mind.Mind(fast(persona), questions(), 1, ZONE)


@contextlib.contextmanager
def opened(
    folder: Path, url: str | None = None, minds: Callable[[Persona], Mind] = answering, **changes: object
) -> Iterator[Trial]:
    """Two desks that run, and a trial that begins in a moment. A change is of a field of its `Plan`."""
    offices = [Office(persona=persona, seed=1, zone=ZONE, customer=customer(persona.id)) for persona in packaged()[:2]]
    desks = {office.persona.id: Desk(office, minds(office.persona), folder / office.persona.id) for office in offices}
    for desk in desks.values():
        desk.start()
    try:
        addresses = {name: (desk.ports.smtp, desk.ports.imap, desk.office.support) for name, desk in desks.items()}
        plan = Plan(workspace=str(folder / "w"), url=url, start=clock.now(), desks=addresses)
        yield Trial(folder, replace(plan, **changes), desks)  # type: ignore[arg-type]  # a test names fields
    finally:
        for desk in desks.values():
            desk.kill()
