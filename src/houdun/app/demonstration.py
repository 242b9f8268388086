"""What `houdun demo` shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from houdun.app.reports import write_reports
from houdun.app.workspace import ImportRequest, create
from houdun.facts.attestation import Assurance
from houdun.facts.time import from_millis
from houdun.facts.verdict import Comparison
from houdun.flow import demo as demonstrating
from houdun.flow.progress import Progress, silent
from houdun.language import Language

DEMO_ATTESTATIONS = (
    (0, "response.phone_24x7", "yes", Assurance.CHECKED),
    (0, "references.reference_customers", "3", Assurance.CLAIMED),
    (1, "team.named_owner", "yes", Assurance.CHECKED),
    (1, "references.reference_customers", "2", Assurance.SEEN),
    (2, "team.named_owner", "yes", Assurance.CLAIMED),
)


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made."""

    comparison: Comparison
    reports: tuple[Path, ...]


def demo(root: Path, *, language: Language, progress: Progress = silent) -> Demo:
    """Simulated history through the real reader, store, rubric and report. Again in the same folder, it comes to the same."""
    demonstrating.make_way(root, language)
    with create(root, demonstrating.settings(language)) as space:
        material = demonstrating.write_material(root, language)
        request = ImportRequest(kind="chat", paths=(material.conversations,), as_of=from_millis(material.exported_at).isoformat())
        space.bring_in(request, progress)
        vendors = sorted({reading.key.vendor for reading in space.readings()})
        for number, criterion, value, assurance in DEMO_ATTESTATIONS:
            space.attest(vendor=str(vendors[number % len(vendors)]), criterion=criterion, value=value, assurance=assurance)
        comparison = space.compare(progress=progress)
    return Demo(comparison, write_reports((root / "report.html", root / "report.pdf"), comparison, language))
