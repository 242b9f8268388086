from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from houdun.desk.server.ledger import Ledger, Side
from houdun.errors import UsageError

NOW = 1_772_888_651_000


def test_what_was_kept_is_there_again_in_order(tmp_path: Path) -> None:
    with contextlib.closing(Ledger(tmp_path, NOW)) as ledger:
        for number in range(12):
            ledger.keep(b"mail %d" % number, NOW - number, Side.HEARD if number % 2 else Side.SAID)
        kept = ledger.entries
    with contextlib.closing(Ledger(tmp_path, NOW + 1)) as again:
        assert again.entries == kept
        assert [entry.path.read_bytes() for entry in again.entries] == [b"mail %d" % number for number in range(12)]
        assert again.keep(b"next", NOW, Side.SAID).number == 13


def test_a_mail_that_was_only_half_written_was_never_there(tmp_path: Path) -> None:
    Ledger(tmp_path, NOW).close()
    half = tmp_path / "mail" / "tmp" / f"000001.{NOW}.heard"
    half.write_bytes(b"hal")
    (tmp_path / "mail" / "cur" / "a stranger's file").touch()
    with contextlib.closing(Ledger(tmp_path, NOW)) as ledger:
        assert ledger.entries == ()
    assert not half.exists()


def test_when_it_was_begun_stays(tmp_path: Path) -> None:
    for later in (0, 5_000):
        with contextlib.closing(Ledger(tmp_path, NOW + later)) as ledger:
            assert ledger.born == NOW // 1000


def test_a_second_desk_in_the_same_folder_is_refused_until_the_first_has_gone(tmp_path: Path) -> None:
    with contextlib.closing(Ledger(tmp_path, NOW)), pytest.raises(UsageError, match="another desk"):
        Ledger(tmp_path, NOW)
    Ledger(tmp_path, NOW).close()


def test_a_folder_that_cannot_be_one_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be used"):
        Ledger(tmp_path / "file", NOW)
