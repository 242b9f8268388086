"""What an operator tells of a case: a milestone by one tap, or the vendor's words that came by chat or telephone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from houdun import clock
from houdun.app import cases
from houdun.app.typed import moment_of
from houdun.channel.manual.told import Told, told
from houdun.errors import UsageError
from houdun.facts.case import Basis, CaseKey, Milestone
from houdun.facts.time import SECOND, Millis, iso
from houdun.language import Bilingual
from houdun.web import audit
from houdun.web.access import Asked, signed_in


@dataclass(frozen=True, slots=True)
class Tap:
    """What a button says, and what it states. An answer and a finding are the vendor's word; that it works again is what we see."""

    says: Bilingual
    milestone: Milestone
    basis: Basis


STAMPS: Final[Mapping[str, Tap]] = {
    "answered": Tap(Bilingual("有人回应了", "They answered"), Milestone.FIRST_RESPONSE, Basis.CLAIMED),
    "found": Tap(Bilingual("找到原因了", "They found it"), Milestone.LOCATED, Basis.CLAIMED),
    "works": Tap(Bilingual("恢复正常了", "It works again"), Milestone.MITIGATED, Basis.OBSERVED),
}
LONGEST_NAME: Final = 80


def stamp(request: Asked, ref: str) -> HttpResponseBase:
    (key, now), tap = _case(request, ref), STAMPS.get(request.POST.get("what", ""))
    if tap is None:
        raise Http404
    moment = _moment(request, now)
    how = f"{tap.milestone} {tap.basis} {iso(moment.at)} ±{moment.plus_minus // SECOND}s"
    audit.record(request.space, signed_in(request).name, "stamp", ref, how)
    new = cases.stamp(request.space, key, tap.milestone, tap.basis, moment)
    return _back(ref, request.POST["what"] if new else "again")


def paste(request: Asked, ref: str) -> HttpResponseBase:
    key, now = _case(request, ref)
    moment = _moment(request, now)
    audit.record(request.space, signed_in(request).name, "paste", ref, iso(moment.at))
    author = request.POST.get("author", "").strip()[:LONGEST_NAME]
    new = cases.paste(request.space, key, request.POST.get("text", ""), author, moment, now)
    return _back(ref, "pasted" if new else "again")


def _case(request: Asked, ref: str) -> tuple[CaseKey, Millis]:
    """Which one, and what time it is there."""
    log = request.space.store.case_by_ref(ref)
    if log is None:
        raise Http404
    return log.key, cases.present(request.space, log, clock.now())


def _back(ref: str, done: str) -> HttpResponseBase:
    return redirect(f"{reverse('case', kwargs={'ref': ref})}?done={done}")


def _moment(request: Asked, now: Millis) -> Told:
    """Now, unless the reader has said when; the workspace's zone is meant. Raises UsageError for what is no time or has not come yet."""
    at, apart = request.POST.get("at", "").strip(), request.POST.get("plus_minus", "").strip() or "0"
    if not (apart.isascii() and apart.isdigit() and len(apart) < 7):
        raise UsageError(
            Bilingual("误差应为秒数", "by how much the time may be off is a number of seconds"),
            Bilingual("例如 60", "such as 60"),
        )
    zone = request.space.zone
    return told(moment_of(at, zone, "") if at else now, int(apart) * SECOND, now)
