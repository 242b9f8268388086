"""One document, four renderings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from houdun.errors import UsageError
from houdun.language import Bilingual
from houdun.report.document import Document
from houdun.report.html import html
from houdun.report.json import json
from houdun.report.markdown import markdown
from houdun.report.pdf import pdf

RENDERERS: Mapping[str, Callable[[Document], bytes]] = {"html": html, "pdf": pdf, "md": markdown, "json": json}


def render(document: Document, kind: str) -> bytes:
    """The document as `html`, `pdf`, `md` or `json`. UsageError for any other kind."""
    if kind not in RENDERERS:
        raise UsageError(
            Bilingual(f"没有“{kind}”这种报告格式", f"there is no report format {kind!r}"),
            Bilingual(f"请用 {'、'.join(RENDERERS)} 之一", f"use one of {', '.join(RENDERERS)}"),
        )
    return RENDERERS[kind](document)
