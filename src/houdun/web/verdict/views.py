"""Who is better, in which dimension, how sure is that, and what would change it."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from houdun.web.access import Asked


def page(request: Asked) -> HttpResponseBase:
    return render(request, "verdict/page.html")
