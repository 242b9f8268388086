"""A rater at work, packet after packet: what is left, how fast it goes, and the commitment to a grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from houdun.errors import UsageError
from houdun.facts.grade import Grade
from houdun.facts.time import SECOND, Millis
from houdun.flow.blind.decisions import decided_by
from houdun.flow.blind.packing import Packed, Questions, find
from houdun.flow.blind.rounds import GRADE, Returned, due, latest, of_packet, record, seat
from houdun.grading.blind import answers
from houdun.language import Bilingual
from houdun.store import Store

RECENT = 20
LONGEST = 1_800.0
"""Seconds at most that count as one sitting: whoever went away was not reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`left` are packets in the rater's order. `recent` are the rater's last grades, the newest first; `seconds` is their median."""

    left: tuple[str, ...]
    graded: int
    recent: tuple[Grade, ...]
    seconds: float | None


def progress(store: Store, rater: str, questions: Questions, now: Millis) -> Progress:
    left, recent = due(store, rater, questions, now), latest(store, rater, RECENT)
    done = {packet for key in store.journal.keys(GRADE) for packet, _, who in (seat(key).partition("/"),) if who == rater}
    return Progress(
        left=left, graded=len(done), recent=recent, seconds=median(each.seconds for each in recent) if recent else None
    )


def standing_grade(store: Store, packet: str, rater: str) -> Grade | None:
    """What this rater has committed to."""
    return next((grade for grade in of_packet(store, packet) if grade.rater == rater), None)


def seated(store: Store, packet: str, rater: str) -> Packed | None:
    """The packet, for this rater to grade; None where there is none. Raises UsageError where the rater has decided it: others' grades are known."""
    if packet in decided_by(store, rater) and standing_grade(store, packet, rater) is None:
        raise UsageError(
            Bilingual("您裁定过这个答复包，看过别人的评分", "you have decided this packet, and seen how others graded it"),
            Bilingual("请评下一个", "go on with the next"),
            where=packet,
        )
    return find(store, packet)


def judged(store: Store, packed: Packed, rater: str, answer: Mapping[str, object], *, began: Millis, now: Millis) -> Grade:
    """An answer as `grading.blind.answers.empty` has it, but for its seconds: these are counted from `began`, and a correction's come on top
    of the grade's. Raises InputError with the field."""
    before = standing_grade(store, packed.packet.id, rater)
    sat = min(max(now - began, 0) / SECOND, LONGEST) + (before.seconds if before else 0)
    return answers.grade(packed.packet, {**answer, "seconds": round(sat, 3)}, rater)


def commit(store: Store, grade: Grade, now: Millis) -> Returned:
    """From now on others who have committed may see it."""
    return record(store, [grade], now)
