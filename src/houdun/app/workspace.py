"""A workspace, and what can be done in it."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self

import houdun
from houdun import clock, config, grading, viewers
from houdun.app.readers import reader
from houdun.app.reports import format_of, write_reports
from houdun.app.typed import moment_of, stage_of, vendor_of, weights_of
from houdun.channel.port import ReadOptions
from houdun.errors import UsageError
from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.promise import Promise
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Rubric
from houdun.facts.time import Millis
from houdun.facts.verdict import Comparison, Provenance
from houdun.files import write
from houdun.flow import bring_in as bringing
from houdun.flow import compare as comparing
from houdun.flow.blind.packing import questions_of
from houdun.flow.progress import Progress, silent
from houdun.language import Bilingual, Language
from houdun.store import Store
from houdun.verdict.criteria.attested import check_attestation
from houdun.verdict.promise_file import load_promises
from houdun.verdict.rubric_file import load_rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What the user typed at `houdun import`."""

    kind: str
    paths: tuple[Path, ...]
    vendor: str | None = None
    vendor_field: str | None = None
    mapping: Path | None = None
    rejects: Path | None = None
    as_of: str | None = None

    def options(self) -> ReadOptions:
        if self.vendor and self.vendor_field:
            raise UsageError(
                Bilingual("--vendor 与 --vendor-field 只能二选一", "--vendor and --vendor-field exclude each other"),
                Bilingual("去掉其中一个", "drop one of them"),
            )
        return ReadOptions(
            vendor=vendor_of(self.vendor) if self.vendor is not None else None,
            vendor_field=self.vendor_field,
            mapping=self.mapping,
            as_of=moment_of(self.as_of, dt.UTC, "--as-of") if self.as_of else None,
        )


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with its settings and its store, and what can be done in it. A context: leaving it closes the store."""

    root: Path
    settings: config.Settings
    store: Store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.store.close()

    def refreshed(self) -> Self:
        """The same with its settings as the file has them now. Raises UsageError where that cannot be read."""
        return replace(self, settings=config.load(self.root, os.environ))

    def bring_in(self, request: ImportRequest, progress: Progress = silent) -> bringing.Imported:
        return bringing.bring_in(
            reader(request.kind),
            request.paths,
            store=self.store,
            options=request.options(),
            now=clock.now(),
            rejects=request.rejects,
            progress=progress,
        )

    def readings(self) -> list[CaseReading]:
        return comparing.read_all(self.store, comparing.terms_by_vendor(self.promises()))

    def compare(
        self,
        *,
        stage: str | None = None,
        weights: Sequence[str] = (),
        trial: str | None = None,
        progress: Progress = silent,
        now: Millis | None = None,
    ) -> Comparison:
        """`weights` are `dimension=number` as typed; given any, they replace the stage's. Of several trials the newest is told, or the one named `trial`."""
        return self.compared(stage=stage, weights=weights, trial=trial, progress=progress, now=now).comparison

    def compared(
        self,
        *,
        stage: str | None = None,
        weights: Sequence[str] = (),
        trial: str | None = None,
        progress: Progress = silent,
        now: Millis | None = None,
    ) -> comparing.Compared:
        """As `compare`, with what the comparison was ranked from."""
        rubric = self.rubric()
        by = comparing.Yardstick(
            rubric=rubric,
            stage=stage_of(rubric, stage or self.settings.stage),
            weights=weights_of(rubric, weights),
            promises=self.promises(),
            zone=self.settings.zone,
            viewers=self.viewers(),
            draws=self.settings.draws,
            seed=self.settings.seed,
        )
        return comparing.compare(
            self.store,
            by,
            self._provenance(rubric, clock.now() if now is None else now),
            questions=questions_of(self.root),
            trial=trial,
            progress=progress,
        )

    def report(
        self,
        outs: Sequence[Path],
        *,
        language: Language,
        stage: str | None = None,
        weights: Sequence[str] = (),
        trial: str | None = None,
        progress: Progress = silent,
    ) -> tuple[Path, ...]:
        """Writes the report once per file, its format taken from the file's ending. Returns what was written."""
        for path in outs:
            format_of(path)
        return write_reports(outs, self.compare(stage=stage, weights=weights, trial=trial, progress=progress), language)

    def attest(
        self,
        *,
        vendor: str,
        criterion: str,
        value: str,
        assurance: Assurance,
        document: Path | None = None,
        note: str = "",
        by: str = "",
    ) -> Attestation:
        check_attestation(self.rubric(), criterion, value)
        if document is not None and not document.is_file():
            raise UsageError(
                Bilingual("没有这个文件", "there is no such file"),
                Bilingual("请检查 --file", "check --file"),
                where=str(document),
            )
        attestation = Attestation(
            vendor=vendor_of(vendor),
            criterion=criterion,
            value=value,
            assurance=assurance,
            recorded_at=clock.now(),
            recorded_by=by or _user(),
            document=self.store.keep(document) if document else "",
            document_name=document.name if document else "",
            note=note,
        )
        self.store.attest(attestation)
        return attestation

    def rubric(self) -> Rubric:
        return load_rubric(self._own_or_packaged(self.settings.rubric, "rubric.toml"))

    def promises(self) -> tuple[Promise, ...]:
        return load_promises(self._own_or_packaged(self.settings.promises, "promises.toml"))

    def viewers(self) -> list[list[float]]:
        """Viewers per weekday and hour in the customers' zone; empty where the team gives none."""
        return viewers.load(self.root / self.settings.viewers) if self.settings.viewers else []

    def measured_by(self) -> tuple[Path, ...]:
        """The files by which vendors are measured: rubric, promises and, where there is one, viewers."""
        viewers = (self.root / self.settings.viewers,) if self.settings.viewers else ()
        return (
            self._own_or_packaged(self.settings.rubric, "rubric.toml"),
            self._own_or_packaged(self.settings.promises, "promises.toml"),
            *viewers,
        )

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.settings.zone)

    def _own_or_packaged(self, own: str, packaged: str) -> Path:
        return self.root / own if own else packaged_file(packaged)

    def _provenance(self, rubric: Rubric, now: Millis) -> Provenance:
        return Provenance(
            run_by=self.settings.run_by or _user(),
            paid_by=self.settings.paid_by,
            generated_at=now,
            houdun_version=houdun.__version__,
            rubric_version=rubric.version,
            rules_version=grading.RULES_VERSION,
            sources=tuple(
                f"{record.kind} {name} sha256:{sha256}"
                for record in self.store.imports()
                for name, sha256 in zip(record.names, record.sha256s, strict=True)
            ),
            first_at=None,
            last_at=None,
        )


def create(root: Path, settings: str | None = None) -> Workspace:
    """Makes the workspace, or completes it: what is there already stays as it is. `settings` is the text of a new `houdun.toml`."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        if not (root / config.FILE).exists():
            write(root / config.FILE, (config.template() if settings is None else settings).encode())
    except OSError as error:
        raise UsageError(
            Bilingual(f"无法建立（{error.strerror}）", f"cannot be made ({error.strerror})"),
            Bilingual("请换一个可写的文件夹", "choose a folder that you may write to"),
            where=str(root),
        ) from error
    loaded = config.load(root, os.environ)
    return Workspace(root, loaded, Store.create(root, loaded.database_url or None))


def open_workspace(root: Path) -> Workspace:
    settings = config.load(root, os.environ)
    return Workspace(root, settings, Store.open(root, settings.database_url or None))


def rubric(root: Path | None) -> Rubric:
    """The rubric of a workspace, or the packaged one."""
    if root is None:
        return load_rubric(packaged_file("rubric.toml"))
    own = config.load(root, os.environ).rubric
    return load_rubric(root / own if own else packaged_file("rubric.toml"))


def packaged_file(name: str) -> Path:
    with resources.as_file(resources.files("houdun.data") / name) as path:
        return path


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
