"""Any Python string as text that both databases can keep, and back, without loss.

PostgreSQL refuses NUL, and UTF-8 has no lone surrogates. Such a character is written as SUBSTITUTE (U+001A) and its four
hexadecimal digits; so is SUBSTITUTE itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

SUBSTITUTE = "\x1a"

_UNSTORABLE = re.compile("[\x00\x1a\ud800-\udfff]")
_SUBSTITUTED = re.compile(f"{SUBSTITUTE}([0-9A-F]{{4}})")
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def storable(text: str) -> str:
    return _UNSTORABLE.sub(lambda found: f"{SUBSTITUTE}{ord(found[0]):04X}", text)


def restored(text: str) -> str:
    """The inverse of `storable`."""
    if SUBSTITUTE not in text:
        return text
    return _SUBSTITUTED.sub(lambda found: chr(int(found[1], 16)), text)


def packed(values: tuple[object, ...]) -> str:
    """Strings, numbers, booleans and None as one storable line of JSON."""
    return storable(_compact(values))


def unpacked(line: str) -> Any:
    """The inverse of `packed`: a list, whose shape only the caller knows."""
    return json.loads(restored(line))


def identity(*stored: str) -> bytes:
    """16 bytes that stand for these storable texts in a unique index: PostgreSQL indexes no text over 2,700 bytes."""
    return hashlib.blake2b("\0".join(stored).encode(), digest_size=16).digest()
