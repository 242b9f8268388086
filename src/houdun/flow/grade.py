"""What our rooms find in the messages is appended to each case's log, so that whoever reads the case sees the same."""

from __future__ import annotations

from collections import defaultdict

from houdun import grading
from houdun.facts.case import CaseKey, Finding, Message
from houdun.flow.progress import Progress, silent
from houdun.language import Bilingual
from houdun.store import Store

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
            found[key] += findings
    store.graded({key: found[key] for key in stale}, version)
    return len(stale)
