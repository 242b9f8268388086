from __future__ import annotations

import pytest
from django.db import Error, IntegrityError, OperationalError

from houdun.errors import HoudunError, OutsideError, RefusedError, UsageError
from houdun.store.failures import translated


def failing(said: str = "secret words", sqlite: str | None = None, state: str | None = None) -> Error:
    """As Django passes on what a driver raised."""
    cause = type("OperationalError", (Exception,), {"sqlite_errorname": sqlite, "sqlstate": state})(said)
    error = OperationalError(said)
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (failing(sqlite="SQLITE_BUSY"), OutsideError),
        (failing(sqlite="SQLITE_BUSY_SNAPSHOT"), OutsideError),
        (failing(sqlite="SQLITE_FULL"), OutsideError),
        (failing(sqlite="SQLITE_IOERR_WRITE"), OutsideError),
        (failing(sqlite="SQLITE_READONLY_DIRECTORY"), RefusedError),
        (failing(sqlite="SQLITE_CANTOPEN"), RefusedError),
        (failing(sqlite="SQLITE_NOTADB"), UsageError),
        (failing(sqlite="SQLITE_CORRUPT"), UsageError),
        (failing(state="55P03"), OutsideError),
        (failing(state="57P01"), OutsideError),
        (failing(state="53100"), OutsideError),
        (failing(state="28P01"), RefusedError),
        (failing(state="3D000"), RefusedError),
        (failing(state="42501"), RefusedError),
        (failing("FATAL:  password authentication failed for user"), RefusedError),
        (failing("Connection refused"), OutsideError),
    ],
    ids=str,
)
def test_what_fails_outside_says_so_without_the_drivers_words(error: Error, kind: type[HoudunError]) -> None:
    with pytest.raises(kind) as caught, translated("house.db"):
        raise error
    assert caught.value.where == "house.db"
    assert str(error) not in str(caught.value)


@pytest.mark.parametrize("error", [IntegrityError("unique"), failing(state="42P01"), failing(sqlite="SQLITE_ERROR")], ids=str)
def test_a_bug_of_ours_stays_one(error: Error) -> None:
    with pytest.raises(type(error)) as caught, translated("house.db"):
        raise error
    assert caught.value is error
