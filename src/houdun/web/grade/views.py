"""Blind packets, graded one after another."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from houdun.web.access import Asked


def page(request: Asked) -> HttpResponseBase:
    return render(request, "grade/page.html")
