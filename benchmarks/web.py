"""What a page costs the server, over 10,000 cases and 100,000 messages: the middle and the worst of some visits, with all that Django does around a view.

    python -m benchmarks.web [VISITS]

To reach: every page within 300 ms; ranking anew while a slider moves within 50 ms.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from houdun.web import project  # first: it configures Django

from django.test import Client  # isort: skip

from houdun.app import verdicts
from houdun.app.workspace import create
from houdun.testing.large import fill
from houdun.web.models import Account
from houdun.web.roles import Role
from houdun.web.urls import PAGES

PAGE_MS, RANK_MS = 300, 50
FRESH = "/verdict/ranked?stage=growth&response={}&team=20&closure=30&proactive=15&references=5"


def main(visits: int = 9) -> None:
    with tempfile.TemporaryDirectory() as folder, create(Path(folder) / "large") as space:
        project.settle(space)
        project.migrate()
        start = time.perf_counter()
        fill(space.store)
        verdicts.compute(space)
        print(f"10,000 cases made, graded, compared and drawn in {time.perf_counter() - start:.0f} s")
        client = Client(headers={"host": "127.0.0.1", "accept-language": "en"})
        client.force_login(
            Account.objects.made("owner", "none needed", Role.OWNER, 0), backend="django.contrib.auth.backends.ModelBackend"
        )
        _tell(client, _paths(space.store.case_lines(limit=1).lines[0].ref), visits)


def _paths(ref: str) -> dict[str, tuple[str, int]]:
    """Each page's address and bound."""
    whole = {
        page.name: f"/{page.route}"
        for page in PAGES
        if "GET" in page.methods and page.roles and "<" not in page.route and page.name != "home"
    }
    whole |= {"case": f"/cases/{ref}", "cases, searched": "/cases/?words=sync", "cases, a late page": "/cases/?page=150"}
    return {name: (path, PAGE_MS) for name, path in whole.items()} | {"ranked anew": (FRESH, RANK_MS)}


def _tell(client: Client, paths: dict[str, tuple[str, int]], visits: int) -> None:
    for name, (path, bound) in paths.items():
        taken = []
        for visit in range(visits):
            start = time.perf_counter()
            code = client.get(path.format(visit)).status_code
            taken.append((time.perf_counter() - start) * 1000)
        worst = max(taken[1:])
        verdict = "yes" if worst <= bound else "NO"
        print(
            f"{name:24}{code:5}{taken[0]:9.0f} first{statistics.median(taken[1:]):8.0f}{worst:8.0f} ms at most, to reach {bound}: {verdict}"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
