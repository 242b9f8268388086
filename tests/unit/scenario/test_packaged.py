from __future__ import annotations

from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.language import Bilingual
from houdun.scenario import packaged

WHAT = Bilingual("节目", "show")


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    for name in ("b.toml", "a.toml", "notes.txt"):
        (tmp_path / name).touch()
    return tmp_path


def test_names_are_those_of_the_toml_files_in_order(inside: Path) -> None:
    assert packaged.names(inside) == ("a", "b")


def test_a_name_finds_its_file_and_a_path_its_own(inside: Path) -> None:
    with packaged.found(inside, "a", WHAT) as path:
        assert path == inside / "a.toml"
    with packaged.found(inside, "mine/own.toml", WHAT) as path:
        assert path == Path("mine/own.toml")


def test_an_unknown_name_is_told_what_there_is(inside: Path) -> None:
    with pytest.raises(UsageError) as error, packaged.found(inside, "c", WHAT):
        pass
    assert error.value.problem == Bilingual("没有名为 c 的节目", "there is no show c")
    assert "a, b" in error.value.mend.en


def test_the_rooms_own_folders_are_there() -> None:
    assert "solo" in packaged.names(packaged.folder("shows"))
