"""The documentation names every command, option, setting and exit code, and no link in it is dead."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import houdun.probe.metrics  # noqa: F401  # registers the metrics
from houdun import config
from houdun.probe.metric import REGISTRY

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
COMMANDS = (
    "demo",
    "init",
    "import",
    "cases",
    "compare",
    "rubric",
    "attest",
    "occasions",
    "notice",
    "report",
    "faults",
    "play",
    "probe",
    "servers",
    "desk",
    "grade export",
    "grade import",
    "grade status",
    "grade adjudicate",
    "trial plan",
    "trial simulate",
    "trial run",
    "trial status",
    "trial approve",
    "trial pause",
    "trial resume",
    "trial stop",
    "inbox",
    "inbox answer",
    "stamp",
    "serve",
)
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_described(command: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "houdun", *command.split(), "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "200", "PATH": ""},
    ).stdout
    options = set(re.findall(r"(--[a-z][a-z-]+)", shown)) - {"--help"}
    assert {option for option in options if option not in REFERENCE} == set()
    assert f"`houdun {command}" in REFERENCE


def test_every_series_that_is_measured_is_described_as_it_is() -> None:
    rows = [
        tuple(cell.strip().strip("`") for cell in line.split("|")[1:7])
        for line in (ROOT / "docs" / "reference" / "observations.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    series = [series for entry in REGISTRY for series in entry.series]
    assert [row[:4] for row in rows] == [
        (each.name, str(each.unit), "W3C" if each.w3c else "ours", "yes" if each.needs_codes else "") for each in series
    ]
    assert [row[5] for row in rows] == [each.meaning.zh for each in series]
    assert all(row[4].startswith(each.meaning.en) for row, each in zip(rows, series, strict=True))


def test_every_setting_is_described() -> None:
    assert [name for name in config.Settings.__dataclass_fields__ if f"`{name}`" not in REFERENCE] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_within_the_project_is_dead(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
