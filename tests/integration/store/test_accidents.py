"""Kills, crowds and wrong addresses: what is in the store stays whole, and the error says whose turn it is."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from houdun.errors import OutsideError, RefusedError, UsageError
from houdun.store import Store
from houdun.store.address import postgresql, sqlite
from houdun.testing.factories import log, message, millis

AT = millis("+9 12:00")

IMPORT_AND_WAIT = """
import pathlib, sys
from houdun.store import Store
from houdun.testing.factories import log, message
root, url = pathlib.Path(sys.argv[1]), sys.argv[2] or None
with Store.open(root, url).importing("test", [], 0) as run:
    for number in range(100):
        run.add(log(message("half"), id=str(number)))
    print(run.counts.entries, flush=True)
    sys.stdin.read()
"""

CREATE_AND_DIE = """
import os, pathlib, signal, sys
from django.db.backends.signals import connection_created
import houdun.store.database
from houdun.store import Store
left = int(sys.argv[3])
def count(execute, *arguments):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(*arguments)
def watch(connection, **_):
    connection.execute_wrappers.append(count)
connection_created.connect(watch)
Store.create(pathlib.Path(sys.argv[1]), sys.argv[2] or None)
"""


def python(code: str, place: tuple[Path, str | None], *more: str) -> list[str]:
    root, url = place
    return [sys.executable, "-c", code, str(root), url or "", *more]


def bring(store: Store, id: str) -> None:
    with store.importing("test", [], AT) as run:
        run.add(log(message("a"), id=id))


def ids(store: Store) -> list[str]:
    return [case.key.id for case in store.cases()]


def test_an_import_killed_in_the_middle_leaves_nothing(store: Store, place: tuple[Path, str | None]) -> None:
    bring(store, "before")
    with subprocess.Popen(python(IMPORT_AND_WAIT, place), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "100\n"
        assert ids(store) == ["before"]
        process.kill()
    bring(store, "later")
    assert ids(store) == ["before", "later"]
    assert len(store.imports()) == 2


@pytest.mark.parametrize("statements", [4, 12])
def test_a_creation_killed_at_any_statement_is_completed_by_the_next(place: tuple[Path, str | None], statements: int) -> None:
    killed = subprocess.run(python(CREATE_AND_DIE, place, str(statements)), check=False)
    assert killed.returncode == -9
    with Store.create(*place) as store:
        bring(store, "1")
        assert ids(store) == ["1"]


def test_creating_again_keeps_what_is_there(place: tuple[Path, str | None]) -> None:
    with Store.create(*place) as store:
        bring(store, "1")
    with Store.create(*place) as store:
        assert ids(store) == ["1"]


def test_tables_older_than_this_version_are_brought_up_to_date_by_open(place: tuple[Path, str | None]) -> None:
    root, url = place
    (root / "evidence").mkdir(parents=True)
    if url is None:
        (root / "houdun.db").touch()
    with Store.open(root, url) as store:
        assert ids(store) == []


def test_tables_of_a_newer_version_are_refused(place: tuple[Path, str | None]) -> None:
    from houdun.store.database import Database

    Store.create(*place).close()
    root, url = place
    database = Database(postgresql(url) if url else sqlite(root))
    database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_later', CURRENT_TIMESTAMP)")
    database.close()
    with pytest.raises(UsageError, match="a newer Houdun"):
        Store.open(*place)


def test_an_import_that_waits_too_long_for_another_may_be_tried_again(
    place: tuple[Path, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houdun.store.address.BUSY_SECONDS", 0.05)
    with Store.create(*place) as first, Store.open(*place) as second:
        with first.importing("test", [], AT) as run:
            run.add(log(message("a"), id="first"))
            with pytest.raises(OutsideError, match="another import"):
                bring(second, "second")
        bring(second, "second")
        assert ids(first) == ["first", "second"]


def test_two_imports_at_once_queue(store: Store, place: tuple[Path, str | None]) -> None:
    def import_beside() -> None:
        with Store.open(*place) as other:
            opened.set()
            bring(other, "beside")

    opened = threading.Event()
    beside = threading.Thread(target=import_beside)
    with store.importing("test", [], AT) as run:
        run.add(log(message("a"), id="first"))
        beside.start()
        assert opened.wait(10)
        run.add(log(message("b"), id="first"))
    beside.join(10)
    assert ids(store) == ["beside", "first"]


def test_readers_see_an_import_only_when_it_is_over(store: Store, place: tuple[Path, str | None]) -> None:
    with Store.open(*place) as reader:
        with store.importing("test", [], AT) as run:
            run.add(log(message("a"), id="1"))
            assert run.counts.entries == 1
            assert ids(reader) == []
        assert ids(reader) == ["1"]


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("right", "wrong"), [("geheim@", "falsch@"), ("careful:geheim", "nobody"), ("/house_", "/nowhere_")], ids=str
)
def test_a_login_that_postgresql_refuses_is_refused_for_good(tmp_path: Path, postgres_url: str, right: str, wrong: str) -> None:
    with pytest.raises(RefusedError) as caught:
        Store.create(tmp_path, postgres_url.replace(right, wrong))
    assert caught.value.exit_code == 5
    assert "falsch" not in str(caught.value)
    assert "geheim" not in str(caught.value)


@pytest.mark.postgres
def test_a_connection_that_the_server_ends_may_be_tried_again(tmp_path: Path, postgres: str, postgres_url: str) -> None:
    with Store.create(tmp_path, postgres_url) as store:
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'careful'")
        with pytest.raises(OutsideError):
            ids(store)
        assert ids(store) == []


@pytest.mark.parametrize("host", ["127.0.0.1:1", "/nowhere-at-all"])
def test_a_server_that_does_not_answer_may_be_tried_again(tmp_path: Path, host: str) -> None:
    url = f"postgresql://careful:geheim@{host.replace('/', '%2F')}/house"
    with pytest.raises(OutsideError, match="does not answer") as caught:
        Store.create(tmp_path, url)
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_no_database_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "houdun.db").write_bytes(b"not a database at all, by any means\n" * 100)
    with pytest.raises(UsageError, match="not a database of Houdun"):
        Store.open(tmp_path)
