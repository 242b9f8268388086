from __future__ import annotations

import json
from pathlib import Path

import pytest

from houdun.channel.chat import Reader
from houdun.channel.port import Part, ReadOptions
from houdun.errors import InputError, UsageError
from houdun.facts.case import Message
from houdun.facts.time import iso
from houdun.facts.vendor import Vendor
from houdun.testing.contracts.history_reader import logs_of, raw_file, read_all

TURN = {"at": "2026-03-07T13:04:00Z", "author": "cora", "role": "customer", "text": "Help"}
PASTED = "张三 2026/3/7 21:04\n卡\n\n李工 2026/3/7 21:05\n在\n"


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "chat.toml"
    path.write_text('vendor = "声网"\nzone = "Asia/Shanghai"\n[members]\nvendor = ["李工"]\n', encoding="utf-8")
    return path


def read(folder: Path, data: str | bytes, options: ReadOptions | None = None, name: str = "chat.txt") -> list[Part]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_all(Reader(), path, options or ReadOptions())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_pasted_text_is_read_in_every_usual_encoding(tmp_path: Path, mapping: Path, encoding: str) -> None:
    (log,) = logs_of(read(tmp_path, PASTED.encode(encoding), ReadOptions(mapping=mapping)))
    assert [entry.text for entry in log.entries if isinstance(entry, Message)] == ["卡", "在"]


def test_what_begins_like_json_is_read_as_conversations_whatever_the_file_is_called(tmp_path: Path) -> None:
    record = {"id": "1", "vendor": "acme", "turns": [TURN]}
    for text in (json.dumps(record), f"\ufeff  {json.dumps([record], indent=1)}"):
        assert [log.key.id for log in logs_of(read(tmp_path, text))] == ["1"]


def test_a_bracketed_time_is_not_taken_for_json(tmp_path: Path, mapping: Path) -> None:
    (log,) = logs_of(read(tmp_path, "[2026-03-07 21:04] 张三: 卡", ReadOptions(mapping=mapping)))
    assert log.title == "卡"


def test_pasted_text_needs_a_mapping_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="members") as caught:
        read(tmp_path, PASTED)
    assert caught.value.where == "chat.txt"


@pytest.mark.parametrize("text", ['vendor = "声网"', 'zone = "Asia/Shanghai"\n[members]\nvendor = ["李工"]'])
def test_a_mapping_file_that_says_too_little_is_named(tmp_path: Path, mapping: Path, text: str) -> None:
    mapping.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read(tmp_path, PASTED, ReadOptions(mapping=mapping))
    assert caught.value.where.endswith("chat.toml")


def test_the_vendor_of_the_import_stands_for_that_of_the_mapping_file(tmp_path: Path, mapping: Path) -> None:
    (log,) = logs_of(read(tmp_path, PASTED, ReadOptions(mapping=mapping, vendor=Vendor("即构"))))
    assert log.key.vendor == Vendor("即构")


def test_the_file_speaks_of_the_time_up_to_its_last_turn(tmp_path: Path) -> None:
    late = TURN | {"at": "2026-04-01T00:00:00Z"}
    records = [{"id": "1", "vendor": "acme", "turns": [TURN]}, {"id": "2", "vendor": "acme", "turns": [late]}]
    parts = read(tmp_path, "\n".join(map(json.dumps, records)))
    assert {iso(log.horizon) for log in logs_of(parts)} == {"2026-04-01T00:00:00Z"}


@pytest.mark.parametrize("data", [b"", b" \n\n", "\ufeff".encode()])
def test_an_empty_file_is_an_input_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        read(tmp_path, data)


def test_a_folder_of_conversations_and_pasted_texts_is_read_together(tmp_path: Path, mapping: Path) -> None:
    folder = tmp_path / "chats"
    folder.mkdir()
    (folder / "a.jsonl").write_text(json.dumps({"id": "1", "turns": [TURN]}), encoding="utf-8")
    (folder / "b.txt").write_text(PASTED, encoding="utf-8")
    raws = [raw_file(file) for file in Reader().files(folder)]
    logs = logs_of(Reader().read(raws, ReadOptions(mapping=mapping)))
    assert [log.key.vendor for log in logs] == [Vendor("声网")] * 2
