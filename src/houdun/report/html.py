"""The document as one HTML file: no script, no network, readable on a phone, in the dark and on paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from houdun.facts.time import iso
from houdun.language import Language
from houdun.report.charts import svg
from houdun.report.document import Block, Document, Figure, Gauge, Heading, walk
from houdun.report.fonts import faces
from houdun.report.palette import DASHES, ROLES

LANGUAGES = {Language.ZH: "zh-Hans", Language.EN: "en"}
STYLE, POLICY = "/*STYLE*/", "POLICY-SLOT"
STYLES = ("shared/tokens.css", "shared/blocks.css", "style.css")
GAUGE = 100


def html(document: Document) -> bytes:
    """The page, UTF-8. Everything in it that came from outside passed through Jinja's escaping or Vega's."""
    page = _page().render(
        document=document,
        lang=LANGUAGES[document.language],
        made_at=iso(document.made_at)[:10],
        contents=[block for block in document.blocks if isinstance(block, Heading) and block.level == 2],
        **drawing(document.blocks),
        policy=POLICY,
        style=Markup(STYLE),  # a constant of ours: the style takes its place below
    )
    style = colours() + "".join(map(_text, STYLES)) + faces(page)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return page.replace(POLICY, policy, 1).replace(STYLE, style, 1).encode()


def drawing(blocks: tuple[Block, ...]) -> dict[str, object]:
    """What the blocks' template needs besides them: the figures drawn, the lines' dashes."""
    return {"pictures": _pictures(blocks), "dashes": dashes()}


def dashes() -> list[str]:
    """Of each series' line, as SVG writes them."""
    return [" ".join(map(str, dash)) for dash in DASHES]


def _pictures(blocks: tuple[Block, ...]) -> dict[str, list[Markup]]:
    """Each figure's panels, drawn."""
    figures = [block for block in walk(blocks) if isinstance(block, Figure)]
    return {figure.anchor: list(_panels(figure)) for figure in figures}


def _panels(figure: Figure) -> Iterable[Markup]:
    for place, panel in enumerate(figure.panels):
        yield Markup(svg(panel, f"{figure.anchor}-{place}", themed=True))


def colours() -> str:
    """The palette as custom properties: light, and dark where the reader's screen is."""
    light = "".join(f"--{role}:{ink.light};" for role, ink in ROLES.items())
    dark = "".join(f"--{role}:{ink.dark};" for role, ink in ROLES.items())
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def _scaled(gauge: Gauge) -> dict[str, float]:
    low, mean, high = (round(GAUGE * share, 1) for share in (gauge.low, gauge.mean, gauge.high))
    return {"low": low, "mean": mean, "high": high, "width": max(1.0, round(high - low, 1))}


FILTERS = {"kind": lambda block: type(block).__name__, "scaled": _scaled, "leads": str}
"""Of the blocks' template. `leads` says where a link leads: here as it stands."""


@cache
def _page() -> Template:
    environment = Environment(
        loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(FILTERS)
    return environment.get_template("page.html.j2")


def _text(name: str) -> str:
    return resources.files("houdun.report").joinpath("template", name).read_text(encoding="utf-8")
