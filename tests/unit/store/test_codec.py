from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.case import (
    Basis,
    Entry,
    Finding,
    Message,
    Milestone,
    OwnerSet,
    Role,
    Severity,
    SeveritySet,
    Source,
    Stamp,
)
from houdun.facts.time import EARLIEST, LATEST
from houdun.store.codec import EntryRow, decode, encode
from houdun.testing.factories import finding, message

TEXT = st.text(alphabet=st.characters() | st.sampled_from("\x00\x1a\ud83d\ude00\u202e😀"), max_size=30)
AT = st.integers(min_value=EARLIEST, max_value=LATEST)
PLACE = st.integers(min_value=0)
ROLE = st.sampled_from(Role)
SOURCE = st.builds(Source, TEXT, TEXT)
ENTRIES = (
    st.builds(
        Message,
        uid=TEXT,
        at=AT,
        author=TEXT,
        role=ROLE,
        text=TEXT,
        source=SOURCE,
        public=st.booleans(),
        automatic=TEXT,
        doubtful=TEXT,
    )
    | st.builds(
        Stamp,
        uid=TEXT,
        at=AT,
        milestone=st.sampled_from(Milestone),
        basis=st.sampled_from(Basis),
        author=TEXT,
        role=ROLE,
        source=SOURCE,
        until=st.none() | AT,
        note=TEXT,
    )
    | st.builds(SeveritySet, uid=TEXT, at=AT, severity=st.sampled_from(Severity), author=TEXT, role=ROLE, source=SOURCE)
    | st.builds(OwnerSet, uid=TEXT, at=AT, owner=TEXT, source=SOURCE)
    | st.builds(Finding, uid=TEXT, at=AT, about=TEXT, name=TEXT, start=PLACE, end=PLACE, value=TEXT, version=TEXT)
)


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
