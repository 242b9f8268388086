"""What granian loads in its process: the workspace named in the environment, served."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from houdun.web import project  # first: it configures Django

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

WORKSPACE, ORIGIN = "HOUDUN_SERVED_WORKSPACE", "HOUDUN_SERVED_ORIGIN"


def application() -> WSGIApplication:
    """A factory: granian calls it once."""
    from houdun.app.workspace import open_workspace

    project.settle(open_workspace(Path(os.environ[WORKSPACE])), os.environ.get(ORIGIN, ""))
    return stack()


def stack() -> WSGIApplication:
    """Our pages behind the files that never change, which WhiteNoise hands out packed."""
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    files = WhiteNoise(get_wsgi_application(), max_age=3600, add_headers_function=_inert)
    for folder, prefix in project.STATIC.items():
        files.add_files(str(folder), prefix=f"static/{prefix}")
    return cast("WSGIApplication", files)


def _inert(headers: dict[str, str], path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
