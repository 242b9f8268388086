"""HTTP for players: GET with limits on every wait, interruptible, redirects followed, one kept connection."""

from __future__ import annotations

import base64
import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from houdun import clock
from houdun.errors import HoudunError, OutsideError, RefusedError
from houdun.inert import one_line
from houdun.keys import redacted
from houdun.language import Bilingual
from houdun.media.endpoints.connection import Connection, dial

PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
UNTOLD = {"set-cookie", "location", "www-authenticate"}
"""Headers that may hold secrets, and say nothing of the stream."""
AGAIN_LATER = {404, 408, 425, 429}
"""A live stream that is not there may be there soon."""


@dataclass(slots=True)
class Response:
    """A reply whose body is still to be read. `headers` in lower case, without secrets; `url` is where redirects led."""

    status: int
    reason: str
    headers: Mapping[str, str]
    url: str = field(repr=False)
    _raw: http.client.HTTPResponse = field(repr=False)
    _connection: Connection = field(repr=False)
    _lost: OSError | None = field(default=None, repr=False)

    def read(self, timeout: float) -> bytes:
        """The next piece of the body; b"" at its end. Raises TimeoutError, OSError."""
        if self._lost is not None:
            raise self._lost
        self._connection.limit(timeout)
        try:
            data = self._raw.read1(1 << 16)
        except http.client.HTTPException as error:
            raise OSError(type(error).__name__) from error
        if not data and self._raw.length:
            raise OSError(f"{self._raw.length} bytes are missing")
        if not data:
            self._raw.close()
        return data

    def ready(self, timeout: float) -> bool:
        """Is there something to read, be it the end? Waits for it up to `timeout` seconds."""
        return bool(self._ahead().strip()) or self._connection.ready(timeout)  # a chunk's last line is nothing to read

    def _ahead(self) -> bytes:
        """What is buffered, or else is there now; what goes wrong is for `read` to say."""
        self._connection.socket.setblocking(False)
        try:
            return self._raw.fp.peek(1)
        except ssl.SSLWantReadError:
            return b""
        except OSError as error:
            self._lost = error
            return b""

    def whole(self, timeout: float, most: int) -> bytes:
        """The whole body. Raises OSError where it is longer than `most` bytes, TimeoutError where it takes longer than `timeout`."""
        deadline = clock.steady() + timeout
        body = bytearray()
        while data := self.read(max(deadline - clock.steady(), 1e-3)):
            body += data
            if len(body) > most:
                raise OSError(f"more than {most} bytes")
            if clock.steady() > deadline:
                raise TimeoutError
        return bytes(body)

    def refusal(self, where: str) -> HoudunError | None:
        """The error that the status is; None for success."""
        if 200 <= self.status < 300:
            return None
        said = one_line(redacted(f"{self.status} {self.reason}")).strip()
        problem = Bilingual(f"服务器答复 HTTP {said}", f"the server answers HTTP {said}")
        if 400 <= self.status < 500 and self.status not in AGAIN_LATER:
            return RefusedError(
                problem, Bilingual("请核对地址、密钥及其有效期", "check the address, the key and how long it holds"), where=where
            )
        return OutsideError(
            problem, Bilingual("请确认正在推流，稍后再试", "check that it is being published, and try again"), where=where
        )


class Client:
    """Fetches one thing after the other; the last response's body must be read, or is given up."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._kept: tuple[str, http.client.HTTPConnection, Connection] | None = None
        self._reading: http.client.HTTPResponse | None = None

    def get(self, url: str, timeout: float) -> Response:
        """Raises OutsideError, or RefusedError for a bad certificate; a status is never an error here."""
        deadline = clock.steady() + timeout
        for _ in range(MOST_REDIRECTS + 1):
            response = self._get(url, deadline)
            target = response._raw.getheader("Location")
            if response.status not in REDIRECTS or not target:
                return response
            self.close()
            url = urljoin(url, target)
        raise self._failed("too many redirects")

    def _get(self, url: str, deadline: float) -> Response:
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise self._failed("not an HTTP address")
        fresh = self._kept is None or self._kept[0] != _origin(parts)
        try:
            return self._asked(url, parts, deadline)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            if fresh or isinstance(error, TimeoutError):
                raise self._failed(error) from error
        try:
            return self._asked(url, parts, deadline)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise self._failed(error) from error

    def _asked(self, url: str, parts: SplitResult, deadline: float) -> Response:
        held, connection = self._connected(parts, deadline)
        connection.limit(max(deadline - clock.steady(), 1e-3))
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        held.request("GET", path, headers={"User-Agent": "houdun", "Accept": "*/*", **_authorisation(parts)})
        raw = self._reading = held.getresponse()
        headers = {name.lower(): one_line(redacted(value)) for name, value in raw.getheaders() if name.lower() not in UNTOLD}
        return Response(raw.status, raw.reason, headers, url, raw, connection)

    def _connected(self, parts: SplitResult, deadline: float) -> tuple[http.client.HTTPConnection, Connection]:
        if self._kept is not None and self._kept[0] == _origin(parts) and self._kept[1].sock is not None:
            return self._kept[1:]
        self.close()
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        connection = dial(host, port, max(deadline - clock.steady(), 1e-3), tls=parts.scheme == "https", where=self._where)
        held = http.client.HTTPConnection(host, port)
        held.auto_open = 0  # it would connect without limits
        held.sock = connection.socket
        self._kept = (_origin(parts), held, connection)
        return held, connection

    def _failed(self, error: Exception | str) -> OutsideError:
        said = one_line(redacted(str(error))) or type(error).__name__
        return OutsideError(
            Bilingual(f"HTTP 请求失败（{said}）", f"the HTTP request failed ({said})"),
            Bilingual("请核对地址和端口，再试一次", "check the address and the port, then try again"),
            where=self._where,
        )

    def interrupt(self) -> None:
        if (kept := self._kept) is not None:
            kept[2].interrupt()

    def close(self) -> None:
        if self._kept is not None:
            _, held, connection = self._kept
            self._kept = None
            if self._reading is not None:
                self._reading.close()
            held.close()
            connection.close()


def _origin(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.hostname}:{parts.port}"


def _authorisation(parts: SplitResult) -> dict[str, str]:
    if parts.password is None:
        return {}
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password)}"
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
