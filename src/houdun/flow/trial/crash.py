"""Named points at which a test kills the process: nothing that was promised may depend on it. Anywhere else they do nothing."""

from __future__ import annotations

import os
import signal
from typing import Final

VARIABLE: Final = "HOUDUN_CRASH_AT"
POINTS: Final = (
    "before-brief",
    "after-block-written",
    "before-attempt",
    "after-attempt",
    "after-send",
    "after-record",
    "before-take",
    "after-take",
    "after-take-recorded",
    "during-show",
)
_AT: Final = os.environ.get(VARIABLE, "")


def point(name: str) -> None:
    """Dies here, as by kill -9, where the environment names this point."""
    if name == _AT:
        os.kill(os.getpid(), signal.SIGKILL)
