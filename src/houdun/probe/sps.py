"""What an H.264 sequence parameter set says of its stream (ITU-T H.264, 7.3.2.1.1 and E.1.1), bit by bit. Whatever the bytes, nothing but None or a set comes out."""

from __future__ import annotations

import re
from dataclasses import dataclass

EMULATION = re.compile(rb"\x00\x00\x03")
LONGEST = 4096
"""Bytes of a set that are read: a whole one is shorter by far."""
EXTENDED_SAR = 255
WITH_CHROMA = {44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 144, 244}
"""Profiles whose sets say chroma format, bit depth and scaling."""
PROFILES = {
    66: "Baseline",
    77: "Main",
    88: "Extended",
    100: "High",
    110: "High 10",
    122: "High 4:2:2",
    244: "High 4:4:4",
    44: "CAVLC 4:4:4",
}
LEVEL_1B = 9
CHROMA_444 = 3
MOST_CYCLE = 255
LARGEST = 1 << 14
"""Macroblocks or pixels of a side that are believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sps:
    """`full_range`, `matrix`, `frame_rate` and `reorder` (pictures that B-frames keep back) are None where the set does not say."""

    profile_idc: int
    constraints: int
    level_idc: int
    width: int
    height: int
    bit_depth: int
    references: int
    full_range: bool | None = None
    matrix: int | None = None
    frame_rate: float | None = None
    reorder: int | None = None

    @property
    def profile(self) -> str:
        """The profile's name (A.2)."""
        name = PROFILES.get(self.profile_idc, f"profile {self.profile_idc}")
        constrained = (self.profile_idc == 66 and self.constraints & 0x40) or (
            self.profile_idc == 100 and self.constraints & 0x0C == 0x0C
        )
        return f"Constrained {name}" if constrained else name

    @property
    def level(self) -> str:
        """The level as people write it: 3.1, 4, 1b (A.3)."""
        if self.level_idc == LEVEL_1B or (self.level_idc == 11 and self.constraints & 0x10 and self.profile_idc in (66, 77, 88)):
            return "1b"
        whole, part = divmod(self.level_idc, 10)
        return f"{whole}.{part}" if part else str(whole)


def parse(unit: bytes) -> Sps | None:
    """The set in a NAL unit of type 7 (header included, no start code); None where it is none, or is broken."""
    if len(unit) < 5 or unit[0] & 31 != 7:
        return None
    try:
        return _set(Bits(EMULATION.sub(b"\0\0", unit[1:LONGEST])))
    except ValueError:
        return None


class Bits:
    """Reads bits from the first to the last. Raises ValueError behind the end, and for numbers of more than 32 bits."""

    def __init__(self, data: bytes) -> None:
        self._value, self._left = int.from_bytes(data, "big"), 8 * len(data)

    def take(self, count: int) -> int:
        """An unsigned number of `count` bits."""
        if count > self._left:
            raise ValueError("the set ends too early")
        self._left -= count
        return (self._value >> self._left) & ((1 << count) - 1)

    def flag(self) -> bool:
        return bool(self.take(1))

    def unsigned(self) -> int:
        """Exp-Golomb, ue(v) (9.1)."""
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > 32:
                raise ValueError("no such number")
        return (1 << zeros) - 1 + self.take(zeros)

    def signed(self) -> int:
        """Exp-Golomb, se(v) (9.1.1)."""
        number = self.unsigned()
        return (number + 1) // 2 if number % 2 else -number // 2


def _set(bits: Bits) -> Sps:
    profile, constraints, level = bits.take(8), bits.take(8), bits.take(8)
    bits.unsigned()  # the set's id
    chroma, separate, depth = _chroma(bits) if profile in WITH_CHROMA else (1, False, 8)
    bits.unsigned()  # log2_max_frame_num_minus4
    _order(bits)
    references = bits.unsigned()
    bits.flag()  # gaps_in_frame_num_value_allowed
    width, height = _size(bits, chroma, separate)
    full_range, matrix, rate, reorder = _usability(bits) if bits.flag() else (None, None, None, None)
    return Sps(
        profile_idc=profile,
        constraints=constraints,
        level_idc=level,
        width=width,
        height=height,
        bit_depth=depth,
        references=references,
        full_range=full_range,
        matrix=matrix,
        frame_rate=rate,
        reorder=reorder,
    )


def _chroma(bits: Bits) -> tuple[int, bool, int]:
    """chroma_format_idc, separate_colour_plane_flag, bit depth of luma."""
    chroma = bits.unsigned()
    separate = chroma == CHROMA_444 and bits.flag()
    depth = 8 + bits.unsigned()
    bits.unsigned()  # bit depth of chroma
    bits.flag()  # qpprime_y_zero_transform_bypass
    if chroma > CHROMA_444 or depth > 14:
        raise ValueError("no such format")
    if bits.flag():
        for index in range(8 if chroma != CHROMA_444 else 12):
            if bits.flag():
                _skip_scaling(bits, 16 if index < 6 else 64)
    return chroma, separate, depth


def _skip_scaling(bits: Bits, size: int) -> None:
    """scaling_list (7.3.2.1.1.1)."""
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last


def _order(bits: Bits) -> None:
    """How pictures are ordered for output."""
    kind = bits.unsigned()
    if kind == 0:
        bits.unsigned()
    elif kind == 1:
        bits.flag()
        bits.signed()
        bits.signed()
        cycle = bits.unsigned()
        if cycle > MOST_CYCLE:
            raise ValueError("no such cycle")
        for _ in range(cycle):
            bits.signed()


def _size(bits: Bits, chroma: int, separate: bool) -> tuple[int, int]:
    """Width and height in pixels, what is cropped taken off (7.4.2.1.1)."""
    across, up = bits.unsigned() + 1, bits.unsigned() + 1
    frames_only = bits.flag()
    if not frames_only:
        bits.flag()  # mb_adaptive_frame_field
    bits.flag()  # direct_8x8_inference
    fields = 1 if frames_only else 2
    width, height = across * 16, up * 16 * fields
    if bits.flag():
        coloured = chroma if not separate else 0
        step_x, step_y = (2 if coloured in (1, 2) else 1), (2 if coloured == 1 else 1) * fields
        left, right, top, bottom = (bits.unsigned() for _ in range(4))
        width, height = width - step_x * (left + right), height - step_y * (top + bottom)
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        raise ValueError("no such size")
    return width, height


def _usability(bits: Bits) -> tuple[bool | None, int | None, float | None, int | None]:
    """Of vui_parameters (E.1.1): full range, matrix_coefficients, frame rate, max_num_reorder_frames."""
    if bits.flag() and bits.take(8) == EXTENDED_SAR:
        bits.take(32)
    if bits.flag():
        bits.flag()  # overscan
    full_range, matrix = _signal(bits) if bits.flag() else (None, None)
    if bits.flag():
        bits.unsigned()  # where chroma samples lie
        bits.unsigned()
    rate = _rate(bits) if bits.flag() else None
    timed = [_skip_buffer(bits) for _ in range(2) if bits.flag()]
    if timed:
        bits.flag()  # low_delay_hrd
    bits.flag()  # pic_struct_present
    return full_range, matrix, rate, _reorder(bits) if bits.flag() else None


def _signal(bits: Bits) -> tuple[bool, int | None]:
    bits.take(3)  # video_format
    full = bits.flag()
    if not bits.flag():
        return full, None
    bits.take(16)  # primaries, transfer
    return full, bits.take(8)


def _rate(bits: Bits) -> float | None:
    """Frames a second: a tick is a field."""
    ticks, scale = bits.take(32), bits.take(32)
    bits.flag()  # fixed_frame_rate
    return scale / (2 * ticks) if ticks and scale else None


def _skip_buffer(bits: Bits) -> bool:
    """hrd_parameters (E.1.2)."""
    count = bits.unsigned() + 1
    if count > 32:
        raise ValueError("no such buffer")
    bits.take(8)
    for _ in range(count):
        bits.unsigned()
        bits.unsigned()
        bits.flag()
    bits.take(20)
    return True


def _reorder(bits: Bits) -> int:
    """bitstream_restriction."""
    bits.flag()
    for _ in range(4):
        bits.unsigned()
    return bits.unsigned()
