"""Bundles of watched faults: whole, in time, and with nothing for a vendor that tells what was done to the stream."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import av
import duckdb
import pytest

from houdun.errors import OutsideError
from houdun.flow.bundling import Keeper
from houdun.flow.evidence import evidence
from houdun.probe.session import Session
from houdun.scenario import catalogue
from houdun.scenario.performance import perform
from houdun.scenario.show import load
from houdun.testing.virtual import watched
from tests.leak_scan import leaks, searched, texts, words

EPOCH = 1_700_000_000.0
SMALL: Mapping[str, int] = {"width": 320, "height": 180, "fps": 15, "video_kbps": 250}
SEED = 48_611_973
STREAM = "rtmp://play.example.com/live/room1?token=***"
FAULTS = ("late_sound:delay_ms=217", "timestamp_jump:jump_s=1.37", "muted")


def bundle(folder: Path, fault: str, seconds: float = 22.0) -> Path:
    show = load("solo")
    made = catalogue.parse(fault, seed=SEED)
    performance = perform(show, show.setup.changed(SMALL), made, on=(11.3, 1e9), seconds=seconds, epoch=EPOCH, seed=SEED)
    session = Session(STREAM)
    with Keeper(folder, STREAM) as keeper:
        for event in watched(performance, epoch=EPOCH, seed=SEED):
            for second in session.feed(event):
                keeper.second(second)
            keeper.event(event)
    (whole,) = folder.iterdir()
    return whole


@pytest.fixture(scope="module", params=FAULTS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("bundles"), request.param)


def is_measured(name: str, word: str, text: str) -> bool:
    """The shift itself may be measured, and is then a fact."""
    return word in ("217", "1.37") and name.endswith((".csv", ".parquet", ".json", ".md", ".png", ".ts"))


def test_nothing_that_a_vendor_is_sent_tells_what_was_done(made: Path) -> None:
    found = {
        (name, word)
        for name, text in texts(made / "for-vendor")
        for word in searched() | {str(SEED), "217", "1.37"}
        if leaks(text, word) and not is_measured(name, word, text)
    }
    assert found == set()


def test_the_scan_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("caused by late_sound with delay_ms of 180, seed 7; 声音采集链路有延迟")
    found = {word for _, text in texts(tmp_path) for word in words() if leaks(text, word)}
    assert {"late_sound", "delay_ms", "seed"} <= found


def test_both_parts_are_whole_and_kept_apart(made: Path) -> None:
    vendor, us = ({file.name for file in (made / part).iterdir()} for part in ("for-vendor", "for-us"))
    assert vendor == {
        "clip.ts",
        "codec.json",
        "manifest.json",
        "observations.csv",
        "observations.parquet",
        "onset-en.png",
        "onset-zh.png",
        "report-en.md",
        "report-zh.md",
        "timeline.json",
    }
    assert us == {"diagnosis.json", "diagnosis-en.md", "diagnosis-zh.md", "manifest.json"}
    assert {part.name for part in made.iterdir()} == {"for-vendor", "for-us"}


def test_the_clip_plays_and_the_observations_agree(made: Path) -> None:
    with av.open(str(made / "for-vendor" / "clip.ts")) as clip:
        assert sum(1 for _ in clip.decode(video=0)) > 50
    rows = list(csv.DictReader(io.StringIO((made / "for-vendor" / "observations.csv").read_text())))
    count = duckdb.execute(f"SELECT count(*) FROM read_parquet('{made}/for-vendor/observations.parquet')").fetchall()
    assert count == [(len(rows),)]


def test_the_timeline_is_in_order_and_says_how_it_was_seen(made: Path) -> None:
    told = json.loads((made / "for-vendor" / "timeline.json").read_text())
    assert [each["at"] for each in told] == sorted(each["at"] for each in told)
    assert {"watching began", "onset", "detected"} <= {each["what"] for each in told}
    assert STREAM in (made / "for-vendor" / "report-en.md").read_text()


def test_what_is_for_us_names_the_layer_with_its_reasons(tmp_path: Path) -> None:
    made = bundle(tmp_path, "late_sound:delay_ms=150", seconds=36.0)
    told = json.loads((made / "for-us" / "diagnosis.json").read_text())
    assert told["layers"][0]["layer"] == "capture"
    assert told["causes"][0]["reasons"][0]["zh"]


def test_a_healthy_stream_leaves_no_bundle(tmp_path: Path) -> None:
    show = load("solo")
    performance = perform(show, show.setup.changed(SMALL), seconds=15, epoch=EPOCH)
    session = Session(STREAM)
    with Keeper(tmp_path, STREAM) as keeper:
        for event in watched(performance, epoch=EPOCH):
            for second in session.feed(event):
                keeper.second(second)
            keeper.event(event)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutsideError):
        evidence(tmp_path / "file" / "below", STREAM)
