from __future__ import annotations

from collections.abc import Iterator

import pytest

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe import metric as port
from houdun.probe.window import Window


def test_a_metric_is_entered_with_its_series_and_made_anew_for_each_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(port, "REGISTRY", [])

    @port.metric(port.Series("one", Unit.COUNT, Bilingual("一", "one")), port.Series("two", Unit.COUNT, Bilingual("二", "two")))
    class Counts:
        def measure(self, window: Window) -> Iterator[tuple[str, float]]:
            yield "one", 1.0

    assert port.names() == ("one", "two")
    entry = port.REGISTRY[0]
    assert isinstance(entry.make(), Counts)
    assert entry.make() is not entry.make()
