"""Processes of ours that a terminal's Ctrl-C is not meant for."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def uninterrupted() -> Iterator[None]:
    """What is started here does not hear Ctrl-C, which goes to all processes of a terminal: who started it ends it, in silence. We hear it afterwards."""
    # Where it is not there yet, the first process starts it, and that lets the signal through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
