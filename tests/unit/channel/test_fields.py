from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.fields import MAX_LITERAL, BadField, Fields, literal


def test_the_first_field_that_is_there_counts_in_either_spelling() -> None:
    record = Fields({"createdAt": "2025-03-03T10:00:00Z", "body": None, "text": "hi"})
    assert record.time("created_at") == 1_740_996_000_000
    assert record.text("body", "text") == "hi"
    assert "created_at" in record
    assert "body" not in record


def test_a_number_is_text_too_and_what_is_missing_is_empty() -> None:
    record = Fields({"id": 5183})
    assert record.text("id") == "5183"
    assert record.text("title") == ""
    assert record.time("at") is None
    assert list(record.each("turns")) == []
    assert not record.inner("user")


def test_text_is_made_storable() -> None:
    assert Fields({"name": "a\0\ud800b"}).text("name") == "a\ufffd\ufffdb"


def test_a_list_gives_its_objects_with_their_place_and_texts_as_names() -> None:
    turns = list(Fields({"labels": [{"name": "bug"}, "stale"]}).each("labels"))
    assert [(turn.text("name"), turn.path) for turn in turns] == [("bug", "labels[0]."), ("stale", "labels[1].")]


@pytest.mark.parametrize("text", ['[{"name": "bug"}]', "[{'name': 'bug'}]", "({'name': 'bug'},)"])
def test_a_list_that_stands_as_text_is_unpacked(text: str) -> None:
    assert [label.text("name") for label in Fields({"labels": text}).each("labels")] == ["bug"]


@pytest.mark.parametrize(
    "text", ["__import__('os').system('true')", "[x for x in [1]]", "(" * 5_000, "-" * 100_000 + "1", "[1] * 9", "", "'" * 99]
)
def test_nothing_in_a_text_is_ever_run(text: str) -> None:
    with pytest.raises(ValueError, match="literal"):
        literal(text)


def test_a_literal_has_its_limit() -> None:
    with pytest.raises(ValueError, match="too long"):
        literal("[" + "1," * (MAX_LITERAL // 2) + "1]")


@pytest.mark.parametrize(
    ("read", "field"),
    [
        (lambda record: record.text("object"), "object"),
        (lambda record: record.text("huge"), "huge"),
        (lambda record: record.needed("nothing"), "nothing"),
        (lambda record: record.needed_time("text"), "text"),
        (lambda record: record.needed_time("nothing"), "nothing"),
        (lambda record: record.inner("text"), "text"),
        (lambda record: record.inner("list"), "list"),
        (lambda record: list(record.each("object")), "object"),
        (lambda record: list(record.each("list")), "list[1]"),
        (lambda record: next(record.each("list")).needed("at"), "list[0].at"),
    ],
)
def test_a_wrong_field_is_named_with_its_place(read: object, field: str) -> None:
    record = Fields({"object": {"a": 1}, "text": "word", "list": [{}, 3], "huge": 10**5000})
    assert callable(read)
    with pytest.raises(BadField) as caught:
        read(record)
    assert caught.value.field == field
    reject = caught.value.reject("file", 3, "{}")
    assert (reject.file, reject.row, reject.field, reject.raw) == ("file", 3, field, "{}")


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_fuzz_a_getter_gives_its_type_or_says_what_is_wrong(value: object) -> None:
    record = Fields({"it": value})
    for read in (record.text, record.needed, record.time, record.inner, lambda name: list(record.each(name))):
        with suppress(BadField):
            read("it")
