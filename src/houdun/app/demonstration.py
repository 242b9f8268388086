"""What `houdun demo` shows: a whole trial of three simulated vendors, by real mail and real streams, in virtual time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from houdun import keys
from houdun.app.reports import write_reports
from houdun.app.workspace import create
from houdun.facts.attestation import Assurance
from houdun.facts.time import DAY, Millis
from houdun.facts.verdict import Comparison
from houdun.flow.progress import Progress, silent
from houdun.language import Language

if TYPE_CHECKING:
    from houdun.flow.trial.moves import Command, Event, Matter
    from houdun.flow.trial.plan import Block
    from houdun.flow.trial.terms import Terms

DEMO_ATTESTATIONS = (
    (0, "response.phone_24x7", "yes", Assurance.CHECKED),
    (0, "references.reference_customers", "3", Assurance.CLAIMED),
    (1, "team.named_owner", "yes", Assurance.CHECKED),
    (1, "references.reference_customers", "2", Assurance.SEEN),
    (2, "team.named_owner", "yes", Assurance.CLAIMED),
)


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
    from houdun.desk import persona
    from houdun.desk.server.house import desks
    from houdun.flow import demo as material
    from houdun.flow.occasions import import_calendar, occasions
    from houdun.flow.trial import plan, plan_file
    from houdun.flow.trial.orders import foreseen
    from houdun.flow.trial.rehearse import rehearse
    from houdun.flow.trial.stage.apart import ApartStage
    from houdun.scenario import question

    material.make_way(root, language)
    with create(root, material.settings(language)) as space:
        personas = [persona.find(name) for name in material.PERSONAS]
        with (
            ApartStage(material.SMALL, material.SHORT) as stage,
            desks(material.PERSONAS, root / material.DESKS, seed=material.SEED, virtual=True) as open_desks,
        ):
            material.write_material(root, personas, open_desks, language)
            import_calendar(
                space.store.journal, root / material.CALENDAR, zone=ZoneInfo(space.settings.zone), now=material.START - DAY
            )
            terms = plan_file.load(root / material.PLAN, {f"{keys.ENVIRONMENT}DESK": open_desks[0].password.filled()})
            blocks = plan.schedule(terms, question.load_all(terms.questions))
            watcher.began(terms, blocks)
            stage.prepare(foreseen(terms, blocks, space.store.journal))
            calendar = occasions(space.store.journal)
            rehearse(terms, blocks, space.store, stage, calendar, told=watcher.told, jumped=watcher.jumped)
        watcher.ended()
        for number, criterion, value, assurance in DEMO_ATTESTATIONS:
            space.attest(vendor=str(terms.vendors[number]), criterion=criterion, value=value, assurance=assurance)
        comparison = space.compare(progress=progress, now=terms.end + terms.rules.patience)
    return Demo(comparison, write_reports((root / "report.html", root / "report.pdf"), comparison, language))
