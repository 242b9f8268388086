"""What an account may do here."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from houdun.language import Bilingual


class Role(StrEnum):
    """What somebody may do here. A RATER sees blind packets and nothing else."""

    OWNER = "owner"
    OPERATOR = "operator"
    RATER = "rater"
    VIEWER = "viewer"


ROLES: Final = {
    Role.OWNER: Bilingual("负责人", "owner"),
    Role.OPERATOR: Bilingual("值班", "operator"),
    Role.RATER: Bilingual("评分员", "rater"),
    Role.VIEWER: Bilingual("只读", "viewer"),
}
OWNER: Final = frozenset({Role.OWNER})
OPERATORS: Final = OWNER | {Role.OPERATOR}
READERS: Final = OPERATORS | {Role.VIEWER}
GRADERS: Final = OPERATORS | {Role.RATER}
MEMBERS: Final = frozenset(Role)
PUBLIC: Final[frozenset[Role]] = frozenset()
"""Anybody, with a session or without one: signing in, the language."""
