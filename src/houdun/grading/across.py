"""What shows only within a case or across cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from houdun.facts.case import CaseKey, CaseLog, Finding, Message, Role
from houdun.facts.signals import Derived, Signal
from houdun.grading.finding import finding_of
from houdun.grading.requests import Request, given, request
from houdun.grading.templates import Answer, answers, sent_at_once, templates, too_fast
from houdun.grading.text import Evidence


def across(logs: Iterable[CaseLog]) -> dict[CaseKey, tuple[Finding, ...]]:
    """The findings of every case that has any, in the order of its messages; each log is read once, and may be forgotten after.

    `justified_request`, `asks_again`: see `requested`. `automatic_reply`, `doubtful_person`: see `hasty`. All of it errs on
    the vendor's side: what cannot be told is not found.
    """
    found: dict[CaseKey, list[Finding]] = defaultdict(list)
    given_answers: list[Answer] = []
    for log in logs:
        found[log.key] += requested(log)
        given_answers += answers(log)
    for answer, finding in hasty(given_answers):
        found[answer.case].append(finding)
    return {
        key: tuple(sorted(of_case, key=lambda each: (each.at, each.about, each.name)))
        for key, of_case in found.items()
        if of_case
    }


def requested(log: CaseLog) -> Iterator[Finding]:
    """The vendor's requests for information, held against what the customer gave in this case before.

    Justified: it asks for a specific thing that the customer has not given yet; of a list of several things, most must be new.
    Asks again: something it asks for was given before. A request may be both: one thing known, one new.
    """
    known: frozenset[str] = frozenset()
    for entry in log.entries:
        if not isinstance(entry, Message) or not entry.public:
            continue
        if entry.role is Role.CUSTOMER:
            known |= given(entry)
        elif entry.role is Role.VENDOR and (asked := request(entry)):
            if justified(asked, known):
                yield finding_of(entry, Derived.JUSTIFIED_REQUEST, asked.evidence)
            if asked.pieces & known:
                yield finding_of(entry, Derived.ASKS_AGAIN, asked.evidence)


def justified(asked: Request, known: frozenset[str]) -> bool:
    """Whether something asked for is new; of a list, more than half."""
    new = asked.pieces - known
    return 2 * len(new) > len(asked.pieces) if asked.listed else bool(new)


def hasty(given_answers: list[Answer]) -> Iterator[tuple[Answer, Finding]]:
    """Answers that no person wrote there and then.

    A template (the same text, numbers and names aside, at the start of three cases of the vendor or more) that came within a
    minute of the customer's message is an `automatic_reply`. Later it is a person's who pasted it: help desks live on macros.
    An answer faster than a person reads the question and types it is `doubtful_person`.
    """
    sent_by_machine = [answer for answer in templates(given_answers) if sent_at_once(answer)]
    for answer in sent_by_machine:
        yield answer, _of(answer, Signal.AUTOMATIC_REPLY)
    seen = {id(answer) for answer in sent_by_machine}
    for answer in given_answers:
        if id(answer) not in seen and too_fast(answer):
            yield answer, _of(answer, Derived.DOUBTFUL_PERSON)


def _of(answer: Answer, name: str) -> Finding:
    return finding_of(answer.message, name, Evidence(0, len(answer.message.text)))
