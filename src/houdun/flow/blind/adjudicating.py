"""Where raters differ, somebody decides: with the blind packet and both grades, and without knowing the vendor either."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from houdun.errors import UsageError
from houdun.facts.grade import Grade
from houdun.facts.question import DEEPEST
from houdun.facts.time import Millis
from houdun.flow.blind.decisions import Decision, append, decisions
from houdun.flow.blind.packing import Packed, asked, find, masks, vendors_known
from houdun.flow.blind.rounds import GRADE, grades, newest, of_packet, seat
from houdun.flow.blind.standing import Dispute, dispute, masked
from houdun.grading.blind.answers import LONGEST_NOTE
from houdun.language import Bilingual
from houdun.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A packet with its raters' grades, masked like the packet, what they differ on (None where they no longer do), and what was decided."""

    packed: Packed
    grades: tuple[Grade, ...]
    dispute: Dispute | None
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A packet to be decided. `dispute` is None for a rater who has not graded it: grades of others are seen only after one's own."""

    packet: str
    dispute: Dispute | None


def queue(store: Store, person: str) -> tuple[Waiting, ...]:
    """What is to be decided, as this person may see it."""
    done, given = decisions(store), newest(grades(store))
    raters: dict[str, list[Grade]] = defaultdict(list)
    for grade in given:
        raters[grade.packet].append(grade)
    rates = any(grade.rater == person for grade in given)
    differ = ((packet, dispute(packet, raters[packet])) for packet in sorted(raters) if packet not in done)
    return tuple(
        Waiting(packet=packet, dispute=None if rates and person not in found.depths else found)
        for packet, found in differ
        if found
    )


def decided(store: Store, person: str) -> tuple[Decision, ...]:
    """What was decided, but for what this person, a rater, has not graded yet."""
    seats, rates = {seat(key) for key in store.journal.keys(GRADE)}, _rates(store, person)
    return tuple(
        each for each in decisions(store).values() if not rates or each.by == person or f"{each.packet}/{person}" in seats
    )


def disputed(store: Store, packet: str, person: str) -> Disputed:
    """What `person` may decide. Raises UsageError for a packet that is not disputed, and for one that this person, a rater, has not graded
    yet: grades of others are seen only after one's own."""
    packed = find(store, packet)
    given = of_packet(store, packet) if packed else ()
    differ, decided = dispute(packet, given), decisions(store).get(packet)
    if packed is None or (differ is None and decided is None):
        raise UsageError(
            Bilingual("这个答复包没有分歧", "the raters of this packet do not differ"),
            Bilingual("待裁定的见 houdun grade status", "houdun grade status lists what is to be decided"),
            where=packet,
        )
    mine = decided is not None and decided.by == person
    if not mine and _rates(store, person) and all(grade.rater != person for grade in given):
        raise UsageError(
            Bilingual("您自己还没评这个答复包", "you have not graded this packet yourself"),
            Bilingual("请先评分，再裁定", "grade it first, then decide"),
            where=packet,
        )
    log = store.case(packed.case)
    who = masks(log, vendors_known(asked(store))) if log else None
    return Disputed(
        packed=packed,
        grades=tuple(masked(grade, who) for grade in given) if who else (),
        dispute=differ,
        decision=decided,
    )


def decide(store: Store, decision: Decision, now: Millis) -> None:
    """Takes the place of the raters' median from now on. Raises UsageError as `disputed` and `checked` do."""
    append(store, checked(disputed(store, decision.packet, decision.by), decision), now)


def checked(found: Disputed, decision: Decision) -> Decision:
    """The decision, if it is one of what was found. Raises UsageError with the field."""
    packet = found.packed.packet
    if not 0 <= decision.depth <= DEEPEST:
        raise _wrong(Bilingual(f"深度应为 0 到 {DEEPEST}", f"a depth goes from 0 to {DEEPEST}"), "depth")
    if (decision.cause is not None) != packet.cause:
        said = (
            ("请裁定是否说中原因", "decide whether the cause was named")
            if packet.cause
            else ("这道题不问原因", "it asks for no cause")
        )
        raise _wrong(Bilingual(*said), "cause")
    if not 0 < len(decision.reason.strip()) <= LONGEST_NOTE:
        raise _wrong(
            Bilingual(f"裁定要有理由，不超过 {LONGEST_NOTE} 字", f"a decision has a reason, of up to {LONGEST_NOTE} characters"),
            "reason",
        )
    return decision


def _rates(store: Store, person: str) -> bool:
    return any(seat(key).partition("/")[2] == person for key in store.journal.keys(GRADE))


def _wrong(problem: Bilingual, field: str) -> UsageError:
    return UsageError(problem, Bilingual("请改正后再提交", "mend it and send it again"), where=field)
