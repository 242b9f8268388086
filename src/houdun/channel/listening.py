"""Listening for good: what comes is handed on, an outage is waited out, a refusal is for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from houdun.channel.port import Incoming, Receiver
from houdun.channel.wake import Wake
from houdun.errors import OutsideError

EVERY: Final = 60.0
"""Seconds after which is looked even where nothing was told."""
FIRST, LONGEST = 1.0, 300.0
"""Seconds of the first wait after a failure, and of the longest."""


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: 1, 2, 4 … 300."""
    return min(LONGEST, FIRST * 2.0 ** min(max(failures, 1) - 1, 16))


def listen(
    receiver: Receiver,
    cursor: str,
    wake: Wake,
    trouble: Callable[[OutsideError, float], None],
    every: float = EVERY,
    abreast: Callable[[], None] = lambda: None,
) -> Iterator[Incoming]:
    """Yields what arrives behind the cursor until `wake` is set; `trouble` hears of each failure and of the seconds until the next try, `abreast`
    each time that everything which was there has been taken.

    RefusedError and UsageError end it: no waiting helps against a wrong password, and trying it again gets a mailbox locked.
    """
    failures = 0
    while not wake.is_set:
        try:
            for message in receiver.new(cursor):
                cursor, failures = message.cursor, 0
                yield message
            failures = 0
            abreast()
            receiver.wait(every)
        except OutsideError as error:
            failures += 1
            trouble(error, backoff(failures))
            wake.wait(backoff(failures))
