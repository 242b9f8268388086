"""`python -m houdun` is `houdun`."""

from __future__ import annotations

from houdun.cli.main import run

run()
