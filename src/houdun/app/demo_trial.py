"""The demo's trial: its desks as processes, its stage, and the plan that its workspace holds. `houdun demo` plays it in one go; on the pages a person approves it.

with laid(root, language) as space, played(space, language, approval=True) as scene: ...
begin_demo(root, language, watcher)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from houdun import keys
from houdun.app import trials
from houdun.app.workspace import Workspace, create
from houdun.channel.wake import Wake
from houdun.desk import persona
from houdun.desk.server.house import desks
from houdun.facts.attestation import Assurance
from houdun.facts.time import DAY, Millis
from houdun.flow import demo as material
from houdun.flow.occasions import import_calendar
from houdun.flow.trial import kept, plan_file, running
from houdun.flow.trial.kept import Draft, Held
from houdun.flow.trial.orders import foreseen
from houdun.flow.trial.running import Beat
from houdun.flow.trial.stage.apart import ApartStage
from houdun.flow.trial.told.overview import Overview
from houdun.language import Language
from houdun.scenario import question

ATTESTATIONS = (
    (0, "response.phone_24x7", "yes", Assurance.CHECKED),
    (0, "references.reference_customers", "3", Assurance.CLAIMED),
    (1, "team.named_owner", "yes", Assurance.CHECKED),
    (1, "references.reference_customers", "2", Assurance.SEEN),
    (2, "team.named_owner", "yes", Assurance.CLAIMED),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The trial as it was begun, its stage, and the way to give a sign of life."""

    held: Held
    stage: ApartStage
    beat: Beat


def begin_demo(
    root: Path, language: Language, watcher: trials.Watcher, *, pace: Millis = 0, stop: Wake | None = None
) -> Overview:
    """Lays the demo into a workspace and plays it in virtual time, each question when a person has approved it; or goes on where it was. Until it is over or
    `stop` is set. `pace` is the least wall time from one moment to the next."""
    with laid(root, language) as space, played(space, language, approval=True) as scene:
        rehearsal = trials.Rehearsal(space, scene.stage, watcher, pace, stop)
        return trials.watched(space, scene.held, watcher, lambda held: rehearsal.play(held, scene.beat))


def laid(root: Path, language: Language) -> Workspace:
    """The demo's workspace. One of the other language makes way."""
    material.make_way(root, language)
    return create(root, material.settings(language))


@contextmanager
def played(space: Workspace, language: Language, *, approval: bool) -> Iterator[Scene]:
    """Within, desks and stage are at work, for this process alone. With `approval` a demo that is begun now waits for a person before each question."""
    personas = [persona.find(name) for name in material.PERSONAS]
    with (
        running.alone(space.root, material.NAME) as beat,
        ApartStage(material.SMALL, material.SHORT) as stage,
        desks(material.PERSONAS, space.root / material.DESKS, seed=material.SEED, virtual=True) as open_desks,
    ):
        material.write_material(space.root, personas, open_desks, language, approval=approval)
        file = space.root / material.PLAN
        terms = plan_file.load(file, {f"{keys.ENVIRONMENT}DESK": open_desks[0].password.filled()})
        text = file.read_text(encoding="utf-8")
        held = _held(space, Draft(text, space.root, terms, question.load_all(terms.questions), (), virtual=True))
        stage.prepare(foreseen(held.terms, held.blocks, trials.journal(space, terms)))
        yield Scene(held, stage, beat)


def _held(space: Workspace, draft: Draft) -> Held:
    """As it was begun, but for the desks' ports: these are others at every start."""
    terms, own = draft.terms, trials.journal(space, draft.terms)
    import_calendar(
        space.store.journal, space.root / material.CALENDAR, zone=ZoneInfo(space.settings.zone), now=material.START - DAY
    )
    held = kept.last(own)
    if held is None:
        material.mark(own, terms.language)
        for number, criterion, value, assurance in ATTESTATIONS:
            space.attest(vendor=str(terms.vendors[number]), criterion=criterion, value=value, assurance=assurance)
        held = trials.hold(space, draft, material.START)
    return replace(held, terms=replace(held.terms, contacts=terms.contacts))
