"""Starting and stopping Janus; that media goes through it is in tests/integration."""

from __future__ import annotations

from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.media.servers import janus_config
from houdun.media.servers.janus import Janus
from houdun.media.servers.process import State


def test_where_janus_is_not_installed_the_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(janus_config, "modules", lambda: None)
    server = Janus(tmp_path)
    assert server.status() is State.MISSING
    assert server.urls() == {}
    with pytest.raises(UsageError, match="apt-get install janus"):
        server.up()


def test_what_was_never_up_goes_down_without_a_word(tmp_path: Path) -> None:
    Janus(tmp_path).down()
    assert Janus(tmp_path).urls() == {}
