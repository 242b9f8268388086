from __future__ import annotations

from pathlib import Path

import pytest

from houdun.channel import mapping
from houdun.errors import UsageError

KEYS = ("vendor", "zone", "names", "hours", "members")


def load(folder: Path, text: str) -> mapping.Table:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return mapping.load(path, KEYS)


def test_without_a_file_everything_is_empty() -> None:
    table = mapping.load(None, KEYS)
    assert (table.text("vendor"), table.texts("names"), table.zone(), table.number("hours", 12)) == ("", frozenset(), None, 12)


def test_values_come_with_their_type(tmp_path: Path) -> None:
    table = load(tmp_path, '\ufeffzone = "Asia/Shanghai"\nnames = ["a"]\nhours = 3\n[members]\nvendor = ["张三"]')
    assert str(table.zone()) == "Asia/Shanghai"
    assert table.texts("names") == {"a"}
    assert table.number("hours", 12) == 3
    assert table.table("members", ("vendor",)).texts("vendor") == {"张三"}


@pytest.mark.parametrize(
    ("text", "read", "says"),
    [
        ("vendor = 3", lambda table: table.text("vendor"), "must be text"),
        ('names = "a"', lambda table: table.texts("names"), "a list of texts"),
        ("names = [1]", lambda table: table.texts("names"), "a list of texts"),
        ("hours = 0", lambda table: table.number("hours", 12), "positive"),
        ("hours = nan", lambda table: table.number("hours", 12), "positive"),
        ("hours = true", lambda table: table.number("hours", 12), "positive"),
        ("members = 3", lambda table: table.table("members"), "must be a table"),
        ("[members]\nboss = 3", lambda table: table.table("members", ("vendor",)), "no such key"),
        ('zone = "Mars/Olympus"', lambda table: table.zone(), "no such time zone"),
        ('zone = "../../etc/passwd"', lambda table: table.zone(), "no such time zone"),
    ],
)
def test_a_wrong_value_is_a_usage_error_that_names_file_and_key(tmp_path: Path, text: str, read: object, says: str) -> None:
    table = load(tmp_path, text)
    assert callable(read)
    with pytest.raises(UsageError, match=says) as caught:
        read(table)
    assert "map.toml [" in caught.value.where


def test_an_unknown_key_is_an_error_that_guesses_what_was_meant(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean vendor"):
        load(tmp_path, 'vender = "acme"')


def test_a_file_too_large_to_be_settings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="1 MiB"):
        load(tmp_path, "#" * (mapping.MAX_SIZE + 1))
