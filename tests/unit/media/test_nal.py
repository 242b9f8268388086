from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media import nal

AVCC = bytes([1, 0x64, 0, 0x1F, 0xFF, 0xE1, 0, 4])


def test_units_are_found_behind_long_and_short_start_codes() -> None:
    data = b"\0\0\0\1\x67ab\0\0\1\x68c\0\0\1\x65d"
    assert list(nal.units(data)) == [(0, nal.SPS), (7, nal.PPS), (12, 5)]


@pytest.mark.parametrize("size", [1, 2, 4])
def test_units_are_found_by_their_lengths(size: int) -> None:
    data = b"".join(len(unit).to_bytes(size, "big") + unit for unit in (b"\x67ab", b"\x65" + b"x" * 200))
    assert list(nal.units(data, size)) == [(0, nal.SPS), (size + 3, 5)]


def test_the_decoder_configuration_says_the_length_of_lengths() -> None:
    assert nal.length_size(AVCC) == 4
    assert nal.length_size(AVCC[:4] + b"\xfd" + AVCC[5:]) == 2
    assert nal.length_size(b"\0\0\0\1\x67\x64\0\x1f") == 0
    assert nal.length_size(b"") == 0


@given(st.binary(max_size=300), st.sampled_from([0, 1, 2, 3, 4]))
def test_garbage_gives_offsets_within_and_comes_to_an_end(data: bytes, size: int) -> None:
    offsets = [offset for offset, _ in nal.units(data, size)]
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < len(data) for offset in offsets)
