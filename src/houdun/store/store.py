"""The store as the rest of the house sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from houdun.errors import UsageError
from houdun.facts.attestation import Attestation
from houdun.facts.case import CaseKey, CaseLog, Finding
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual
from houdun.store import address
from houdun.store.evidence import Evidence
from houdun.store.records import CaseLine, CasePage, ImportRecord, RawName, Reached, Sought

if TYPE_CHECKING:
    from houdun.store.history import History
    from houdun.store.journal import Journal
    from houdun.store.writing import ImportRun


class Store:
    """A workspace: its database and its evidence. Made by `create` or `open`, used as a context or closed by `close`.

    Every method raises OutsideError where the database or the disk fails and may be tried again, RefusedError where it
    refuses for good.
    """

    def __init__(self, evidence: Evidence, history: History) -> None:
        self._evidence, self._history = evidence, history

    @classmethod
    def create(cls, root: Path, url: str | None = None) -> Self:
        """Makes the workspace, or what is missing of it, and opens it. UsageError where the folder cannot be one."""
        evidence = Evidence(root)
        try:
            evidence.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(
                Bilingual(f"无法建立工作区（{reason}）", f"the workspace cannot be made ({reason})"),
                Bilingual("请换一个文件夹或检查权限", "use another folder, or check its permissions"),
                where=str(root),
            ) from error
        return cls._opened(evidence, root, url)

    @classmethod
    def open(cls, root: Path, url: str | None = None) -> Self:
        """Opens a workspace and brings older tables up to date. UsageError where there is none, or a newer version made it."""
        evidence = Evidence(root)
        if not evidence.folder.is_dir() or not (url or (root / address.FILE).is_file()):
            raise UsageError(
                Bilingual("这里没有工作区", "there is no workspace here"),
                Bilingual(f"请先运行 houdun init {root}", f"run houdun init {root} first"),
                where=str(root),
            )
        return cls._opened(evidence, root, url)

    @classmethod
    def _opened(cls, evidence: Evidence, root: Path, url: str | None) -> Self:
        place = address.of(root, url)
        # Here and not above: Django takes a third of a second, and `houdun --help` needs none of it.
        from houdun.store.history import History

        return cls(evidence, History(place, root))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Gives back this thread's connection."""
        self._history.close()

    @property
    def journal(self) -> Journal:
        """What happens while a trial runs, is graded, or is told by persons."""
        return self._history.journal

    def keep_bytes(self, data: bytes) -> str:
        """As `keep`, of bytes at hand."""
        return self._evidence.keep_bytes(data)

    def keep(self, path: Path) -> str:
        """Keeps the file's bytes as evidence and returns their sha256; the same bytes are kept once. InputError where it cannot be read."""
        return self._evidence.keep(path)

    def evidence(self, sha256: str) -> Path:
        """The file with these bytes. UsageError where there is none."""
        return self._evidence.path(sha256)

    def importing(self, kind: str, files: Sequence[RawName], at: Millis) -> AbstractContextManager[ImportRun]:
        """A run of an import that lands whole where the block ends, and not at all where it raises. OutsideError where another
        import keeps it waiting too long."""
        self._evidence.sweep(at)
        return self._history.importing(kind, files, at)

    def cases(self) -> Iterator[CaseLog]:
        """Every case whole, ordered by key; of findings those of the newest rules, and what persons said."""
        return self._history.cases()

    def case(self, key: CaseKey) -> CaseLog | None:
        return self._history.case(key)

    def case_by_ref(self, ref: str) -> CaseLog | None:
        """The case of that reference (`ref_of`), None where there is none."""
        return self._history.case_by_ref(ref)

    def case_lines(
        self, *, vendor: Vendor | None = None, channel: str | None = None, words: str = "", offset: int = 0, limit: int = 50
    ) -> CasePage:
        """A page of the list of cases, what was active last first, by three queries. `words` are looked for in titles and ids, each of them, large
        letters as small ones where they are ASCII; None stands for any."""
        return self._history.case_lines(Sought(vendor, channel, words), offset, limit)

    def lines_of(self, keys: Collection[CaseKey]) -> Mapping[CaseKey, CaseLine]:
        """The lines of those of these cases that are in the store, in the order asked for, by two queries."""
        return self._history.lines_of(keys)

    def reached(self, apart_from: Collection[str] = ()) -> Reached:
        """How far the workspace has come, not counting these topics of its journal, by four queries: it grows with whatever is appended."""
        return self._history.reached(apart_from)

    def channels(self) -> tuple[str, ...]:
        """By which channels cases came, in order."""
        return self._history.channels()

    def vendors(self) -> tuple[Vendor, ...]:
        """Whose cases there are, in order."""
        return self._history.vendors()

    def ungraded(self, rules_version: str) -> Iterator[CaseLog]:
        """Cases with entries newer than their last grading, or graded by rules of another version, without what rules found."""
        return self._history.ungraded(rules_version)

    def graded(self, findings: Mapping[CaseKey, Sequence[Finding]], rules_version: str) -> None:
        """Appends the findings and marks all these cases as graded; a case without findings has an empty sequence. What earlier
        rules found stays in the log but is not handed out any more. Raises KeyError for an unknown case."""
        self._history.graded(findings, rules_version)

    def attest(self, attestation: Attestation) -> None:
        """Records it. UsageError where its document is not kept as evidence."""
        if attestation.document:
            self._evidence.path(attestation.document)
        self._history.attest(attestation)

    def attestations(self) -> tuple[Attestation, ...]:
        """The newest for each vendor and criterion, ordered by these."""
        return self._history.attestations()

    def imports(self) -> tuple[ImportRecord, ...]:
        """Every import that landed, the oldest first."""
        return self._history.imports()
