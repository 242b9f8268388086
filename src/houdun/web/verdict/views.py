"""Who is better, in which dimension, how sure is that, and what would change it. Everything was computed by the worker; weights rank it anew."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from houdun import clock
from houdun.app import jobs
from houdun.app.exporting import SHELF
from houdun.app.reports import FORMATS
from houdun.app.typed import vendor_of
from houdun.app.verdicts import Latest, Snapshot, is_stale
from houdun.errors import UsageError
from houdun.facts.rubric import Rubric
from houdun.language import Bilingual, Language
from houdun.report.numbers import Numbers
from houdun.report.story.cases import value_of
from houdun.report.words import Words
from houdun.web import audit
from houdun.web.access import Asked, signed_in
from houdun.web.cases.speech import speech
from houdun.web.news import UNREAD
from houdun.web.roles import OPERATORS
from houdun.web.verdict import asking
from houdun.web.verdict.asking import Weights
from houdun.web.verdict.sections import behind, moved, whole

ROWS: Final = 50
MOST_WAITING: Final = 10
"""Reports that are asked for and not yet written."""


@cache
def _latest(root: Path) -> Latest:
    return Latest(root)


def page(request: Asked) -> HttpResponseBase:
    snapshot = _latest(request.space.root).snapshot()
    if snapshot is None:
        return render(request, "verdict/nothing.html")
    weights = _weights(request, snapshot)
    told = whole(snapshot, weights, request.language)
    more = {
        "made_at": snapshot.made_at,
        "stale": is_stale(request.space, snapshot, apart_from=UNREAD),
        "operates": signed_in(request).role in OPERATORS,
        "formats": FORMATS,
        "languages": tuple(Language),
    }
    return render(request, "verdict/page.html", told | more | _sliders(weights, snapshot.comparison.rubric))


def ranked(request: Asked) -> HttpResponseBase:
    """What the sliders move, and nothing else."""
    snapshot = _there(request)
    weights = _weights(request, snapshot)
    told = moved(snapshot, weights, request.language)
    answer = render(request, "verdict/ranked.html", told | _sliders(weights, snapshot.comparison.rubric))
    answer.headers["HX-Replace-Url"] = f"{reverse('verdict')}?{_query(weights)}"
    return answer


def keep(request: Asked) -> HttpResponseBase:
    """These weights are the team's from now on: the page begins with them for everybody."""
    rubric = _there(request).comparison.rubric
    weights = asking.asked(request.POST, rubric, asking.kept(request.space, rubric))
    who = signed_in(request).name
    audit.record(request.space, who, "weights", weights.stage, " ".join(f"{id}={weight:g}" for id, weight in weights.own.items()))
    asking.keep(request.space, weights, who, clock.now())
    return redirect("verdict")


def cases_behind(request: Asked) -> HttpResponseBase:
    """The cases that a number stands on, the worst first."""
    snapshot = _there(request)
    vendor, id = vendor_of(request.GET.get("vendor", "")), request.GET.get("criterion", "")
    criterion = snapshot.comparison.rubric.criterion(id)
    offset = int(given) if (given := request.GET.get("from", "")).isdecimal() and len(given) < 8 else 0
    found = snapshot.behind(vendor, id, offset=offset, limit=ROWS)
    if criterion is None or not found.total:
        raise Http404
    words = Words(request.language)
    numbers = Numbers(words, request.space.settings.zone)
    lines = request.space.store.lines_of([each.case for each in found.rows])
    rows = [(each, lines.get(each.case), value_of(words, numbers, each, criterion.unit)) for each in found.rows]
    told = {
        "criterion": criterion,
        "channel": speech(request).channel,
        "vendor": vendor,
        "rows": rows,
        "total": found.total,
        "first": offset + 1,
        "earlier": behind(str(vendor), id, max(offset - ROWS, 0)) if offset else "",
        "later": behind(str(vendor), id, offset + ROWS) if offset + ROWS < found.total else "",
    }
    return render(request, "verdict/behind.html", told)


def export(request: Asked) -> HttpResponseBase:
    """Asks the worker for a report, and goes where it will lie."""
    form, language = request.POST.get("format", ""), request.POST.get("lang", "")
    if form not in FORMATS or language not in set(Language):
        raise Http404
    rubric = _there(request).comparison.rubric
    if sum(each.kind == "report" for each in jobs.waiting(request.space)) >= MOST_WAITING:
        raise UsageError(
            Bilingual(f"已有 {MOST_WAITING} 份报告在排队", f"{MOST_WAITING} reports wait to be written already"),
            Bilingual("请等其中一份写完再试", "wait until one is written"),
        )
    weights = asking.asked(request.POST, rubric, asking.kept(request.space, rubric))
    audit.record(request.space, signed_in(request).name, "export", f"{form} {language}", weights.stage)
    data = {"format": form, "language": language, "stage": weights.stage, "weights": dict(weights.own)}
    return redirect("verdict-report", name=jobs.ask(request.space, "report", data, clock.now()))


def report(request: Asked, name: str) -> HttpResponseBase:
    """The report once it is written; until then, that it is being written."""
    came = _came(request, name)
    if came is None:
        return render(request, "verdict/waiting.html", {"name": name}, status=202)
    if came.result is None:
        return render(request, "verdict/waiting.html", {"name": name, "came": came}, status=422)
    if "get" in request.GET:
        return _file(request.space.root, came.result)
    return render(request, "verdict/waiting.html", {"name": name, "came": came})


def waiting(request: Asked, name: str) -> HttpResponseBase:
    """204 while it is being written."""
    if _came(request, name) is None:
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})


def _came(request: Asked, name: str) -> jobs.Came | None:
    """What came of a report that somebody has asked for; None while it is being written."""
    asked = jobs.asked(request.space, name)
    if asked is None or asked.kind != "report":
        raise Http404
    return jobs.outcome(request.space, name)


def _file(root: Path, result: Mapping[str, Any]) -> HttpResponseBase:
    path = root / SHELF / Path(str(result["file"])).name
    if not path.is_file():
        raise Http404
    # Always a download: a report in HTML has styles of its own, which our policy would not let be.
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="application/octet-stream")


def _there(request: Asked) -> Snapshot:
    snapshot = _latest(request.space.root).snapshot()
    if snapshot is None:
        raise Http404
    return snapshot


def _weights(request: Asked, snapshot: Snapshot) -> Weights:
    rubric = snapshot.comparison.rubric
    return asking.asked(request.GET, rubric, asking.kept(request.space, rubric))


def _query(weights: Weights) -> str:
    return urlencode({"stage": weights.stage} | {id: f"{weight:g}" for id, weight in weights.own.items()})


def _sliders(weights: Weights, rubric: Rubric) -> dict[str, object]:
    return {"weights": weights, "shares": weights.shares(rubric), "rubric": rubric}
