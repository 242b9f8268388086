"""A call at even intervals from a thread of its own, for whoever must act although nothing arrives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def pulse(beat: Callable[[], None], every: float) -> Iterator[None]:
    """Calls `beat` each `every` seconds while the context lasts. An error of `beat` ends the calls, and is raised on leaving."""
    over = threading.Event()
    errors: list[Exception] = []

    def run() -> None:
        while not over.wait(every):
            try:
                beat()
            except Exception as error:  # handed to the caller, whatever it is
                errors.append(error)
                return

    thread = threading.Thread(target=run, name="pulse", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
    if errors:
        raise errors[0]
