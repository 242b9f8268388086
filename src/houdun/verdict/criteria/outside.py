"""Criteria that no case history reaches: they wait for a trial or for live watching."""

from __future__ import annotations

from houdun.verdict.measures import measure
from houdun.verdict.record import Record


@measure("outside_history")
def outside_history(record: Record) -> None:
    """Never has evidence: the criterion's `evidence` says what would be needed."""
    return
