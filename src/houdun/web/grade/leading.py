"""For those who lead the grading: how far the raters agree, and what must be decided where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from houdun import clock
from houdun.errors import UsageError
from houdun.flow.blind import adjudicating, standing
from houdun.flow.blind.decisions import Decision
from houdun.flow.blind.packing import prepare, questions_of
from houdun.grading.blind.alpha import GOOD, RELIABLE
from houdun.grading.blind.answers import LONGEST_NOTE
from houdun.web import audit
from houdun.web.access import Asked, signed_in
from houdun.web.grade import beside, form

MOST = 200
"""Rows of the queue: nobody decides more in one go."""


@dataclass
class _Kept:
    """What the standing that was made last rests on, and it: thousands of grades take a second to read."""

    last: tuple[tuple[object, ...], standing.Standing] | None = None


_kept = _Kept()


def agreement(request: Asked) -> HttpResponseBase:
    store, questions = request.space.store, questions_of(request.space.root)
    prepare(store, questions, clock.now())
    of = (request.space.root, *standing.rests_on(store))
    last = _kept.last
    if last is None or last[0] != of:
        last = _kept.last = of, standing.standing(store, questions, clock.now())
    return render(request, "grade/agreement.html", {"shown": last[1], "reliable": RELIABLE, "good": GOOD})


def queue(request: Asked) -> HttpResponseBase:
    store, person = request.space.store, signed_in(request).name
    waiting = adjudicating.queue(store, person)
    told = {"waiting": waiting[:MOST], "more": len(waiting[MOST:]), "decisions": adjudicating.decided(store, person)[-MOST:]}
    return render(request, "grade/queue.html", told)


def adjudicate(request: Asked, packet: str) -> HttpResponseBase:
    """One packet on which raters differ: still blind, with what each of them said."""
    store, person = request.space.store, signed_in(request).name
    found, wrong = adjudicating.disputed(store, packet, person), None
    given = request.POST.dict()
    if request.method == "POST":
        try:
            decision = adjudicating.checked(found, _decision(packet, person, given))
        except UsageError as error:
            wrong = error
        else:
            audit.record(request.space, person, "decide", packet, f"depth {decision.depth}: {decision.reason}")
            adjudicating.decide(store, decision, clock.now())
            return redirect("adjudication")
    asked = form.fields(found.packed.packet)
    told = {
        "found": found,
        "packet": found.packed.packet,
        "lines": beside.of(found.grades, found.packed.packet),
        "fields": (asked.depth, *(field for field in asked.said if field.name == "cause")),
        "held": given,
        "wrong": wrong,
        "longest": LONGEST_NOTE,
    }
    return render(request, "grade/adjudicate.html", told, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)


def _decision(packet: str, person: str, given: dict[str, str]) -> Decision:
    cause = given.get("cause")
    depth = given.get("depth", "")
    return Decision(
        packet=packet,
        by=person,
        depth=int(depth) if depth.isdecimal() and len(depth) == 1 else -1,
        cause=None if cause is None else cause == form.YES,
        reason=given.get("reason", "").strip(),
    )
