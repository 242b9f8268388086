"""What a vendor said elsewhere, pasted in; and milestones that a person states."""

from __future__ import annotations

import hashlib

from houdun.channel.manual.told import Told
from houdun.channel.opening import storable
from houdun.channel.port import Incoming
from houdun.errors import InputError
from houdun.facts.case import Basis, CaseKey, Milestone, Role, Source, Stamp
from houdun.language import Bilingual


def pasted(case: CaseKey, text: str, author: str, moment: Told) -> Incoming:
    """An answer. Pasted twice it is the same one. Raises InputError where nothing was pasted."""
    words = storable(text).replace("\r\n", "\n").strip()
    if not words:
        raise InputError(
            Bilingual("没有粘贴任何内容", "nothing was pasted"),
            Bilingual("请粘贴服务商的原话", "paste the vendor's own words"),
            where=case.id,
        )
    raw = words.encode()
    return Incoming(
        uid=_uid(case, author, moment.at, words),
        id="",
        at=moment.at,
        plus_minus=moment.plus_minus,
        written_at=moment.at,
        author=storable(author).strip(),
        address="",
        subject="",
        text=words,
        answers=(),
        tags=(),
        automatic="",
        doubtful="",
        source=Source(hashlib.sha256(raw).hexdigest(), "1"),
        raw=raw,
    )


def stamp(case: CaseKey, milestone: Milestone, basis: Basis, moment: Told, author: str, source: Source, note: str = "") -> Stamp:
    """A milestone as a person states it. What was seen took place between the earliest and the latest moment; what the vendor claimed
    stands at the moment itself."""
    seen = basis is Basis.OBSERVED and moment.plus_minus > 0
    return Stamp(
        uid=_uid(case, author, moment.at, milestone, basis),
        at=moment.earliest if seen else moment.at,
        until=moment.latest if seen else None,
        milestone=milestone,
        basis=basis,
        author=author,
        role=Role.CUSTOMER if basis is Basis.OBSERVED else Role.VENDOR,
        source=source,
        note=note,
    )


def _uid(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
