"""What Houdun goes by: each file as it was read, and what is wrong in it."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from houdun.web.access import Asked


def page(request: Asked) -> HttpResponseBase:
    return render(request, "setup/page.html")
