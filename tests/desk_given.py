"""A running desk for tests: in a thread of this process, with a mind whose words are known."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from houdun.channel.email.settings import Copies, Server, Settings, Tls
from houdun.desk.persona import packaged
from houdun.desk.server.desk import Told
from houdun.desk.server.ledger import Side
from houdun.desk.server.office import Office
from houdun.desk.server.serving import HOST, Ports, Service, serve
from houdun.desk.turn import Act, Mind, Turn
from houdun.facts.time import MINUTE, SECOND, Millis
from houdun.keys import Secret

ANY = Ports(smtp=0, imap=0)
CUSTOMER, PASSWORD = "ops@ourlive.example", "s3cr3t-K3y"
SECRET = Secret("{key:DESK}", {"HOUDUN_KEY_DESK": PASSWORD})
OFFICE = Office(persona=dataclasses.replace(packaged()[0], id="acme"), seed=7, zone=ZoneInfo("Asia/Shanghai"), customer=CUSTOMER)


NOBODY = Ports(smtp=9, imap=9)
"""Where nobody listens."""


class Echo:
    """Says the customer's own words back, at once."""

    def next(self, turns: Sequence[Turn]) -> Act | None:
        return None if turns[-1].ours else Act(at=turns[-1].at, step=turns[-1].id, author="", subject="", text=turns[-1].text)

    def unasked(self, threads: Sequence[Sequence[Turn]]) -> Act | None:
        return None


@dataclass(frozen=True)
class Parrot:
    """Acknowledges after `quick`, then answers each mail of the customer `slow` after it, naming it. Unasked it warns once, at `warns_at`."""

    quick: Millis = 3 * SECOND
    slow: Millis = 10 * MINUTE
    warns_at: Millis | None = None

    def next(self, turns: Sequence[Turn]) -> Act | None:
        heard = [turn for turn in turns if not turn.ours]
        answered = sum(turn.ours and not turn.automatic for turn in turns)
        if heard and not any(turn.ours for turn in turns):
            return Act(
                at=heard[0].at + self.quick, step="ack", author="", subject="", text="We have got your mail.", automatic=True
            )
        if answered >= len(heard):
            return None
        asked = heard[answered]
        text = f"答复第 {answered + 1} 封：{asked.text}\n附件：{' '.join(asked.files) or '无'}"
        return Act(at=asked.at + self.slow, step=f"answer {answered + 1}", author="林晓", subject="", text=text)

    def unasked(self, threads: Sequence[Sequence[Turn]]) -> Act | None:
        if self.warns_at is None or any(turns[0].ours for turns in threads):
            return None
        return Act(
            at=self.warns_at, step="warning", author="Mai", subject="Saturday's peak", text="Please reserve lines for Saturday."
        )


def service(folder: Path, mind: Mind, *, virtual: bool = False, ports: Ports = ANY) -> Service:
    return Service(office=OFFICE, mind=mind, password=SECRET, ports=ports, folder=folder, virtual=virtual)


def mailbox(ports: Ports, password: Secret = SECRET) -> Settings:
    """The customer's, as its settings file would describe it."""
    smtp, imap = (
        Server(host=HOST, port=port, tls=Tls.NONE, user=CUSTOMER, password=password) for port in (ports.smtp, ports.imap)
    )
    return Settings(address=CUSTOMER, name="Cora", smtp=smtp, imap=imap, copies=Copies.SERVER)


class Served:
    """A desk that runs; `told` is what it has heard and said."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.ports = NOBODY
        self._news = threading.Condition()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over: asyncio.Future[None] | None = None

    @property
    def settings(self) -> Settings:
        return mailbox(self.ports)

    def said(self, number: int, seconds: float = 10) -> list[Told]:
        """Waits until so many mails have been said."""
        with self._news:
            self._news.wait_for(lambda: sum(told.side is Side.SAID for told in self.told) >= number, seconds)
        return [told for told in self.told if told.side is Side.SAID]

    async def work(self, service: Service, folder: Path) -> None:
        self._loop = asyncio.get_running_loop()
        self._over = self._loop.create_future()
        await serve(service, folder, self._ready, self._tell, self._over)

    def end(self) -> None:
        assert self._loop is not None
        over = self._over
        assert over is not None
        self._loop.call_soon_threadsafe(over.set_result, None)

    def wait_until_ready(self) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.ports is not NOBODY, 10)

    def _ready(self, ports: Ports) -> None:
        with self._news:
            self.ports = ports
            self._news.notify_all()

    def _tell(self, told: Told) -> None:
        with self._news:
            self.told.append(told)
            self._news.notify_all()


@contextlib.contextmanager
def served(folder: Path, mind: Mind, *, virtual: bool = False, ports: Ports = ANY) -> Iterator[Served]:
    """Runs in a thread until the context is left."""
    desk = Served()
    thread = threading.Thread(target=lambda: asyncio.run(desk.work(service(folder, mind, virtual=virtual, ports=ports), folder)))
    thread.start()
    try:
        desk.wait_until_ready()
        yield desk
    finally:
        desk.end()
        thread.join()
