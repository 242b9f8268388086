"""Event logs keep the contract of every reader of history."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.events import Reader
from houdun.channel.port import ReadOptions
from houdun.errors import InputError, UsageError
from houdun.facts.vendor import Vendor
from houdun.testing.contracts.history_reader import HistoryReaderContract, check_keepable, facts_of, fuzzed, logs_of

MAP = """
null = ["?"]
[columns]
case = "Ticket"
activity = "Event"
time = "When"
actor = "Who"
severity = "Priority"
owner = "Group"
text = "Text"
title = "Subject"
[time]
order = "dmy"
zone = "Europe/Rome"
[activities]
Asked = { text = true, by = "customer" }
Took = { milestone = "first_response", by = "vendor", reopens = true }
Note = { text = true, public = false }
Wrote = { text = true }
Solved = [{ milestone = "resolved", by = "vendor" }, { milestone = "mitigated", by = "vendor" }]
Opened = "ignore"
[actors]
"agent *" = "vendor"
robot = "bot"
[severity]
P1 = "critical"
P2 = "high"
"""
HEADER = "Ticket;Event;When;Who;Priority;Group;Text;Subject\n"
ROWS = (
    "1;Opened;3/5/2024 10:00;portal;P2;?;;Desync\n"
    '1;Asked;3/5/2024 10:00;cora;P2;?;"Sound runs ahead;\nby a second";Desync\n'
    "2;Asked;3/5/2024 10:01;bert;P1;?;画面卡住;Freeze\n"
    "1;Took;3/5/2024 10:07;agent 7;P2;media;;Desync\n"
    "2;Wrote;3/5/2024 10:09;robot;P1;?;We got your mail;Freeze\n"
    "2;Wrote;3/5/2024 10:09;robot;P1;?;We got your mail;Freeze\n"
    "1;Solved;3/5/2024 12:00;agent 7;P1;media;;Desync\n"
)
LATER = "2;Wrote;3/5/2024 13:00;agent 9;P1;network;Try the other node;Freeze\n1;Took;3/5/2024 14:00;agent 8;P1;network;;\n"
BAD = "3;Asked;13/13/2024 10:00;dora;P1;?;x;y\n4;Danced;3/5/2024 10:00;dora;P1;?;x;y\n5;Asked;3/5/2024\n"


@pytest.fixture(scope="module", autouse=True)
def mapping(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("events") / "events.toml"
    path.write_text(MAP, encoding="utf-8")
    TestEvents.options = ReadOptions(vendor=Vendor("acme"), mapping=path)


class TestEvents(HistoryReaderContract):
    reader = Reader()
    options: ClassVar[ReadOptions] = ReadOptions(vendor=Vendor("acme"))
    suffix = ".csv"

    def sample(self, folder: Path) -> Path:
        return self.written(folder, HEADER + ROWS)

    def newer(self, folder: Path) -> Path:
        return self.written(folder, HEADER + ROWS + LATER)

    def flawed(self, folder: Path) -> Path:
        return self.written(folder, HEADER + BAD + ROWS)

    def written(self, folder: Path, text: str) -> Path:
        path = folder / "log.csv"
        path.write_text(text, encoding="utf-8")
        return path

    @fuzzed
    @given(st.data())
    def test_fuzz_any_table_under_any_map_gives_parts_or_an_error_that_can_be_mended(self, data: st.DataObject) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path, mapping = Path(folder) / "log.csv", Path(folder) / "any.toml"
            path.write_text(data.draw(tables()), encoding=data.draw(st.sampled_from(["utf-8", "utf-16", "gb18030"])), newline="")
            mapping.write_text(data.draw(maps()), encoding="utf-8")
            options = ReadOptions(vendor_field=data.draw(st.sampled_from(["a", "b", "no"])), mapping=mapping)
            try:
                parts = self.parts(path, options)
            except (InputError, UsageError):
                return
            for log in logs_of(parts):
                check_keepable(log, "events")
            facts_of(parts)


COLUMNS = ["a", "b", "c", "d"]
ANYTHING = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=4)
TIMES = st.sampled_from(
    ["2024-03-05 10:00", "5/3/2024 10:00", "13/3/2024 1:00 pm", "2024-03-31T02:30:00+02:00", "1709632800", "?"]
)
CELLS = st.one_of(st.sampled_from(["x", "y", "Z*", '"', "New"]), TIMES, ANYTHING)


def tables() -> st.SearchStrategy[str]:
    rows = st.lists(st.lists(CELLS, min_size=4, max_size=5).map(",".join), max_size=8)
    return rows.map(lambda lines: "\n".join([",".join(COLUMNS), *lines]))


@st.composite
def maps(draw: st.DrawFn) -> str:
    """Maps of which many are good, over the columns and cells that `tables` writes."""
    column = st.sampled_from([*COLUMNS, "a + b", "a#1"])
    milestone = draw(st.sampled_from(["first_response", "resolved", "closed", "opened", "impact_started", "nonsense"]))
    return f"""
        unmapped = "{draw(st.sampled_from(["ignore", "reject"]))}"
        states = {draw(st.sampled_from(["true", "false", "1"]))}
        null = ["?"]
        [columns]
        case = "{draw(column)}"
        activity = "{draw(column)}"
        time = "{draw(column)}"
        actor = "{draw(column)}"
        text = "{draw(column)}"
        severity = "{draw(column)}"
        [time]
        order = {draw(st.sampled_from(['"ymd"', '"dmy"', '"mdy"', '"epoch"', '["%d/%m/%Y %H:%M", "%H"]', '"x"']))}
        zone = "{draw(st.sampled_from(["UTC", "Europe/Rome", "Asia/Shanghai", "", "Mars"]))}"
        precision = "{draw(st.sampled_from(["minute", "day", "millisecond"]))}"
        [opened]
        from = "{draw(st.sampled_from(["first row", "activities", "c", "d"]))}"
        [activities]
        x = {{ milestone = "{milestone}", by = "{draw(st.sampled_from(["vendor", "another"]))}", reopens = true }}
        y = [{{ text = true }}, {{ owner = true, severity = "low" }}]
        New = "ignore"
        [actors]
        "Z*" = "bot"
        "*" = "customer"
        [severity]
        x = "high"
        "" = "low"
        """
