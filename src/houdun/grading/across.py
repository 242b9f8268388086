"""What shows only within a case or across cases."""

from __future__ import annotations

from collections.abc import Iterable

from houdun.facts.case import CaseKey, CaseLog, Finding


def across(logs: Iterable[CaseLog]) -> dict[CaseKey, tuple[Finding, ...]]:
    return {log.key: () for log in logs}
