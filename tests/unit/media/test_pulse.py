from __future__ import annotations

import threading

import pytest

from houdun.media.pulse import pulse


def test_it_beats_until_it_is_left() -> None:
    beats = threading.Semaphore(0)
    with pulse(lambda: beats.release(), 0.001):
        assert all(beats.acquire(timeout=5) for _ in range(3))
    assert not any(thread.name == "pulse" for thread in threading.enumerate())


def test_an_error_of_the_beat_is_raised_on_leaving() -> None:
    failed = threading.Event()

    def beat() -> None:
        failed.set()
        raise OSError("no room left")

    with pytest.raises(OSError, match="no room"), pulse(beat, 0.001):
        assert failed.wait(5)
