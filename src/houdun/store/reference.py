"""A case's name in an address: the same for ever, of the case's identity alone, and nothing of it can be read there."""

from __future__ import annotations

import re

from houdun.facts.case import CaseKey
from houdun.store.text import identity, storable

_REFERENCE = re.compile("[0-9a-f]{32}")


def names(key: CaseKey) -> tuple[str, str, str, str]:
    """Vendor, plan, channel and id as the tables have them."""
    return storable(key.vendor.name), storable(key.vendor.plan), storable(key.channel), storable(key.id)


def mark(key: CaseKey) -> bytes:
    """What stands for the case in a unique index."""
    return identity(*names(key))


def ref_of(key: CaseKey) -> str:
    """The case's reference, 32 hexadecimal digits. Whoever knows the key can make it: it hides no vendor from a guesser."""
    return mark(key).hex()


def mark_of(ref: str) -> bytes | None:
    """The inverse of `ref_of`, as far as there is one; None where this is no reference."""
    return bytes.fromhex(ref) if _REFERENCE.fullmatch(ref) else None
