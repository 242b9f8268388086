from __future__ import annotations

import pytest

from houdun.media.endpoints.rtmp_session import Target, target_of, words


@pytest.mark.parametrize(
    ("url", "host", "port", "app", "stream"),
    [
        ("rtmp://h/live/x", "h", 1935, "live", "x"),
        ("rtmp://h:19350/a/b/x?k=1&t=2", "h", 19350, "a/b", "x?k=1&t=2"),
        ("rtmps://h/live/x", "h", 443, "live", "x"),
        ("rtmp://[::1]:1/live/x", "::1", 1, "live", "x"),
    ],
)
def test_an_address_is_split_as_encoders_do(url: str, host: str, port: int, app: str, stream: str) -> None:
    target = target_of(url)
    assert (target.host, target.port, target.app, target.stream) == (host, port, app, stream)
    assert target.tls is url.startswith("rtmps")


def test_a_target_never_shows_its_key() -> None:
    target = target_of("rtmp://h/live/x?txSecret=abcdef")
    assert "abcdef" not in f"{target} {target!r} {[target]}"


@pytest.mark.parametrize(
    ("target", "url"),
    [
        (Target("h", 1935, False, "live", "x", ""), "rtmp://h/live"),
        (Target("h", 1936, False, "live", "x", ""), "rtmp://h:1936/live"),
        (Target("h", 443, True, "a/b", "x", ""), "rtmps://h/a/b"),
    ],
)
def test_the_application_is_told_by_its_address(target: Target, url: str) -> None:
    assert target.app_url() == url


def test_a_servers_words_are_its_code_and_its_description() -> None:
    assert words(["_error", 1.0, None, {"code": "A.B", "description": "no"}]) == "A.B · no"
    assert words(["_error", 1.0]) == ""
