"""The list of cases, and one of them as a conversation with its milestones and clocks, which goes on by itself."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render

from houdun import clock
from houdun.app import cases
from houdun.app.cases import Shown
from houdun.probe.bundle.for_us import LAYERS
from houdun.web import audit
from houdun.web.access import Asked, signed_in
from houdun.web.cases import listing, thread
from houdun.web.cases.acts import STAMPS
from houdun.web.cases.clocks import dials, foremost
from houdun.web.cases.speech import speech
from houdun.web.cases.thread import PART
from houdun.web.cases.timeline import timeline
from houdun.web.cases.trial import panel
from houdun.web.roles import OPERATORS

MOST_LIVE: Final = 10 * PART
"""So many entries stand on a page at most, however many come while it is open."""


def listed(request: Asked) -> HttpResponseBase:
    return render(
        request,
        "cases/list.html",
        {"found": listing.listed(request.space, listing.sought(request)), "channel": speech(request).channel},
    )


def shown(request: Asked, ref: str) -> HttpResponseBase:
    """From the entry `at` (its anchor or uid) or number `from` on; else the newest part."""
    token = _token(request)
    case = found(request, ref)
    told = thread.entries(case)
    wanted = thread.place(told, request.GET.get("at", ""))
    start = _number(request, "from", thread.begin(told, wanted))
    ends = "" if start + PART >= len(told) else str(start + PART)
    given = _living(request, case, token, start, ends) | {
        "panel": panel(request.space, case, request.language.value, signed_in(request).name),
        "operates": signed_in(request).role in OPERATORS,
        "stamps": STAMPS,
        "layers": LAYERS,
        "here": "" if wanted is None else thread.anchor(told[wanted].uid),
        "done": request.GET.get("done", ""),
    }
    return render(request, "cases/case.html", given)


def living(request: Asked, ref: str) -> HttpResponseBase:
    """What of the page goes on by itself; 204 where nothing has happened since `seen`."""
    token = _token(request)
    if request.GET.get("seen", "") == token:
        return HttpResponse(status=204)
    start, ends = _number(request, "from", 0), request.GET.get("to", "")
    return render(request, "cases/living.html", _living(request, found(request, ref), token, start, ends))


def part(request: Asked, ref: str) -> HttpResponseBase:
    """The entries before number `from`, which are to stand above it."""
    case = found(request, ref)
    end = _number(request, "from", 0)
    shaped = thread.part(case, thread.entries(case), end - PART, end, speech(request))
    return render(request, "cases/earlier.html", {"ref": ref, "part": shaped, "here": ""})


def found(request: Asked, ref: str) -> Shown:
    case = cases.shown(request.space, ref, clock.now())
    if case is None:
        raise Http404
    return case


def _living(request: Asked, case: Shown, token: str, start: int, ends: str) -> dict[str, object]:
    spoken, told = speech(request), thread.entries(case)
    shaped = dials(case, spoken)
    end = int(ends) if ends.isascii() and ends.isdigit() and len(ends) < 9 else start + MOST_LIVE
    return {
        "ref": case.ref,
        "case": case,
        "here": "",
        "token": token,
        "ends": ends,
        "part": thread.part(case, told, start, end, spoken),
        "waiting": thread.waiting(case, spoken),
        "line": timeline(case.reading, spoken),
        "dials": shaped,
        "foremost": foremost(shaped),
        "severity": spoken.name("severity", case.reading.severity),
        "channel": spoken.channel(case.key.channel),
    }


def _token(request: Asked) -> str:
    """How far the workspace had come before it was read: what comes meanwhile is seen the next time."""
    reached = request.space.store.reached({audit.TOPIC})
    return f"{reached.entries}.{reached.journal}"


def _number(request: Asked, name: str, otherwise: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise
