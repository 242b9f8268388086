"""Evidence: handed out as a download that nothing runs from; shown inline only where our own probe made it."""

from __future__ import annotations

import re
from typing import Final

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase

from houdun.app import cases
from houdun.app.cases import RAW
from houdun.web.access import Asked
from houdun.web.cases.trial import PICTURES, picture_of
from houdun.web.cases.views import found

LOCKED: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
KEPT: Final = "private, max-age=86400, immutable"
"""A browser may keep what is known by its hash."""
CLIPS: Final = {"mp4": PICTURES["mp4"], "webm": "video/webm"}
_SAFE: Final = re.compile(r"[A-Za-z0-9][\w.-]{0,80}", re.ASCII)


def download(request: Asked, ref: str, sha256: str) -> HttpResponseBase:
    """Any file of this case, and of this case only. What it is called comes from us: names from outside never reach a disk."""
    name = found(request, ref).files.get(sha256)
    if name is None:
        raise Http404
    called = f"{sha256[:16]}.bin" if name == RAW or not _SAFE.fullmatch(name) else f"{sha256[:8]}-{name}"
    file = request.space.store.evidence(sha256).open("rb")
    return FileResponse(file, as_attachment=True, filename=called, content_type="application/octet-stream", headers=LOCKED)


def picture(request: Asked, ref: str, sha256: str) -> HttpResponseBase:
    """A picture or clip that our probe made of this case's stream. Anything else is not there."""
    case = found(request, ref)
    headers = LOCKED | {"Cache-Control": KEPT, "Content-Disposition": "inline"}
    if (media := picture_of(case, sha256)) is not None:
        return FileResponse(request.space.store.evidence(sha256).open("rb"), content_type=media, headers=headers)
    clip = cases.clip(request.space, case, sha256)
    if clip is None:
        raise Http404
    return HttpResponse(clip[1], content_type=CLIPS[clip[0]], headers=headers)
