from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel import opening
from houdun.channel.port import Reject
from houdun.channel.records import Record, records
from houdun.errors import InputError

ONE, TWO = {"id": 1, "text": "音画不同步\n[{"}, {"id": 2, "list": [{"a": "]"}]}


def read(folder: Path, text: str | bytes) -> list[Record | Reject]:
    path = folder / "file.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(records(path, "file.json"))


def values(found: list[Record | Reject]) -> list[object]:
    return [item.values for item in found if isinstance(item, Record)]


PRETTY = json.dumps([ONE, TWO], indent=2)


@pytest.mark.parametrize(
    "text",
    [
        f"{json.dumps(ONE)}\n\n{json.dumps(TWO)}\n",
        f"{json.dumps(ONE)}\r\n{json.dumps(TWO)}",
        f"\ufeff{json.dumps(ONE)}\n{json.dumps(TWO)}",
        json.dumps([ONE, TWO]),
        PRETTY,
        f"[{json.dumps(ONE)}]\n[{json.dumps(TWO)}]",
        f"[{json.dumps(ONE)}][{json.dumps(TWO)}]",
        f"[[{json.dumps(ONE)}],[{json.dumps(TWO)}]]",
        f"{json.dumps(ONE, indent=1)}\n{json.dumps(TWO, indent=1)}",
        PRETTY.encode("utf-16"),
        f"{json.dumps(ONE, ensure_ascii=False)}\n{json.dumps(TWO)}".encode("gb18030"),
    ],
)
def test_the_same_records_are_read_however_they_stand(tmp_path: Path, text: str | bytes) -> None:
    assert values(read(tmp_path, text)) == [ONE, TWO]


def test_a_record_knows_its_line_and_its_text(tmp_path: Path) -> None:
    found = read(tmp_path, '[\n {"id": 1},\n\n {"id":\n 2}]')
    assert [(item.row, item.raw) for item in found] == [(2, '{"id": 1}'), (4, '{"id":\n 2}')]


@pytest.mark.parametrize(
    "bad", ["{broken}", '{"id": 3', "3", "[1, 2]", "null", '"text"', "[" * 100_000, '{"n": ' + "9" * 5000 + "}"]
)
def test_a_bad_line_among_good_ones_is_rejected_and_reading_goes_on(tmp_path: Path, bad: str) -> None:
    found = read(tmp_path, f"{json.dumps(ONE)}\n{bad}\n{json.dumps(TWO)}\n")
    assert values(found) == [ONE, TWO]
    assert isinstance(found[1], Reject)
    assert (found[1].row, found[1].raw) == (2, bad)


def test_a_line_in_a_wrong_charset_is_rejected_with_its_bytes(tmp_path: Path) -> None:
    found = read(tmp_path, b'{"id": 1}\n{"t": "\xe9t\xe9 "}\n')
    assert isinstance(found[1], Reject)
    assert found[1].raw == r'{"t": "\xe9t\xe9 "}'


def test_what_is_no_object_in_an_array_is_rejected(tmp_path: Path) -> None:
    found = read(tmp_path, '[{"id": 1}, 17, "x", {"id": 2}]')
    assert [item.raw for item in found if isinstance(item, Reject)] == ["17", '"x"']
    assert len(values(found)) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ('[{"id": 1}, {"id"', "not valid JSON"),
        ('[{"id": 1},', "cut off"),
        ('{\n "id": 1', "not valid JSON"),
        ("[{]", "not valid JSON"),
        ('[{"a": ' + "[" * 100_000, "not valid JSON"),
        (b'[{"a": "\xe9t\xe9"}]', "neither UTF-8"),
    ],
)
def test_what_makes_the_whole_file_unreadable_is_an_input_error(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(tmp_path, text)


def test_one_endless_record_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_LINE", 100_000)
    with pytest.raises(InputError, match="a record of over"):
        read(tmp_path, '[{"a": "' + "x" * 4_000_000)


def test_an_array_larger_than_any_line_may_be_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_LINE", 100_000)
    monkeypatch.setattr(opening, "CHUNK", 10_000)
    many = [{"id": number, "text": "x" * 50} for number in range(5_000)]
    assert values(read(tmp_path, json.dumps(many))) == many


RECORD = st.dictionaries(st.text(max_size=5), st.one_of(st.integers(), st.text(max_size=20), st.lists(st.none())), max_size=4)


@given(st.lists(RECORD, min_size=1, max_size=8), st.integers(1, 40), st.sampled_from([None, 1]))
def test_an_array_reads_the_same_in_pieces_of_any_size(many: list[dict[str, object]], chunk: int, indent: int | None) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "CHUNK", max(chunk, 3))
        assert values(read(Path(folder), json.dumps(many, indent=indent))) == many
