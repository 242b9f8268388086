"""What Houdun goes by: each file as it was read, and what is wrong in it. Read and check; files are edited where they lie."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from houdun.app import duty, inspection, names
from houdun.config import EXPLAINED
from houdun.facts.promise import Promise
from houdun.facts.rubric import Rubric
from houdun.facts.time import MINUTE, from_millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial.plan import Block
from houdun.flow.trial.terms import Contact, Terms
from houdun.report.outside import address
from houdun.report.words import Words
from houdun.web import audit
from houdun.web.access import Asked, signed_in

DEEDS_SHOWN = 500


def page(request: Asked) -> HttpResponseBase:
    """The way in: what there is, and where something is wrong."""
    space = request.space
    files = [
        ("settings", inspection.settings(space)),
        ("promises", inspection.promises(space)),
        ("rubric", inspection.rubric(space)),
    ]
    plans = inspection.plans(space)
    return render(request, "setup/page.html", {"files": files, "plans": plans, "root": space.root})


def settings(request: Asked) -> HttpResponseBase:
    looked = inspection.settings(request.space)
    rows = [(name, getattr(looked.held, name), EXPLAINED[name]) for name in EXPLAINED] if looked.held else []
    shown = [(name, "***" if name == "database_url" and value else value, words) for name, value, words in rows]
    return render(request, "setup/settings.html", {"looked": looked, "rows": shown})


def promises(request: Asked) -> HttpResponseBase:
    """Vendors by plan, and what each promises."""
    looked = inspection.promises(request.space)
    known = request.space.store.vendors()
    by_vendor = {vendor: list(each) for vendor, each in groupby(sorted(looked.held or (), key=_by_vendor), key=_by_vendor)}
    words = Words(request.language)
    told = {
        "looked": looked,
        "vendors": [(vendor, by_vendor.get(vendor, []), vendor in known) for vendor in sorted({*by_vendor, *known})],
        "milestone": lambda each: words.say(f"milestone.{each.milestone.value}"),
        "severity": lambda each: words.say(f"severity.{each.severity.value if each.severity else 'every'}"),
        "link": address,
        "span": lambda length: names.span(length).to(request.language),
    }
    return render(request, "setup/promises.html", told)


def rubric(request: Asked) -> HttpResponseBase:
    looked = inspection.rubric(request.space)
    words = Words(request.language)
    told = {
        "looked": looked,
        "shares": _shares(looked.held) if looked.held else {},
        "evidence": lambda each: words.known(f"evidence.{each}", each),
    }
    return render(request, "setup/rubric.html", told)


def channels(request: Asked) -> HttpResponseBase:
    """Every way to a vendor, of every plan in the workspace."""
    looked = inspection.plans(request.space)
    plans = [(each, each.held.plan.terms, inspection.keys_of(each.held.plan.terms)) for each in looked if each.held]
    return render(request, "setup/channels.html", {"plans": plans, "wrong": [each for each in looked if each.wrong]})


def connect(request: Asked, name: str, number: int) -> HttpResponseBase:
    """Tries a mailbox now. Its address comes from the plan's file, never from the request."""
    contact = _contact(request, name, number)
    if contact.mailbox is None:
        raise Http404
    audit.record(request.space, signed_in(request).name, "connect", str(contact.vendor))
    return render(request, "setup/tried.html", {"tried": inspection.try_mailbox(contact.mailbox)})


def plan(request: Asked, name: str) -> HttpResponseBase:
    """A trial's calendar with what it will probably come to."""
    looked = next((each for each in inspection.plans(request.space) if each.file.name == name), None)
    if looked is None:
        raise Http404
    told = {
        "looked": looked,
        "days": _days(looked.held.plan.blocks, looked.held.plan.terms, request) if looked.held else [],
        "subject": duty.subject,
        "strata": names.STRATA,
        "sorts": names.SORTS,
        "span": lambda length: names.span(length).to(request.language),
        "minute": MINUTE,
    }
    return render(request, "setup/plan.html", told)


def trail(request: Asked) -> HttpResponseBase:
    """Who did what, the newest first."""
    deeds = list(audit.deeds(request.space))[-DEEDS_SHOWN:]
    return render(request, "setup/trail.html", {"deeds": deeds[::-1]})


def _by_vendor(promise: Promise) -> Vendor:
    return promise.vendor


def _shares(rubric: Rubric) -> dict[str, float]:
    """Each criterion's share of its dimension."""
    return {
        criterion.id: criterion.weight / sum(each.weight for each in dimension.criteria)
        for dimension in rubric.dimensions
        for criterion in dimension.criteria
    }


def _contact(request: Asked, name: str, number: int) -> Contact:
    looked = next((each for each in inspection.plans(request.space) if each.file.name == name and each.held), None)
    if looked is None or looked.held is None or number >= len(looked.held.plan.terms.contacts):
        raise Http404
    return looked.held.plan.terms.contacts[number]


def _days(blocks: tuple[Block, ...], terms: Terms, request: Asked) -> list[tuple[str, list[Block]]]:
    def day(block: Block) -> str:
        local = from_millis(block.due).astimezone(request.space.zone)
        return f"{local:%Y-%m-%d} {names.WEEKDAYS[local.weekday()].to(request.language)}"

    return [(date, list(held)) for date, held in groupby(blocks, key=day)]
