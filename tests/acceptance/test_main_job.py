"""The main job, as a user does it: history in, comparison out, each number traceable."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.conftest import Shell, conversation, write_lines

FIRST_HUMAN = "time_to_first_response_human"


@pytest.fixture
def filled(houdun: Shell, workspace: Path, chats: Path) -> Path:
    houdun.fine("import", "chat", chats, "-w", workspace)
    return workspace


def test_cases_tell_milestones_clocks_and_signals(houdun: Shell, filled: Path) -> None:
    cases = {case["id"]: case for case in houdun.fine("cases", "-w", filled, "--json").json_lines}
    assert len(cases) == 12
    quick = cases["q0"]
    assert quick["vendor"] == "Quick"
    assert quick["opened_at"] == "2026-03-07T02:00:00Z"
    assert quick["messages"] == 4
    assert quick["clocks"][FIRST_HUMAN] | {"wall_s": 360.0, "censored": False} == quick["clocks"][FIRST_HUMAN]
    assert quick["milestones"]["auto_acked"]["claimed_at"] == "2026-03-07T02:00:05Z"
    assert quick["milestones"]["located"] == {"claimed_at": "2026-03-07T02:06:00Z", "observed_at": None}
    assert "names_cause" in {signal["name"] for signal in quick["signals"]}


def test_an_unanswered_case_is_censored_at_the_last_moment_of_the_export(houdun: Shell, filled: Path) -> None:
    cases = {case["id"]: case for case in houdun.fine("cases", "-w", filled, "--json").json_lines}
    clock = cases["s0"]["clocks"][FIRST_HUMAN]
    assert clock["censored"]
    assert clock["wall_s"] == 31.5 * 3600


def test_compare_writes_scores_intervals_and_ranks(houdun: Shell, filled: Path) -> None:
    shown = houdun.fine("compare", "-w", filled, "--json", "verdict.json")
    verdict = json.loads((houdun.folder / "verdict.json").read_text(encoding="utf-8"))
    by_name = {vendor["name"]: vendor for vendor in verdict["vendors"]}
    assert by_name["Quick"]["score"] > by_name["Slow"]["score"]
    tail = by_name["Quick"]["dimensions"]["response"]["criteria"]["response.tail_p90"]
    assert tail["n"] == 6
    assert tail["interval"][0] <= tail["score"] <= tail["interval"][1]
    assert sum(verdict["rank_acceptability"]["Quick"]) == pytest.approx(1)
    assert "Quick" in shown.out


def test_the_same_file_twice_changes_nothing(houdun: Shell, filled: Path, chats: Path) -> None:
    before = houdun.fine("cases", "-w", filled, "--json").out
    again = houdun.fine("import", "chat", chats, "-w", filled)
    assert "0 new cases, 0 new entries" in again.out
    assert houdun.fine("cases", "-w", filled, "--json").out == before


def test_every_report_format_is_written_in_both_languages(houdun: Shell, filled: Path) -> None:
    for language in ("zh", "en"):
        outs = [f"report-{language}.{ending}" for ending in ("html", "pdf", "md", "json")]
        houdun.fine("report", "-w", filled, "--lang", language, *(word for out in outs for word in ("--out", out)))
        assert all((houdun.folder / out).stat().st_size > 1000 for out in outs)
    assert "<html lang=" in (houdun.folder / "report-zh.html").read_text(encoding="utf-8")


def test_an_attestation_raises_what_it_attests_and_nothing_else(houdun: Shell, filled: Path) -> None:
    def score(vendor: str) -> float | None:
        houdun.fine("compare", "-w", filled, "--json", "v.json")
        verdict = json.loads((houdun.folder / "v.json").read_text(encoding="utf-8"))
        found = next(each for each in verdict["vendors"] if each["name"] == vendor)
        reached: float | None = found["dimensions"]["team"]["criteria"]["team.named_owner"]["score"]
        return reached

    assert score("Quick") is None
    told = houdun.fine("attest", "-w", filled, "Quick", "team.named_owner", "yes", "--status", "claimed")
    assert told.err == ""
    claimed = score("Quick")
    houdun.fine("attest", "-w", filled, "Quick", "team.named_owner", "yes", "--status", "checked")
    checked = score("Quick")
    assert claimed is not None
    assert checked is not None
    assert claimed < checked
    assert score("Slow") is None


def test_an_attestation_of_a_vendor_without_cases_is_recorded_and_remarked_on(houdun: Shell, filled: Path) -> None:
    told = houdun.fine("attest", "-w", filled, "quick@gold", "team.named_owner", "yes", "--status", "seen")
    assert "has no case yet" in told.err
    assert "Quick" in told.err


def test_the_stage_changes_the_weights(houdun: Shell, filled: Path) -> None:
    weights = {}
    for stage in ("startup", "scale"):
        houdun.fine("compare", "-w", filled, "--stage", stage, "--json", "v.json")
        weights[stage] = json.loads((houdun.folder / "v.json").read_text())["weights"]["response"]
    assert (weights["startup"], weights["scale"]) == (pytest.approx(0.4), pytest.approx(0.2))


def test_one_perfect_case_never_leads_with_certainty(houdun: Shell, workspace: Path, tmp_path: Path) -> None:
    perfect = conversation(
        "p", "Lucky", ("02:00:00", "customer", "黑屏"), ("02:01:00", "vendor", "原因是 token 过期，改为 3600 秒即可。")
    )
    many = [
        conversation(
            f"m{n}",
            "Steady",
            (f"{n % 24:02d}:00:00", "customer", "freeze"),
            (f"{n % 24:02d}:20:00", "vendor", "We look into it."),
        )
        for n in range(60)
    ]
    houdun.fine("import", "chat", write_lines(tmp_path / "c.jsonl", perfect, *many), "-w", workspace)
    houdun.fine("compare", "-w", workspace, "--json", "v.json")
    assert json.loads((houdun.folder / "v.json").read_text())["rank_acceptability"]["Lucky"][0] < 0.95


def test_chinese_is_spoken_where_the_locale_says_so(houdun: Shell, filled: Path) -> None:
    shown = houdun.fine("compare", "-w", filled, env={"LANG": "zh_CN.UTF-8"})
    assert "响应机制" in shown.out
    assert "基础线" in shown.out


def test_rubric_lists_the_five_dimensions(houdun: Shell) -> None:
    rubric = houdun.fine("rubric", "--json").json
    assert [dimension["id"] for dimension in rubric["dimensions"]] == ["response", "team", "closure", "proactive", "references"]
    ids = [criterion["id"] for dimension in rubric["dimensions"] for criterion in dimension["criteria"]]
    assert len(ids) == len(set(ids))
    assert all(
        id.startswith(dimension["id"] + ".")
        for dimension in rubric["dimensions"]
        for id in [c["id"] for c in dimension["criteria"]]
    )
