"""Mail is found where it is kept, and told apart within one file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from houdun.channel.email import boxes
from houdun.channel.port import RawFile
from houdun.errors import InputError

FROM = b"From a@b.example Sat Mar  7 21:04:11 2026\n"


def raws(path: Path) -> list[tuple[int, bytes]]:
    return [(raw.row, raw.data) for raw in boxes.mails(RawFile(path, path.name, "0" * 64))]


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_an_mbox_is_split_at_its_from_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "Inbox", FROM + b"A: 1\n\none\n\n" + FROM + b"B: 2\n\ntwo\n")
    assert raws(path) == [(1, b"A: 1\n\none\n"), (6, b"B: 2\n\ntwo")]


def test_a_line_that_begins_with_from_is_no_new_mail(tmp_path: Path) -> None:
    body = b"From here on\nit fails\n\nFrom 21:04 on: worse\nnot: a header? \n\nFrom the log 21:04:11\n\nend"
    assert len(raws(written(tmp_path / "a.mbox", FROM + b"A: 1\n\n" + body))) == 1


def test_escaped_from_lines_lose_one_mark(tmp_path: Path) -> None:
    path = written(tmp_path / "a.mbox", FROM + b"A: 1\n\n>From here\n>>From there\n> From x\n")
    assert raws(path)[0][1] == b"A: 1\n\nFrom here\n>From there\n> From x"


def test_carriage_returns_and_packing_do_not_matter(tmp_path: Path) -> None:
    plain = FROM + b"A: 1\n\none\n\n" + FROM + b"B: 2\n\ntwo\n"
    path = written(tmp_path / "a.mbox.gz", gzip.compress(plain.replace(b"\n", b"\r\n")))
    assert [data for _, data in raws(path)] == [b"A: 1\n\none\n", b"B: 2\n\ntwo"]


def test_an_eml_file_is_one_mail_whatever_stands_in_it(tmp_path: Path) -> None:
    data = b"A: 1\n\none\n\n" + FROM + b"B: 2\n\ntwo\n"
    assert raws(written(tmp_path / "a.eml", data)) == [(1, data)]
    assert raws(written(tmp_path / "b.eml", FROM + data)) == [(1, data)]
    assert raws(written(tmp_path / "c.eml", b"\xef\xbb\xbf" + data)) == [(1, data)]


def test_a_mail_too_large_is_cut_and_the_next_one_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "MAX_MAIL", 1000)
    path = written(
        tmp_path / "a.mbox", FROM + b"A: 1\n\n" + b"x" * 90 * 20 + b"\n" + b"y\n" * 900 + b"\n" + FROM + b"B: 2\n\ntwo\n"
    )
    first, second = raws(path)
    assert len(first[1]) <= 1000
    assert second[1] == b"B: 2\n\ntwo"


def test_a_maildir_gives_its_mails_and_those_of_its_folders(tmp_path: Path) -> None:
    for name in ("cur/1:2,S", "new/2", "tmp/3", ".Sent/cur/4", ".Sent/tmp/5", "dovecot-uidlist", "Archive/cur/6", ".hidden/7"):
        written(tmp_path / name, b"A: 1\n\n")
    found = [path.relative_to(tmp_path).as_posix() for path in boxes.files(tmp_path)]
    assert found == [".Sent/cur/4", "Archive/cur/6", "cur/1:2,S", "new/2"]


def test_a_folder_gives_what_looks_like_mail(tmp_path: Path) -> None:
    for name, data in {
        "a.eml": b"x", "b.EML.gz": b"x", "c.mbox": b"x", "tmp/d.eml": b"x", "Inbox": FROM, "Sent": b"Received: x\n", "LICENSE": b"Copyright (c)",
        "e.txt": b"A: 1\n", ".f.eml": b"x",
    }.items():  # fmt: skip
        written(tmp_path / name, data)
    found = [path.relative_to(tmp_path).as_posix() for path in boxes.files(tmp_path)]
    assert found == ["Inbox", "Sent", "a.eml", "b.EML.gz", "c.mbox", "tmp/d.eml"]


def test_a_folder_without_mail_is_an_input_error(tmp_path: Path) -> None:
    written(tmp_path / "notes.txt", b"hello")
    with pytest.raises(InputError, match="no mail in this folder"):
        boxes.files(tmp_path)


def test_an_empty_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="empty"):
        raws(written(tmp_path / "a.eml", b"\n"))
