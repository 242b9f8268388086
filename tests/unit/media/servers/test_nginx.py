"""Where nginx is missing; that media goes through it is in tests/integration."""

from __future__ import annotations

from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.media.servers import nginx
from houdun.media.servers.nginx import Nginx
from houdun.media.servers.process import State


def test_where_it_is_not_installed_the_packages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nginx, "MODULE", tmp_path / "none.so")
    server = Nginx(tmp_path)
    assert server.status() is State.MISSING
    with pytest.raises(UsageError, match="libnginx-mod-rtmp"):
        server.up()
    assert server.urls() == {}


def test_it_listens_on_loopback_only() -> None:
    listens = [line.split()[1] for line in nginx.CONFIGURATION.splitlines() if line.strip().startswith("listen ")]
    assert len(listens) == 2
    assert all(each.startswith("127.0.0.1:") for each in listens)
