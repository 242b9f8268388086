"""Cases, and one of them as a conversation with its milestones."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from houdun.web.access import Asked


def listed(request: Asked) -> HttpResponseBase:
    return render(request, "cases/list.html")
