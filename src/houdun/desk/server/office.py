"""How a department signs: its addresses, the marks of its tickets, and the identities of its mails. All from persona and seed: the same again."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from houdun.desk.persona import Persona

STYLES: Final = ("[Ticket#{}]", "[Case #{}]", "[工单号：{}]")
"""As ticket systems write them; each vendor has one."""
_NUMBER: Final = re.compile(r"(?<![\w-])\d{4,10}(?![\w-])", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A persona at work for one customer, whose address is `customer`."""

    persona: Persona
    seed: int
    zone: ZoneInfo
    customer: str

    @property
    def domain(self) -> str:
        """Made of the persona's id, which may be any file's name."""
        return f"{re.sub('[^a-z0-9]+', '-', self.persona.id.lower()).strip('-') or 'vendor'}.example"

    @property
    def support(self) -> str:
        """The address that the customer writes to."""
        return f"support@{self.domain}"

    def id(self, thread: str, step: str) -> str:
        """The Message-ID, without brackets, of the mail that is that step of that thread."""
        return f"{self._digest('mail', thread, step)[:24]}@{self.domain}"

    def number(self, thread: str) -> str:
        """Of a thread's ticket: eight digits."""
        return f"{int(self._digest('ticket', thread), 16) % 10**8:08}"

    def mark(self, number: str) -> str:
        """A ticket's number as it stands in subjects, in the vendor's manner."""
        return STYLES[int(hashlib.sha256(self.persona.id.encode()).hexdigest(), 16) % len(STYLES)].format(number)

    def chance(self, *parts: str) -> float:
        """From 0 to 1, the same for the same parts."""
        return int(self._digest("chance", *parts)[:8], 16) / 2**32

    def _digest(self, *parts: str) -> str:
        return hashlib.sha256("\0".join((self.persona.id, str(self.seed), *parts)).encode()).hexdigest()


def numbers(subject: str) -> list[str]:
    """What could be the numbers of tickets, the customer's and ours, in order."""
    return _NUMBER.findall(subject)
