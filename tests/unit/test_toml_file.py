from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.errors import UsageError
from houdun.toml_file import read_toml
from houdun.verdict.promise_file import load_promises
from houdun.verdict.rubric_file import load_rubric


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a = ", b"[a", b"a = 1\na = 2", b'a = "\x00"'])
def test_what_is_not_toml_is_said_with_its_place(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"some\.toml"):
        read_toml(path)


def test_what_windows_puts_before_a_text_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1")
    assert read_toml(path).whole("a") == 1


def test_another_encoding_is_told_from_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_bytes('a = "直播"'.encode("gbk"))
    with pytest.raises(UsageError, match="save it as UTF-8"):
        read_toml(path)


def test_a_missing_file_or_a_folder_is_wrong_use(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(UsageError):
            read_toml(path)


PIECES = (
    "[promises]",
    "[[promises]]",
    "[criteria.response.x]",
    "[dimensions.response]",
    "[belief]",
    "a = 1",
    'vendor = ""',
    "version = 3",
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=8))
def test_no_content_whatever_breaks_a_loader(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "some.toml"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    for load in (load_rubric, load_promises):
        with suppress(UsageError):
            load(path)
