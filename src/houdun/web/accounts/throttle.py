"""Whose failed sign-ins count together. django-axes counts those of one name from one address; here, all of one address."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

from houdun import clock
from houdun.facts.time import HOUR, from_millis

IN_ALL: Final = 40
"""Failed sign-ins from one address, of whatever names, until it pauses."""


def address(request: HttpRequest) -> str:
    """Who is connected; behind the proxy that `--origin` tells of, whom that proxy saw: the last of X-Forwarded-For, which nobody but it writes."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return direct
    try:
        return str(ip_address(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()))
    except ValueError:
        return direct


def too_many(request: HttpRequest) -> bool:
    """Whether this address has failed too often of late, by whatever names."""
    since = from_millis(clock.now() - round(settings.AXES_COOLOFF_TIME * HOUR))
    lately = AccessAttempt.objects.filter(ip_address=address(request), attempt_time__gt=since)
    return int(lately.aggregate(sum=Sum("failures_since_start"))["sum"] or 0) >= IN_ALL
