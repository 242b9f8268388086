from __future__ import annotations

from pathlib import Path

import pytest

from houdun.channel.events.mapping import By, Map, Order, Unmapped, load
from houdun.errors import UsageError
from houdun.facts.case import Basis, Milestone, Role, Severity
from houdun.facts.time import MINUTE

MAPS = Path(__file__).parents[4] / "examples" / "maps"
SMALL = """
[columns]
case = "c"
activity = "a"
time = "t"
[activities]
Took = { milestone = "first_response", by = "vendor" }
"""


def loaded(tmp_path: Path, text: str) -> Map:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def refused(tmp_path: Path, text: str) -> UsageError:
    with pytest.raises(UsageError) as caught:
        loaded(tmp_path, text)
    assert caught.value.where.startswith("map.toml")
    return caught.value


def test_a_small_map_opens_a_case_by_its_first_row_and_rejects_what_it_does_not_know(tmp_path: Path) -> None:
    small = loaded(tmp_path, SMALL)
    assert small.first_row_opens
    assert small.opened_by is Role.CUSTOMER
    assert small.unmapped is Unmapped.REJECT
    assert small.nulls == {""}
    [took] = small.activities["Took"]
    assert (took.milestone, took.by, took.basis) == (Milestone.FIRST_RESPONSE, By.VENDOR, Basis.CLAIMED)


def test_every_key_is_read(tmp_path: Path) -> None:
    whole = loaded(
        tmp_path,
        """
        as_of = 2024-03-05T10:00:00+01:00
        delimiter = ";"
        encoding = "gb18030"
        null = ["?", "-"]
        no_vendor = "nobody"
        states = true
        unmapped = "ignore"
        [columns]
        case = "c"
        activity = "a + b"
        time = "t"
        actor = "who#2"
        role = "r"
        severity = "s"
        owner = "o"
        text = "x"
        title = "y"
        vendor = "v"
        [time]
        zone = "Europe/Rome"
        order = "dmy"
        precision = "minute"
        [opened]
        from = "opened_at"
        by = "bystander"
        [milestones]
        resolved = { column = "resolved_at", by = "bot", basis = "observed" }
        [activities]
        Gone = "ignore"
        Done = [{ milestone = "resolved", by = "another", basis = "observed" }, { text = true, public = false }]
        Up = { severity = "critical", owner = true, reopens = true }
        [roles]
        Agent = "vendor"
        [actors]
        "sys*" = "bot"
        [severity]
        P1 = "critical"
        """,
    )
    assert whole.as_of == 1709629200000
    assert (whole.delimiter, whole.encoding, whole.no_vendor, whole.states) == (";", "gb18030", "nobody", True)
    assert whole.nulls == {"?", "-", ""}
    assert not whole.first_row_opens
    assert [(each.milestone, each.column, each.by) for each in whole.column_stamps] == [
        (Milestone.OPENED, "opened_at", Role.BYSTANDER),
        (Milestone.RESOLVED, "resolved_at", Role.BOT),
    ]
    assert (whole.times.order, whole.times.unit, str(whole.times.zone)) == (Order.DMY, MINUTE, "Europe/Rome")
    assert whole.activities["Gone"] == ()
    assert [outcome.by for outcome in whole.activities["Done"]] == [By.ANOTHER, None]
    assert (whole.roles, whole.actors, whole.severities) == (
        {"Agent": Role.VENDOR},
        {"sys*": Role.BOT},
        {"P1": Severity.CRITICAL},
    )


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ("[time]\nordre = 'dmy'", "did you mean order"),
        ("[time]\norder = 'dym'", "did you mean"),
        ("[time]\norder = ['%Q']", "strptime"),
        ("[time]\norder = ['%Y %Y']", "strptime"),
        ("[time]\nzone = 'Asia/Shangai'", "Asia/Shanghai"),
        ("[time]\nzone = '../etc'", "IANA"),
        ("[time]\nprecision = 'minutes'", "did you mean minute"),
        ("[colums]\nx = 'y'", "did you mean columns"),
        ("[milestones]\nresolvd = { column = 'r' }", "did you mean resolved"),
        ("[milestones]\nresolved = { by = 'bot' }", "name of a column"),
        ("[opened]\nby = 'client'", "cannot be client"),
        ("[actors]\nx = 'bot'", "columns.actor is missing"),
        ("[roles]\nx = 'bot'", "columns.role is missing"),
        ("[severity]\nx = 'low'", "columns.severity is missing"),
    ],
)
def test_what_is_wrong_is_named_with_its_mend(tmp_path: Path, more: str, word: str) -> None:
    assert word in str(refused(tmp_path, f"{SMALL}\n{more}\n"))


@pytest.mark.parametrize(
    ("first", "word"),
    [
        ("delimiter = '#'", "delimiter"),
        ("encoding = 'utf8000'", "encoding"),
        ("encoding = 'zlib'", "encoding"),
        ("encoding = 'a\\u0000'".replace("'", '"'), "encoding"),
        ("as_of = 2024-03-05", "with its zone"),
        ("as_of = 2024-03-05T10:00:00", "with its zone"),
        ("as_of = 9999-12-31T23:00:00-05:00", "as_of"),
        ("unmapped = 'drop'", "unmapped"),
        ("states = 'yes'", "true or false"),
        ("opened = 3", "table"),
    ],
)
def test_wrong_settings_of_the_whole_are_named_with_their_mend(tmp_path: Path, first: str, word: str) -> None:
    assert word in str(refused(tmp_path, f"{first}\n{SMALL}"))


@pytest.mark.parametrize(
    "activity",
    ["'skip'", "3", "{ milestone = 'fixed', by = 'vendor' }", "{ by = 'vendor' }", "{ milestone = 'closed' }", "{ text = true }"],
)
def test_an_activity_must_say_something_by_somebody(tmp_path: Path, activity: str) -> None:
    assert refused(tmp_path, f"{SMALL}\nX = {activity}\n")


def test_the_three_columns_that_nothing_works_without_are_asked_for(tmp_path: Path) -> None:
    for key in ("case", "activity", "time"):
        lines = [line for line in SMALL.splitlines() if not line.startswith(key)]
        assert f"no column is named as {key}" in str(refused(tmp_path, "\n".join(lines)))
    assert "activities is missing" in str(refused(tmp_path, SMALL.partition("[activities]")[0]))


@pytest.mark.parametrize("path", sorted(MAPS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_maps_that_are_shipped_are_good(path: Path) -> None:
    assert load(path).activities
