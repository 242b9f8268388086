"""History comes in: the bytes are kept as evidence, then read, then everything lands in the store, or nothing does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from houdun.channel.port import HistoryReader, RawFile, ReadOptions, Reject
from houdun.errors import InputError
from houdun.facts.time import Millis
from houdun.files import write
from houdun.flow.grade import grade
from houdun.flow.progress import Progress, silent
from houdun.language import Bilingual
from houdun.store import ImportCounts, RawName, Store

KEEPING = Bilingual("保存原始证据", "keeping the evidence")
READING = Bilingual("读取记录", "reading records")
EVERY = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """`counts` tells what was new and what was known; `rejected` how many records could not be read, `left_out` how many were
    none of ours (a pull request among issues)."""

    files: int
    counts: ImportCounts
    rejected: int
    left_out: int


@dataclass(slots=True)
class Rejects:
    """The records that could not be read. Without a file to write them to, the first one ends the import."""

    path: Path | None
    left_out: int = 0
    _lines: list[str] = field(default_factory=list)

    def take(self, reject: Reject) -> None:
        if reject.left_out:
            self.left_out += 1
        elif self.path is None:
            raise reject.error()
        self._lines.append(
            json.dumps(
                {
                    "file": reject.file,
                    "row": reject.row,
                    "field": reject.field,
                    "problem": reject.problem._asdict(),
                    "mend": reject.mend._asdict(),
                    "raw": reject.raw,
                },
                # Escaped, because raw bytes may hold half a character that no encoding writes.
                ensure_ascii=True,
            )
        )

    @property
    def count(self) -> int:
        return len(self._lines)

    def write(self) -> None:
        if self.path is not None:
            write(self.path, "".join(f"{line}\n" for line in self._lines).encode())


def bring_in(
    reader: HistoryReader,
    paths: Sequence[Path],
    *,
    store: Store,
    options: ReadOptions,
    now: Millis,
    rejects: Path | None = None,
    progress: Progress = silent,
) -> Imported:
    """Imports what the paths stand for. Raises InputError at the first bad record, unless `rejects` names a file for them."""
    raws = _kept(reader, paths, store, progress)
    aside = Rejects(rejects)
    names = [RawName(name=raw.name, sha256=raw.sha256) for raw in raws]
    with store.importing(reader.kind, names, now) as run:
        entries = reported = until = 0
        for part in reader.read(raws, options):
            if isinstance(part, Reject):
                aside.take(part)
                continue
            run.add(part)
            until = max(until, part.horizon)
            entries += len(part.entries)
            if entries - reported >= EVERY:
                reported = entries
                progress(READING, entries)
        if not entries and not aside.count:
            raise _nothing(paths)
        # The export as a whole was still watching at its last moment: a case silent by then stays unanswered until then.
        run.covers(until if options.as_of is None else options.as_of)
        counts = run.counts
        aside.write()
    grade(store, progress=progress)
    return Imported(files=len(raws), counts=counts, rejected=aside.count - aside.left_out, left_out=aside.left_out)


def _kept(reader: HistoryReader, paths: Sequence[Path], store: Store, progress: Progress) -> list[RawFile]:
    found = [file for path in paths for file in _files(reader, path)]
    raws: list[RawFile] = []
    for number, file in enumerate(found, 1):
        raws.append(RawFile(path=file, name=str(file), sha256=store.keep(file)))
        progress(KEEPING, number, len(found))
    return raws


def _files(reader: HistoryReader, path: Path) -> Sequence[Path]:
    if not path.exists():
        raise InputError(
            Bilingual("没有这个文件或文件夹", "there is no such file or folder"),
            Bilingual("请检查路径", "check the path"),
            where=str(path),
        )
    if not (path.is_file() or path.is_dir()):
        raise InputError(
            Bilingual("这是管道或设备，不是文件", "this is a pipe or a device, and no file"),
            Bilingual("请先存成文件再导入：原始内容要留作证据", "save it to a file first: the raw bytes are kept as evidence"),
            where=str(path),
        )
    return reader.files(path)


def _nothing(paths: Sequence[Path]) -> InputError:
    return InputError(
        Bilingual("没有找到任何工单", "no case was found in it"),
        Bilingual("请确认文件非空，且导入类型（KIND）选择正确", "check that the file is not empty and that KIND fits it"),
        where=" ".join(str(path) for path in paths),
    )
