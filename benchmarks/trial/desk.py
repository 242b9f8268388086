"""What a simulated desk takes, says and counts through its sockets, with a packaged persona's mind.

    python -m benchmarks.trial.desk [--letters 200]

The desk is a process of its own in virtual time, spoken to by our own sender, receiver and clock. To reach: ≥ 200 advances a second.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from houdun import clock
from houdun.channel.email.receiver import Receiver
from houdun.channel.email.sender import Sender
from houdun.channel.email.settings import Copies, Server, Settings, Tls
from houdun.channel.email.virtual import Clock
from houdun.channel.port import Attachment, Letter
from houdun.channel.wake import Wake
from houdun.desk.server.house import Neighbour, desks
from houdun.facts.time import DAY, MINUTE, Millis
from houdun.scenario.question import load_all, packaged

MONDAY: Final[Millis] = 1_772_416_800_000
ADVANCES: Final = 2_000
LOG: Final = Attachment("publisher.log", "text/plain", b"20:40:01 sent 30\n" * 2_000)


def mailbox(desk: Neighbour) -> Settings:
    smtp, imap = (
        Server(host="127.0.0.1", port=port, tls=Tls.NONE, user=desk.customer, password=desk.password)
        for port in (desk.smtp, desk.imap)
    )
    return Settings(address=desk.customer, name="Cora", smtp=smtp, imap=imap, copies=Copies.SERVER)


def letters(number: int, to: str) -> list[Letter]:
    """The packaged questions' wordings, in turn, with a log of 34 kB."""
    words = [wording.en for question in load_all(packaged()) for wording in question.wordings]
    return [
        Letter(
            id=f"{each}@ourlive.example", tag=str(1000 + each), to=to, subject=word.subject, text=word.text, attachments=(LOG,)
        )
        for each, word in zip(range(number), words * number, strict=False)
    ]


@contextlib.contextmanager
def timed(what: str, count: list[int]) -> Iterator[None]:
    """Prints how many of `count` a second, and how long they took."""
    began = clock.steady()
    yield
    took = clock.steady() - began
    print(f"{what:34}{sum(count) / took:8,.0f} a second  ({sum(count):,} in {took:.2f} s)")


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        began = clock.steady()
        (desk,) = stack.enter_context(desks(["yunlian"], Path(folder), seed=1, virtual=True))
        print(f"{'start of a desk':34}{clock.steady() - began:8.2f} s")
        settings, wake = mailbox(desk), stack.enter_context(Wake())
        ours = stack.enter_context(contextlib.closing(Clock(settings)))
        receiver = stack.enter_context(contextlib.closing(Receiver(settings, wake, virtual=True)))
        with timed("advances with nothing due", [ADVANCES]):
            for each in range(ADVANCES):
                ours.advance(MONDAY + each)
        sender = Sender(settings, virtual=True)
        with timed("letters taken", [number]):
            for each, letter in enumerate(letters(number, desk.support)):
                sender.send(letter, MONDAY + each * MINUTE)
        steps, mails, cursor, now = [0], [0], "", MONDAY
        with timed("advances to the next act", steps):
            while (due := ours.next_due()) is not None and due < MONDAY + 30 * DAY:
                now, steps[0] = due, steps[0] + 1
                ours.advance(now)
        with timed("answers taken in by our receiver", mails):
            mails[0] = len(list(receiver.new(cursor)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=200)
    main(parser.parse_args().letters)
