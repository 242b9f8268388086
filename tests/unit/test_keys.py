from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun import keys
from houdun.errors import UsageError
from houdun.keys import HIDDEN, Secret, redacted


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of these tests black out nothing in others."""
    monkeypatch.setattr(keys, "_filled", set())


TEMPLATE = "rtmp://push.example.com/live/room1?txSecret={key:TRTC_PUSH}&txTime=65"


def test_a_key_is_filled_from_the_environment() -> None:
    template = Secret(TEMPLATE, {"HOUDUN_KEY_TRTC_PUSH": "ab12cd"})
    assert template.filled() == "rtmp://push.example.com/live/room1?txSecret=ab12cd&txTime=65"
    assert "ab12cd" not in f"{template} {template!r}"


def test_a_secret_shows_the_names_of_its_keys_and_nothing_else_that_stands_in_it() -> None:
    assert repr(Secret("front-{key:A}-{key:B}")) == "Secret({key:A} {key:B})"
    assert str(Secret("written-out")) == "Secret(***)"


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=4, max_size=30).filter(lambda key: HIDDEN not in key))
def test_a_filled_key_is_never_printed_in_any_form(key: str) -> None:
    filled = Secret("http://h/x?a={key:K}", {"HOUDUN_KEY_K": key}).filled()
    for form in (key, quote(key), quote(key, safe=""), quote_plus(key), b64encode(key.encode()).decode(), filled):
        shown = redacted(f"failed: {form} (1)")
        assert HIDDEN in shown
        assert form not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("rtmp://user:pa55@h/live/x", "rtmp://user:***@h/live/x"),
        ("whips://:tok@h/x", "whips://:***@h/x"),
        ("http://h/x.flv?wsSecret=a1&wsTime=6", "http://h/x.flv?wsSecret=***&wsTime=6"),
        ("http://h/x.m3u8?auth_key=1-2-3&x=1", "http://h/x.m3u8?auth_key=***&x=1"),
        ("a rtmp://h/l/s?token=t1 b http://h/?sign=s2", "a rtmp://h/l/s?token=*** b http://h/?sign=***"),
        ("nothing secret: 10:30, a@b", "nothing secret: 10:30, a@b"),
        ("rtmp://u:{key:PUSH}@h/l?token={key:T}&sign=s2", "rtmp://u:{key:PUSH}@h/l?token={key:T}&sign=***"),
        ("http://u:x{key:A}@h/?token={key:A}9", "http://u:***@h/?token=***"),
    ],
)
def test_usual_secrets_are_hidden_although_nobody_named_them(text: str, shown: str) -> None:
    assert redacted(text) == shown


def test_a_key_comes_from_the_secrets_file_where_the_environment_has_none(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text('TRTC_PUSH = "from-the-file"\n')
    file.chmod(0o600)
    named = {"HOUDUN_SECRETS": str(file)}
    assert "from-the-file" in Secret(TEMPLATE, named).filled()
    assert "from-outside" in Secret(TEMPLATE, named | {"HOUDUN_KEY_TRTC_PUSH": "from-outside"}).filled()


def test_a_secrets_file_at_its_usual_place_needs_no_name(tmp_path: Path) -> None:
    file = tmp_path / "houdun" / "secrets.toml"
    file.parent.mkdir()
    file.write_text('TRTC_PUSH = "usual-place"\n')
    file.chmod(0o600)
    assert "usual-place" in Secret(TEMPLATE, {"XDG_CONFIG_HOME": str(tmp_path)}).filled()


def test_a_secrets_file_open_to_everybody_is_refused_without_showing_it(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text('TRTC_PUSH = "seen-by-all"\n')
    file.chmod(0o604)
    with pytest.raises(UsageError, match="chmod 600") as caught:
        Secret(TEMPLATE, {"HOUDUN_SECRETS": str(file)}).filled()
    assert "seen-by-all" not in str(caught.value)


@pytest.mark.parametrize("content", ["TRTC_PUSH = 5\n", "not toml", 'OTHER = "value"\n'])
def test_a_secrets_file_without_the_key_is_a_usage_error(tmp_path: Path, content: str) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(content)
    file.chmod(0o600)
    with pytest.raises(UsageError):
        Secret(TEMPLATE, {"HOUDUN_SECRETS": str(file)}).filled()


def test_a_missing_key_names_the_variable_to_set(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="HOUDUN_KEY_TRTC_PUSH"):
        Secret(TEMPLATE, {"XDG_CONFIG_HOME": str(tmp_path)}).filled()
    with pytest.raises(UsageError):
        Secret(TEMPLATE, {"HOUDUN_SECRETS": str(tmp_path / "nowhere.toml")}).filled()


def test_a_key_too_short_to_hide_is_refused() -> None:
    with pytest.raises(UsageError, match="fewer than"):
        Secret(TEMPLATE, {"HOUDUN_KEY_TRTC_PUSH": "abc"}).filled()
