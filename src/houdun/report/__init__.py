"""A comparison as a report: `build` makes the document, `render` writes it as HTML, PDF, Markdown or JSON."""

from __future__ import annotations

from houdun.report.build import build
from houdun.report.render import render

__all__ = ["build", "render"]
