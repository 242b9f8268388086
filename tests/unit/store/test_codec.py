from __future__ import annotations

from dataclasses import replace
from typing import get_args, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.case import Entry, Message, Role, Source
from houdun.facts.time import EARLIEST, LATEST
from houdun.store.codec import EntryRow, decode, encode
from houdun.testing.factories import finding, message

TEXT = st.text(alphabet=st.characters() | st.sampled_from("\x00\x1a\ud83d\ude00\u202e😀"), max_size=30)
AT = st.integers(min_value=EARLIEST, max_value=LATEST)
HOSTILE: dict[object, st.SearchStrategy[object]] = {
    str: TEXT,
    int: AT,
    int | None: st.none() | AT,
    Source: st.builds(Source, TEXT, TEXT),
}


def with_every_field(kind: type[Entry]) -> st.SearchStrategy[Entry]:
    """Also those that have a default, and those that are added one day."""
    return st.builds(kind, **{name: HOSTILE.get(hint, st.from_type(hint)) for name, hint in get_type_hints(kind).items()})


ENTRIES = st.one_of([with_every_field(kind) for kind in get_args(Entry)])


def again(row: EntryRow) -> Entry:
    return decode(row.at, row.kind, row.uid, row.version, row.data)


@given(ENTRIES)
@settings(max_examples=300)
def test_an_entry_of_any_kind_comes_back_as_it_was(entry: Entry) -> None:
    back = again(encode(entry))
    assert back == entry
    assert type(back) is type(entry)


@given(ENTRIES)
def test_a_row_holds_only_text_that_both_databases_take(entry: Entry) -> None:
    row = encode(entry)
    for text in (row.kind, row.uid, row.version, row.data):
        assert b"\x00" not in text.encode("utf-8")


def test_enumerations_come_back_as_themselves() -> None:
    back = again(encode(message(role=Role.VENDOR)))
    assert isinstance(back, Message)
    assert back.role is Role.VENDOR


def test_an_entry_is_known_by_its_uid() -> None:
    assert encode(message("a", uid="m")).identity == encode(message("b", uid="m")).identity
    assert encode(message("a", uid="m")).identity != encode(message("a", uid="n")).identity


def test_what_newer_rules_found_under_the_same_uid_is_a_further_entry() -> None:
    older = finding(message(), "asks_for_logs", uid="f")
    newer, other = replace(older, version="newer"), replace(older, value="other")
    assert len({encode(found).identity for found in (older, newer, other)}) == 3
    assert encode(older).identity == encode(replace(older)).identity
