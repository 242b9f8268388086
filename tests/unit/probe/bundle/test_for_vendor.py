"""Its files are scanned in `tests/unit/flow/test_bundling.py`; here is what its report says of a change."""

from __future__ import annotations

from pathlib import Path

from houdun.facts.observation import Change, Detection
from houdun.probe.bundle.for_vendor import files
from houdun.probe.bundle.incident import Incident
from houdun.probe.facts import StreamFacts
from houdun.probe.session import Second

START = 1_760_000_000_000
SECOND = Second(at=START, observations=(), samples=(), detections=(), troubles=(), facts=StreamFacts())


def report(folder: Path, found: Detection) -> str:
    files(Incident(stream="rtmp://host/live/a", began=START, detections=(found,), seconds=(SECOND,), clip=None), folder)
    return (folder / "report-en.md").read_text()


def test_a_drift_is_told_by_its_pace_and_a_stream_without_media_by_dashes(tmp_path: Path) -> None:
    said = report(tmp_path, Detection("s", "av_offset", Change.DRIFT, START, START, 0.0, 17.5, 0.3))
    assert "+0.3 ms/s" in said
    assert "video –; sound –" in said
    assert "clip" not in said


def test_a_level_that_was_not_known_before_is_a_dash(tmp_path: Path) -> None:
    assert "from – to 180 ms" in report(tmp_path, Detection("s", "av_offset", Change.SHIFT, START, START, float("nan"), 180.0))
