"""Each letter once: every try is written down before it is made, and a try whose outcome nobody knows is looked up before there is another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

from houdun.channel.listening import backoff
from houdun.channel.port import Fate, Letter, Sender
from houdun.errors import InputError, OutsideError, RefusedError
from houdun.facts.happening import Happening
from houdun.facts.time import SECOND, Millis
from houdun.flow.trial import crash
from houdun.flow.trial.record import ATTEMPT, Journal
from houdun.language import Bilingual


@dataclass(frozen=True, slots=True)
class Gone:
    """It is with the vendor. `trouble` is what a person should know all the same."""

    at: Millis
    plus_minus: Millis = 0
    trouble: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Not yet: to be tried again then."""

    at: Millis
    reason: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """It did not go out, and will not."""

    reason: Bilingual


class AskFate:
    """Nobody can tell whether it went out: a person has to say."""


class Issued:
    """A person has been told to send it, and will say when that was done."""


Posted: TypeAlias = Gone | Later | Never | AskFate | Issued


class Outbox:
    """Posts letters through one sender. After a restart it knows from the journal what was tried."""

    def __init__(self, journal: Journal, sender: Sender) -> None:
        self._journal, self._sender = journal, sender
        self._tries: defaultdict[str, list[Millis | None]] = defaultdict(list)
        """Of each letter: when it was tried; None where that try surely failed."""
        for entry in journal.read(ATTEMPT):
            tries = self._tries[entry.data["letter"]]
            if entry.data["failed"]:
                tries[int(entry.key.split("/")[-2]) - 1] = None
            else:
                tries.append(entry.at)

    def post(self, letter: Letter, now: Millis) -> Posted:
        tries = self._tries[letter.id]
        standing = next((at for at in reversed(tries) if at is not None), None)
        tries.append(now)
        crash.point("before-attempt")
        self._write(letter, len(tries), now, failed=False)
        crash.point("after-attempt")
        try:
            delivery = self._sender.send(letter, now, standing)
            crash.point("after-send")
        except OutsideError as error:
            self._failed(letter, now)
            return Later(now + round(backoff(len(tries)) * SECOND), error.problem)
        except (RefusedError, InputError) as error:
            self._failed(letter, now)
            return Never(error.problem)
        if delivery.looked:
            # Else each restart would begin the wait for an earlier try's copy anew.
            self._failed(letter, now)
        match delivery.fate:
            case Fate.SENT:
                return Gone(now if delivery.at is None else delivery.at, delivery.plus_minus, delivery.trouble)
            case Fate.PENDING:
                return Later(now if delivery.again_at is None else delivery.again_at)
            case Fate.UNKNOWN:
                return AskFate()
            case Fate.ISSUED:
                return Issued()

    def in_doubt(self, letter: Letter) -> bool:
        """Some try of it may have gone through."""
        return any(at is not None for at in self._tries.get(letter.id, ()))

    def failed(self, letter: Letter, now: Millis) -> None:
        """Somebody has found that no try up to `now` went out. Said again later, it says nothing of later tries."""
        for number, at in enumerate(self._tries[letter.id]):
            if at is not None and at <= now:
                self._tries[letter.id][number] = None
                self._write(letter, number + 1, now, failed=True)

    def _failed(self, letter: Letter, now: Millis) -> None:
        """This try surely came to nothing; what an earlier one came to is as open as before."""
        self._tries[letter.id][-1] = None
        self._write(letter, len(self._tries[letter.id]), now, failed=True)

    def _write(self, letter: Letter, number: int, now: Millis, *, failed: bool) -> None:
        key = f"{letter.id}/{number}" + ("/failed" if failed else "")
        self._journal.append_all([Happening(ATTEMPT, key, now, {"letter": letter.id, "failed": failed})])
