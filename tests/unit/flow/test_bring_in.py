from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import pytest

from houdun.channel.port import Part, RawFile, ReadOptions, Reject
from houdun.errors import InputError
from houdun.facts.case import CaseKey, CaseLog, Role
from houdun.facts.time import HOUR
from houdun.facts.vendor import Vendor
from houdun.flow.bring_in import Imported, bring_in
from houdun.language import Bilingual
from houdun.store import Store
from houdun.testing.factories import MONDAY, log, message

BAD = Reject(file="f", row=2, field="at", problem=Bilingual("坏", "bad"), mend=Bilingual("改", "mend"), raw="\ud800 raw")


class Scripted:
    """A reader that yields what the test gives it."""

    kind: ClassVar[str] = "scripted"
    about: ClassVar[Bilingual] = Bilingual("剧本", "a script")

    def __init__(self, *parts: Part) -> None:
        self.parts = parts

    def files(self, path: Path) -> Sequence[Path]:
        return [path]

    def read(self, files: Sequence[RawFile], options: ReadOptions) -> Iterator[Part]:
        yield from self.parts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "w") as store:
        yield store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "history"
    path.write_bytes(b"raw")
    return path


def part(id: str, *, horizon: int = MONDAY + 12 * HOUR) -> CaseLog:
    whole = log(message("黑屏", "10:00"), message("看一下", "10:05", Role.VENDOR))
    return CaseLog(key=CaseKey(Vendor("A"), "scripted", id), title="t", horizon=horizon, entries=whole.entries)


def run(store: Store, file: Path, *parts: Part, rejects: Path | None = None) -> Imported:
    return bring_in(Scripted(*parts), [file], store=store, options=ReadOptions(), now=MONDAY, rejects=rejects)


def test_the_first_bad_record_ends_the_import_and_nothing_lands(store: Store, file: Path) -> None:
    with pytest.raises(InputError, match=r"f:2 \[at\]: bad\. mend"):
        run(store, file, part("1"), BAD)
    assert list(store.cases()) == []


def test_with_a_place_for_rejects_the_rest_lands_and_they_are_counted(store: Store, file: Path, tmp_path: Path) -> None:
    done = run(store, file, part("1"), BAD, part("2"), rejects=tmp_path / "rejects.jsonl")
    assert (done.counts.cases, done.rejected) == (2, 1)
    assert json.loads((tmp_path / "rejects.jsonl").read_text())["raw"] == "\ud800 raw"


def test_every_case_of_an_export_was_watched_until_its_last_moment(store: Store, file: Path) -> None:
    run(store, file, part("1"), part("2", horizon=MONDAY + 99 * HOUR))
    assert {each.horizon for each in store.cases()} == {MONDAY + 99 * HOUR}


def test_nothing_in_a_file_is_bad_input(store: Store, file: Path) -> None:
    with pytest.raises(InputError, match="no case was found"):
        run(store, file)
    assert store.imports() == ()


def test_a_path_that_is_not_there_is_bad_input(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        run(store, tmp_path / "none", part("1"))
