"""What granian loads in its process: the workspace named in the environment, served."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, cast

from houdun.web import project  # first: it configures Django

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

WORKSPACE, ORIGIN = "HOUDUN_SERVED_WORKSPACE", "HOUDUN_SERVED_ORIGIN"
HANDED_OUT = frozenset({".css", ".js", ".svg"})
"""What browsers load. Whatever else lies in these folders stays there."""
GLANCE = 1.0
"""Seconds between two looks at whether `houdun serve` is still there."""


def application() -> WSGIApplication:
    """A factory: granian calls it once."""
    from houdun.app.workspace import open_workspace

    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    project.settle(open_workspace(Path(os.environ[WORKSPACE])), os.environ.get(ORIGIN, ""))
    return stack()


def _end_with(parent: int) -> None:
    """Killed, it could not tell us to end, and we would keep its port."""
    while os.getppid() == parent:
        threading.Event().wait(GLANCE)
    os._exit(1)


def stack() -> WSGIApplication:
    """Our pages behind the files that never change, which WhiteNoise hands out packed."""
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    _warm()
    files = WhiteNoise(get_wsgi_application(), max_age=3600, allow_all_origins=False, add_headers_function=_inert)
    for folder, prefix in project.STATIC.items():
        for file in folder.rglob("*"):
            if file.suffix in HANDED_OUT:
                files.add_file_to_dictionary(f"/static/{prefix}{file.relative_to(folder).as_posix()}", str(file))
    return cast("WSGIApplication", files)


def _warm() -> None:
    """Loads what the first visitor would wait for: the pages and their templates."""
    from django.template import engines

    from houdun.web import urls  # noqa: F401  # loading it is all that is wanted

    for templates in engines.all():
        pages = templates.env  # type: ignore[attr-defined]  # the one engine is Jinja's
        for name in pages.list_templates(filter_func=lambda each: each.endswith(".html")):
            pages.get_template(name)


def _inert(headers: dict[str, str], path: str, url: str) -> None:
    headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
