"""Cases, and one of them as a conversation with its milestones."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from houdun.web.access import Asked


def listed(request: Asked) -> HttpResponseBase:
    return render(request, "cases/list.html")


def shown(request: Asked, ref: str) -> HttpResponseBase:
    log = request.space.store.case_by_ref(ref)
    if log is None:
        raise Http404
    return render(request, "cases/case.html", {"ref": ref, "log": log})
