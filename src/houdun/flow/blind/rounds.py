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
from houdun.flow.blind.decisions import decided_by
from houdun.flow.blind.packing import PACKET, Packed, Questions, packets, prepare, secret_of, vendors_of
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
    ids = due(store, rater, questions, now)
    made = {each.packet.id: each for each in packets(store)}
    return {
        "kind": KIND,
        "rater": rater,
        "vendors": [*vendors_of(tuple(made.values())), answers.NO_IDEA],
        "postmortem_items": {item: name._asdict() for item, name in ITEMS.items()},
        "packets": [to_record(made[id].packet) | {"answer": answers.empty(made[id].packet)} for id in ids],
    }


def due(store: Store, rater: str, questions: Questions, now: Millis) -> tuple[str, ...]:
    """The packets that this rater is still to grade, in an order of the rater's own. Whoever has decided one has seen others' grades of it."""
    prepare(store, questions, now)
    secret, seats = secret_of(store, now), {seat(key) for key in store.journal.keys(GRADE)}
    seen = decided_by(store, rater)
    left = (id for id in store.journal.keys(PACKET) if f"{id}/{rater}" not in seats and id not in seen)
    return tuple(sorted(left, key=lambda id: place(id, rater, secret)))


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
    given, left = answers.read(data, str(path), {each.packet.id: each.packet for each in packets(store)})
    return record(store, given, now, left=left)


def record(store: Store, given: Sequence[Grade], now: Millis, *, left: int = 0) -> Returned:
    """Appends grades of one rater. A grade given before is not taken again, so that an old file undoes no correction."""
    before = store.journal.keys(GRADE)
    standing = {seat(key): key for key in before}
    known, keyed = set(before), {_key(grade): grade for grade in given}
    fresh = [key for key in keyed if key not in known]
    store.journal.append_all([Happening(GRADE, key, now, asdict(keyed[key])) for key in fresh])
    current = [key for key in keyed if standing.get(seat(key)) == key]
    corrected = sum(seat(key) in standing for key in fresh)
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


def of_packet(store: Store, packet: str) -> tuple[Grade, ...]:
    """The grades of that packet that stand, in the order of their raters' names."""
    return tuple(sorted(_kept(store, store.journal.keys(GRADE, f"{packet}/")), key=lambda grade: grade.rater))


def latest(store: Store, rater: str, many: int) -> tuple[Grade, ...]:
    """The grades of this rater that stand, the newest first; so many at most, and without reading the rest."""
    mine = [key for key in store.journal.keys(GRADE) if seat(key).partition("/")[2] == rater]
    stands = {seat(key): key for key in mine}
    return _kept(store, [stands[each] for each in list(dict.fromkeys(map(seat, reversed(mine))))[:many]])[::-1]


def _kept(store: Store, keys: Sequence[str]) -> tuple[Grade, ...]:
    return newest(_grade(entry.data) for entry in store.journal.find_all(GRADE, keys).values())


def seat(key: str) -> str:
    """Packet and rater of a grade's key."""
    return key.rpartition("/")[0]


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
