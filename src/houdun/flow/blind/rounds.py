"""A rater's round: out go the packets that this rater has not graded, back come grades. Nobody's grade is ever sent out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from houdun.errors import InputError, UsageError
from houdun.facts.grade import Grade
from houdun.facts.happening import Happening
from houdun.facts.time import Millis
from houdun.flow.blind.packing import Packed, Questions, packets, prepare, secret_of, vendors_of
from houdun.grading.blind import answers
from houdun.grading.blind.packet import Record, place, to_record
from houdun.grading.blind.postmortem import ITEMS
from houdun.language import Bilingual
from houdun.store import Store

GRADE = "grade"
KIND = "houdun blind packets 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a rater's file brought: grades that are `new`, that `corrected` an earlier one, were `known`, or `older` than what stands;
    packets `left` empty."""

    rater: str
    new: int
    corrected: int
    known: int
    older: int
    left: int


def export(store: Store, rater: str, questions: Questions, now: Millis) -> Record:
    """What this rater has not graded yet, in an order of the rater's own, with empty answers to fill in. UsageError for a name that is none."""
    if not answers.is_name(rater):
        raise UsageError(
            Bilingual("评分人的名字不能为空、过长或含有不可见字符", "a rater's name is empty, too long or not printable"),
            Bilingual(f"请用 1 到 {answers.LONGEST_NAME} 个可见字符", f"use 1 to {answers.LONGEST_NAME} visible characters"),
            where="--rater",
        )
    prepare(store, questions, now)
    made, secret = packets(store), secret_of(store, now)
    graded = {grade.packet for grade in newest(grades(store)) if grade.rater == rater}
    due = sorted((each for each in made if each.packet.id not in graded), key=lambda each: place(each.packet.id, rater, secret))
    return {
        "kind": KIND,
        "rater": rater,
        "vendors": [*vendors_of(made), answers.NO_IDEA],
        "postmortem_items": {item: name._asdict() for item, name in ITEMS.items()},
        "packets": [to_record(each.packet) | {"answer": answers.empty(each.packet)} for each in due],
    }


def bring_back(store: Store, path: Path, now: Millis) -> Returned:
    """Takes a rater's file, whole or not at all; the same file again changes nothing. Raises InputError with the place."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            Bilingual(f"读不了这个文件（{error.strerror}）", f"this file cannot be read ({error.strerror})"),
            Bilingual("请检查路径与权限", "check the path and its permissions"),
            where=str(path),
        ) from error
    made = packets(store)
    given, left = answers.read(data, str(path), {each.packet.id: each.packet for each in made}, vendors_of(made))
    return record(store, given, now, left=left)


def record(store: Store, given: Sequence[Grade], now: Millis, *, left: int = 0) -> Returned:
    """Appends grades of one rater. A grade given before is not taken again, so that an old file undoes no correction."""
    before = tuple(grades(store))
    standing = {(grade.packet, grade.rater): grade for grade in before}
    fresh = [grade for grade in given if grade not in before]
    store.journal.append_all([Happening(GRADE, _key(grade), now, asdict(grade)) for grade in fresh])
    current = [grade for grade in given if standing.get((grade.packet, grade.rater)) == grade]
    corrected = sum((grade.packet, grade.rater) in standing for grade in fresh)
    return Returned(
        rater=given[0].rater if given else "",
        new=len(fresh) - corrected,
        corrected=corrected,
        known=len(current),
        older=len(given) - len(fresh) - len(current),
        left=left,
    )


def grades(store: Store) -> Iterable[Grade]:
    """Every grade that was ever given, the oldest first."""
    return (_grade(entry.data) for entry in store.journal.read(GRADE))


def newest(given: Iterable[Grade]) -> tuple[Grade, ...]:
    """The grade that stands, for each packet and rater."""
    return tuple({(grade.packet, grade.rater): grade for grade in given}.values())


def by_packet(made: Sequence[Packed], given: Iterable[Grade]) -> Mapping[str, list[Grade]]:
    """The grades that stand, by packet, in the order of their raters' names; packets that nobody has graded have none."""
    found: dict[str, list[Grade]] = {each.packet.id: [] for each in made}
    for grade in sorted(newest(given), key=lambda grade: grade.rater):
        found.setdefault(grade.packet, []).append(grade)
    return found


def _key(grade: Grade) -> str:
    content = json.dumps(asdict(grade), sort_keys=True, ensure_ascii=False)
    return f"{grade.packet}/{grade.rater}/{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def _grade(data: Mapping[str, Any]) -> Grade:
    return Grade(**{**data, "points": tuple(data["points"])})
