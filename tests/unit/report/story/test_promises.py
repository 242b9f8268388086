from __future__ import annotations

import dataclasses
from collections.abc import Callable

from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.document import Heading, Table
from houdun.report.story.promises import promises
from houdun.report.view import View
from houdun.report.words import plain


def table(comparison: Comparison) -> Table:
    found = promises(View(comparison, Language.EN))[1]
    assert isinstance(found, Table)
    return found


def test_promise_and_delivery_stand_in_one_row(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    delivery = three.deliveries[0]
    cells = [[plain(line) for line in cell.lines] for cell in table(three).rows[0].cells]
    assert cells[1] == ["First human reply within 15 min", "critical · 24×7"]
    assert cells[2][1] == f"{delivery.kept} / {delivery.n}"
    assert cells[5][0] == "¥ 20,000 / month"
    assert cells[5][-1] == "read on 2025-02-20"


def test_the_source_is_linked_where_it_is_a_web_address(compared: Callable[[str], Comparison]) -> None:
    links = [span.to for row in table(compared("three")).rows for line in row.cells[5].lines for span in line if span.to]
    assert links[0] == "https://vendor0.example/support"
    hostile = [span.to for row in table(compared("hostile")).rows for line in row.cells[5].lines for span in line]
    assert set(hostile) == {""}


def test_a_plan_that_names_no_time_is_said_to_name_none(compared: Callable[[str], Comparison]) -> None:
    row = table(compared("three")).rows[2]
    assert "names no time" in [plain(line) for line in row.cells[1].lines]
    assert plain(row.cells[2].lines[0]) == "no evidence"


def test_the_title_says_the_promise_that_was_kept_least(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    kept = tuple(dataclasses.replace(one, n=10, kept=10) for one in three.deliveries)
    broken = (dataclasses.replace(kept[0], kept=3), *kept[1:])
    untested = tuple(dataclasses.replace(one, n=0, kept=0) for one in three.deliveries)
    titles = []
    for deliveries in (broken, kept, untested):
        heading = promises(View(dataclasses.replace(three, deliveries=deliveries), Language.EN))[0]
        assert isinstance(heading, Heading)
        titles.append(heading.text)
    assert titles[0] == "云桥 Cloudbridge promised “first human reply within 15 min” and kept it in only 30% of cases"
    assert titles[1].startswith("Promises are kept")
    assert titles[2] == "No promise here could be tested"


def test_without_a_catalogue_there_is_no_section(compared: Callable[[str], Comparison]) -> None:
    assert promises(View(compared("nothing"), Language.EN)) == ()
