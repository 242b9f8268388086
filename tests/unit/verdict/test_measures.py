from __future__ import annotations

import pytest

from houdun.verdict.measures import Kind, measure, measures, mistake
from houdun.verdict.record import Record


def test_every_measure_knows_its_parameters() -> None:
    attainment = measures()["attainment"]
    assert set(attainment.parameters) == {"clock", "within_minutes", "bands"}
    assert attainment.required == {"clock", "within_minutes"}


def test_two_measures_cannot_share_a_name() -> None:
    def other(record: Record) -> None:
        return

    with pytest.raises(ValueError, match="attainment"):
        measure("attainment")(other)


@pytest.mark.parametrize(("value", "kind"), [(1, float), (1.5, float), (True, bool), ("x", str), ("grade", Kind)])
def test_a_fitting_parameter_is_no_mistake(value: object, kind: object) -> None:
    assert mistake(value, kind) == ""


@pytest.mark.parametrize(("value", "kind"), [(True, float), ("1", float), (1, bool), (1, str), ("grades", Kind), (3, Kind)])
def test_an_unfitting_parameter_is_told_what_was_expected(value: object, kind: object) -> None:
    assert mistake(value, kind)
