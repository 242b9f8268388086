from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st

from houdun.store.text import identity, packed, restored, storable, unpacked

ANY = st.text(alphabet=st.characters() | st.sampled_from("\x00\x1a\ud83d\ude00\u202e😀0"))
VALUES = st.tuples(ANY, st.none() | st.booleans() | st.integers(), ANY)


@given(ANY)
@example("\ud83d\ude00")
@example("\x1a0000")
def test_any_text_is_stored_without_loss(text: str) -> None:
    stored = storable(text)
    assert "\x00" not in stored
    assert stored.encode("utf-8").decode("utf-8") == stored
    assert restored(stored) == text


@given(ANY, ANY)
def test_different_texts_are_stored_differently(one: str, other: str) -> None:
    assert (storable(one) == storable(other)) == (one == other)


@given(VALUES)
def test_values_are_packed_without_loss_on_one_storable_line(values: tuple[object, ...]) -> None:
    line = packed(values)
    assert not {"\x00", "\n"} & set(line)
    assert line.encode("utf-8")
    assert tuple(unpacked(line)) == values


def test_common_text_is_stored_as_it_is() -> None:
    assert storable("音画不同步 👩‍💻\n") == "音画不同步 👩‍💻\n"
    assert json.loads(packed(("音", None, True, 7))) == ["音", None, True, 7]


@given(st.lists(ANY, min_size=1, max_size=3), st.lists(ANY, min_size=1, max_size=3))
def test_other_texts_have_another_identity(one: list[str], other: list[str]) -> None:
    assert (identity(*map(storable, one)) == identity(*map(storable, other))) == (one == other)


def test_an_identity_is_16_bytes_whatever_the_length() -> None:
    assert {len(identity()), len(identity("a")), len(identity("音" * 100_000, "b"))} == {16}
