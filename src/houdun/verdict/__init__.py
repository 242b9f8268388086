"""From readings and attestations to the verdict: criteria, uncertainty, ranking. Pure but for reading its two settings files."""

from __future__ import annotations

from houdun.verdict.criteria.attested import check_attestation
from houdun.verdict.judge import Assessment, assessment, judge
from houdun.verdict.mix import curves, hour_cells, severity_mix
from houdun.verdict.promise_file import load_promises
from houdun.verdict.promises import deliveries
from houdun.verdict.rubric_file import default_rubric, load_rubric
from houdun.verdict.viewers import viewer_losses

__all__ = [
    "Assessment",
    "assessment",
    "check_attestation",
    "curves",
    "default_rubric",
    "deliveries",
    "hour_cells",
    "judge",
    "load_promises",
    "load_rubric",
    "severity_mix",
    "viewer_losses",
]
