"""No page asks the database once for each thing that it shows: four times the cases, the same questions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client

from houdun.app import verdicts
from houdun.app.workspace import Workspace, open_workspace
from houdun.store.reference import ref_of
from houdun.testing.large import fill
from houdun.web import project
from houdun.web.roles import Role
from houdun.web.urls import PAGES
from tests.integration.web.conftest import As, queries

FEW, MANY = 20, 80
READ = [page for page in PAGES if "GET" in page.methods and page.roles and "<" not in page.route and page.name != "home"]


@pytest.fixture(scope="module")
def sizes(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """A small and a larger workspace, each with its snapshot."""
    roots = {}
    for size in (FEW, MANY):
        roots[size] = tmp_path_factory.mktemp("sized") / str(size)
        shutil.copytree(fresh, roots[size])
        with open_workspace(roots[size]) as made:
            fill(made.store, cases=size)
            verdicts.compute(made, draws_figures=False)
    return roots


def asked(space: Workspace, client: Client, path: str) -> int:
    client.get(path)  # what a process reads once is read now
    with queries(space) as counted:
        assert client.get(path).status_code < 400
    return counted[0]


def counts(root: Path, visit: As) -> dict[str, int]:
    with open_workspace(root) as space:
        project.settle(space)
        client = visit(Role.OWNER)
        first = next(iter(space.store.cases()))
        pages = {page.name: f"/{page.route}" for page in READ} | {"case": f"/cases/{ref_of(first.key)}"}
        behind = client.get("/verdict/").content.decode().split("/verdict/behind")[1].split('"')[0].replace("&amp;", "&")
        pages["verdict-behind"] = f"/verdict/behind{behind}"
        found = {name: asked(space, client, path) for name, path in pages.items()}
        connections["default"].close()
    return found


def test_pages_ask_as_often_for_many_cases_as_for_few(space: Workspace, sizes: dict[int, Path], visit: As) -> None:
    few, many = counts(sizes[FEW], visit), counts(sizes[MANY], visit)
    assert many == few
    assert 0 < min(many.values()) <= max(many.values()) <= 40
