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
_TAG: Final = re.compile(r"\[[^\[\]]{0,30}\d[^\[\]]{0,10}\]")


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

    def tag(self, thread: str) -> str:
        """What marks a thread in its subjects: eight digits in the vendor's manner."""
        style = STYLES[int(hashlib.sha256(self.persona.id.encode()).hexdigest(), 16) % len(STYLES)]
        return style.format(f"{int(self._digest('ticket', thread), 16) % 10**8:08}")

    def chance(self, *parts: str) -> float:
        """From 0 to 1, the same for the same parts."""
        return int(self._digest("chance", *parts)[:8], 16) / 2**32

    def _digest(self, *parts: str) -> str:
        return hashlib.sha256("\0".join((self.persona.id, str(self.seed), *parts)).encode()).hexdigest()


def tags(subject: str) -> list[str]:
    """What stands in square brackets with a number in it: the customer's marks and ours."""
    return _TAG.findall(subject)
