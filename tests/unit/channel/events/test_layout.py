from __future__ import annotations

from pathlib import Path

import pytest

from houdun.channel.events.clock import Offsets
from houdun.channel.events.csvtable import CsvTable
from houdun.channel.events.layout import Dated, Layout, Sight, wanted_columns
from houdun.channel.events.mapping import load
from houdun.channel.fields import BadField
from houdun.channel.port import Reject
from houdun.errors import InputError, UsageError
from houdun.facts.case import OwnerSet, Role
from houdun.facts.time import LATEST
from tests.event_logs import MAP, log_file, logs, raw, read


def layout(folder: Path, header: str, rows: str = "", *, columns: str = "", rest: str = "") -> Layout:
    text = MAP.replace('actor = "actor"', columns or 'actor = "actor"') + rest
    (folder / "map.toml").write_text(text, encoding="utf-8")
    mapped = load(folder / "map.toml")
    file = raw(log_file(folder, rows, header=header))
    table = CsvTable(file, delimiter="", encoding="", wanted=wanted_columns(mapped, ""))
    return Layout(table, mapped, Sight("", LATEST, Offsets()), 0)


def test_a_column_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean actors"):
        layout(tmp_path, "case,activity,time,actors\n")


def test_double_columns_matter_only_where_the_map_names_them(tmp_path: Path) -> None:
    assert layout(tmp_path, "case,activity,time,actor,x,x\n")
    with pytest.raises(InputError, match="actor#1"):
        layout(tmp_path, "case,activity,time,actor,actor\n")
    with pytest.raises(InputError, match="no column actor#3"):
        layout(tmp_path, "case,activity,time,actor,actor\n", columns='actor = "actor#3"')


def test_a_double_column_is_addressed_by_its_number(tmp_path: Path) -> None:
    made = layout(tmp_path, "case,activity,time,actor,actor\n", "1,take,2024-03-05 10:00,ann,bob\n", columns='actor = "actor#2"')
    [dated] = made.dated()
    assert isinstance(dated, Dated)
    assert made.row(dated).actor == "bob"


def test_columns_are_put_together_and_nulls_left_out(tmp_path: Path) -> None:
    rows = "1,take,2024-03-05 10:00,ann,x\n1,take,2024-03-05 10:00,,x\n"
    made = layout(tmp_path, "case,activity,time,a,b\n", rows, columns='actor = "a + b"')
    assert [made.row(each).actor for each in made.dated() if isinstance(each, Dated)] == ["ann + x", "x"]


@pytest.mark.parametrize(
    ("row", "field", "word"),
    [
        (",take,2024-03-05 10:00,ann", "case", "empty"),
        ("1,take,,ann", "time", "empty"),
        ("1,take,soon,ann", "time", "not a time"),
        ("1,jump,2024-03-05 10:00,ann", "activity", "'jump'"),
        (f"{'9' * 501},take,2024-03-05 10:00,ann", "case", "longer"),
    ],
)
def test_a_bad_value_rejects_its_row_by_field(tmp_path: Path, row: str, field: str, word: str) -> None:
    parts = read(log_file(tmp_path, f"1,take,2024-03-05 10:00,ann\n{row}\n"))
    [reject] = [part for part in parts if isinstance(part, Reject)]
    assert (reject.row, reject.field, reject.raw) == (3, field, row)
    assert word in reject.problem.en
    assert len(logs(parts)) == 1


def test_an_activity_nearly_known_is_suggested(tmp_path: Path) -> None:
    [reject] = read(log_file(tmp_path, "1,tak,2024-03-05 10:00,ann\n"))
    assert isinstance(reject, Reject)
    assert "did you mean take" in reject.mend.en


def test_a_role_column_goes_before_the_names(tmp_path: Path) -> None:
    columns, rest = 'actor = "actor"\nrole = "role"', '[roles]\nStaff = "vendor"\n[actors]\n"*" = "customer"\n'
    header = "case,activity,time,actor,role\n"
    rows = "1,take,2024-03-05 10:00,ann,Staff\n1,take,2024-03-05 10:00,ann,\n1,take,2024-03-05 10:00,ann,Boss\n"
    made = layout(tmp_path, header, rows, columns=columns, rest=rest)
    first, second, third = (each for each in made.dated() if isinstance(each, Dated))
    assert (made.row(first).role, made.row(second).role) == (Role.VENDOR, Role.CUSTOMER)
    with pytest.raises(BadField, match="Boss"):
        made.row(third)


def test_an_ambiguous_date_asks_for_the_order_and_names_the_row(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"log\.csv:3 \[time\]") as caught:
        read(log_file(tmp_path, "1,take,29/2/2024 10:00,ann\n1,take,3/4/2024 10:00,ann\n"))
    assert "[time] order" in caught.value.mend.en


def test_what_lies_after_the_export_is_rejected(tmp_path: Path) -> None:
    rows = "1,take,2024-03-05 10:00,ann\n1,close,2024-03-05 10:01,ann\n"
    parts = read(log_file(tmp_path, rows), map_text="as_of = 2024-03-05T10:00:30Z\n" + MAP)
    assert [part.row for part in parts if isinstance(part, Reject)] == [3]
    assert logs(parts)["1"].horizon == 1709632830000


def test_rows_of_nothing_but_delimiters_are_passed_over(tmp_path: Path) -> None:
    parts = read(log_file(tmp_path, "1,take,2024-03-05 10:00,ann\n,,,\n , ,,\n"))
    assert list(logs(parts)) == ["1"]


def test_null_values_are_empty_everywhere(tmp_path: Path) -> None:
    text = 'null = ["?"]\n' + MAP.replace('actor = "actor"', 'actor = "actor"\nowner = "actor"')
    log = logs(read(log_file(tmp_path, "1,take,2024-03-05 10:00,?\n1,close,2024-03-05 11:00,ann\n"), map_text=text))["1"]
    assert [entry.owner for entry in log.entries if isinstance(entry, OwnerSet)] == ["ann"]


def test_every_name_that_a_header_may_need_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAP.replace('"actor"', '"a + b#2"'), encoding="utf-8")
    assert wanted_columns(load(tmp_path / "map.toml"), "who") >= {"case", "a", "b", "a + b", "who"}
