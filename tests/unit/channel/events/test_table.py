from __future__ import annotations

from pathlib import Path

import duckdb

from houdun.channel.events.csvtable import CsvTable
from houdun.channel.events.parquet import ParquetTable
from houdun.channel.events.table import Column, Kind, Table
from tests.event_logs import log_file, raw


def test_a_column_is_text_unless_its_file_says_more() -> None:
    assert Column("a").kind is Kind.TEXT


def test_both_kinds_of_table_can_be_read_twice_and_show_the_record_as_it_stands(tmp_path: Path) -> None:
    text = CsvTable(raw(log_file(tmp_path, "1,2\n", header="a,b\n")), delimiter="", encoding="", wanted=frozenset())
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT '1' AS a, '2' AS b) TO '{tmp_path / 'log.parquet'}' (FORMAT parquet)")
    typed = ParquetTable(raw(tmp_path / "log.parquet"))
    tables: list[Table] = [text, typed]
    for table in tables:
        first = [(record, table.raw()) for record in table.records()]
        assert first == [(record, table.raw()) for record in table.records()]
        assert [column.name for column in table.columns] == ["a", "b"]
        assert all("1" in shown and "2" in shown for _, shown in first)
