"""The questions' reference page is made from them and gives no answer away; the how-to's example is a question that loads."""

from __future__ import annotations

import re
from pathlib import Path

from houdun.cli.question_page import page
from houdun.facts.question import Sort
from houdun.scenario.instance import instances
from houdun.scenario.question import MAY, NEEDS, load, load_all, packaged

DOCS = Path(__file__).parents[2] / "docs"


def test_the_reference_page_is_made_from_the_questions() -> None:
    assert (DOCS / "reference" / "questions.md").read_text(encoding="utf-8") == page()


def test_every_key_of_a_file_is_described() -> None:
    keys = {key for sort in Sort for key in (*NEEDS[sort], *MAY[sort])} - {"key"}
    text = page()
    assert [key for key in keys if not re.search(rf"`\[*{key}[.`\]]", text)] == []


def test_the_page_s_table_says_of_no_question_which_fault_it_is() -> None:
    rows = {
        row.split("`")[1]: row.replace(row.split("|")[2], "")
        for row in page().splitlines()
        if row.startswith("| `") and "<br>" in row
    }
    assert set(rows) == set(packaged())
    assert [each.id for each in load_all(packaged()) if each.fault and each.fault in rows[each.id]] == []


def test_the_how_to_s_example_is_a_question_that_loads(tmp_path: Path) -> None:
    text = (DOCS / "how-to" / "write-a-question.md").read_text(encoding="utf-8")
    found = re.search(r"```toml\n# (\w+\.toml)\n(.*?)```", text, re.DOTALL)
    assert found
    path = tmp_path / found[1]
    path.write_text(found[2], encoding="utf-8")
    assert len(instances([load(str(path))])) == 8
