"""What is on now: clocks that tick, what is due, what waits for a person."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from houdun.web.access import Asked


def page(request: Asked) -> HttpResponseBase:
    return render(request, "now/page.html")
