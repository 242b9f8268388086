from __future__ import annotations

from houdun.desk.causes import LAYER
from houdun.scenario.catalogue import entries


def test_every_fault_lies_in_the_layer_that_the_catalogue_says() -> None:
    assert [facts.id for facts in entries() if LAYER.get(facts.id) is not facts.layer] == []
