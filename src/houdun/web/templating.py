"""Jinja2 as the templates see it. A sentence is written in both languages where it stands: `{{ say("现在", "Now") }}`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from houdun import clock
from houdun.facts.time import Millis, from_millis, iso
from houdun.inert import inert, one_line
from houdun.language import Language
from houdun.report.html import FILTERS
from houdun.web.access import Asked, reader
from houdun.web.menu import menu
from houdun.web.roles import ROLES, Role

LANGUAGES = {Language.ZH: "zh-Hans", Language.EN: "en"}


def environment(**options: Any) -> Environment:
    """Any: Django's options for Jinja."""
    made = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    made.globals.update(static=static, url=_url)
    made.filters.update(FILTERS, leads=_leads, inert=inert, one_line=one_line, iso=iso)
    return made


def context(request: Asked) -> dict[str, object]:
    """What every template has."""
    language, zone = request.language, request.space.zone
    account = reader(request) if hasattr(request, "user") else None
    return {
        "say": request.say,
        "word": lambda words: words.to(language),
        "moment": lambda at, form="": moment(at, zone, form),
        "now": clock.now(),
        "language": language.value,
        "lang": LANGUAGES[language],
        "account": account,
        "role": ROLES[Role(account.role)].to(language) if account else "",
        "menu": menu(request, Role(account.role)) if account else (),
        "zone": zone.key,
        "path": request.get_full_path(),
    }


def moment(at: Millis, zone: ZoneInfo, form: str = "") -> str:
    """A moment on the workspace's clock; `form` as strftime takes it."""
    local: datetime = from_millis(at).astimezone(zone)
    return local.strftime(form or "%Y-%m-%d %H:%M:%S")


@pass_context
def _leads(context: Context, to: str) -> str:
    """Where a link of a report's block leads on our pages: those that a view has named in `links` elsewhere than in the report."""
    links: Mapping[str, str] = context.get("links", {})
    return links.get(to, to)


def _url(name: str, /, **given: object) -> str:
    return reverse(name, kwargs=given)
