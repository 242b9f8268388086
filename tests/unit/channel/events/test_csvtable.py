from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel import opening
from houdun.channel.events import csvtable
from houdun.channel.events.csvtable import CsvTable, encoding_of
from houdun.channel.port import Reject
from houdun.errors import InputError
from tests.event_logs import raw


def table(folder: Path, data: bytes | str, *, delimiter: str = "", encoding: str = "", wanted: str = "a b") -> CsvTable:
    path = folder / "log.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return CsvTable(raw(path), delimiter=delimiter, encoding=encoding, wanted=frozenset(wanted.split()))


def rows(made: CsvTable) -> list[tuple[int, list[str]]]:
    return [(record[0], list(record[1])) for record in made.records() if not isinstance(record, Reject)]


def rejects(made: CsvTable) -> list[Reject]:
    return [record for record in made.records() if isinstance(record, Reject)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(tmp_path: Path, delimiter: str) -> None:
    made = table(tmp_path, delimiter.join("ab") + "\n" + delimiter.join(["1,5;", "x y"]).replace("1,5;", '"1,5;"'))
    assert [column.name for column in made.columns] == ["a", "b"]
    assert rows(made) == [(2, ["1,5;", "x y"])]


def test_the_columns_that_the_map_wants_decide_where_delimiters_compete(tmp_path: Path) -> None:
    assert [column.name for column in table(tmp_path, "a;b,c,d,e\n", wanted="").columns] == ["a;b", "c", "d", "e"]
    assert [column.name for column in table(tmp_path, "a;b;c,d,e,f,g\n").columns] == ["a", "b", "c,d,e,f,g"]
    assert [column.name for column in table(tmp_path, "a;b;c,d\n", delimiter=",").columns] == ["a;b;c", "d"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_numbered_as_an_editor_counts_over_quoted_lines_and_blank_ones(tmp_path: Path, end: str) -> None:
    lines = ["a,b", '1,"two', 'lines, and a ""mark"""', "", "2,x", "", "3,y"]
    assert rows(table(tmp_path, end.join(lines))) == [
        (2, ["1", f'two{end}lines, and a "mark"']),
        (5, ["2", "x"]),
        (7, ["3", "y"]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_is_read_in_its_usual_charsets(tmp_path: Path, encoding: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    made = table(tmp_path, mark + "工单,内容\n1,画面卡住了\n".encode(encoding), wanted="工单")
    assert [column.name for column in made.columns] == ["工单", "内容"]
    assert rows(made) == [(2, ["1", "画面卡住了"])]


def test_a_stated_charset_is_taken_at_its_word(tmp_path: Path) -> None:
    assert rows(table(tmp_path, "a,b\n1,Größe\n".encode("latin-1"), encoding="latin-1")) == [(2, ["1", "Größe"])]


def test_an_unknown_charset_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="UTF-8"):
        table(tmp_path, "a,b\n1,Größenänderung\n".encode("latin-1"))


def test_a_byte_outside_the_charset_costs_one_row(tmp_path: Path) -> None:
    made = table(tmp_path, b"a,b\n1,x\n2,\xff\n3,y\n", encoding="utf-8")
    assert [row for row, _ in rows(made)] == [2, 4]
    [reject] = rejects(made)
    assert (reject.row, reject.raw) == (3, "2,\\udcff")


def test_a_charset_that_breaks_off_is_an_input_error_with_its_row(tmp_path: Path) -> None:
    made = table(tmp_path, "a,b\n1,x\n".encode("utf-16") + b"\x00", wanted="a b")
    with pytest.raises(InputError, match=r"log\.csv:"):
        rows(made)


@pytest.mark.parametrize(
    ("line", "word"),
    [("1", "1 fields"), ("1,2,3", "3 fields"), ("1,\0", "NUL"), ('1,"x"y', "not valid CSV")],
)
def test_a_row_that_does_not_fit_is_rejected_as_it_stands_and_reading_goes_on(tmp_path: Path, line: str, word: str) -> None:
    made = table(tmp_path, f"a,b\n1,2\n{line}\n3,4\n")
    assert [row for row, _ in rows(made)] == [2, 4]
    [reject] = rejects(made)
    assert (reject.row, reject.raw) == (3, line)
    assert word in reject.problem.en


def test_a_quote_that_never_ends_takes_the_rest_with_it_and_says_where_it_began(tmp_path: Path) -> None:
    made = table(tmp_path, 'a,b\n1,2\n3,"four\n5,6\n')
    assert rows(made) == [(2, ["1", "2"])]
    [reject] = rejects(made)
    assert (reject.row, reject.raw) == (3, '3,"four\n5,6')


def test_what_is_too_long_is_refused_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvtable, "MAX_LINE", 1_000)
    made = table(tmp_path, "a,b\n1," + "x" * 2_000)
    with pytest.raises(InputError, match=r"log\.csv:2: a line of over"):
        rows(made)


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    assert rows(table(tmp_path, gzip.compress(b"a,b\n1,2\n"))) == [(2, ["1", "2"])]


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\0\0\0\0", b'"a', b"\xff\xfe"])
def test_a_file_without_a_header_is_an_input_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError):
        table(tmp_path, data)


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    assert rows(table(tmp_path, "a,b")) == []


def test_a_sample_cut_within_a_character_is_still_utf_8() -> None:
    head = ("画\n" * 400_000).encode()[: opening.CHUNK]
    assert encoding_of(head, "log.csv") == "utf-8-sig"


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5), min_size=2, max_size=2), max_size=5
    )
)
def test_what_a_csv_writer_wrote_is_read_back(tmp_path_factory: pytest.TempPathFactory, values: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in values]
    made = table(tmp_path_factory.mktemp("csv"), "\n".join(["a,b", *lines]))
    assert [row for _, row in rows(made)] == values
