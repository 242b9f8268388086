"""A small trial at its end, every case a packet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.facts.time import DAY
from houdun.flow.blind.packing import prepare, questions_of
from houdun.store import Store
from houdun.testing.blind import put_questions
from houdun.testing.factories import MONDAY

NOW = MONDAY + 30 * DAY


@pytest.fixture
def packed(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path) as store:
        put_questions(store)
        prepare(store, questions_of(tmp_path), NOW)
        yield store
