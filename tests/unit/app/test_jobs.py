from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from houdun.app import jobs
from houdun.app.workspace import Workspace, create
from houdun.errors import InputError
from houdun.language import Bilingual

NOW = 1_767_888_000_000


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    with create(tmp_path / "space") as made:
        yield made


def double(space: Workspace, data: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"twice": data["number"] * 2}


def refused(space: Workspace, data: Mapping[str, Any]) -> Mapping[str, Any]:
    raise InputError(Bilingual("坏了", "broken"), Bilingual("换一个", "take another"), where="a.csv")


def test_a_job_waits_until_it_is_done_and_then_its_result_is_there(space: Workspace) -> None:
    key = jobs.ask(space, "double", {"number": 21}, NOW)
    assert [(each.key, each.kind, each.data) for each in jobs.waiting(space)] == [(key, "double", {"number": 21})]
    assert jobs.outcome(space, key) is None
    jobs.do(space, key, NOW + 1, {"double": double})
    assert jobs.outcome(space, key) == jobs.Came(NOW + 1, {"twice": 42})
    assert not list(jobs.waiting(space))


def test_a_job_is_done_once_however_often_it_is_asked_and_taken(space: Workspace) -> None:
    calls = []

    def counted(space: Workspace, data: Mapping[str, Any]) -> Mapping[str, Any]:
        calls.append(data)
        return {}

    for _ in range(2):
        jobs.ask(space, "count", {}, NOW, key="one")
        jobs.do(space, "one", NOW, {"count": counted})
    assert len(calls) == 1


def test_an_error_of_the_house_is_told_to_who_asked(space: Workspace) -> None:
    key = jobs.ask(space, "refused", {}, NOW)
    jobs.do(space, key, NOW, {"refused": refused})
    assert jobs.outcome(space, key) == jobs.Came(
        NOW, None, Bilingual("坏了", "broken"), Bilingual("换一个", "take another"), "a.csv"
    )


def test_a_fault_of_ours_leaves_the_job_waiting_until_somebody_gives_it_up(space: Workspace) -> None:
    key = jobs.ask(space, "nobody knows this", {}, NOW)
    with pytest.raises(KeyError):
        jobs.do(space, key, NOW, {})
    assert [each.key for each in jobs.waiting(space)] == [key]
    jobs.give_up(space, key, NOW)
    came = jobs.outcome(space, key)
    assert came is not None
    assert (came.result, came.problem) == (None, jobs.OURS[0])


def test_nothing_is_done_that_nobody_asked_for(space: Workspace) -> None:
    jobs.do(space, "unknown", NOW, {"double": double})
    assert jobs.outcome(space, "unknown") is None


def test_the_newest_of_a_kind_is_found_with_what_came_of_it(space: Workspace) -> None:
    assert jobs.last(space, "double") is None
    old, new = (jobs.ask(space, "double", {"number": number}, NOW) for number in (1, 2))
    jobs.do(space, old, NOW, {"double": double})
    assert jobs.last(space, "double") == (jobs.Asked(new, "double", NOW, {"number": 2}), None)
    jobs.do(space, new, NOW, {"double": double})
    assert jobs.last(space, "double") == (jobs.Asked(new, "double", NOW, {"number": 2}), jobs.Came(NOW, {"twice": 4}))
