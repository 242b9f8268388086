"""The composition root: the one place where concrete classes meet."""

from __future__ import annotations

import datetime as dt
import getpass
import importlib
import os
import re
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import houdun
from houdun import clock, config, grading, keys, viewers
from houdun.channel.port import HistoryReader, ReadOptions
from houdun.errors import UsageError
from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.promise import Promise
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Rubric
from houdun.facts.time import Millis, from_millis, to_millis
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison, Provenance
from houdun.files import write
from houdun.flow import bring_in as bringing
from houdun.flow import compare as comparing
from houdun.flow import demo as demonstrating
from houdun.flow.progress import Progress, silent
from houdun.language import Bilingual, Language
from houdun.store import Store
from houdun.verdict.criteria.attested import check_attestation
from houdun.verdict.promise_file import load_promises
from houdun.verdict.rubric_file import load_rubric

if TYPE_CHECKING:
    from houdun.desk.server import serving

READERS: Mapping[str, str] = {
    "chat": "houdun.channel.chat",
    "email": "houdun.channel.email",
    "events": "houdun.channel.events",
    "github": "houdun.channel.github",
}


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
        self, *, stage: str | None = None, weights: Sequence[str] = (), progress: Progress = silent, now: Millis | None = None
    ) -> Comparison:
        """`weights` are `dimension=number` as typed; given any, they replace the stage's."""
        rubric = self.rubric()
        by = comparing.Yardstick(
            rubric=rubric,
            stage=_stage(rubric, stage or self.settings.stage),
            weights=_weights(rubric, weights),
            promises=self.promises(),
            zone=self.settings.zone,
            viewers=self.viewers(),
            draws=self.settings.draws,
            seed=self.settings.seed,
        )
        return comparing.compare(self.store, by, self._provenance(rubric, clock.now() if now is None else now), progress=progress)

    def report(
        self,
        outs: Sequence[Path],
        *,
        language: Language,
        stage: str | None = None,
        weights: Sequence[str] = (),
        progress: Progress = silent,
    ) -> tuple[Path, ...]:
        """Writes the report once per file, its format taken from the file's ending. Returns what was written."""
        for path in outs:
            _format(path)
        return _write_reports(outs, self.compare(stage=stage, weights=weights, progress=progress), language)

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


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made."""

    comparison: Comparison
    reports: tuple[Path, ...]


FORMATS = ("html", "pdf", "md", "json")
DEMO_ATTESTATIONS = (
    (0, "response.phone_24x7", "yes", Assurance.CHECKED),
    (0, "references.reference_customers", "3", Assurance.CLAIMED),
    (1, "team.named_owner", "yes", Assurance.CHECKED),
    (1, "references.reference_customers", "2", Assurance.SEEN),
    (2, "team.named_owner", "yes", Assurance.CLAIMED),
)


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
    return Demo(comparison, _write_reports((root / "report.html", root / "report.pdf"), comparison, language))


def desk(
    persona: str,
    *,
    ports: serving.Ports,
    folder: Path | None,
    seed: int,
    virtual: bool,
    customer: str,
    password: str,
    attached: bool = False,
) -> serving.Service:
    """A simulated vendor's support department, ready to be run: `persona` is a packaged one or a file, `password` a template `{key:NAME}`."""
    # Here and not above: only a desk pays for its mail servers and for the questions.
    from houdun.desk import persona as personas
    from houdun.desk.mind import Mind
    from houdun.desk.server import serving
    from houdun.desk.server.office import Office
    from houdun.scenario import question

    if not keys.KEY.search(password):
        raise UsageError(
            Bilingual("密码不能直接写在这里", "a password must not be written here"),
            Bilingual("请写成 {key:名称}，并设置 HOUDUN_KEY_名称", "write {key:NAME}, and set HOUDUN_KEY_NAME"),
            where="--password",
        )
    if not re.fullmatch(r"[\w.+-]+@[\w.-]+\w", customer, re.ASCII):
        raise UsageError(
            Bilingual(f"「{customer}」不是邮箱地址", f"{customer!r} is no mail address"),
            Bilingual("例如 ops@example.com", "such as ops@example.com"),
            where="--customer",
        )
    zone = zoneinfo.ZoneInfo(config.Settings().zone)
    who = personas.find(persona)
    return serving.Service(
        office=Office(persona=who, seed=seed, zone=zone, customer=customer),
        mind=Mind(who, question.load_all(question.packaged()), seed, zone),
        password=keys.Secret(password),
        ports=ports,
        folder=folder,
        virtual=virtual,
        attached=attached,
    )


def _write_reports(outs: Sequence[Path], comparison: Comparison, language: Language) -> tuple[Path, ...]:
    # Here and not above: charts and fonts take a third of a second, which only reports should pay.
    from houdun.report.build import build
    from houdun.report.render import render

    document = build(comparison, language)
    for path in outs:
        write(path, render(document, _format(path)))
    return tuple(outs)


def rubric(root: Path | None) -> Rubric:
    """The rubric of a workspace, or the packaged one."""
    if root is None:
        return load_rubric(packaged_file("rubric.toml"))
    own = config.load(root, os.environ).rubric
    return load_rubric(root / own if own else packaged_file("rubric.toml"))


def reader(kind: str) -> HistoryReader:
    """The reader of that kind, imported only now."""
    found = importlib.import_module(READERS[kind]).Reader()
    assert isinstance(found, HistoryReader)
    return found


def packaged_file(name: str) -> Path:
    with resources.as_file(resources.files("houdun.data") / name) as path:
        return path


def vendor_of(text: str) -> Vendor:
    try:
        return Vendor.parse(text)
    except ValueError:
        raise UsageError(
            Bilingual("服务商名称为空", "the vendor's name is empty"),
            Bilingual("请写成 NAME 或 NAME@PLAN", "write NAME or NAME@PLAN"),
        ) from None


def _stage(rubric: Rubric, stage: str) -> str:
    if stage not in rubric.stages:
        raise UsageError(
            Bilingual(f"没有名为 {stage} 的阶段", f"there is no stage {stage}"),
            Bilingual(f"可选：{'、'.join(rubric.stages)}", f"choose one of {', '.join(rubric.stages)}"),
            where="--stage",
        )
    return stage


def _weights(rubric: Rubric, typed: Sequence[str]) -> dict[str, float]:
    known = [dimension.id for dimension in rubric.dimensions]
    weights: dict[str, float] = {}
    for pair in typed:
        name, _, number = pair.partition("=")
        try:
            value = float(number)
        except ValueError:
            value = -1.0
        if name not in known or not 0 <= value < 1e6:
            raise UsageError(
                Bilingual(f"读不懂的权重 {pair}", f"cannot read the weight {pair}"),
                Bilingual(f"写成 维度=数值，维度为 {'、'.join(known)}", f"write DIMENSION=N, with one of {', '.join(known)}"),
                where="--weight",
            )
        weights[name] = value
    if weights and not sum(weights.values()) > 0:
        raise UsageError(
            Bilingual("权重全为 0", "all weights are 0"),
            Bilingual("至少给一个维度正的权重", "give one dimension a weight above 0"),
            where="--weight",
        )
    return {name: weights.get(name, 0.0) for name in known} if weights else {}


def _format(path: Path) -> str:
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UsageError(
            Bilingual(f"不认识的报告格式「{path.suffix}」", f"unknown report format {path.suffix!r}"),
            Bilingual("文件名请以 .html、.pdf、.md 或 .json 结尾", "end the file's name in .html, .pdf, .md or .json"),
            where=f"--out {path}",
        )
    return ending


def moment_of(text: str, zone: dt.tzinfo, where: str) -> Millis:
    """`zone` is meant where the text names none."""
    try:
        moment = dt.datetime.fromisoformat(text)
        return to_millis(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    except (ValueError, OverflowError):
        raise UsageError(
            Bilingual(f"读不懂的时间 {text}", f"cannot read the time {text}"),
            Bilingual("请写成 2026-03-07T21:04:00+08:00", "write it like 2026-03-07T21:04:00+08:00"),
            where=where,
        ) from None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
