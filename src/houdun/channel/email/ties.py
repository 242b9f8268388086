"""Which case a mail belongs to: by what it answers, then by the tag in its subject; what neither tells is left to a person."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from houdun.channel.email.automatic import Kind, Machine
from houdun.channel.email.parties import Parties
from houdun.channel.port import Incoming
from houdun.facts.case import CaseKey, Message, Role


class By(StrEnum):
    HEADERS = "headers"
    """It answers a message of the case (In-Reply-To, References; a bounce: the letter it brings back)."""
    TAG = "tag"
    PERSON = "person"
    """Nothing tells, or what tells contradicts itself."""


class Doubt(StrEnum):
    """Why a person should look although the mail is tied: until then it counts as somebody's word, not as a vendor's human's."""

    STRANGER = "another_address"
    """It answers the case, and comes from an address that is neither ours nor known as the vendor's."""
    OTHER_TAG = "tag_of_another_case"
    """It answers a message of one case and carries the tag of another."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """What is known of a case: the ids of all its messages, our tags for it and the vendor's own numbers, in lower case, who is who."""

    key: CaseKey
    ids: Set[str]
    tags: frozenset[str]
    parties: Parties
    numbers: Set[str] = frozenset()

    def is_meant(self, tags: Sequence[str]) -> bool:
        return not (self.tags.isdisjoint(tags) and self.numbers.isdisjoint(tags))


@dataclass(frozen=True, slots=True)
class Tie:
    """`case` is None where a person decides; `candidates` are then the cases that the sender's vendor has."""

    case: OpenCase | None
    by: By
    doubt: Doubt | None = None
    candidates: tuple[OpenCase, ...] = ()


def tie(mail: Incoming, cases: Sequence[OpenCase]) -> Tie:
    """Ties one mail. Of several cases that it answers the one answered last counts, and some machines answer under the very id of what they answer; tags in its
    words are looked at where its subject has none of ours. A mail with the tags of several is for a person, as is one from a vendor's address that answers
    another vendor's case."""
    answered = [case for id in (*reversed(mail.answers), mail.id) for case in cases if id in case.ids]
    tagged = _tagged(cases, mail.tags) or _tagged(cases, mail.mentions)
    case = answered[0] if answered else tagged[0] if len(tagged) == 1 else None
    if case is None or not _knows(case, mail.address):
        owners = tuple(each for each in cases if mail.address in each.parties.supplier.side)
        if case is None or owners:
            return Tie(None, By.PERSON, candidates=tuple(tagged) or owners)
    return Tie(case, By.HEADERS if answered else By.TAG, _doubt(mail, case, cases))


def _tagged(cases: Sequence[OpenCase], tags: Sequence[str]) -> list[OpenCase]:
    return [case for case in cases if case.is_meant(tags)] if tags else []


def _knows(case: OpenCase, address: str) -> bool:
    return address in case.parties.supplier.side or address in case.parties.us


def _doubt(mail: Incoming, case: OpenCase, cases: Sequence[OpenCase]) -> Doubt | None:
    if _machine(mail, case):
        return None
    if not _knows(case, mail.address):
        return Doubt.STRANGER
    others = bool(mail.tags) and any(not each.tags.isdisjoint(mail.tags) for each in cases)
    return Doubt.OTHER_TAG if others and not case.is_meant(mail.tags) else None


def _machine(mail: Incoming, case: OpenCase) -> Machine | None:
    """What is surely a machine's. A ticket system declares all that it sends to be generated, its people's words too, and sends from an address of
    its own: in a case that is a doubt."""
    found = Machine.named(mail.automatic)
    listed = mail.address in case.parties.us or mail.address in case.parties.supplier.bots
    return None if found and found.kind is Kind.NOTICE and not listed else found


def message(mail: Incoming, case: OpenCase, doubt: Doubt | None = None) -> Message:
    """The case's entry. A stranger's answer is the vendor's, in doubt; a bounce or a stranger's machine answers nothing."""
    role, public, automatic = case.parties.part(mail.address, _machine(mail, case))
    if role is Role.BYSTANDER and doubt is Doubt.STRANGER:
        role = Role.VENDOR
    return Message(
        uid=mail.uid,
        at=mail.at,
        author=mail.author,
        role=role,
        text=mail.text,
        source=mail.source,
        public=public,
        automatic=automatic,
        doubtful="" if role in (Role.CUSTOMER, Role.BOT) else doubt or mail.doubtful or mail.automatic,
    )
