from __future__ import annotations

from houdun.probe.diagnosis.causes import CAUSES


def test_a_causes_name_is_its_own() -> None:
    assert len({cause.id for cause in CAUSES}) == len(CAUSES)
