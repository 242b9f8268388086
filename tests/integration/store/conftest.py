"""Every test of this folder that asks for a `place` runs twice: on SQLite, and on a PostgreSQL server of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from houdun.store import Store

Place: TypeAlias = tuple[Path, str | None]
"""A folder, and the URL of an empty database, None for SQLite: the arguments of `Store.create`."""


@pytest.fixture
def place(either: str | None, tmp_path: Path) -> Place:
    """Where a workspace may be made."""
    return tmp_path / "workspace", either


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """A new workspace."""
    with Store.create(*place) as made:
        yield made
