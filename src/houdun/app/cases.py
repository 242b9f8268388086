"""A case for whoever looks at it, and what persons state about it: milestones, and the vendor's words that came by another way.

shown(space, ref, now)      the case as it stands, with its clocks and its files, and what a trial knows of it
stamp(…), paste(…)          what a person tells; told twice in a row it is told once
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from houdun.app.workspace import Workspace
from houdun.case.reading import read
from houdun.channel.manual.told import Told
from houdun.facts.case import Basis, CaseKey, CaseLog, Finding, Message, Milestone, Source, Stamp
from houdun.facts.promise import Terms
from houdun.facts.reading import CaseReading
from houdun.facts.time import SECOND, Millis
from houdun.facts.trial import CHANNEL as TRIAL
from houdun.flow.blind.packing import questions_of
from houdun.flow.compare import terms_by_vendor
from houdun.flow.grade import as_graded
from houdun.flow.ticking import Ticking, standing
from houdun.flow.trial import persons
from houdun.flow.trial.rehearse import Shelf
from houdun.flow.trial.told import one

AGAIN: Final[Millis] = 30 * SECOND
"""The same told once more within this is a finger that came down twice."""
RAW: Final = "raw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`ticking` are those clocks that run as we look, none where the case does not go on. `files` names all that belongs to the case, by its sha256: what we attached and what our probe made by their
    names, everything else as `raw`."""

    ref: str
    reading: CaseReading
    ticking: tuple[Ticking, ...]
    tried: one.Tried | None
    files: Mapping[str, str]

    @property
    def runs(self) -> bool:
        """Its clocks go on as we look."""
        return self.tried is not None and self.tried.runs

    @property
    def key(self) -> CaseKey:
        return self.reading.key


def shown(space: Workspace, ref: str, now: Millis) -> Shown | None:
    """The case of that reference; None where there is none. One that a trial runs stands as of `now`, any other at its horizon."""
    log = space.store.case_by_ref(ref)
    if log is None:
        return None
    # Of imported cases the import has read the signals.
    log, terms = as_graded(log) if log.key.channel == TRIAL else log, _terms(space, log.key)
    reading: CaseReading = read(log, terms)
    ticking: tuple[Ticking, ...] = ()
    tried = one.tried(space.store, questions_of(space.root), reading, now)
    if tried is not None and tried.runs and now > log.horizon:
        stands = standing(log, terms, now)
        reading, ticking = stands.reading, stands.clocks
    return Shown(ref=ref, reading=reading, ticking=ticking, tried=tried, files=dict(_files(log, tried)))


def clip(space: Workspace, case: Shown, sha256: str) -> tuple[str, bytes] | None:
    """A clip that our probe made of this case's stream, as browsers play it: its ending and bytes. None for any other file."""
    looks = case.tried.looks if case.tried else ()
    if not any(sha256 == kept and name.startswith("clip.") for look in looks for name, kept in look.files.items()):
        return None
    # Here and not above: few requests are for a clip, and what moves it takes long to load.
    from houdun.media.playable import playable

    return playable(space.store.evidence(sha256).read_bytes())


def present(space: Workspace, log: CaseLog, now: Millis) -> Millis:
    """What time it is for the case: ours or, where its trial has a virtual clock, the last moment that its log speaks of."""
    own = one.part_of(space.store.journal, log.key)
    return log.horizon if own is not None and one.is_virtual(own) else now


def stamp(space: Workspace, key: CaseKey, milestone: Milestone, basis: Basis, moment: Told) -> bool:
    """Whether it is new. Any case can be stamped; what was stamped stays in its log. UsageError for a time before the case began."""
    log = space.store.case(key)
    _check_begun(key, log, moment)
    stamps = [each for each in log.entries if isinstance(each, Stamp)] if log else []
    if any((each.milestone, each.basis) == (milestone, basis) and abs(each.at - moment.at) < AGAIN for each in stamps):
        return False
    author = "vendor" if basis is Basis.CLAIMED else "us"
    persons.stamp(space.store.journal, key, milestone, basis, moment, author, Source("", ""))
    return True


def paste(space: Workspace, key: CaseKey, text: str, author: str, moment: Told, now: Millis) -> bool:
    """Whether it is new. A trial's case hears the words when the trial next looks, any other at once. InputError where nothing was pasted,
    UsageError for a time before the case began."""
    own, shelf = one.part_of(space.store.journal, key), Shelf(space.store)
    log = space.store.case(key)
    _check_begun(key, log, moment)
    said = [each for each in log.entries if isinstance(each, Message)] if log else []
    if own is not None:
        said += one.pasted(own, key, said)
    words = persons.said(key, text, author, moment)
    if any((each.text, each.author) == (words.text, words.author) and abs(each.at - words.at) < AGAIN for each in said):
        return False
    if own is not None:
        persons.paste(own, shelf, key, text, author, moment, now)
    else:
        persons.note(space.store.journal, shelf, key, text, author, moment)
    return True


def _check_begun(key: CaseKey, log: CaseLog | None, moment: Told) -> None:
    if log is not None:
        persons.check_begun(key.id, min((entry.at for entry in log.entries), default=moment.latest), moment)


def _terms(space: Workspace, key: CaseKey) -> Terms:
    return terms_by_vendor(space.promises()).get(key.vendor, Terms())


def _files(log: CaseLog, tried: one.Tried | None) -> Iterator[tuple[str, str]]:
    """A name of ours comes after `raw`, so that it stands."""
    for entry in log.entries:
        if not isinstance(entry, Finding) and entry.source.blob:
            yield entry.source.blob, RAW
    if tried is not None:
        yield from ((sha256, name) for files in tried.attached.values() for name, sha256 in files)
        yield from ((sha256, name) for look in tried.looks for name, sha256 in look.files.items())
