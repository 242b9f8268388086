"""A workspace served in this process, and a browser's worth of client for each role."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from houdun.app.workspace import Workspace, create, open_workspace
from houdun.web import project
from houdun.web.models import Account
from houdun.web.roles import Role

AT = 1_767_888_000_000
PASSWORD = "long enough to pass"
As = Callable[[Role | None], Client]


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace with all tables, to be copied: making them takes a second."""
    root = tmp_path_factory.mktemp("web") / "fresh"
    with create(root) as made:
        project.settle(made)
        project.migrate()
        connections["default"].close()
    return root


@pytest.fixture
def space(fresh: Path, tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace, served. Passwords are hashed fast here: nothing is tested of how slow that is."""
    shutil.copytree(fresh, tmp_path / "served")
    with (
        open_workspace(tmp_path / "served") as made,
        override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]),
    ):
        project.settle(made)
        yield made
        connections["default"].close()


@pytest.fixture
def visit(space: Workspace) -> As:
    """A client signed in as that role; as nobody with None. It says "en" and has CSRF checks off, as Django's client does."""

    def made(role: Role | None) -> Client:
        client = Client(headers={"accept-language": "en", "host": "127.0.0.1"})
        if role is not None:
            account, _ = Account.objects.get_or_create(name=f"{role}-person", defaults={"role": role, "made_at": AT})
            client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return made


@contextmanager
def queries(space: Workspace) -> Iterator[list[int]]:
    """Counts what is asked of this workspace's database, by the store and by Django."""
    counted: list[int] = []
    ours = [alias for alias in connections if connections.settings[alias].get("NAME") == str(space.root / "houdun.db")]
    with ExitStack() as stack:
        contexts = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in ours]
        yield counted
        counted.append(sum(map(len, contexts)))
