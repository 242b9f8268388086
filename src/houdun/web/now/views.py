"""What is on now: clocks that tick, what is due, what waits for a person."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from houdun import clock
from houdun.app import duty, jobs, names
from houdun.errors import HoudunError, UsageError
from houdun.language import Bilingual
from houdun.web import audit
from houdun.web.access import Asked, signed_in
from houdun.web.now import acts, shape, words
from houdun.web.now.meanings import Choices
from houdun.web.now.shape import Item, Seen
from houdun.web.roles import OPERATORS, OWNER, Role
from houdun.web.signs import signs
from houdun.web.templating import moment

SCENES = duty.Scenes()
ITEM = re.compile(r"w-[0-9a-f]{12}")


def page(request: Asked) -> HttpResponseBase:
    seen = _seen(request)
    return render(request, "now/page.html", _told(request, seen, seen.items))


def pulse(request: Asked) -> HttpResponseBase:
    """The living part, and of what waits for a person what is new and what is gone. 204 where the page shows what is so."""
    now, space = clock.now(), request.space
    scene = SCENES.of(space, clock.now())
    mark = shape.mark_of(scene, [duty.pulse(space, trial) for trial in scene.trials], signs(space.root, now))
    if not shape.is_new(request.GET.get("seen", ""), mark, now):
        return HttpResponse(status=204)
    seen = _seen(request)
    has = {each for each in request.GET.getlist("has") if ITEM.fullmatch(each)}
    fresh = [item for item in seen.items if item.id not in has]
    gone = sorted(has - {item.id for item in seen.items})
    return render(request, "now/pulse.html", _told(request, seen, fresh) | {"gone": gone})


def order(request: Asked) -> HttpResponseBase:
    """Pause, go on, stop."""
    trial, what = _trial(request), request.POST.get("what", "")
    if what not in acts.ORDERS:
        raise BadRequest
    _deed(request, what, trial.name)
    acts.order(request.space, trial, what, clock.now())
    return _done(request, words.ORDERED[what])


def approve(request: Asked) -> HttpResponseBase:
    """One block, or all that were shown to wait."""
    trial, given = _trial(request), request.POST
    numbers = [int(number) for number in given.getlist("block") if number.isdecimal() and len(number) < 9]
    blocks = acts.chosen(trial, numbers)
    _deed(request, "approve", trial.name, " ".join(str(block.number) for block in blocks))
    acts.approve(request.space, trial, blocks, clock.now())
    return _done(request, Bilingual(f"已批准 {len(blocks)} 组", f"{len(blocks)} approved"))


def answer(request: Asked) -> HttpResponseBase:
    """What a person says of a task."""
    try:
        trial, given = _trial(request), request.POST
        deed = acts.understood(request.space, trial, given, clock.now())
        _deed(request, "answer", f"{trial.name} {deed.entry.key}", deed.more)
        deed.do()
    except HoudunError as error:
        if "HX-Request" not in request.headers:
            raise
        return render(request, "now/wrong.html", {"error": error})
    return _done(request, Bilingual("已记下", "noted"))


def demo(request: Asked) -> HttpResponseBase:
    """The owner wants to see the demo in this workspace, which is empty."""
    space = request.space
    if SCENES.of(space, clock.now()).trials or space.store.channels():
        raise UsageError(
            Bilingual("演示只能放在空的工作区里", "the demo needs an empty workspace"),
            Bilingual("请另建一个：houdun serve -w 新文件夹", "make another: houdun init DIR, houdun serve -w DIR"),
        )
    if not any(asked.kind == "demo" for asked in jobs.waiting(space)):
        _deed(request, "demo", "")
        jobs.ask(space, "demo", {"language": request.language.value}, clock.now())
    return redirect("now")


# what templates are given


def _seen(request: Asked) -> Seen:
    now = clock.now()
    return shape.seen(request.space, SCENES.of(request.space, clock.now()), signs(request.space.root, now), now)


def _told(request: Asked, seen: Seen, items: tuple[Item, ...] | list[Item]) -> dict[str, object]:
    space, role = request.space, Role(signed_in(request).role)
    return {
        "seen": seen,
        "items": items,
        "may_act": role in OPERATORS,
        "is_owner": role in OWNER,
        "demo": None if seen.panels else jobs.last(space, "demo"),
        "history": not seen.panels and bool(space.store.channels()),
        "names": names,
        "words": words,
        "span": lambda length: names.span(length).to(request.language),
        "word_of": lambda both: Bilingual(*both).to(request.language),
        "subject": duty.subject,
        "letters": acts.letters,
        "by_hand": duty.by_hand,
        "vendor_of": duty.vendor_of,
        "said": lambda item: duty.said(space, item.panel.trial, item.entry),
        "choices": lambda item: Choices.of(item.panel.trial, item.entry),
        "in_zone": lambda at, panel, form: moment(at, ZoneInfo(panel.trial.seen.terms.zone), form),
    }


def _trial(request: Asked) -> duty.On:
    return SCENES.of(request.space, clock.now()).trial(request.POST.get("trial", ""))


def _deed(request: Asked, what: str, on: str, more: str = "") -> None:
    audit.record(request.space, signed_in(request).name, what, on, more)


def _done(request: Asked, told: Bilingual) -> HttpResponse:
    """Without a script the page is loaded again; with one, the item is taken off the page and what was done is told."""
    if "HX-Request" not in request.headers:
        return redirect("now")
    answer = render(request, "now/said.html", {"told": told})
    answer.headers["HX-Reswap"] = "none"
    return answer
