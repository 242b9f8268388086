"""Around every view: headers that let nothing of theirs run, the reader's language, and errors as pages that say what to do next."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final, cast
from urllib.parse import unquote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from houdun.errors import HoudunError, InputError, OutsideError, UsageError
from houdun.language import Bilingual, Language
from houdun.web import project
from houdun.web.access import Asked, reader
from houdun.web.roles import Role

LANGUAGE_COOKIE: Final = "language"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cache-Control": "no-store",
    # Django sets these too, but not on what its own look at the request turns away.
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a request: four times what any page takes. What is larger is not read at all."""
STATUS: Final = {
    UsageError: HTTPStatus.BAD_REQUEST,
    InputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    OutsideError: HTTPStatus.SERVICE_UNAVAILABLE,
}
NOT_FOUND: Final = (Bilingual("没有这一页", "there is no such page"), Bilingual("请从上方菜单进入", "go on from the menu above"))
REFUSED: Final = (
    Bilingual("您的角色看不到这一页", "your role does not see this page"),
    Bilingual("如有需要，请联系负责人", "ask the owner if you need it"),
)
UNFIT: Final = (
    Bilingual("浏览器发来的内容有误", "what the browser sent cannot be right"),
    Bilingual("请返回并刷新页面后重试", "go back, load the page again, and try once more"),
)
TOO_LARGE: Final = (
    Bilingual("发送的内容过大", "what was sent is too large"),
    Bilingual("请删减后重试；大量内容请用 houdun import 导入", "send less; much at a time comes in by houdun import"),
)
BLIND: Final = (
    Bilingual("暂时打不开", "this cannot be shown at the moment"),
    Bilingual("请稍后再试；一直如此，请告诉负责人", "try again later; if it stays so, tell the owner"),
)
"""All that a rater is told of a file or a server that fails: what it says may name a vendor."""
FORGED: Final = (
    Bilingual("表单已过期，或不是从本站提交的", "the form is too old, or was not sent from here"),
    Bilingual("请返回并刷新页面后重试", "go back, load the page again, and try once more"),
)
OURS: Final = (
    Bilingual("程序出错了，这是我们的问题", "something went wrong, and it is our fault"),
    Bilingual(
        "已写入运行 houdun serve 的终端，请附上它反馈给我们",
        "it stands on the terminal that runs houdun serve: please send it to us",
    ),
)

Handler = Callable[[HttpRequest], HttpResponseBase]


def headers(then: Handler) -> Handler:
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = then(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def language(then: Handler) -> Handler:
    """The switch's choice, else the browser's first of our two, else English."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        code = chosen if chosen in set(Language) else translation.get_language_from_request(request)
        here = Language.ZH if code.startswith("zh") else Language.EN
        # Set by name: what a request has beyond Django's is told in access.Asked.
        vars(request).update(language=here, space=project.served(), say=lambda zh, en: Bilingual(zh, en).to(here))
        with translation.override("zh-hans" if code.startswith("zh") else "en"):
            response = then(request)
        response.headers["Vary"] = ", ".join(filter(None, (response.headers.get("Vary", ""), "Accept-Language")))
        return response

    return answer


def bounds(then: Handler) -> Handler:
    """Turns away what no browser sends to us, before anything of it is read or looked up."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and (len(length) > 9 or int(length) > LARGEST):
            return _page(cast("Asked", request), HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
        if "\x00" in unquote(request.get_full_path()):  # no database can look for it
            return unfit(cast("Asked", request))
        return then(request)

    return answer


class failures:  # named like its neighbours: Django takes either
    """Errors that a user can mend or wait out become a page that says how."""

    def __init__(self, then: Handler) -> None:
        self._then = then

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._then(request)

    def process_exception(self, request: Asked, error: Exception) -> HttpResponse | None:
        if isinstance(error, HoudunError):
            status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), HTTPStatus.BAD_GATEWAY)
            account = reader(request)
            if account is not None and account.role == Role.RATER:
                return _page(request, status, BLIND)
            return _page(request, status, (error.problem, error.mend), error.where)
        if isinstance(error, Http404):
            return _page(request, HTTPStatus.NOT_FOUND, NOT_FOUND)
        if isinstance(error, PermissionDenied):
            return _page(request, HTTPStatus.FORBIDDEN, REFUSED)
        return None


def unfit(request: Asked, exception: Exception | None = None) -> HttpResponse:
    return _page(request, HTTPStatus.BAD_REQUEST, UNFIT)


def forged(request: Asked, reason: str = "") -> HttpResponse:
    return _page(request, HTTPStatus.FORBIDDEN, FORGED)


def forbidden(request: Asked, exception: Exception | None = None) -> HttpResponse:
    return _page(request, HTTPStatus.FORBIDDEN, REFUSED)


def not_found(request: Asked, exception: Exception | None = None) -> HttpResponse:
    return _page(request, HTTPStatus.NOT_FOUND, NOT_FOUND)


def ours(request: Asked) -> HttpResponse:
    try:
        return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, OURS)
    except Exception:  # whatever failed, such as the database, may fail the page that tells of it
        said = "\n".join(each.to(language) for language in Language for each in OURS)
        return HttpResponse(said, status=HTTPStatus.INTERNAL_SERVER_ERROR, content_type="text/plain; charset=utf-8")


def _page(request: Asked, status: HTTPStatus, told: tuple[Bilingual, Bilingual], where: str = "") -> HttpResponse:
    problem, mend = (each.to(request.language) for each in told)
    return render(request, "error.html", {"problem": problem, "mend": mend, "where": where, "status": int(status)}, status=status)
