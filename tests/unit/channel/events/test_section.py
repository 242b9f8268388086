from __future__ import annotations

import pytest

from houdun.channel.events.section import Section, shown, suggestion
from houdun.errors import UsageError
from houdun.facts.case import Role
from houdun.language import Language


def test_values_come_in_the_type_that_is_asked_for() -> None:
    section = Section({"a": "x", "b": ["y"], "c": True, "d": "bot"}, "m.toml")
    assert (section.text("a"), section.texts("a"), section.texts("b"), section.flag("c")) == ("x", ("x",), ("y",), True)
    assert section.choice("d", Role) is Role.BOT
    assert (section.text("no"), section.texts("no"), section.flag("no"), section.choice("no", Role)) == ("", (), False, None)
    section.finish()


@pytest.mark.parametrize(
    ("value", "ask"),
    [
        (1, lambda s: s.text("k")),
        ([1], lambda s: s.texts("k")),
        ("yes", lambda s: s.flag("k")),
        ("bott", lambda s: s.choice("k", Role)),
        (3, lambda s: s.section("k")),
        ([3], lambda s: s.sections("k")),
        ("2024-01-01", lambda s: s.moment("k")),
    ],
)
def test_a_wrong_type_names_the_table_and_the_mend(value: object, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(UsageError) as caught:
        ask(Section({"k": value}, "m.toml", "outer"))
    assert caught.value.where == "m.toml [outer]"
    assert "k" in caught.value.problem.en


def test_a_key_that_nobody_asked_for_is_unknown_and_the_nearest_is_suggested() -> None:
    section = Section({"colour": "red"}, "m.toml")
    section.text("color")
    with pytest.raises(UsageError, match="did you mean color"):
        section.finish()


def test_inner_tables_are_named_by_their_path() -> None:
    inner = Section({"a": {"b": [{"c": 1}]}}, "m.toml").section("a").sections("b")[0]
    assert inner.place == "m.toml [a.b]"


def test_where_nothing_is_near_all_names_are_given() -> None:
    assert suggestion("zzz", ["b", "a"]).to(Language.EN) == "there are: a, b"


def test_names_from_outside_are_shown_on_one_short_line() -> None:
    assert shown("a\n b") == "a b"
    assert len(shown("x" * 10_000_000)) == 61
    assert len(suggestion("zzz", [f"column {number}" for number in range(10_000)]).en) < 1_000
