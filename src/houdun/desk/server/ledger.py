"""What came in and what was said, each mail once, in order, on disk: all that a desk has to remember."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from houdun.errors import UsageError
from houdun.facts.time import Millis
from houdun.language import Bilingual

_NAME: Final = re.compile(r"(\d{6,12})\.(\d{1,14})\.(heard|said)")


class Side(StrEnum):
    HEARD = "heard"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Entry:
    """A mail that is kept. `number` counts from 1 over both sides; `at` is when it was taken or written."""

    number: int
    at: Millis
    side: Side
    path: Path


class Ledger:
    """A folder laid out as a Maildir, its files numbered. A mail is there whole or not at all, whenever the process is killed.

    One process at a time. Raises UsageError for a folder that another desk works in, or that cannot be written. `born` is when it was begun, in seconds.
    """

    def __init__(self, folder: Path, now: Millis) -> None:
        self._mails, self._partial = folder / "mail" / "cur", folder / "mail" / "tmp"
        try:
            for each in (self._mails, self._partial, folder / "mail" / "new"):
                each.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = (folder / "lock").open("a+", encoding="ascii")
        except OSError as error:
            raise _unusable(folder, error) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise _taken(folder) from error
        for each in self._partial.iterdir():
            each.unlink()
        self.born = self._begun(now)
        self._entries = sorted(self._found(), key=lambda entry: entry.number)

    def _begun(self, now: Millis) -> int:
        self._lock.seek(0)
        begun = self._lock.read()
        if not begun.isdigit():
            begun = str(now // 1000)
            self._lock.truncate(0)
            self._lock.write(begun)
            self._lock.flush()
        return int(begun)

    def _found(self) -> Iterator[Entry]:
        for path in self._mails.iterdir():
            if found := _NAME.fullmatch(path.name):
                yield Entry(int(found[1]), int(found[2]), Side(found[3]), path)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """In the order in which they were kept."""
        return tuple(self._entries)

    def keep(self, mail: bytes, at: Millis, side: Side) -> Entry:
        """Once it returns, the mail outlives this process. Raises OSError where the disk is full."""
        number = self._entries[-1].number + 1 if self._entries else 1
        name = f"{number:06}.{at}.{side}"
        partial = self._partial / name
        partial.write_bytes(mail)
        entry = Entry(number, at, side, self._mails / name)
        os.replace(partial, entry.path)
        self._entries.append(entry)
        return entry

    def close(self) -> None:
        self._lock.close()


def _unusable(folder: Path, error: OSError) -> UsageError:
    return UsageError(
        Bilingual(f"文件夹无法使用（{error.strerror}）", f"the folder cannot be used ({error.strerror})"),
        Bilingual("请换一个可写的文件夹", "choose a folder that you may write to"),
        where=str(folder),
    )


def _taken(folder: Path) -> UsageError:
    return UsageError(
        Bilingual("另一个服务台正在使用这个文件夹", "another desk works in this folder"),
        Bilingual("请先停掉它，或换一个文件夹", "end it first, or choose another folder"),
        where=str(folder),
    )
