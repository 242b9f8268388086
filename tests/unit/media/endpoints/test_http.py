from __future__ import annotations

import pytest

from houdun import clock
from houdun.errors import OutsideError, RefusedError
from houdun.media.endpoints.http import Client, Response
from houdun.testing.far_ends import Handler, Page, endless, http, listening, rude, saying, silent

SECRET = "t0ps3cret"


def got(handler: Handler, path: str = "/x", timeout: float = 1.0) -> tuple[Response, bytes]:
    with listening(handler) as port:
        client = Client("the address")
        try:
            response = client.get(f"http://127.0.0.1:{port}{path}", timeout)
            return response, response.whole(timeout, 1 << 20)
        finally:
            client.close()


def test_a_page_comes_with_its_headers_in_lower_case_and_without_secrets() -> None:
    headers = {"Age": "12", "X-Cache": "HIT", "Set-Cookie": SECRET, "X-From": f"http://h/?token={SECRET}"}
    response, body = got(http(lambda path: Page(b"body", headers=headers)))
    assert (response.status, body) == (200, b"body")
    assert (response.headers["age"], response.headers["x-cache"]) == ("12", "HIT")
    assert SECRET not in str(response.headers) + repr(response)


def test_a_redirect_is_followed_and_a_ring_of_them_is_not() -> None:
    pages = {"/x": Page(status="302 Found", headers={"Location": "/y"}), "/y": Page(b"there")}
    assert got(http(pages.__getitem__))[1] == b"there"
    with pytest.raises(OutsideError, match="redirects"):
        got(http(lambda path: Page(status="302 Found", headers={"Location": "/x"})))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "rtmp://h/x"])
def test_a_redirect_leads_nowhere_but_to_http(target: str) -> None:
    with pytest.raises(OutsideError, match="not an HTTP address"):
        got(http(lambda path: Page(status="302 Found", headers={"Location": target})))


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "400 Bad"])
def test_a_refusal_is_for_good(status: str) -> None:
    response, _ = got(http(lambda path: Page(status=f"{status} token={SECRET}?token={SECRET}")))
    refusal = response.refusal("the address")
    assert isinstance(refusal, RefusedError)
    assert status[:3] in str(refusal)


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "503 Busy", "304 Same"])
def test_what_may_be_otherwise_later_is_an_outside_error(status: str) -> None:
    response, _ = got(http(lambda path: Page(status=status)))
    assert isinstance(response.refusal("the address"), OutsideError)


@pytest.mark.parametrize(
    "far_end",
    [silent, rude, saying(b"no http\r\n\r\n"), saying(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200), endless(b"x" * 1000)],
)
def test_whatever_else_answers_is_an_outside_error_in_time(far_end: Handler) -> None:
    began = clock.steady()
    with pytest.raises(OutsideError, match="the address"):
        got(far_end, timeout=0.3)
    assert clock.steady() - began < 2.0


@pytest.mark.parametrize("head", [b"Content-Length: 100", b"Transfer-Encoding: chunked"])
def test_a_body_that_never_comes_times_out(head: bytes) -> None:
    with pytest.raises(TimeoutError):
        got(saying(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n"), timeout=0.2)


def test_what_is_buffered_already_is_ready_and_silence_is_not() -> None:
    two = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n"
    with listening(saying(two)) as port:
        client = Client("the address")
        response = client.get(f"http://127.0.0.1:{port}/x", 1.0)
        for body in (b"one", b"two"):
            assert response.ready(1.0)
            assert response.read(1.0) == body
        after = response.ready(0.05)  # the line that ends a chunk is all that is there
        client.close()
    assert not after


def test_a_body_that_never_ends_is_cut_off() -> None:
    chunk = b"10000\r\n" + bytes(1 << 16) + b"\r\n"
    with pytest.raises(OSError, match="more than"):
        got(saying(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk * 40))


def test_a_body_in_broken_chunks_is_an_os_error() -> None:
    with pytest.raises(OSError, match=r".+"):
        got(saying(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"))


def test_a_password_in_the_address_goes_as_basic_authorisation() -> None:
    heard: list[bytes] = []

    def handler(connection: object) -> None:
        heard.append(connection.recv(4096))  # type: ignore[attr-defined]  # a socket
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")  # type: ignore[attr-defined]

    with listening(handler) as port:
        client = Client("")
        client.get(f"http://user:pass@127.0.0.1:{port}/", 1.0)
        client.close()
    assert b"Authorization: Basic dXNlcjpwYXNz" in heard[0]
    assert b"pass" not in heard[0]


def test_a_connection_is_kept_and_made_anew_when_it_has_died() -> None:
    served: list[int] = []

    def handler(connection: object) -> None:
        for _ in range(2):
            if not connection.recv(4096):  # type: ignore[attr-defined]  # a socket
                return
            served.append(id(connection))
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")  # type: ignore[attr-defined]

    with listening(handler) as port:
        client = Client("")
        for _ in range(5):
            assert client.get(f"http://127.0.0.1:{port}/", 1.0).whole(1.0, 10) == b"x"
        client.close()
    assert [served.count(each) for each in dict.fromkeys(served)] == [2, 2, 1]
