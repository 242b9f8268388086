"""Long work tells how far it is. The edge decides how that looks; silence is the default."""

from __future__ import annotations

from typing import Protocol

from houdun.language import Bilingual


class Progress(Protocol):
    """`done` of `total` (None: unknown) units of this step."""

    def __call__(self, step: Bilingual, done: int, total: int | None = None) -> None: ...


def silent(step: Bilingual, done: int, total: int | None = None) -> None:
    """For tests and for pipes."""
