"""Real media servers for the tests that ask for them: started once, on free ports, and ended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from houdun.media.servers.janus import Janus
from houdun.media.servers.nginx import Nginx
from houdun.media.servers.node_media import NodeMedia
from houdun.media.servers.process import Server, State


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
