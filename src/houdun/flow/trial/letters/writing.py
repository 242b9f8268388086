"""The writer of a trial: letters and briefs, addressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from houdun.channel.port import Attachment, Letter
from houdun.facts.fault import Evidence
from houdun.facts.occasion import Occasion
from houdun.facts.question import Given
from houdun.facts.vendor import Vendor
from houdun.flow.trial.letters import introduction
from houdun.flow.trial.letters.letter import Envelope, Run, letter
from houdun.flow.trial.moves import Matter, Say
from houdun.flow.trial.terms import Terms
from houdun.language import Bilingual

NOWHERE = "letters.invalid"
"""Domain of the ids of letters that no mail carries."""
MEDIA = {"csv": "text/csv", "json": "application/json", "txt": "text/plain", "png": "image/png", "ts": "video/mp2t"}


def run_of(given: Mapping[Given, Bilingual], files: Mapping[str, bytes]) -> Run:
    """What letters draw on, from what was seen on a stage: of the files those that are a kind of evidence (`KIND.ending`)."""
    kinds = {name: name.partition(".")[0] for name in files}
    known = {name: Evidence(kind) for name, kind in kinds.items() if kind in set(Evidence)}
    return Run(
        given=given,
        files={kind: Attachment(name, MEDIA.get(name.rpartition(".")[2], ""), files[name]) for name, kind in known.items()},
    )


class Writing:
    """A `Writer` for the trial of these terms. `occasions` are the calendar that every vendor is told of."""

    def __init__(self, terms: Terms, occasions: Sequence[Occasion] = (), published: Bilingual | None = None) -> None:
        self._terms, self._occasions, self._published = terms, occasions, published

    def brief(self, vendor: Vendor) -> Letter:
        terms = self._terms
        return introduction.brief(
            terms.brief, self._published, self._occasions, terms.zone, terms.language, self._envelope(vendor, ())
        )

    def letter(self, matter: Matter, say: Say, run: Run, before: Sequence[str]) -> Letter:
        """Raises RefusedError for one that would give the answer away."""
        return letter(matter, say, run, self._envelope(matter.vendor, before))

    def _envelope(self, vendor: Vendor, before: Sequence[str]) -> Envelope:
        contact = self._terms.contact(vendor)
        domain = contact.mailbox.domain if contact.mailbox else NOWHERE
        return Envelope(to=contact.to, domain=domain, seed=f"{self._terms.name}/{self._terms.seed}", answers=tuple(before))
