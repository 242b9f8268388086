"""What `houdun compare` and `houdun report` say of a trial."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from houdun.cli import options, tables
from houdun.language import Language
from houdun.testing.tried import trial, tried
from tests.acceptance.conftest import Shell
from tests.trial_given import BLOCKS
from tests.trial_told_given import ended, told_in


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a trial that has come to its end, and to no claim."""
    root = tmp_path_factory.mktemp("played")
    told_in(root).close()
    return root


def test_a_trial_without_a_claim_says_so_and_its_lean_is_none(houdun: Shell, played: Path) -> None:
    said = houdun.fine("compare", "-w", played, "--json", "compared.json", env={"HOUDUN_LANG": "en"}).out
    lean = {str(vendor): share for vendor, share in ended().course.standing().lean.items()}
    first = max(lean, key=lambda vendor: lean[vendor])
    assert f"The trial claims nobody yet ({len(BLOCKS)} whole blocks)." in said
    assert f"Lean, no claim: {first} is the best with probability {lean[first]:.0%}." in said
    assert json.loads((houdun.folder / "compared.json").read_text(encoding="utf-8"))["trial"] == {
        "name": "spring",
        "others": [],
        "claim": None,
        "blocks": len(BLOCKS),
        "dropped": {},
        "lean": pytest.approx(lean),
        "simulated": False,
    }


@pytest.mark.parametrize(
    ("language", "words"), [(Language.EN, "better than every other vendor"), (Language.ZH, "优于其余每一家")]
)
def test_a_claim_names_the_vendor_the_blocks_and_how_often_equals_would_be_told_apart(
    language: Language, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "LANGUAGE", language)
    tables.verdict(tried())
    said, standing = capsys.readouterr().out, trial().standing
    (line,) = re.findall(rf"[^.。]*{words}[^.。]*", " ".join(said.split()))
    assert str(standing.winner) in line
    assert str(standing.blocks) in line
    assert "5%" in said


def test_the_report_as_json_tells_the_trial_block_by_block(houdun: Shell, played: Path) -> None:
    houdun.fine("report", "-w", played, "--out", "report.json")
    told = json.loads((houdun.folder / "report.json").read_text(encoding="utf-8"))["trial"]
    assert (told["declared"]["name"], told["declared"]["blocks"]) == ("spring", len(BLOCKS))
    assert (told["claim"]["winner"], told["claim"]["blocks"]) == (None, len(BLOCKS))
    found = {(each["block"], case["vendor"]): case for each in told["blocks"] for case in each["cases"]}
    graded = {(number, str(vendor)): each for number, by in ended().course.outcomes.items() for vendor, each in by.items()}
    assert {key: (case["waited_ms"], case["depth"], case["depth_by"]) for key, case in found.items()} == {
        key: (outcome.waited_ms, outcome.depth, "rule") for key, outcome in graded.items()
    }
    assert {case["case"] for case in found.values()} == {matter.case for block in BLOCKS for matter in block.matters}
