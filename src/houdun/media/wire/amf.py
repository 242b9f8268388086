"""AMF0 (Adobe, 2007), as RTMP's commands and FLV's metadata speak it: numbers, truth, text, objects, null. Other values read as None."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "float | bool | str | Mapping[str, Value] | Sequence[Value] | None"
NUMBER, BOOLEAN, TEXT, OBJECT, NULL, UNDEFINED, ARRAY, END, STRICT, DATE, LONG_TEXT = 0, 1, 2, 3, 5, 6, 8, 9, 10, 11, 12
DEEPEST = 8


def write(*values: Value) -> bytes:
    return b"".join(_written(value) for value in values)


def _written(value: Value) -> bytes:
    if value is None:
        return bytes((NULL,))
    if isinstance(value, bool):
        return bytes((BOOLEAN, value))
    if isinstance(value, float | int):
        return bytes((NUMBER,)) + struct.pack(">d", value)
    if isinstance(value, str):
        text = value.encode()
        return bytes((TEXT,)) + _sized(text) if len(text) < 1 << 16 else bytes((LONG_TEXT,)) + len(text).to_bytes(4) + text
    if isinstance(value, Mapping):
        return bytes((OBJECT,)) + b"".join(_sized(key.encode()) + _written(held) for key, held in value.items()) + b"\0\0\x09"
    return bytes((STRICT,)) + len(value).to_bytes(4) + write(*value)


def _sized(text: bytes) -> bytes:
    return len(text).to_bytes(2) + text


def read(data: bytes) -> list[Value]:
    """All values, up to the first byte that makes no sense."""
    reader = _Reader(data)
    values: list[Value] = []
    try:
        while reader.at < len(data):
            values.append(reader.value(0))
    except (ValueError, struct.error):
        pass  # what came before it stands
    return values


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self.at = data, 0

    def _take(self, count: int) -> bytes:
        if self.at + count > len(self._data):
            raise ValueError("cut off")
        self.at += count
        return self._data[self.at - count : self.at]

    def _number(self, count: int) -> int:
        return int.from_bytes(self._take(count))

    def value(self, depth: int) -> Value:
        kind = self._number(1)
        if depth > DEEPEST:
            raise ValueError("too deep")
        if kind == NUMBER:
            (number,) = struct.unpack(">d", self._take(8))
            return float(number)
        if kind == BOOLEAN:
            return bool(self._number(1))
        if kind in (TEXT, LONG_TEXT):
            return self._take(self._number(2 if kind == TEXT else 4)).decode("utf-8", "replace")
        if kind in (OBJECT, ARRAY):
            self._take(4 if kind == ARRAY else 0)
            return self._object(depth)
        if kind == STRICT:
            return [self.value(depth + 1) for _ in range(min(self._number(4), len(self._data)))]
        if kind in (NULL, UNDEFINED, DATE):
            self._take(10 if kind == DATE else 0)
            return None
        raise ValueError(f"no value of kind {kind}")

    def _object(self, depth: int) -> dict[str, Value]:
        held: dict[str, Value] = {}
        while True:
            key = self._take(self._number(2)).decode("utf-8", "replace")
            if not key and self._data[self.at : self.at + 1] == bytes((END,)):
                self.at += 1
                return held
            held[key] = self.value(depth + 1)
