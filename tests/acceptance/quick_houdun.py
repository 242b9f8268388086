"""`houdun` in a hurry: a small show, short looks, and desks that type at once. `python -m tests.acceptance.quick_houdun trial run FILE -w DIR`; all else is
as users have it."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from houdun.cli.main import run
from houdun.desk.dice import Dice
from houdun.facts.time import SECOND, Millis
from houdun.flow.trial.stage import live
from houdun.flow.trial.stage.port import Timing
from houdun.scenario import carousel
from houdun.scenario import show as shows

SHOW = """
layout = "solo"
title = { zh = "小节目", en = "A small show" }
length_s = 600
stream = { width = 160, height = 90, fps = 15, video_kbps = 60 }
hosts = [{ name = { zh = "林", en = "Lin" }, look = "lin", voice = "alto" }]
viewers = [{ at_s = 0, count = 10 }]
"""
QUICK = Timing(lead=2.5, limit=6.0, tail=0.5, control=3.0, remedy_after=0.5, settle=1.5, judged=1.5)
TYPES: Millis = SECOND
"""How long a person at the desk takes, whatever the persona says."""


def quicken() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.toml"
        path.write_text(SHOW, encoding="utf-8")
        small = shows.read(path)
    shows.load = lambda name: small
    carousel.LEAST_S = 8.0
    Dice.lasting = lambda self, name, delay, unit: TYPES  # type: ignore[method-assign]  # twenty seconds at least, otherwise
    live.LiveStage = partial(live.LiveStage, timing=QUICK)  # type: ignore[assignment,misc]  # what users cannot set


if __name__ == "__main__":
    quicken()
    run()
