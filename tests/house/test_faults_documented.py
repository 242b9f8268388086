"""The faults' reference page is the catalogue's, and the example of how to add one is a fault that works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from houdun.cli.fault_page import page
from houdun.cli.fault_words import EVIDENCE, LAYERS
from houdun.facts.fault import Evidence, Layer
from houdun.probe.session import watch
from houdun.scenario import catalogue
from houdun.scenario.fault import REGISTRY
from houdun.scenario.performance import perform
from houdun.scenario.show import load
from houdun.testing.virtual import watched

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = "too_quiet"


def test_the_reference_page_is_made_from_the_catalogue() -> None:
    assert (DOCS / "reference" / "faults.md").read_text(encoding="utf-8") == page()


def test_every_layer_and_every_evidence_has_a_name() -> None:
    assert set(LAYERS) == set(Layer)
    assert set(EVIDENCE) == set(Evidence)


@pytest.fixture
def example() -> Iterator[str]:
    """The how-to's fault, entered into the catalogue for as long as the test lasts."""
    text = (DOCS / "how-to" / "add-a-fault.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert found is not None
    exec(compile(found[1], f"{EXAMPLE}.py", "exec"), {"__name__": EXAMPLE})
    yield EXAMPLE
    del REGISTRY[EXAMPLE]


def level(name: str, remedy: str) -> float:
    """Median level in dBFS over the seconds after the fault came on with that remedy."""
    show, fault = load("solo"), catalogue.parse(f"{name}:quieter_db=20")
    setup = show.setup.changed({"width": 320, "height": 180, "fps": 15})
    changes = [(0.0, catalogue.remedy(fault.facts, remedy).change)]
    seconds = list(watch(watched(perform(show, setup, fault, remedies=changes, seconds=4.0)), name))
    return median(each.value for second in seconds for each in second.observations if each.metric == "level")


def test_the_example_of_the_how_to_is_heard_and_only_its_right_remedy_cures_it(example: str) -> None:
    assert [remedy.id for remedy in catalogue.find(example).facts.remedies if remedy.cures] == ["direct_microphone"]
    quiet, cured = level(example, "more_audio_bitrate"), level(example, "direct_microphone")
    assert cured - quiet == pytest.approx(20, abs=2)
