"""Going on with a trial without its plan's file: after an interruption, by the command line or by the worker beside the web."""

from __future__ import annotations

from pathlib import Path

from houdun.app import trials
from houdun.app.demo_trial import begin_demo
from houdun.app.workspace import open_workspace
from houdun.channel.wake import Wake
from houdun.facts.time import Millis
from houdun.flow import demo as material
from houdun.flow.trial import running
from houdun.flow.trial.told.overview import Overview


def go_on(
    root: Path, watcher: trials.Watcher, name: str | None = None, *, pace: Millis = 0, stop: Wake | None = None
) -> Overview:
    """Goes on with the trial of that name, or the only one, as it was begun: in real time, in virtual time, or as the demo. Until it is over or `stop` is
    set, which it may be afterwards; `pace` is for virtual time. Raises UsageError as `trials.standing`, and where keys are missing, or stood in the plan,
    which does not keep them."""
    with open_workspace(root) as space:
        held, _ = trials.standing(space, name)
        trials.check_complete(held)
        language = material.language_of(trials.journal(space, held.terms))
        if language is None:
            trials.check_keys(held.terms)
            with running.alone(root, held.terms.name) as beat:
                return trials.watched(space, held, watcher, lambda held: trials.play(space, held, watcher, beat, pace, stop))
    return begin_demo(root, language, watcher, pace=pace, stop=stop)
