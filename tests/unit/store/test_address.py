from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import UsageError
from houdun.store.address import postgresql, sqlite


def test_sqlite_is_a_file_in_the_workspace(tmp_path: Path) -> None:
    assert sqlite(tmp_path).place == str(tmp_path / "houdun.db")


def test_a_url_says_host_port_user_and_database() -> None:
    address = postgresql("postgresql://c%40ra:s%2Fe%3Fcret@db.example:6543/house?sslmode=require")
    wanted = {"HOST": "db.example", "PORT": "6543", "USER": "c@ra", "PASSWORD": "s/e?cret", "NAME": "house"}
    assert {name: address.options[name] for name in wanted} == wanted
    assert address.options["OPTIONS"] == {"connect_timeout": 10, "sslmode": "require"}
    assert address.place == "postgresql://db.example:6543/house"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://cora:secret@db/house",
        "house.db",
        "",
        "postgresql://",
        "postgresql://cora:secret@db",
        "postgresql://cora:secret@db/",
        "postgresql://cora:secret@db/house?bogus=1",
        "postgresql://cora:%zz-secret@db/house",
        "postgresql://cora:secret@[::1/house",
    ],
)
def test_what_is_no_url_of_postgresql_is_wrong_use(url: str) -> None:
    with pytest.raises(UsageError, match="postgresql://user:password@host:5432/database") as caught:
        postgresql(url)
    assert "secret" not in str(caught.value)


@given(st.text(alphabet="@/:?#%&=[]ab1", max_size=8))
def test_a_password_shows_nowhere_even_where_it_is_not_percent_encoded(odd: str) -> None:
    try:
        shown = postgresql(f"postgresql://cora:hush{odd}hush@db/house").place
    except UsageError as error:
        shown = str(error)
    assert "hush" not in shown


def test_a_missing_driver_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r'pip install "houdun\[postgres\]"'):
        postgresql("postgresql://cora@db/house")
