from __future__ import annotations

import ssl

import pytest

from houdun import keys
from houdun.channel.email import said
from houdun.errors import HoudunError, OutsideError, RefusedError
from houdun.keys import Secret


@pytest.mark.parametrize(
    ("words", "full", "passing"),
    [
        ("452 4.2.2 Mailbox full", True, False),
        ("552 5.2.2 over quota", True, False),
        ("[OVERQUOTA] Quota exceeded", True, False),
        ("对方邮箱已满", True, False),
        ("550 5.1.1 no such user", False, False),
        ("[UNAVAILABLE] Temporary authentication failure", False, True),
        ("login too frequent / 登录过于频繁", False, True),
        ("[AUTHENTICATIONFAILED] Invalid credentials", False, False),
    ],
)
def test_a_full_mailbox_and_a_passing_trouble_are_told_from_the_rest(words: str, full: bool, passing: bool) -> None:
    assert said.is_full(words) is full
    assert said.is_for_now(words.encode()) is passing


def test_a_broken_connection_may_be_tried_again_and_a_wrong_certificate_not() -> None:
    assert isinstance(said.gone(TimeoutError("timed out"), "h:1"), OutsideError)
    assert isinstance(said.gone(ssl.SSLCertVerificationError("self-signed"), "h:1"), RefusedError)
    plain = ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")
    plain.reason = "WRONG_VERSION_NUMBER"
    assert isinstance(said.gone(plain, "h:1"), RefusedError)


def test_an_error_without_words_still_says_something() -> None:
    assert "TimeoutError" in said.gone(TimeoutError(), "h:1").problem.en


def test_a_full_mailbox_there_asks_for_another_way() -> None:
    assert said.refused("552 5.2.2 mailbox full", "h:1").mend != said.refused("550 no", "h:1").mend


def test_what_a_server_says_is_inert_short_and_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_filled", set())
    Secret("{key:MAIL}", {"HOUDUN_KEY_MAIL": "s3cr3t-K3y"}).filled()
    hostile = b"your password s3cr3t-K3y (czNjcjN0LUszeQ==)\r\nis \x1b[31mwrong \xe2\x80\xae" + b"!" * 500
    made: list[HoudunError] = [said.wrong_password(hostile, "h:1"), said.busy(hostile, "h:1"), said.refused(hostile, "h:1")]
    for error in made:
        assert "s3cr3t-K3y" not in str(error)
        assert "czNjcjN0LUszeQ==" not in str(error)
        assert "\x1b" not in str(error)
        assert "\n" not in str(error)
        assert len(error.problem.en) < 300
