from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from houdun.channel.wake import Wake
from houdun.errors import OutsideError
from houdun.flow.trial import durable, record
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.durable import Place
from houdun.testing.trials import questions
from tests.trial_given import PERSONAS, TERMS

SRC = Path(durable.__file__).parents[2]


def brief_only() -> World:
    """A trial whose blocks are all asked: the briefs go out, and it is over."""
    return World(TERMS, (), PERSONAS, questions(), seed=1)


def test_it_runs_to_the_end_and_again_changes_nothing(tmp_path: Path) -> None:
    world = brief_only()
    for _ in range(2):
        trial = world.trial()
        with Wake() as stop:
            durable.run(trial, {}, place=Place(tmp_path), stop=stop)
        assert trial.is_over()
        assert len(list(world.shelf.journal.read(record.LETTER))) == len(TERMS.vendors)


def test_timers_that_are_lost_change_nothing(tmp_path: Path) -> None:
    world = brief_only()
    with Wake() as stop:
        stop.set()
        durable.run(world.trial(), {}, place=Place(tmp_path), stop=stop)
    for path in tmp_path.glob("turns-*.db*"):
        path.unlink()
    trial = world.trial()
    with Wake() as stop:
        durable.run(trial, {}, place=Place(tmp_path), stop=stop)
    assert trial.is_over()


def test_another_trial_has_other_timers(tmp_path: Path) -> None:
    place = Place(tmp_path, "postgresql://host/base")
    ours, theirs = durable._config("春季", place), durable._config("spring", place)
    assert ours["dbos_system_schema"] != theirs["dbos_system_schema"]


def test_it_gives_signs_of_life_as_long_as_it_runs(tmp_path: Path) -> None:
    beats = list[int]()
    with Wake() as stop:
        durable.run(brief_only().trial(), {}, place=Place(tmp_path), stop=stop, beat=lambda: beats.append(1))
    assert beats


def test_a_database_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    place = Place(tmp_path, f"postgresql://careful:geheim@/base?host={tmp_path}")
    with Wake() as stop, pytest.raises(OutsideError) as raised:
        durable.run(brief_only().trial(), {}, place=place, stop=stop)
    assert "geheim" not in f"{raised.value}{raised.value.__context__ if not raised.value.__suppress_context__ else ''}"


def test_no_other_command_pays_for_it() -> None:
    rooms = [path for room in ("app", "cli") for path in sorted((SRC / room).glob("*.py"))]
    modules = ", ".join(f"houdun.{path.parent.name}.{path.stem}".removesuffix(".__init__") for path in rooms)
    program = f"import sys, {modules}; print('dbos' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
