"""Several desks as processes of their own, started together and ended together: with whoever started them, however that ends."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from houdun.errors import OutsideError
from houdun.keys import Secret
from houdun.language import Bilingual

STARTING, ENDING = 30.0, 3.0
"""Seconds that a desk gets to answer, and to end by itself."""
KEY: Final = "HOUDUN_KEY_DESK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A desk that runs: its ports on this machine, the address that it takes mail at, and the customer's account there."""

    persona: str
    smtp: int
    imap: int
    support: str
    customer: str
    password: Secret


@contextlib.contextmanager
def desks(personas: Sequence[str], folder: Path, *, seed: int, virtual: bool) -> Iterator[tuple[Neighbour, ...]]:
    """One desk for each persona, in this order, each with a folder of its own in `folder`, all with one password that nobody is shown.

    Raises OutsideError, with its last words, for a desk that does not start. Leaving the context ends them all.
    """
    environment = {KEY: secrets.token_urlsafe(24)}
    with contextlib.ExitStack() as stack:
        # All begin before any is waited for: a start is a second of imports.
        started = [stack.enter_context(_process(name, folder, seed, virtual, environment)) for name in personas]
        yield tuple(_answer(name, process, environment) for name, process in zip(personas, started, strict=True))


@contextlib.contextmanager
def _process(
    persona: str, folder: Path, seed: int, virtual: bool, environment: dict[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """It holds on to its standard input: when we are gone, that ends, and so does it."""
    command = [
        sys.executable, "-m", "houdun", "desk", persona, "--smtp", "0", "--imap", "0", "--seed", str(seed),
        "--folder", str(folder / Path(persona).stem), "--ready-json", *(["--virtual"] if virtual else []),
    ]  # fmt: skip
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=os.environ | environment)
    try:
        yield process
    finally:
        with contextlib.suppress(OSError):
            process.terminate()
        try:
            process.communicate(timeout=ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _answer(persona: str, process: subprocess.Popen[str], environment: dict[str, str]) -> Neighbour:
    assert process.stdout is not None
    giving_up = threading.Timer(STARTING, process.kill)
    giving_up.start()
    try:
        line = process.stdout.readline()
    finally:
        giving_up.cancel()
    if not line:
        assert process.stderr is not None
        words = " ".join(process.stderr.read().split())[-300:]
        raise OutsideError(
            Bilingual(f"服务台 {persona} 没有启动起来（{words}）", f"the desk {persona} did not start ({words})"),
            Bilingual("请再试一次", "try again"),
        )
    return Neighbour(persona=persona, password=Secret("{key:DESK}", environment), **json.loads(line))
