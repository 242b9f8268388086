"""The version of the rules: another one wherever a rule, or what rules stand on, was edited."""

from __future__ import annotations

import hashlib
from importlib.resources import files


def version_of_rules() -> str:
    """The first 12 hexadecimal digits of the SHA-256 over this room's sources."""
    room = files("houdun.grading")
    sources = sorted(
        (source.name, source.read_bytes())
        for folder in (room, room / "signals")
        for source in folder.iterdir()
        if source.name.endswith(".py")
    )
    return hashlib.sha256(repr(sources).encode()).hexdigest()[:12]
