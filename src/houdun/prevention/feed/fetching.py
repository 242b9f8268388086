"""The one way to a feed: by TLS, to a machine on the public internet, within limits of time and size.

place = address.read("https://example.com/team.ics", os.environ)
held = fetch(place, where=address.shown("https://example.com/team.ics"))

A name is looked up once, all of its addresses must be public, and the connection goes to one of these very addresses: no second
look-up could lead elsewhere. The certificate must hold for the name.
"""

from __future__ import annotations

import http.client
import io
import ssl
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from socket import socket
from typing import TYPE_CHECKING, Final

from houdun import clock
from houdun.errors import HoudunError, OutsideError, RefusedError, UsageError
from houdun.inert import one_line
from houdun.language import Bilingual
from houdun.prevention.feed.address import PORT, Place
from houdun.prevention.feed.network import INTERNET, Network
from houdun.prevention.feed.public import Address, is_public

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PATIENCE: Final = 10.0
"""Seconds in all, redirects among them."""
MOST_BYTES: Final = 2_000_000
MOST_REDIRECTS: Final = 3
REDIRECTS: Final = (301, 302, 303, 307, 308)
GONE: Final = (400, 401, 403, 404, 405, 406, 410, 451)
"""Trying again will not help."""


def fetch(place: Place, *, where: str, network: Network = INTERNET, patience: float = PATIENCE) -> bytes:
    """The body that lies there. Raises OutsideError where another try may help, RefusedError where it will not; `where` stands in them."""
    until = clock.steady() + patience
    try:
        for _ in range(MOST_REDIRECTS + 1):
            with _connected(place, network, until, where) as made:
                answer = _asked(place, made, until)
                location = answer.getheader("Location")
                if answer.status not in REDIRECTS or not location:
                    return _body(answer, where)
            place = _redirected(place, location, where)
    except TimeoutError:
        raise _again(Bilingual(f"{patience:g} 秒内没有取完", f"it took longer than {patience:g} s"), where) from None
    except ssl.SSLCertVerificationError as error:
        said = one_line(error.verify_message, 120)
        raise _refused(Bilingual(f"证书无效（{said}）", f"its certificate does not hold ({said})"), where) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        said = type(error).__name__
        raise _again(Bilingual(f"连接失败（{said}）", f"the connection failed ({said})"), where) from None
    raise _refused(Bilingual("重定向过多", "it redirects too often"), where)


def _connected(place: Place, network: Network, until: float, where: str) -> ssl.SSLSocket:
    """Raises OSError, and RefusedError where any of its addresses is not public."""
    found = network.look_up(place.name, _left(until))
    if not found or not all(is_public(address) for address in found):
        raise _refused(Bilingual("公网上没有这个地址", "this address is not on the public internet"), where)
    with ExitStack() as stack:
        made = stack.enter_context(closing(_first_to_answer(found, network, until)))
        made.settimeout(_left(until))
        secured = network.trust().wrap_socket(made, server_hostname=place.name.rstrip("."))
        stack.pop_all()  # the secured socket has taken it over
    return secured


def _first_to_answer(found: Sequence[Address], network: Network, until: float) -> socket:
    """Each gets an equal share of the time: one that is silent must not cost the others theirs."""
    for rest, address in zip(range(len(found), 1, -1), found, strict=False):
        with suppress(OSError):
            return network.connect(address, PORT, _left(until) / rest)
    return network.connect(found[-1], PORT, _left(until))


def _asked(place: Place, made: ssl.SSLSocket, until: float) -> http.client.HTTPResponse:
    lines = [f"GET {place.target} HTTP/1.1", f"Host: {place.host}", "User-Agent: houdun", "Accept: text/calendar, */*;q=0.1"]
    lines += ["Accept-Encoding: identity", "Connection: close"]
    if place.authorisation:
        lines.append(f"Authorization: {place.authorisation}")
    made.settimeout(_left(until))
    made.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    answer = http.client.HTTPResponse(_Reading(made, until))  # type: ignore[arg-type]  # of a socket, it uses `makefile` alone
    answer.begin()
    return answer


class _Reading:
    """A socket as `HTTPResponse` reads it: every wait ends when the time is over, however the bytes drip."""

    def __init__(self, made: ssl.SSLSocket, until: float) -> None:
        self._made, self._until = made, until

    def makefile(self, _: str) -> io.BufferedReader:
        return io.BufferedReader(_Timed(self._made, self._until))


class _Timed(io.RawIOBase):
    def __init__(self, made: ssl.SSLSocket, until: float) -> None:
        self._made, self._until = made, until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._made.settimeout(_left(self._until))
        return self._made.recv_into(buffer)


def _body(answer: http.client.HTTPResponse, where: str) -> bytes:
    if answer.status != 200:
        told = Bilingual(f"服务器答复 HTTP {answer.status}", f"the server answers HTTP {answer.status}")
        raise _refused(told, where) if answer.status in GONE else _again(told, where)
    if answer.getheader("Content-Encoding", "identity").strip().lower() != "identity":
        raise _refused(Bilingual("它未经请求就压缩了内容", "it sends compressed what we asked for as it is"), where)
    body = answer.read(MOST_BYTES + 1) if (answer.length or 0) <= MOST_BYTES else b""
    if len(body) > MOST_BYTES or (answer.length or 0) > MOST_BYTES:
        raise _refused(Bilingual("日历超过 2 MB", "the calendar is larger than 2 MB"), where)
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return body


def _redirected(place: Place, location: str, where: str) -> Place:
    try:
        return place.redirected(location, where)
    except UsageError:
        raise _refused(
            Bilingual("它重定向到的不是 https 地址", "it redirects to what is no https address of the usual port"), where
        ) from None


def _left(until: float) -> float:
    left = until - clock.steady()
    if left <= 0:
        raise TimeoutError
    return left


def _again(problem: Bilingual, where: str) -> HoudunError:
    return OutsideError(
        problem,
        Bilingual("请稍后再取；一直如此，请核对地址", "fetch it again later; if it stays so, check the address"),
        where=where,
    )


def _refused(problem: Bilingual, where: str) -> HoudunError:
    return RefusedError(
        problem,
        Bilingual("请核对地址，或下载 .ics 文件后导入", "check the address, or download the .ics file and import that"),
        where=where,
    )
