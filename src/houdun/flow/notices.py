"""What vendors said unasked: calls and chats as a person enters them, and mails that a trial took in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from houdun.errors import UsageError
from houdun.facts.case import Source
from houdun.facts.occasion import Unasked
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import several
from houdun.flow.trial.persons import PLACING
from houdun.flow.trial.record import ANSWER
from houdun.language import Bilingual

if TYPE_CHECKING:
    from houdun.store.journal import Entry, Journal

ENTERED, CAME_IN = "notice", "unasked"
"""Topics of the journal. Of both an entry's data are vendor, plan, at, text and source (of a mail the sha256 of its evidence); of what
a person entered also plus_minus, of a mail its subject."""
LONGEST = 100_000
BY_HAND = "by hand"


def enter(journal: Journal, vendor: Vendor, text: str, *, at: Millis, plus_minus: Millis, now: Millis) -> tuple[Unasked, bool]:
    """A call or a chat, written down: the word, and whether it is new. The same words of one moment are one. UsageError for none."""
    words = text.replace("\r\n", "\n").strip()
    if not words or len(words) > LONGEST:
        raise UsageError(
            Bilingual("没有内容，或内容过长", "there are no words, or too many"),
            Bilingual(
                f"请写下服务商说了什么（不超过 {LONGEST} 字）",
                f"write down what the vendor said, in at most {LONGEST} characters",
            ),
            where="--text",
        )
    uid = hashlib.sha256(repr((vendor.name, vendor.plan, at, words)).encode()).hexdigest()[:32]
    data = {
        "vendor": vendor.name,
        "plan": vendor.plan,
        "at": at,
        "text": words,
        "source": BY_HAND,
        "plus_minus": plus_minus,
    }
    new = journal.append(ENTERED, uid, now, data)
    entry = journal.find(ENTERED, uid)
    assert entry is not None
    return _word(entry), new


def unasked(journal: Journal) -> Iterator[Unasked]:
    """All that vendors said unasked, whichever way it came. What a person has placed in a case was an answer."""
    placed = set(_placed(journal))
    for topic in (ENTERED, CAME_IN):
        yield from (_word(entry) for entry in journal.read(topic) if entry.key not in placed)


def _placed(journal: Journal) -> Iterator[str]:
    for name in several.names(journal):
        for entry in several.journal_of(journal, name).read(ANSWER):
            kind, _, uid = entry.key.partition("/")
            if kind == PLACING and "message" in entry.data:
                yield uid


def _word(entry: Entry) -> Unasked:
    """A mail's subject is its first line: it often holds the day. What a person entered is its own evidence, by the journal's key."""
    text = "\n".join(filter(None, (str(entry.data.get("subject", "")), str(entry.data["text"]))))
    by_hand = entry.topic == ENTERED
    blob = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if by_hand else str(entry.data["source"])
    return Unasked(
        uid=entry.key,
        vendor=Vendor(str(entry.data["vendor"]), str(entry.data.get("plan", ""))),
        at=int(entry.data["at"]),
        plus_minus=int(entry.data.get("plus_minus", 0)),
        text=text,
        source=Source(blob, f"{entry.topic} {entry.key}"),
    )
