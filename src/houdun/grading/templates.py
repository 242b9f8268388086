"""Answers that are the same again, or came faster than a person reads and types: across all cases of a vendor."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from houdun.facts.case import CaseKey, CaseLog, Message, Role
from houdun.facts.time import MINUTE, SECOND, Millis
from houdun.facts.vendor import Vendor
from houdun.grading.folding import fold

CASES = 3
"""The same text in so many cases of a vendor is a template."""
AT_ONCE: Millis = MINUTE
"""A template that comes within this after the customer's words was sent by a machine."""
LEAST_LETTERS = 12
"""Shorter answers are the same by chance: "on it", "您好"."""
START = 2
"""The vendor's first so many messages are a case's start: later on people repeat themselves."""

READS_PER_SECOND, TYPES_PER_SECOND = 30.0, 8.0
"""Letters: twice a fast reader's 900 a minute, and 96 words a minute. A Chinese character counts as `CHINESE` letters."""
CHINESE = 2.5
LONG_ANSWER = 120
"""Letters: shorter answers may stand ready or be typed while reading."""

_CHANGING = re.compile(r"\S*\d\S*|@\S+|https?://\S+|\b(?:dear|hi|hello|hey) \w+")
_GAPS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """A vendor's message, with the customer's message that it follows (None where it comes first) and its rank in the case."""

    case: CaseKey
    message: Message
    asked: Message | None
    rank: int

    @property
    def waited(self) -> Millis | None:
        return None if self.asked is None else self.message.at - self.asked.at


def answers(log: CaseLog) -> Iterator[Answer]:
    """The public messages by the vendor's humans, in order, unless the channel knows them to be a machine's."""
    asked, rank = None, 0
    for entry in log.entries:
        if not isinstance(entry, Message) or not entry.public:
            continue
        if entry.role is Role.CUSTOMER:
            asked = entry
        elif entry.role is Role.VENDOR and not entry.automatic:
            yield Answer(log.key, entry, asked, rank)
            rank += 1


def templates(given: Iterable[Answer]) -> list[Answer]:
    """Those of the given answers, at the start of their cases, whose normalised text the vendor wrote in `CASES` cases or more."""
    alike: dict[tuple[Vendor, str], list[Answer]] = defaultdict(list)
    for answer in given:
        text = normalised(answer.message.text)
        if answer.rank < START and len(text) >= LEAST_LETTERS:
            alike[answer.case.vendor, text].append(answer)
    return [answer for group in alike.values() if len({answer.case for answer in group}) >= CASES for answer in group]


def sent_at_once(answer: Answer) -> bool:
    return answer.waited is not None and 0 <= answer.waited <= AT_ONCE


def too_fast(answer: Answer) -> bool:
    """Whether nobody can have read the question and typed the answer in the time. Only a first answer to a question counts:
    to a second one, the typing began before."""
    if answer.asked is None or answer.waited is None or answer.waited < 0 or letters(answer.message.text) < LONG_ANSWER:
        return False
    needed = letters(answer.asked.text) / READS_PER_SECOND + letters(answer.message.text) / TYPES_PER_SECOND
    return answer.waited < needed * SECOND


def normalised(text: str) -> str:
    """What stays the same in a template: no numbers, names after a greeting, addresses, punctuation, case."""
    return _GAPS.sub(" ", _CHANGING.sub(" ", fold(text))).strip()


def letters(text: str) -> float:
    """The length in letters, white space and addresses aside."""
    plain = re.sub(r"https?://\S+|\s+", "", text)
    return sum(CHINESE if "一" <= letter <= "鿿" else 1.0 for letter in plain)
