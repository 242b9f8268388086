from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from houdun.facts.observation import Observation, Unit
from houdun.facts.time import SECOND, iso
from houdun.flow.trial.told.diagnosed import diagnosed
from houdun.flow.trial.told.one import Look
from houdun.probe.diagnosis.ranking import diagnose
from houdun.probe.facts import StreamFacts
from houdun.store import Store
from houdun.testing.factories import MONDAY

ONSET = MONDAY + 20 * SECOND
SEEN = tuple(
    Observation("loop://x", metric, MONDAY + n * SECOND, value, unit)
    for n in range(1, 41)
    for metric, value, unit in (
        ("av_offset", 240.0 if n > 20 else 1.0, Unit.MILLISECONDS),
        ("framesPerSecond", 30.0, Unit.PER_SECOND),
    )
)
FACTS = {
    "video_codec": "h264", "width": 640, "height": 360, "full_range": False, "configured": False, "audio_codec": "aac", "sample_rate": 48000,
    "channels": 2,
}  # fmt: skip


def look(store: Store, files: Mapping[str, str]) -> Look:
    kept = {name: store.keep_bytes(text.encode()) for name, text in files.items()}
    return Look(
        number=0, began_at=MONDAY, onset_s=20.0, detected_s=23.0, healthy=False, remedies=(), given={}, offsets=(), files=kept
    )


def measured() -> str:
    rows = [f"{each.stream},{each.metric},{iso(each.at)},{each.value:.6g},{each.unit}" for each in SEEN]
    return "\n".join(("stream,metric,at,value,unit", *rows)) + "\n"


def test_what_was_kept_is_diagnosed_as_it_was_seen(tmp_path: Path) -> None:
    timeline = [{"at": iso(MONDAY), "what": "watching began"}, {"at": iso(ONSET), "what": "onset", "metric": "av_offset"}]
    sps = {
        "profile_idc": 100, "constraints": 0, "level_idc": 30, "width": 640, "height": 360, "bit_depth": 8, "references": 1,
        "full_range": False, "matrix": 1, "frame_rate": 30.0, "reorder": 0, "profile": "High", "level": "3",
    }  # fmt: skip
    with Store.create(tmp_path) as store:
        files = {
            "observations.csv": measured(),
            "timeline.json": json.dumps(timeline),
            "stream_facts.json": json.dumps({**FACTS, "sps": sps}),
        }
        found = diagnosed(store, look(store, files))
        plain = diagnosed(store, look(store, {**files, "stream_facts.json": json.dumps({**FACTS, "sps": None})}))
    assert found is not None
    assert found.causes
    assert plain == diagnose(SEEN, ONSET, StreamFacts(**FACTS))  # type: ignore[arg-type]  # as JSON has them


def test_without_observations_nothing_is_said(tmp_path: Path) -> None:
    with Store.create(tmp_path) as store:
        assert diagnosed(store, look(store, {"clip.ts": "x"})) is None


def test_observations_alone_are_enough(tmp_path: Path) -> None:
    with Store.create(tmp_path) as store:
        assert diagnosed(store, look(store, {"observations.csv": measured()})) == diagnose(SEEN, None)
