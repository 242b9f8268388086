"""What a mapping file may say of GitHub issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from houdun.channel import mapping
from houdun.facts.case import Severity
from houdun.language import Bilingual


@dataclass(frozen=True, slots=True)
class GithubMapping:
    """`severity` says what a label means; `vendor` and `bots` are accounts, in lower case."""

    severity: Mapping[str, Severity] = field(default_factory=dict)
    vendor: frozenset[str] = frozenset()
    bots: frozenset[str] = frozenset()


def load(path: Path | None) -> GithubMapping:
    """Raises UsageError with the file and the key."""
    table = mapping.load(path, ("severity", "members"))
    severity = table.table("severity")
    members = table.table("members", ("vendor", "bots"))
    return GithubMapping(
        severity={label.lower(): _severity(severity, label) for label in severity.values},
        vendor=_lower(members.texts("vendor")),
        bots=_lower(members.texts("bots")),
    )


def _severity(table: mapping.Table, label: str) -> Severity:
    try:
        return Severity(table.text(label))
    except ValueError as error:
        known = ", ".join(Severity)
        raise table.wrong(
            label,
            Bilingual("没有这个严重级别", "there is no such severity"),
            Bilingual(f"可选：{known}", f"choose one of {known}"),
        ) from error


def _lower(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)
