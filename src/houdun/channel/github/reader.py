"""Reads exports of GitHub issues. Files are gone through twice: comments and events may stand anywhere, apart from their issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from houdun.channel import opening
from houdun.channel.fields import BadField, Fields
from houdun.channel.github.history import TELLING, Scribe, comments_of
from houdun.channel.github.issue import Head, Naming, head_of, is_pull_request, ref_of
from houdun.channel.github.mapping import GithubMapping, load
from houdun.channel.port import Part, RawFile, ReadOptions, Reject
from houdun.channel.records import Record, records
from houdun.facts.case import CaseKey, CaseLog, Entry
from houdun.facts.time import Millis
from houdun.language import Bilingual

ENDINGS = (".json", ".jsonl", ".ndjson")
TIMES = ("updated_at", "closed_at", "created_at")

PULL_REQUEST = Bilingual("这是合并请求（PR），不是工单", "this is a pull request, not a support case")
LEFT_OUT = Bilingual("无需处理：PR 不计入，只计数", "nothing to do: pull requests are counted and left out")
NOT_OURS = Bilingual("既不是 issue，也不是评论或事件", "neither an issue nor a comment nor an event")
MEND_NOT_OURS = Bilingual("issue 须有 title，评论须有 issue_url", "an issue has a title, a comment an issue_url")
TOGETHER = Bilingual("请把 issue 与其评论、事件一起导入", "import the issues together with their comments and events")


@dataclass(slots=True)
class Survey:
    """What the first pass learns: the issues there are, and the latest moment of each file."""

    heads: dict[str, Head] = field(default_factory=dict)
    latest: dict[str, Millis] = field(default_factory=dict)


class Reader:
    """The vendor is the repository's owner, unless the options say otherwise. Needs no mapping file."""

    kind: ClassVar[str] = "github"
    about: ClassVar[Bilingual] = Bilingual(
        "GitHub issue：REST JSON、gh --json、每行一条，可为 .gz", "GitHub issues: REST JSON, gh --json, JSON lines, also .gz"
    )

    def files(self, path: Path) -> Sequence[Path]:
        return opening.files_in(path, ENDINGS)

    def read(self, files: Sequence[RawFile], options: ReadOptions) -> Iterator[Part]:
        mapping, naming = load(options.mapping), Naming.of(options)
        survey = _survey(files, naming, mapping)
        for file in files:
            reading = Pass(file, naming, mapping, survey.heads, max(survey.latest[file.sha256], options.as_of or 0))
            for item in records(file.path, file.name):
                if isinstance(item, Reject):
                    yield item
                    continue
                for one in _unwrapped(item):
                    yield from reading.parts(one, item)


def _survey(files: Sequence[RawFile], naming: Naming, mapping: GithubMapping) -> Survey:
    survey = Survey()
    for file in files:
        latest = 0
        for item in records(file.path, file.name):
            for one in _unwrapped(item) if isinstance(item, Record) else ():
                latest = max(latest, *_times(one))
                with suppress(BadField):
                    if _is_issue(one):
                        head = head_of(one, naming, mapping)
                        survey.heads[head.ref.id] = head
        survey.latest[file.sha256] = latest
    return survey


@dataclass(frozen=True, slots=True)
class Pass:
    """The second pass through one file."""

    file: RawFile
    naming: Naming
    mapping: GithubMapping
    heads: Mapping[str, Head]
    horizon: Millis

    def parts(self, one: Fields, item: Record) -> Iterator[Part]:
        """What one issue, comment or event comes to."""
        try:
            if is_pull_request(one):
                yield replace(_no_field(PULL_REQUEST, LEFT_OUT).reject(self.file.name, item.row, item.raw), left_out=True)
            elif "event" not in one or one.text("event") in TELLING:
                yield from self._logs(one, item.row)
        except BadField as bad:
            yield bad.reject(self.file.name, item.row, item.raw)

    def _logs(self, one: Fields, row: int) -> Iterator[CaseLog]:
        head = head_of(one, self.naming, self.mapping) if _is_issue(one) else self._known(one)
        entries = _entries(one, Scribe(head.cast, self.file.sha256, row))
        if entries:
            yield CaseLog(
                key=CaseKey(head.vendor, Reader.kind, head.ref.id),
                title=head.title,
                horizon=max(self.horizon, *(entry.at for entry in entries)),
                entries=tuple(entries),
            )

    def _known(self, one: Fields) -> Head:
        """The issue of a comment or an event that stands apart from it."""
        if not ("event" in one or "issue_url" in one):
            raise _no_field(NOT_OURS, MEND_NOT_OURS)
        ref = ref_of(one.inner("issue") if "issue" in one else one)
        if ref.id not in self.heads:
            raise BadField("issue_url", Bilingual("所属的 issue 不在本次导入中", "its issue is not in this import"), TOGETHER)
        return self.heads[ref.id]


def _entries(one: Fields, scribe: Scribe) -> list[Entry]:
    if _is_issue(one):
        return scribe.issue(one)
    return list(scribe.event(one)) if "event" in one else [scribe.comment(one)]


def _no_field(problem: Bilingual, mend: Bilingual) -> BadField:
    return BadField("", problem, mend)


def _is_issue(one: Fields) -> bool:
    return "event" not in one and "title" in one


def _unwrapped(item: Record) -> Iterator[Fields]:
    """The record itself, or what a search result holds."""
    found = item.values.get("items")
    if isinstance(found, list) and "title" not in item.values:
        yield from (Fields(one) for one in found if isinstance(one, dict))
    else:
        yield Fields(item.values)


def _times(one: Fields) -> Iterator[Millis]:
    """Every time that a record speaks of; unreadable ones are left to the second pass."""
    yield 0
    for name in TIMES:
        with suppress(BadField):
            yield one.time(name) or 0
    with suppress(BadField):
        for comment in comments_of(one):
            yield comment.time("created_at") or 0
