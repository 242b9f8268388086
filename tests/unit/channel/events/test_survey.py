from __future__ import annotations

from pathlib import Path

from houdun.channel.events.clock import Offsets
from houdun.channel.events.csvtable import CsvTable
from houdun.channel.events.layout import Layout, Sight
from houdun.channel.events.mapping import load
from houdun.channel.events.survey import Survey
from houdun.facts.time import LATEST, iso
from tests.event_logs import MAP, log_file, map_file, raw


def surveyed(folder: Path, *files: str) -> Survey:
    mapped, survey, offsets = load(map_file(folder, 'null = ["?"]\n' + MAP)), Survey(), Offsets()
    for number, rows in enumerate(files):
        table = CsvTable(raw(log_file(folder, rows)), delimiter="", encoding="", wanted=frozenset())
        survey.look(Layout(table, mapped, Sight("actor", LATEST, offsets), number))
    return survey


def test_it_counts_the_rows_of_a_case_over_all_files_and_passes_over_bad_ones(tmp_path: Path) -> None:
    survey = surveyed(tmp_path, "1,x,2024-03-05 10:00,a\n2,x,never,a\n2,x,2024-03-05 10:00,a\n", "1,x,2024-03-06 10:00,a\n")
    assert {case: known.rows for case, known in survey.cases.items()} == {"1": 2, "2": 1}
    assert iso(survey.latest) == "2024-03-06T10:00:00Z"


def test_it_sees_whether_a_case_stands_in_order(tmp_path: Path) -> None:
    survey = surveyed(
        tmp_path, "1,x,2024-03-05 10:00,a\n2,x,2024-03-05 09:00,a\n2,x,2024-03-05 08:00,a\n1,x,2024-03-05 10:00,a\n"
    )
    assert {case: known.ordered for case, known in survey.cases.items()} == {"1": True, "2": False}


def test_the_vendor_is_the_first_one_stated_in_time(tmp_path: Path) -> None:
    rows = "1,x,2024-03-05 10:00,?\n1,x,2024-03-05 12:00,late\n1,x,2024-03-05 11:00,early\n1,x,2024-03-05 13:00,later\n"
    assert surveyed(tmp_path, rows).cases["1"].vendor == "early"
