"""A rater's pages: how many packets are left, and one blind packet after another. They are made of packets alone, and name no vendor."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from houdun import clock
from houdun.errors import InputError
from houdun.facts.time import Millis
from houdun.flow.blind import sitting, standing
from houdun.flow.blind.packing import Packed, questions_of
from houdun.grading.blind.answers import LONGEST_GUESS, LONGEST_NOTE
from houdun.web import audit
from houdun.web.access import Asked, signed_in
from houdun.web.grade import beside, form

BEGAN = "grading_began"
"""In the session: when each packet that is being graded was first shown, so that loading the page again gives no time back."""


def page(request: Asked) -> HttpResponseBase:
    return render(request, "grade/page.html", {"progress": _progress(request)})


def packet(request: Asked, packet: str) -> HttpResponseBase:
    """To be graded; once committed, with the others' grades and the rule's beside it; with `?again` to be corrected."""
    rater = signed_in(request).name
    packed = sitting.seated(request.space.store, packet, rater)
    if packed is None:
        raise Http404
    if request.method == "POST":
        return _commit(request, packed, rater)
    mine = sitting.standing_grade(request.space.store, packet, rater)
    if mine is not None and "again" not in request.GET:
        return _committed(request, packed, rater)
    return _to_grade(request, packed, form.filled(mine) if mine else {}, corrects=mine is not None)


def _to_grade(
    request: Asked, packed: Packed, held: Mapping[str, str], *, corrects: bool, wrong: InputError | None = None
) -> HttpResponseBase:
    _began(request, packed.packet.id)
    told = {
        "packet": packed.packet,
        "fields": form.fields(packed.packet),
        "held": held,
        "corrects": corrects,
        "progress": _progress(request),
        "wrong": wrong,
        "longest_note": LONGEST_NOTE,
        "longest_guess": LONGEST_GUESS,
    }
    return render(
        request, "grade/packet.html", told, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong is not None else HTTPStatus.OK
    )


def _commit(request: Asked, packed: Packed, rater: str) -> HttpResponseBase:
    store, id, given = request.space.store, packed.packet.id, request.POST.dict()
    corrects = sitting.standing_grade(store, id, rater) is not None
    try:
        grade = sitting.judged(
            store, packed, rater, form.answer(packed.packet, given), began=_began(request, id), now=clock.now()
        )
    except InputError as wrong:
        return _to_grade(request, packed, given, corrects=corrects, wrong=wrong)
    audit.record(request.space, rater, "regrade" if corrects else "grade", id, f"depth {grade.depth}")
    sitting.commit(store, grade, clock.now())
    request.session[BEGAN] = {other: at for other, at in request.session.get(BEGAN, {}).items() if other != id}
    return redirect("packet", packet=id)


def _committed(request: Asked, packed: Packed, rater: str) -> HttpResponseBase:
    shown = standing.beside_one(request.space.store, questions_of(request.space.root), packed, rater)
    if shown is None:
        raise Http404
    told = {
        "packet": packed.packet,
        "shown": shown,
        "lines": beside.lines(packed.packet, shown),
        "progress": _progress(request),
    }
    return render(request, "grade/committed.html", told)


def _progress(request: Asked) -> sitting.Progress:
    return sitting.progress(request.space.store, signed_in(request).name, questions_of(request.space.root), clock.now())


def _began(request: Asked, packet: str) -> Millis:
    began: dict[str, Millis] = request.session.setdefault(BEGAN, {})
    request.session.modified = request.session.modified or packet not in began
    return began.setdefault(packet, clock.now())
