from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from houdun.errors import OutsideError
from houdun.facts.observation import Change, Detection
from houdun.media.endpoints.replay import Replay
from houdun.probe.recording.lines import JsonLines
from houdun.probe.session import Second, watch
from houdun.probe.summary import Summary
from houdun.testing.streams import encoded

Lines = list[dict[str, object]]


def written(path: Path, seconds: list[Second]) -> Lines:
    summary = Summary()
    with JsonLines(path, "room1", 1000) as file:
        for second in seconds:
            summary.add(second)
            file.second(second)
        file.summary(summary)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def watched() -> list[Second]:
    return list(watch(Replay(encoded(3), epoch=1000.0), "room1", began=1000.0))


def test_there_is_a_line_for_the_stream_one_a_second_and_one_for_the_summary(tmp_path: Path) -> None:
    lines = written(tmp_path / "x.jsonl", watched())
    assert (lines[0]["stream"], lines[0]["began"]) == ("room1", 1000)
    assert [line.get("at") for line in lines[1:4]] == [1001000, 1002000, 1003000]
    assert isinstance(lines[2]["values"], dict)
    assert lines[2]["values"]["framesPerSecond"] == pytest.approx(30, abs=1)
    assert set(lines[-1]) == {"summary"}


def test_facts_stand_only_where_they_are_new_and_name_profile_and_level(tmp_path: Path) -> None:
    lines = written(tmp_path / "x.jsonl", watched())
    assert ["facts" in line for line in lines[1:4]] == [True, False, False]
    facts = lines[1]["facts"]
    assert isinstance(facts, dict)
    assert (facts["width"], facts["sps"]["profile"], facts["sps"]["level"]) == (320, "High", "1.3")


def test_the_summary_has_each_series_with_its_unit_and_how_it_ended(tmp_path: Path) -> None:
    summary = written(tmp_path / "x.jsonl", watched())[-1]["summary"]
    assert isinstance(summary, dict)
    assert summary["ended"] == "ended"
    assert summary["series"]["av_offset"]["unit"] == "ms"
    assert summary["series"]["av_offset"]["count"] == 3


def test_a_change_from_an_unknown_level_is_valid_json(tmp_path: Path) -> None:
    found = Detection("room1", "level", Change.SHIFT, 1, 2, math.nan, -60.0)
    second = Second(at=1, observations=(), samples=(), detections=(found,), troubles=(), facts=watched()[0].facts)
    line = written(tmp_path / "x.jsonl", [second])[1]
    assert line["detections"] == [
        {"metric": "level", "change": "shift", "onset": 1, "at": 2, "before": None, "after": -60.0, "slope": 0.0}
    ]


def test_each_second_is_on_disk_as_soon_as_it_is_over(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with JsonLines(path, "room1", 1000) as file:
        file.second(watched()[0])
        assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_a_file_that_cannot_be_written_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(OutsideError), JsonLines(tmp_path / "no" / "x.jsonl", "room1", 1000):
        pass
