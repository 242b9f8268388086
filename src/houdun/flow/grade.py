"""What our rooms find in the messages is appended to each case's log, so that whoever reads the case sees the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from houdun import grading
from houdun.facts.case import CaseKey, CaseLog, Finding, Message
from houdun.facts.signals import Derived
from houdun.facts.trial import CHANNEL as TRIAL
from houdun.flow.progress import Progress, silent
from houdun.language import Bilingual
from houdun.store import Store

KNOWN_IN_A_TRIAL = frozenset({Derived.JUSTIFIED_REQUEST, Derived.ASKS_AGAIN})
"""What may be asked for is settled there beforehand: the protocol has said it, and the words need not be guessed at."""

GRADING = Bilingual("识别信号", "reading signals")


def grade(store: Store, *, progress: Progress = silent) -> int:
    """Grades the cases that changed, or that older rules graded. Returns how many. Doing it twice changes nothing."""
    version = grading.RULES_VERSION
    stale = {log.key: log for log in store.ungraded(version)}
    found: dict[CaseKey, list[Finding]] = defaultdict(list)
    for number, (key, log) in enumerate(stale.items(), 1):
        found[key] += [finding for entry in log.entries if isinstance(entry, Message) for finding in grading.find(entry)]
        if number % 200 == 0 or number == len(stale):
            progress(GRADING, number, len(stale))
    # A template shows only across cases, so those already graded are looked at too; only the stale ones are written.
    for key, findings in grading.across(store.cases()).items() if stale else ():
        if key in stale:
            found[key] += [each for each in findings if not (key.channel == TRIAL and each.name in KNOWN_IN_A_TRIAL)]
    store.graded({key: found[key] for key in stale}, version)
    return len(stale)


def as_graded(log: CaseLog) -> CaseLog:
    """The case with what rules find in the messages in which they found nothing yet: for one that goes on, and is looked at before it is graded.
    What shows only across cases is not among it."""
    read = {entry.about for entry in log.entries if isinstance(entry, Finding) and entry.version}
    fresh = [entry for entry in log.entries if isinstance(entry, Message) and entry.uid not in read]
    return replace(log, entries=(*log.entries, *(finding for message in fresh for finding in grading.find(message))))
