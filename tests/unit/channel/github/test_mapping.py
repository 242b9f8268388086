from __future__ import annotations

from pathlib import Path

import pytest

from houdun.channel.github.mapping import GithubMapping, load
from houdun.errors import UsageError
from houdun.facts.case import Severity


def written(folder: Path, text: str) -> Path:
    path = folder / "github.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_labels_mean_nothing_and_nobody_is_named() -> None:
    assert load(None) == GithubMapping()


def test_labels_and_accounts_are_matched_without_regard_to_case(tmp_path: Path) -> None:
    text = '[severity]\n"Priority: 1" = "critical"\n[members]\nvendor = ["Vera"]\nbots = ["Acme-Triage"]\n'
    mapping = load(written(tmp_path, text))
    assert mapping.severity == {"priority: 1": Severity.CRITICAL}
    assert mapping.vendor == {"vera"}
    assert mapping.bots == {"acme-triage"}


@pytest.mark.parametrize("value", ['"urgent"', "1"])
def test_an_unknown_severity_is_a_usage_error_that_names_the_label(tmp_path: Path, value: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(written(tmp_path, f"[severity]\nP1 = {value}\n"))
    assert "P1" in caught.value.where
