"""The team's calendar: what is to come and what was; a file is uploaded into it, feeds are followed, fetched and forgotten."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from houdun import clock
from houdun.app import calendar, feeds, names, trials
from houdun.errors import HoudunError, InputError, UsageError
from houdun.flow import feeds as remembered
from houdun.flow.feeds import Feed
from houdun.inert import one_line
from houdun.keys import KEY
from houdun.language import Bilingual
from houdun.web import audit
from houdun.web.access import Asked, signed_in
from houdun.web.roles import OWNER

SHOWN: Final = 60
COUNTS: Final = ("new", "known", "older", "without_kind", "occasions")


def page(request: Asked, wrong: HoudunError | None = None, status: int = 200) -> HttpResponseBase:
    """What is to come first, then what was. `wrong` is what was wrong with what has just been sent."""
    now, held = clock.now(), trials.calendar(request.space)
    told = {
        "coming": [each for each in held if each.end >= now][:SHOWN],
        "past": [each for each in reversed(held) if each.end < now][:SHOWN],
        "kinds": names.OCCASIONS,
        "held": len(held),
        "feeds": feeds.seen(request.space),
        "wrong": wrong,
        "done": request.GET.get("done", ""),
        "counts": {name: _count(request, name) for name in COUNTS},
        "typed_name": request.POST.get("name", ""),
    }
    return render(request, "setup/occasions.html", told, status=status)


def upload(request: Asked) -> HttpResponseBase:
    """The file is read where it is, in memory, and is nowhere kept."""
    audit.record(request.space, signed_in(request).name, "calendar", one_line(_file_name(request), 80))
    try:
        done = calendar.import_upload(request.space, _uploaded(request), _file_name(request))
    except InputError as error:
        return page(request, error, 422)
    counts = {name: count for name, count in asdict(done).items() if name in COUNTS}
    return redirect(f"{reverse('setup-occasions')}?{urlencode({'done': 'imported', **counts})}")


def follow(request: Asked) -> HttpResponseBase:
    """Its address is kept as typed; it is fetched at once, and every few hours from then on."""
    now, typed, name = clock.now(), request.POST.get("address", "").strip(), request.POST.get("name", "")
    audit.record(request.space, signed_in(request).name, "feed", Feed("", name, typed, now).shown)
    try:
        _check_key(request, typed)
        feed = remembered.remember(request.space.store.journal, typed, name, now)
    except UsageError as error:
        return page(request, error, 400)
    feeds.fetch_soon(request.space, feed, now)
    return redirect(f"{reverse('setup-occasions')}?done=followed")


def fetch(request: Asked, feed: str) -> HttpResponseBase:
    found = _feed(request, feed)
    audit.record(request.space, signed_in(request).name, "feed-fetch", found.shown, found.id)
    feeds.fetch_soon(request.space, found, clock.now())
    return redirect("setup-occasions")


def forget(request: Asked, feed: str) -> HttpResponseBase:
    found = _feed(request, feed)
    audit.record(request.space, signed_in(request).name, "feed-forget", found.shown, found.id)
    remembered.forget(request.space.store.journal, found.id, clock.now())
    return redirect(f"{reverse('setup-occasions')}?done=forgotten")


def feeds_shown(request: Asked) -> HttpResponseBase:
    """The part of the page that changes while a fetch waits."""
    return render(request, "setup/feeds.html", {"feeds": feeds.seen(request.space)})


def _check_key(request: Asked, typed: str) -> None:
    """Whoever says where a key is sent to can read it there: an operator may name one that is the whole address, and so says itself where."""
    if KEY.search(typed) and not KEY.fullmatch(typed) and signed_in(request).role not in OWNER:
        raise UsageError(
            Bilingual("只有负责人可以把密钥写进地址", "only the owner may put a key into an address"),
            Bilingual(
                "请把整个地址存为密钥，这里只填 {key:CALENDAR_TEAM}，或请负责人添加",
                "keep the whole address as a key and write {key:CALENDAR_TEAM} alone, or ask the owner",
            ),
        )


def _feed(request: Asked, id: str) -> Feed:
    found = remembered.feed(request.space.store.journal, id)
    if found is None:
        raise Http404
    return found


def _uploaded(request: Asked) -> bytes:
    """Raises InputError where there is nothing, or too much: what is far too large was dropped before it came here."""
    sent = request.FILES.get("file")
    if sent is None and int(request.META.get("CONTENT_LENGTH") or 0) > calendar.LARGEST_UPLOAD:
        raise calendar.too_large()
    if sent is None:
        raise InputError(
            Bilingual("没有选择文件", "no file was chosen"), Bilingual("请选择一个 .ics 文件", "choose an .ics file")
        )
    held: bytes = sent.read(calendar.LARGEST_UPLOAD + 1)
    return held


def _file_name(request: Asked) -> str:
    sent = request.FILES.get("file")
    return (sent.name or "") if sent is not None else ""


def _count(request: Asked, name: str) -> int:
    told = request.GET.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 0
