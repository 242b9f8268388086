"""Our mailboxes, listened to as long as the trial runs, each in a thread of its own. An outage is waited out; a refusal is for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import Final

from houdun import clock
from houdun.channel.listening import listen
from houdun.channel.port import Receiver
from houdun.channel.wake import Wake
from houdun.errors import HoudunError, RefusedError, UsageError
from houdun.facts.happening import Happening
from houdun.facts.time import Millis
from houdun.flow.trial import record
from houdun.flow.trial.post.inbox import Inbox
from houdun.flow.trial.turns import Trouble, Turns

GLANCE: Final = 2.0
"""Seconds between two looks whether a person has seen to a mailbox that refused."""


def opened(journal: record.Journal, receivers: Mapping[str, Receiver], now: Millis) -> tuple[Inbox, ...]:
    """By name. A mailbox is read from where it ended when it was first opened: before the first letter. Raises what the receiver raises."""
    return tuple(Inbox(journal, receiver, name, _begin(journal, name, receiver, now)) for name, receiver in receivers.items())


def _begin(journal: record.Journal, name: str, receiver: Receiver, now: Millis) -> str:
    key = f"mailbox/{name}"
    known = journal.find(record.TRIAL, key)
    if known is not None:
        return str(known.data["cursor"])
    cursor = receiver.end()
    journal.append_all([Happening(record.TRIAL, key, now, {"cursor": cursor})])
    return cursor


@contextmanager
def listening(inboxes: Iterable[Inbox], turns: Turns, journal: record.Journal, stop: Wake, trouble: Trouble) -> Iterator[None]:
    """Within, what comes is taken in. Leaving it ends the threads, and sets `stop` for that."""
    threads = [Thread(target=_listen, args=(inbox, turns, journal, stop, trouble), daemon=True) for inbox in inboxes]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(GLANCE)


def _listen(inbox: Inbox, turns: Turns, journal: record.Journal, stop: Wake, trouble: Trouble) -> None:
    """Until `stop` is set, or the trial has failed: whoever waits for it knows why."""
    while not stop.is_set and turns.failed is None:
        try:
            for incoming in listen(
                inbox.receiver,
                inbox.cursor,
                stop,
                lambda error, seconds: trouble(inbox.name, error, seconds),
                abreast=lambda: turns.abreast(inbox.name),
            ):
                turns.receive(inbox, incoming)
        except (RefusedError, UsageError) as error:
            if turns.failed is None:
                trouble(inbox.name, error, GLANCE)
                _wait_for_a_person(inbox.name, error, journal, stop)
        except Exception as error:  # this thread has nobody above it: whatever it is ends the trial, which tells
            turns.fail(error)
    inbox.receiver.close()


def _wait_for_a_person(mailbox: str, error: HoudunError, journal: record.Journal, stop: Wake) -> None:
    """One task for each time that it has refused since somebody last saw to it."""
    number = 0
    while journal.find(record.ANSWER, f"mailbox/{mailbox}/{number}"):
        number += 1
    key = f"mailbox/{mailbox}/{number}"
    told = {"kind": "mailbox", "mailbox": mailbox, "problem": list(error.problem), "mend": list(error.mend)}
    journal.append_all([Happening(record.TASK, key, clock.now(), told)])
    while not stop.is_set and not journal.find(record.ANSWER, key):
        stop.wait(GLANCE)
