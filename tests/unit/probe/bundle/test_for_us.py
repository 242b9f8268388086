from __future__ import annotations

from pathlib import Path

from houdun.facts.fault import Layer
from houdun.facts.observation import Change, Detection, Observation, Unit
from houdun.probe.bundle.for_us import LAYERS, files
from houdun.probe.bundle.incident import Incident
from houdun.probe.facts import StreamFacts
from houdun.probe.session import Second

START = 1_760_000_000_000
FOUND = Detection("s", "black_share", Change.SHIFT, START, START + 2000, 0.0, 1.0)


def page(folder: Path, value: float) -> str:
    seen = (Observation("s", "black_share", START + 1000, value, Unit.RATIO),)
    second = Second(at=START + 1000, observations=seen, samples=(), detections=(), troubles=(), facts=StreamFacts())
    files(Incident(stream="s", began=START, detections=(FOUND,), seconds=(second,), clip=None), folder)
    return (folder / "diagnosis-en.md").read_text()


def test_every_layer_has_its_name() -> None:
    assert set(LAYERS) == set(Layer)


def test_a_cause_stands_under_its_layer_with_its_reasons(tmp_path: Path) -> None:
    said = page(tmp_path, 1.0)
    assert "## capture · the capture gives black frames" in said
    assert "- the picture is black" in said


def test_where_nothing_speaks_for_a_cause_it_says_so(tmp_path: Path) -> None:
    assert "do not tell" in page(tmp_path, 0.0)
