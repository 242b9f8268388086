from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from houdun.media.wire import amf

plain = st.one_of(st.none(), st.booleans(), st.floats(allow_nan=False), st.text(max_size=40))
value = st.recursive(plain, lambda inner: st.dictionaries(st.text(min_size=1, max_size=10), inner, max_size=4), max_leaves=8)


@settings(max_examples=50)
@given(st.lists(value, max_size=4))
def test_values_come_back_as_they_were_written(values: list[amf.Value]) -> None:
    assert amf.read(amf.write(*values)) == values


def test_long_text_and_lists_are_carried() -> None:
    assert amf.read(amf.write("x" * 70_000, ["a", 1.0])) == ["x" * 70_000, ["a", 1.0]]


@given(st.binary(max_size=100))
@example(b"\x0a\xff\xff\xff\xff" * 20)
@example(b"\x03\x00\x01a" * 200)
def test_any_bytes_end_in_what_made_sense(data: bytes) -> None:
    assert isinstance(amf.read(data), list)


def test_what_comes_before_nonsense_stands() -> None:
    assert amf.read(amf.write("onStatus", 1.0) + b"\xee") == ["onStatus", 1.0]
