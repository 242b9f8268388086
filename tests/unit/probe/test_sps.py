"""The parser reads what encoders write, and survives what nobody writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media.encode import VideoEncoder, VideoSettings
from houdun.media.track import Codec
from houdun.media.wire import h264
from houdun.probe.sps import Bits, Sps, parse


def encoded(width: int = 1280, height: int = 720, fps: int = 30, bframes: int = 0, preset: str = "veryfast") -> bytes:
    settings = VideoSettings(
        codec=Codec.H264, width=width, height=height, fps=fps, kbps=500, gop=fps, bframes=bframes, preset=preset
    )
    units = h264.parameter_sets(VideoEncoder(settings).track.extradata)
    return next(unit for unit in units if h264.kind_of(unit) == h264.SPS)


def read(unit: bytes) -> Sps:
    found = parse(unit)
    assert found is not None
    return found


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (426, 240), (1920, 1080), (640, 360), (180, 320)])
def test_the_size_is_that_of_the_picture_without_what_is_cropped(width: int, height: int) -> None:
    found = read(encoded(width, height))
    assert (found.width, found.height) == (width, height)


@pytest.mark.parametrize("fps", [15, 25, 30, 60])
def test_the_frame_rate_is_read_from_the_timing(fps: int) -> None:
    assert read(encoded(fps=fps)).frame_rate == fps


def test_profile_level_range_and_matrix_are_what_the_encoder_was_told() -> None:
    found = read(encoded())
    assert (found.profile, found.level, found.bit_depth) == ("High", "3.1", 8)
    assert (found.full_range, found.matrix) == (False, 1)
    assert read(encoded(preset="ultrafast")).profile == "Constrained Baseline"


@pytest.mark.parametrize("bframes", [0, 2])
def test_b_frames_show_in_what_is_kept_back(bframes: int) -> None:
    assert bool(read(encoded(bframes=bframes)).reorder) == bool(bframes)


def test_a_set_without_usability_information_leaves_it_open() -> None:
    # id 0, frame numbers of 4 bits, order type 0, 4 bits of it, 1 reference, no gaps, 20 × 30 macroblocks, frames only, nothing cropped, no VUI
    bits = "1111010000001010000001111011001"
    bits += "0" * (-len(bits) % 8)
    found = read(bytes.fromhex("6742001e") + int(bits, 2).to_bytes(len(bits) // 8, "big"))
    assert (found.width, found.height, found.references) == (320, 480, 1)
    assert (found.profile, found.level) == ("Baseline", "3")
    assert (found.full_range, found.matrix, found.frame_rate, found.reorder) == (None, None, None, None)


@pytest.mark.parametrize(
    ("level", "constraints", "name"), [(31, 0, "3.1"), (40, 0, "4"), (11, 0, "1.1"), (11, 0x10, "1b"), (9, 0, "1b")]
)
def test_levels_are_written_as_people_write_them(level: int, constraints: int, name: str) -> None:
    sps = Sps(profile_idc=66, constraints=constraints, level_idc=level, width=16, height=16, bit_depth=8, references=1)
    assert sps.level == name


@given(st.integers(0, 2**31))
def test_exp_golomb_numbers_come_back(number: int) -> None:
    code = number + 1
    text = "0" * (code.bit_length() - 1) + f"{code:b}"
    padded = text + "0" * (-len(text) % 8)
    assert Bits(int(padded, 2).to_bytes(len(padded) // 8, "big")).unsigned() == number


@given(st.binary(max_size=200))
def test_fuzz_any_bytes_are_a_set_or_none(data: bytes) -> None:
    found = parse(b"\x67" + data)
    assert found is None or (0 < found.width <= 1 << 14 and 0 < found.height <= 1 << 14)


@given(st.integers(0, 40), st.integers(0, 255))
def test_fuzz_a_damaged_set_is_a_set_or_none(place: int, value: int) -> None:
    unit = bytearray(SOUND)
    unit[place % len(unit)] = value
    found = parse(bytes(unit))
    assert found is None or found.width > 0


@given(st.integers(0, 30))
def test_a_set_that_ends_early_is_none(length: int) -> None:
    assert parse(SOUND[: min(length, len(SOUND) // 2)]) is None


SOUND = encoded()
