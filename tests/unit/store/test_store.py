from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.store import Store


def test_importing_the_store_loads_no_django() -> None:
    code = "import sys, houdun.store; print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_opening_where_no_workspace_is_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="houdun init"):
        Store.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_with_its_database_lost_is_not_opened_as_an_empty_one(tmp_path: Path) -> None:
    Store.create(tmp_path).close()
    (tmp_path / "houdun.db").unlink()
    with pytest.raises(UsageError, match="no workspace"):
        Store.open(tmp_path)


def test_a_file_cannot_become_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(UsageError, match="cannot be made"):
        Store.create(tmp_path / "taken")


def test_two_workspaces_in_one_process_are_two(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a") as one, Store.create(tmp_path / "b") as other:
        with one.importing("test", [], 0):
            pass
        assert (len(one.imports()), len(other.imports())) == (1, 0)


def test_sqlite_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    Store.create(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "houdun.db")
    try:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    finally:
        connection.close()


def test_a_closed_store_may_be_used_again(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    store.close()
    assert store.imports() == ()
    store.close()
