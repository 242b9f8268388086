"""What persons decide about a trial's tasks: found by its key, checked, and written down for whoever runs the trial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from houdun.channel.manual import pasting, sender
from houdun.channel.manual.told import Told
from houdun.channel.port import Incoming, Letter
from houdun.errors import UsageError
from houdun.facts.case import Basis, CaseKey, CaseLog, Message, Milestone, Role, Source
from houdun.facts.time import Millis
from houdun.flow.trial import operator, record
from houdun.flow.trial.case import Shelf
from houdun.flow.trial.moves import Matter, Meaning
from houdun.flow.trial.record import Entry, Journal
from houdun.language import Bilingual

SENDING: Final = frozenset({"send", "sent?", "brief"})
"""Tasks about a letter."""
MEANING, PLACING = "meaning", "place"
SHOWN: Final = frozenset({PLACING, "leak", "returned", "mailbox"})
"""Tasks that are done with when they were seen."""
PERSON: Final = "vendor"
"""Author of what was pasted without a name."""


def task(waiting: Sequence[Entry], key: str) -> Entry:
    """The one that waits under this key, or under the only one that begins so. Raises UsageError where there is none, or several."""
    found = [each for each in waiting if each.key == key] or [each for each in waiting if each.key.startswith(key)]
    if len(found) == 1:
        return found[0]
    raise UsageError(
        Bilingual(f"没有等着处理的 {key}", f"nothing waits under {key}")
        if not found
        else Bilingual(f"{key} 不止一件", f"{key} is the begin of several"),
        Bilingual("houdun inbox 会列出编号", "houdun inbox lists the keys"),
        where=key,
    )


def sent(journal: Journal, entry: Entry, moment: Told, now: Millis) -> None:
    """A person has sent the letter, or found that it did go out. Raises UsageError for another task, or a time before it was issued."""
    _check(entry, SENDING)
    if entry.data["kind"] != "sent?":
        data = entry.data
        letter = Letter(id=entry.key, tag="", to=data["to"], subject=data["subject"], text=data["text"])
        sender.confirmed(sender.Task(letter, sender.Medium.OTHER, entry.at), moment)
    operator.confirmed(journal, entry.key, moment.at, moment.plus_minus, now)


def not_sent(journal: Journal, entry: Entry, now: Millis) -> None:
    """It did not go out: it may be sent again. A letter that a person has yet to send simply waits."""
    _check(entry, SENDING - {"send"})
    operator.not_sent(journal, entry.key, now)


def means(journal: Journal, entry: Entry, meaning: Meaning, words: str, now: Millis) -> None:
    """What the message means; `words` are what we are to say, in the person's own."""
    _check(entry, {MEANING})
    operator.decided(journal, entry.key, replace(meaning, answer=words.strip()), now)


def suggestion(entry: Entry) -> Meaning:
    """As the rules read it, taken for settled. Raises UsageError for a task of another kind."""
    _check(entry, {MEANING})
    return replace(record.meaning(entry.data["suggestion"]), doubtful=False, unclear=False)


def place(journal: Journal, entry: Entry, matter: Matter, now: Millis) -> None:
    """A message that nobody could tie belongs to this matter's case."""
    _check(entry, {PLACING})
    data = entry.data
    said = Message(
        uid=entry.key.partition("/")[2],
        at=data["at"],
        author=data["author"],
        role=Role.VENDOR,
        text=data["text"],
        source=Source(data["source"], "1"),
    )
    operator.pasted(journal, matter.case, said, now, task=entry.key)


def paste(journal: Journal, shelf: Shelf, key: CaseKey, text: str, author: str, moment: Told, now: Millis) -> Source:
    """A vendor's words that came by another way: the case hears them when the trial next looks. Where they are kept; InputError for none."""
    words = _kept(shelf, key, text, author, moment)
    operator.pasted(journal, key.id, words, now)
    return words.source


def note(journal: Journal, shelf: Shelf, key: CaseKey, text: str, author: str, moment: Told) -> Source:
    """As `paste`, in a case of no trial: the words stand in its log at once."""
    words = _kept(shelf, key, text, author, moment)
    journal.append_all([], [CaseLog(key=key, title="", horizon=moment.latest, entries=(words,))])
    return words.source


def said(key: CaseKey, text: str, author: str, moment: Told) -> Message:
    """A vendor's words as the case would hear them. Raises InputError where there are none."""
    return _heard(pasting.pasted(key, text, author or PERSON, moment))


def seen(journal: Journal, entry: Entry, now: Millis) -> None:
    """Somebody has seen to it, and nothing follows. Raises UsageError for a letter to be sent and a reply to be judged: the case waits for the answer."""
    _check(entry, SHOWN)
    operator.seen(journal, entry.key, now)


def _kept(shelf: Shelf, key: CaseKey, text: str, author: str, moment: Told) -> Message:
    incoming = pasting.pasted(key, text, author or PERSON, moment)
    shelf.keep(incoming.raw)
    return _heard(incoming)


def _heard(incoming: Incoming) -> Message:
    return Message(
        uid=incoming.uid, at=incoming.at, author=incoming.author, role=Role.VENDOR, text=incoming.text, source=incoming.source
    )


def check_begun(case: str, began: Millis, moment: Told) -> None:
    """Raises UsageError for what is told of a time before the case began: a slip in the case, the date or the zone."""
    if moment.latest < began:
        raise UsageError(
            Bilingual(f"那时工单 {case} 还没有开始", f"the case {case} had not begun by then"),
            Bilingual(
                "请核对工单号、日期与时区；不属于工单的话用 houdun notice 记",
                "check the case, the date and the zone; houdun notice takes words that belong to no case",
            ),
            where="--at",
        )


def stamp(journal: Journal, key: CaseKey, milestone: Milestone, basis: Basis, moment: Told, author: str, source: Source) -> None:
    """A milestone as a person states it goes into the case's log. Stated again it changes nothing."""
    entry = pasting.stamp(key, milestone, basis, moment, author, source)
    journal.append_all([], [CaseLog(key=key, title="", horizon=moment.latest, entries=(entry,))])


def _check(entry: Entry, kinds: frozenset[str] | set[str]) -> None:
    if entry.data["kind"] not in kinds:
        raise UsageError(
            Bilingual("这件事不是这样处理的", "this is not how to see to this one"),
            Bilingual("houdun inbox 会写出每件事的命令", "houdun inbox shows the command for each"),
            where=entry.key,
        )
