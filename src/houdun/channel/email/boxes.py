"""Where mail is kept: mbox files, Maildirs, single .eml files and folders of them, each packed with gzip or not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from houdun.channel import opening
from houdun.channel.port import RawFile
from houdun.errors import InputError
from houdun.language import Bilingual

MAX_MAIL: Final = 128 * 1024 * 1024
ENDINGS: Final = (".eml", ".mbox", ".mbx", ".eml.gz", ".mbox.gz", ".mbx.gz")

_FROM_LINE: Final = re.compile(
    rb"From (?=.*\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)(?=.*\b\d{4}\b).*\b\d{1,2}:\d{2}", re.IGNORECASE
)
_FIELD: Final = re.compile(rb"[!-9;-~]+[ \t]*:|>From ")
_ESCAPED: Final = re.compile(rb">+From ")
_MAIL_HEAD: Final = re.compile(rb"From |[A-Za-z][A-Za-z0-9-]*[ \t]*:")


class Raw(NamedTuple):
    """The bytes of one mail and where they stand: `row` is the line of the file it begins in, from 1."""

    data: bytes
    file: str
    row: int
    blob: str


def files(path: Path) -> tuple[Path, ...]:
    """The mail files that a path stands for, sorted. Raises InputError for a folder without any."""
    if not path.is_dir():
        return (path,)
    found: list[Path] = []
    for folder, folders, names in os.walk(path):
        here = Path(folder)
        maildir, mails = bool({"cur", "new"} & set(folders)), here.name in ("cur", "new")
        folders[:] = [
            each for each in folders if not (maildir and each == "tmp") and (each[0] != "." or _is_maildir(here / each))
        ]
        if not maildir:
            found += [here / each for each in names if each[0] != "." and (mails or _holds_mail(here / each))]
    if not found:
        raise InputError(
            Bilingual("文件夹里没有邮件", "there is no mail in this folder"),
            Bilingual(
                "应为 Maildir，或含有 .eml、.mbox 文件的文件夹", "a Maildir is expected, or a folder with .eml or .mbox files"
            ),
            where=str(path),
        )
    return tuple(sorted(found))


def _is_maildir(folder: Path) -> bool:
    return (folder / "cur").is_dir() or (folder / "new").is_dir()


def _holds_mail(file: Path) -> bool:
    """By its name; a file without an ending (Thunderbird's `Inbox`) by its first bytes."""
    if file.name.lower().endswith(ENDINGS):
        return file.is_file()
    if "." in file.name or not file.is_file():
        return False
    try:
        with file.open("rb") as stream:
            return bool(_MAIL_HEAD.match(stream.read(200)))
    except OSError:
        return False


def mails(file: RawFile) -> Iterator[Raw]:
    """The mails of one file, in order. Raises InputError where it cannot be opened or unpacked, or is empty."""
    with opening.opened(file.path, file.name) as stream:
        head = stream.read(5)
    if not head.strip():
        raise InputError(Bilingual("文件是空的", "the file is empty"), opening.FETCH_AGAIN, where=file.name)
    if head == b"From " and not file.name.lower().removesuffix(".gz").endswith(".eml"):
        yield from _mbox(file)
    else:
        data = opening.whole(file.path, file.name, MAX_MAIL).removeprefix(b"\xef\xbb\xbf")
        begins = data.index(b"\n") + 1 if head == b"From " and b"\n" in data else 0
        yield Raw(data[begins:], file.name, 1, file.sha256)


def _mbox(file: RawFile) -> Iterator[Raw]:
    """mboxo and mboxrd: a mail begins at a From line after a blank one; `>From ` inside loses one `>`."""
    collected: list[bytes] = []
    begun, size = 1, 0
    for row, line, after_blank, following in _with_neighbours(file):
        if after_blank and _FROM_LINE.match(line) and _FIELD.match(following):
            if collected:
                yield Raw(b"\n".join(collected), file.name, begun, file.sha256)
            collected, begun, size = [], row, 0
            continue
        size += len(line) + 1
        if size <= MAX_MAIL:
            collected.append(line[1:] if _ESCAPED.match(line) else line)
    if collected:
        yield Raw(b"\n".join(collected), file.name, begun, file.sha256)


def _with_neighbours(file: RawFile) -> Iterator[tuple[int, bytes, bool, bytes]]:
    """Each line with its number, whether a blank one (or nothing) stands before it, and the next line."""
    before, held = b"", None
    for row, line in opening.lines(file.path, file.name):
        if held is not None:
            yield held[0], held[1], not before.strip(), line
            before = held[1]
        held = (row, line)
    if held is not None:
        yield held[0], held[1], not before.strip(), b""
