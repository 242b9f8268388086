"""`houdun grade` as the one who leads a trial and a rater use it."""

from __future__ import annotations

import json
from pathlib import Path

from houdun import clock
from houdun.flow.blind.packing import questions_of
from houdun.flow.blind.rounds import bring_back, export
from houdun.store import Store
from houdun.testing.blind import put_questions
from tests.acceptance.conftest import Shell

GIVEN = {"depth": 1, "cause": False, "remedy": False, "points": [False] * 7, "guess": "no idea", "seconds": 30}


def graded(path: Path, **changed: object) -> None:
    held = json.loads(path.read_text(encoding="utf-8"))
    for packet in held["packets"]:
        packet["answer"] |= {key: value for key, value in (GIVEN | changed).items() if key in packet["answer"]}
    path.write_text(json.dumps(held), encoding="utf-8")


def another_rater(store: Store, folder: Path) -> None:
    """Bob, without a process for each step."""
    path = folder / "bob.json"
    path.write_text(json.dumps(export(store, "bob", questions_of(folder), clock.now())), encoding="utf-8")
    graded(path, depth=3)
    bring_back(store, path, clock.now())


def test_a_round_from_export_to_standing_with_a_mistake_on_the_way(houdun: Shell) -> None:
    houdun.fine("init", "mine")
    with Store.open(houdun.folder / "mine") as store:
        put_questions(store)
        another_rater(store, houdun.folder)
    assert "12 packets" in houdun.fine("grade", "export", "-w", "mine", "--rater", "ann", "--out", "ann.json").out
    graded(houdun.folder / "ann.json", depth=7)
    mistaken = houdun("grade", "import", "ann.json", "-w", "mine")
    assert (mistaken.code, "packets[0].answer.depth" in mistaken.err) == (3, True)
    graded(houdun.folder / "ann.json", depth=1)
    assert houdun.fine("grade", "import", "ann.json", "-w", "mine").out.startswith("12 new, 0 corrected")
    shown = houdun.fine("grade", "status", "-w", "mine", env={"HOUDUN_LANG": "zh"}).out
    assert all(said in shown for said in ("答复包 12 个", "评分人意见不一（低于 0.667）", "待裁定", "看不出"))
    disputed = houdun.fine("grade", "status", "-w", "mine", "--json").json["adjudication"]
    packet, cause = disputed[0]["packet"], ("--cause", "yes") if disputed[0]["causes"] else ()
    decided = ("grade", "adjudicate", packet, "-w", "mine", "--depth", "2", *cause, "--by", "olga")
    assert houdun(*decided, "--reason", " ").code == 2
    houdun.fine(*decided, "--reason", "the area is right")
    after = houdun.fine("grade", "status", "-w", "mine", "--json").json
    assert [(each["packet"], each["depth"], each["by"]) for each in after["decisions"]] == [(packet, 2, "olga")]
    assert packet not in [each["packet"] for each in after["adjudication"]]
    mine = houdun.fine("grade", "status", "-w", "mine", "--rater", "ann", "--json").json
    assert {each["grade"]["rater"] for each in mine} == {"ann"}
    assert {each["rule"]["depth"] for each in mine} == {0, 1, 2, 3, 4}
