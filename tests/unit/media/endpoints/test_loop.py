from __future__ import annotations

import asyncio
import threading

import pytest

from houdun.media.endpoints.loop import LoopThread


async def _name() -> str:
    return threading.current_thread().name


def test_work_runs_in_the_loops_own_thread_and_its_result_comes_back() -> None:
    loop = LoopThread("own")
    assert loop.run(_name()) == "own"
    loop.close()


def test_an_error_comes_back_as_it_was_raised() -> None:
    async def fail() -> None:
        raise LookupError("here")

    loop = LoopThread("own")
    with pytest.raises(LookupError, match="here"):
        loop.run(fail())
    loop.close()


def test_closing_cancels_what_still_runs_and_ends_the_thread() -> None:
    cancelled = threading.Event()

    async def endless() -> None:
        try:
            await asyncio.sleep(1e6)
        finally:
            cancelled.set()

    loop = LoopThread("closing")
    loop.start(endless())
    loop.run(_name())
    loop.close()
    assert cancelled.is_set()
    assert "closing" not in {thread.name for thread in threading.enumerate()}


def test_closing_twice_is_once() -> None:
    loop = LoopThread("own")
    loop.close()
    loop.close()


def test_a_call_from_outside_runs_soon() -> None:
    loop, called = LoopThread("own"), threading.Event()
    loop.soon(called.set)
    assert called.wait(2)
    loop.close()
