from __future__ import annotations

import gzip
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel import opening
from houdun.errors import InputError

CHINESE = "连麦半小时后音画不同步，请问什么时候能修好？"


def written(folder: Path, data: bytes, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def read_lines(path: Path) -> list[tuple[int, bytes]]:
    return list(opening.lines(path, path.name))


def test_lines_are_numbered_from_one_and_lose_their_ends(tmp_path: Path) -> None:
    assert read_lines(written(tmp_path, b"a\r\n\nc")) == [(1, b"a"), (2, b""), (3, b"c")]


@given(
    st.lists(st.binary(max_size=40).filter(lambda line: b"\n" not in line and b"\r" not in line), max_size=30), st.integers(1, 50)
)
def test_lines_do_not_depend_on_how_the_file_is_read(lines: list[bytes], chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "CHUNK", chunk)
        patch.setattr(Path, "open", lambda self, mode: io.BytesIO(b"".join(line + b"\n" for line in (b"#", *lines))))
        assert read_lines(Path("anything")) == list(enumerate((b"#", *lines), 1))


def test_a_packed_file_reads_like_the_plain_one_whatever_it_is_called(tmp_path: Path) -> None:
    assert read_lines(written(tmp_path, gzip.compress(b"a\nb\n"), "no-ending")) == [(1, b"a"), (2, b"b")]


@pytest.mark.parametrize("cut", [3, 12, 25, -1])
def test_a_packed_file_that_is_cut_off_is_an_input_error(tmp_path: Path, cut: int) -> None:
    path = written(tmp_path, gzip.compress(b"some text that is long enough to be packed\n")[:cut])
    with pytest.raises(InputError, match="damaged or cut off"):
        read_lines(path)


def test_a_packed_file_with_broken_bytes_is_an_input_error(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(b"some text that is long enough to be packed\n"))
    packed[15:20] = b"\xff" * 5
    with pytest.raises(InputError, match="damaged or cut off"):
        read_lines(written(tmp_path, bytes(packed)))


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(b"\n" * 10_000_000) * 10)
    with pytest.raises(InputError, match="zip bomb"):
        opening.whole(path, "bomb")


def test_what_packs_well_and_is_small_is_no_bomb(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(b"0" * 10_000_000))
    assert len(opening.whole(path, "zeros")) == 10_000_000


def test_a_gigabyte_on_one_line_is_refused_without_eating_memory(tmp_path: Path) -> None:
    path = tmp_path / "line"
    with path.open("wb") as stream:
        stream.truncate(1 << 30)
    tracemalloc.start()
    with pytest.raises(InputError, match="a line of over 64 MiB") as caught:
        read_lines(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.where == "line:1"
    assert peak < 200 * 1024 * 1024


def test_a_whole_file_has_its_limit(tmp_path: Path) -> None:
    path = written(tmp_path, b"x" * 3_000_000)
    with pytest.raises(InputError, match="larger than 2 MiB"):
        opening.whole(path, "x", 2 * 1024 * 1024)


@pytest.mark.parametrize("head", sorted(opening.ARCHIVES))
def test_another_archive_is_named_and_refused(tmp_path: Path, head: bytes) -> None:
    path = written(tmp_path, head + b"rest")
    with pytest.raises(InputError, match=opening.ARCHIVES[head]):
        read_lines(path)


def test_a_missing_file_and_a_folder_are_input_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(InputError, match="cannot be opened"):
            read_lines(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_chinese_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert opening.text_of(CHINESE.encode(encoding), "here") == CHINESE


@pytest.mark.parametrize(
    "data", ["Les réponses étaient très brèves".encode("latin-1"), "не работает звук".encode("cp1251"), b"\xff\xff"]
)
def test_another_encoding_is_refused_not_guessed(data: bytes) -> None:
    with pytest.raises(InputError, match="neither UTF-8 nor") as caught:
        opening.text_of(data, "here:3")
    assert caught.value.where == "here:3"


@given(st.binary(max_size=60))
def test_fuzz_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        text = opening.text_of(data, "here")
    except InputError:
        return
    assert isinstance(text, str)


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF, exclude_categories=()), max_size=30))
def test_what_is_storable_keeps_its_length_and_can_be_encoded(text: str) -> None:
    kept = opening.storable(text)
    kept.encode("utf-8")
    assert "\0" not in kept
    assert len(kept) == len(text)


def test_what_was_storable_stays_as_it_is() -> None:
    assert opening.storable("<b>\u202e 张三 🙂\x07") == "<b>\u202e 张三 🙂\x07"


def test_a_folder_stands_for_its_files_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.json", "a.JSON.gz", "c.csv", ".hidden.json", "deep/d.json", ".git/e.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = opening.files_in(tmp_path, (".json",))
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.JSON.gz", "b.json", "deep/d.json"]
    assert opening.files_in(tmp_path / "c.csv", (".json",)) == (tmp_path / "c.csv",)
