"""A judgement of how deep an answer went: by a rater who did not know whose it was, or by rule from the answer key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What `rater` says of the blind packet `packet`. `depth` is 0–4. `cause`: it names the true cause (in a control: why all is well);
    `remedy`: it proposes a change that cures; both None where the question has none. `points`: which key points it holds, in the
    question's order. `postmortem`: 0–3 for each item. `guess` is the vendor that the rater takes it for, empty for no idea."""

    packet: str
    rater: str
    depth: int
    cause: bool | None = None
    remedy: bool | None = None
    points: tuple[bool, ...] = ()
    postmortem: Mapping[str, int] = field(default_factory=dict)
    guess: str = ""
    seconds: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What the answer key says of a thread, by rule. `cause`, `remedy` and `points` as in `Grade`. `mistaken` holds the ids of other causes
    that it claims in earnest; `guessed`: nothing is wrong, and it finds a cause all the same. `named` and `cure` are the sentences that decided."""

    depth: int
    cause: bool | None = None
    remedy: bool | None = None
    points: tuple[bool, ...] = ()
    mistaken: tuple[str, ...] = ()
    guessed: bool = False
    named: str = ""
    cure: str = ""
