from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import UsageError
from houdun.prevention.feed.address import LONGEST, Place, check_secrets, read, shown


@pytest.mark.parametrize(
    ("typed", "host", "target"),
    [
        ("https://example.com/team.ics", "example.com", "/team.ics"),
        ("webcal://Example.COM/team.ics?a=1#part", "example.com", "/team.ics?a=1"),
        ("https://example.com", "example.com", "/"),
        ("https://example.com:443/日历.ics", "example.com", "/%E6%97%A5%E5%8E%86.ics"),
        ("https://日历.example/", "xn--jmr704b.example", "/"),
        ("https://[2606:4700::1111]/a", "[2606:4700::1111]", "/a"),
    ],
)
def test_an_address_is_read_as_browsers_read_it(typed: str, host: str, target: str) -> None:
    assert read(typed, {}) == Place(host, target)


@pytest.mark.parametrize(
    "typed",
    [
        "", "team.ics", "http://example.com/", "file:///etc/passwd", "ftp://example.com/", "https://", "https:///team.ics",
        "https://exa mple.com/", "https://example.com/a\r\nHost: inner", "https://example.com/\x00", "https://[::1", "https://a..b/",
        "https://example.com:99999/", "https://example.com\\@inner/", "https://" + "a" * 64 + ".com/", "https://é" + "\udcff" + "/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_feed_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="no address of a calendar feed"):
        read(typed, {})


@pytest.mark.parametrize("port", [1, 22, 80, 6379, 8443])
def test_no_other_port_is_asked(port: int) -> None:
    with pytest.raises(UsageError, match="port 443"):
        read(f"https://example.com:{port}/", {})


def test_an_address_that_no_calendar_has_is_too_long() -> None:
    with pytest.raises(UsageError, match="too long"):
        read("https://example.com/" + "a" * LONGEST, {})


@given(st.text(max_size=40))
def test_whatever_is_typed_one_request_line_is_asked_for_or_it_is_refused(typed: str) -> None:
    try:
        place = read(f"https://example.com/{typed}", {})
    except UsageError:
        return
    assert place.host == "example.com"
    assert place.target.isascii()
    assert place.target.isprintable()
    assert " " not in place.target


def test_a_key_may_hold_the_whole_address_and_only_its_name_is_shown() -> None:
    keys = {"HOUDUN_KEY_CALENDAR_TEAM": "https://example.com/private-123/basic.ics"}
    place = read("{key:CALENDAR_TEAM}", keys)
    assert place == Place("example.com", "/private-123/basic.ics")
    assert shown("{key:CALENDAR_TEAM}") == "{key:CALENDAR_TEAM}"
    assert "private-123" not in repr(place)


def test_a_key_that_is_not_for_calendars_is_sent_nowhere() -> None:
    with pytest.raises(UsageError, match="the key MAIL is not for calendars"):
        read("https://example.com/{key:MAIL}", {"HOUDUN_KEY_MAIL": "mailbox password"})


def test_a_key_that_is_missing_is_named() -> None:
    with pytest.raises(UsageError, match="there is no key CALENDAR_TEAM"):
        read("https://example.com/{key:CALENDAR_TEAM}", {"HOUDUN_SECRETS": ""})


def test_name_and_password_go_into_a_header_and_not_with_a_redirect_to_another_host() -> None:
    place = read("https://li:{key:CALENDAR_LI}@example.com/a", {"HOUDUN_KEY_CALENDAR_LI": "pass word"})
    assert place == Place("example.com", "/a", "Basic bGk6cGFzcyB3b3Jk")
    assert place.redirected("/b", "") == Place("example.com", "/b", "Basic bGk6cGFzcyB3b3Jk")
    assert place.redirected("https://x:y@other.example/b", "") == Place("other.example", "/b")


@pytest.mark.parametrize("location", ["http://example.com/", "https://[::1", "file:///etc/passwd", "//example.com:22/"])
def test_a_redirect_leads_to_https_or_nowhere(location: str) -> None:
    with pytest.raises(UsageError):
        Place("example.com", "/a").redirected(location, "")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://example.com/secret/path?token=abc", "https://example.com/…"),
        ("https://li:word@example.com/", "https://example.com/…"),
        ("https://example.com/{key:CALENDAR_A}/{key:CALENDAR_A}", "https://example.com/…{key:CALENDAR_A}"),
        ("https://{key:CALENDAR_A}/x", "{key:CALENDAR_A}"),
        ("https://[::1", "…"),
        ("https://exa\u202emple.com/", "https://exa⟨U+202E⟩mple.com/…"),
    ],
)
def test_of_an_address_eyes_see_the_host_and_the_names_of_keys(typed: str, expected: str) -> None:
    assert shown(typed) == expected


@pytest.mark.parametrize("typed", ["https://li:password@example.com/", "https://example.com/?token=abcdef"])
def test_an_address_with_a_secret_in_it_is_not_to_be_kept(typed: str) -> None:
    with pytest.raises(UsageError, match="password or token"):
        check_secrets(typed)


def test_an_address_that_only_names_its_key_may_be_kept() -> None:
    check_secrets("https://li:{key:CALENDAR_LI}@example.com/?token={key:CALENDAR_T}")
