"""Threads that have reached their horizon become blind packets, kept as they were shown."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from houdun.errors import UsageError
from houdun.facts.case import CaseKey, CaseLog, Message, Role
from houdun.facts.happening import Happening
from houdun.facts.question import Question
from houdun.facts.time import Millis
from houdun.facts.trial import CHANNEL
from houdun.facts.vendor import Vendor
from houdun.grading.blind.mask import Known, known
from houdun.grading.blind.packet import Packet, Who, heard, of_record, pack, packet_id, to_record
from houdun.language import Bilingual
from houdun.scenario import question
from houdun.store import Store

QUESTION, PACKET, SECRET = "question", "packet", "packet_secret"
FOLDER = "questions"
"""Where in a workspace questions of a team's own lie."""
Questions: TypeAlias = Callable[[str], Question]
"""A question by its name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was put to a vendor, as the trial wrote it down: topic `question`, key the case's id, data `instance`, `vendor`,
    `block`, `horizon` (milliseconds after the first message), and where they matter `question` (a file) and `aliases` of the vendor: names and
    mail addresses."""

    case: CaseKey
    question: str
    horizon: Millis
    block: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """A packet with what raters must not see."""

    packet: Packet
    case: CaseKey
    question: str
    until: Millis


def questions_of(root: Path) -> Questions:
    """Packaged questions by their names, a team's own by their files or by their names in the workspace's folder `questions`."""

    def find(name: str) -> Question:
        own = root / FOLDER / f"{name}.toml"
        if name in question.packaged() or name.endswith(".toml"):
            return question.load(name)
        if not own.is_file():
            raise UsageError(
                Bilingual(f"找不到考题 {name}", f"there is no question {name}"),
                Bilingual(f"请把它的文件放进工作区的 {FOLDER} 文件夹", f"put its file into the workspace's folder {FOLDER}"),
                where=str(own),
            )
        return question.load(str(own))

    return find


def asked(store: Store) -> tuple[Asked, ...]:
    """What has been asked, in that order."""
    return tuple(_asked(entry.key, entry.data) for entry in store.journal.read(QUESTION))


def packets(store: Store) -> tuple[Packed, ...]:
    """All packets that have been made, the oldest first."""
    return tuple(_packed(entry.data) for entry in store.journal.read(PACKET))


def find(store: Store, packet: str) -> Packed | None:
    """The packet of that id."""
    entry = store.journal.find(PACKET, packet)
    return _packed(entry.data) if entry else None


def prepare(store: Store, questions: Questions, now: Millis) -> int:
    """Makes a packet of every case that has reached its horizon and has none yet. How many are new.

    A case is there when its log speaks of the horizon, or when it is past: never earlier, so that being ready tells nothing.
    """
    done = set(store.journal.keys(PACKET))
    if len(done) == len(store.journal.keys(QUESTION)):
        return 0
    everybody, secret = asked(store), secret_of(store, now)
    vendors = vendors_known(everybody)
    new: list[Happening] = []
    for each in everybody:
        log = store.case(each.case) if packet_id(each.case, secret) not in done else None
        until = horizon(log, each) if log else None
        if log and until is not None and until <= max(log.horizon, now):
            packet = pack(log, questions(each.question), until, masks(log, vendors), secret)
            data = {"case": _names(each.case), "question": each.question, "until": until, "packet": to_record(packet)}
            new.append(Happening(PACKET, packet.id, now, data))
    return store.journal.append_all(new)


def secret_of(store: Store, now: Millis) -> str:
    """What the packets' ids and orders are made with: drawn once for a workspace."""
    store.journal.append(SECRET, SECRET, now, {"secret": secrets.token_hex(16)})
    (entry,) = store.journal.read(SECRET)
    return str(entry.data["secret"])


def vendors_known(everybody: Sequence[Asked]) -> tuple[str, ...]:
    """All that the vendors of the trial are called, plans included."""
    names = (name for each in everybody for name in (each.case.vendor.name, each.case.vendor.plan, *each.aliases))
    return tuple(dict.fromkeys(name for name in names if name))


def masks(log: CaseLog, vendors: Sequence[str]) -> Known:
    """What must be masked in this case: every vendor of the trial, and all who wrote in it."""
    authors = {(entry.role, entry.author) for entry in log.entries if isinstance(entry, Message) and entry.author}
    theirs = [author for role, author in authors if role in (Role.VENDOR, Role.BOT) and "@" in author]
    addresses = [name for name in vendors if "@" in name]
    return known([name for name in vendors if "@" not in name], [author for _, author in authors], [*theirs, *addresses])


def horizon(log: CaseLog, each: Asked) -> Millis | None:
    """Until when the thread counts; None where nothing has been asked yet."""
    opened = next((message.at for who, message in heard(log, log.horizon) if who is Who.CUSTOMER), None)
    return None if opened is None else opened + each.horizon


def _asked(case: str, data: Mapping[str, Any]) -> Asked:
    return Asked(
        case=CaseKey(Vendor.parse(data["vendor"]), data.get("channel", CHANNEL), case),
        # An instance's id is the question's, then eight digits and the wording's number.
        question=data.get("question") or str(data["instance"]).rsplit("-", 2)[0],
        horizon=int(data["horizon"]),
        block=int(data.get("block", 0)),
        aliases=tuple(data.get("aliases", ())),
    )


def _packed(data: Mapping[str, Any]) -> Packed:
    vendor, plan, channel, id = data["case"]
    return Packed(of_record(data["packet"]), CaseKey(Vendor(vendor, plan), channel, id), data["question"], int(data["until"]))


def _names(case: CaseKey) -> list[str]:
    return [case.vendor.name, case.vendor.plan, case.channel, case.id]


def vendors_of(packed: Sequence[Packed]) -> tuple[str, ...]:
    """Whom a rater may guess, in order."""
    return tuple(sorted({str(each.case.vendor) for each in packed}))


def threads(store: Store, packed: Sequence[Packed]) -> Iterator[tuple[Packed, CaseLog]]:
    """The packets with the cases that they were made of."""
    return ((each, log) for each in packed if (log := store.case(each.case)))
