from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from houdun.channel.events.parquet import ParquetTable
from houdun.channel.events.table import Kind
from houdun.channel.port import Reject
from houdun.errors import InputError
from tests.event_logs import logs, raw, read, stamps


def parquet(folder: Path, select: str, name: str = "log.parquet") -> Path:
    path = folder / name
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


@pytest.mark.parametrize(
    "time",
    [
        "TIMESTAMP '2024-03-05 10:00:00'",
        "TIMESTAMP_NS '2024-03-05 10:00:00.000000001'",
        "TIMESTAMPTZ '2024-03-05 18:00:00+08'",
        "1709632800::BIGINT",
        "1709632800000::BIGINT",
        "1709632800.000::DECIMAL(18, 3)",
        "1709632800::DOUBLE",
        "'2024-03-05 10:00'",
    ],
)
def test_times_of_every_type_are_the_same_moment(tmp_path: Path, time: str) -> None:
    path = parquet(tmp_path, f"SELECT 1 AS \"case\", 'take' AS activity, {time} AS time, 'ann' AS actor")
    assert stamps(logs(read(path))["1"]) == ["10:00 opened customer", "10:00 first_response vendor"]


def test_a_typed_time_needs_no_order_and_a_zone_holds_where_it_has_none(tmp_path: Path) -> None:
    path = parquet(tmp_path, "SELECT 1 AS \"case\", 'take' AS activity, TIMESTAMP '2024-03-05 10:00' AS time, 'ann' AS actor")
    parts = read(path, map_text='[time]\norder = "dmy"\nzone = "Asia/Shanghai"\n' + open_map())
    assert stamps(logs(parts)["1"])[0] == "02:00 opened customer"


def open_map() -> str:
    return """
        [columns]
        case = "case"
        activity = "activity"
        time = "time"
        [activities]
        take = { milestone = "first_response", by = "vendor" }
        """


def test_null_is_empty_and_types_are_told(tmp_path: Path) -> None:
    made = ParquetTable(
        raw(parquet(tmp_path, "SELECT NULL::VARCHAR AS a, 1 AS b, [1] AS c, {'x': 1} AS d, DATE '2024-01-01' AS e"))
    )
    assert [column.kind for column in made.columns] == [Kind.TEXT, Kind.NUMBER, Kind.NESTED, Kind.NESTED, Kind.TIME]
    [record] = made.records()
    assert record == (1, ["", "1", "[1]", "{'x': 1}", "2024-01-01"])
    assert '"b": "1"' in made.raw()


def test_a_nested_column_is_refused_only_where_the_map_needs_it(tmp_path: Path) -> None:
    select = "SELECT 1 AS \"case\", 'take' AS activity, TIMESTAMP '2024-03-05 10:00' AS time, {} AS actor"
    with pytest.raises(InputError, match="nested"):
        read(
            parquet(tmp_path, select.format("['ann']")),
            map_text=open_map().replace('time = "time"', 'time = "time"\nactor = "actor"'),
        )
    assert logs(read(parquet(tmp_path, select.format("['ann']")), map_text=open_map()))


def test_a_nul_costs_one_row(tmp_path: Path) -> None:
    [record] = ParquetTable(raw(parquet(tmp_path, "SELECT 'x' || chr(0) AS a"))).records()
    assert isinstance(record, Reject)
    assert "\0" not in record.raw
    assert record.row == 1


def test_a_damaged_file_is_an_input_error(tmp_path: Path) -> None:
    whole = parquet(tmp_path, "SELECT range AS a FROM range(1000)").read_bytes()
    for name, data in {"short": whole[:-9], "hollow": whole[:4] + bytes(len(whole) - 12) + whole[-8:]}.items():
        path = tmp_path / f"{name}.parquet"
        path.write_bytes(data)
        with pytest.raises(InputError, match="Parquet"):
            list(ParquetTable(raw(path)).records())


def test_a_name_that_looks_like_a_pattern_is_one_file(tmp_path: Path) -> None:
    made = ParquetTable(raw(parquet(tmp_path, "SELECT 1 AS a", "a[0]*.parquet")))
    assert len(list(made.records())) == 1
