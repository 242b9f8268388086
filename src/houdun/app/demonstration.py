"""What `houdun demo` shows: a whole trial of three simulated vendors, by real mail and real streams, in virtual time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from houdun.app.reports import write_reports
from houdun.facts.time import Millis
from houdun.facts.verdict import Comparison
from houdun.flow.progress import Progress, silent
from houdun.language import Language

if TYPE_CHECKING:
    from houdun.flow.trial.moves import Command, Event, Matter
    from houdun.flow.trial.plan import Block
    from houdun.flow.trial.terms import Terms


class Watcher(Protocol):
    """Hears how a trial goes on."""

    def began(self, terms: Terms, blocks: Sequence[Block]) -> None: ...

    def told(self, at: Millis, matter: Matter, thing: Event | Command) -> None: ...

    def jumped(self, now: Millis) -> None: ...

    def ended(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made."""

    comparison: Comparison
    reports: tuple[Path, ...]


def demo(root: Path, *, language: Language, watcher: Watcher, progress: Progress = silent) -> Demo:
    """Three desks as processes, three days of questions by mail, the verdict and the report. Again in the same folder, it comes to the same; one that
    was interrupted goes on where it was."""
    # Here and not above: streams, mail and statistics take a second to load, and other commands need none of it.
    from houdun.app import demo_trial, trials
    from houdun.flow.trial.rehearse import rehearse

    with demo_trial.laid(root, language) as space:
        with demo_trial.played(space, language, approval=False) as scene:
            # One that was begun on the pages is played to its end here: nobody is asked.
            conduct = replace(scene.held.terms.conduct, approval=False)
            terms, blocks = replace(scene.held.terms, conduct=conduct), scene.held.blocks
            watcher.began(terms, blocks)
            rehearse(
                terms,
                blocks,
                space.store,
                scene.stage,
                trials.calendar(space),
                told=watcher.told,
                jumped=watcher.jumped,
                beat=scene.beat,
            )
        watcher.ended()
        comparison = space.compare(progress=progress, now=terms.end + terms.rules.patience)
    return Demo(comparison, write_reports((root / "report.html", root / "report.pdf"), comparison, language))
