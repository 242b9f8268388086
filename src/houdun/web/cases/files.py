"""Evidence: handed out as a download that nothing runs from; shown inline only where our own probe made it."""

from __future__ import annotations

import re
from http import HTTPStatus
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
_RANGE: Final = re.compile(r"bytes=([0-9]{1,12})-([0-9]{0,12})")
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
    if (media := picture_of(case, sha256)) is not None:
        return _shown(request, request.space.store.evidence(sha256).read_bytes(), media)
    clip = cases.clip(request.space, case, sha256)
    if clip is None:
        raise Http404
    return _shown(request, clip[1], CLIPS[clip[0]])


def _shown(request: Asked, data: bytes, media: str) -> HttpResponse:
    """The whole, or the stretch that is asked for: some browsers play nothing else."""
    headers = LOCKED | {"Cache-Control": KEPT, "Content-Disposition": "inline", "Accept-Ranges": "bytes"}
    stretch = _stretch(request.headers.get("Range", ""), len(data))
    if stretch is None:
        return HttpResponse(data, content_type=media, headers=headers)
    headers["Content-Range"] = f"bytes {stretch.start}-{stretch.stop - 1}/{len(data)}"
    part = data[stretch.start : stretch.stop]
    return HttpResponse(part, status=HTTPStatus.PARTIAL_CONTENT, content_type=media, headers=headers)


def _stretch(wanted: str, size: int) -> range | None:
    """Of a header `Range: bytes=0-99`; None where it says nothing that can be served: then the whole is."""
    found = _RANGE.fullmatch(wanted)
    if found is None:
        return None
    start, end = int(found[1]), min(int(found[2] or size), size - 1)
    return range(start, end + 1) if start <= end else None
