from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from houdun.channel.chat import Reader
from houdun.channel.port import ReadOptions
from houdun.testing.contracts.history_reader import HistoryReaderContract

Json = Mapping[str, object]
HOSTILE = "<script>alert(1)</script> \u0007\u202e\u0000\ud800"


def turn(at: str | int, role: str, text: str, author: str = "") -> Json:
    return {"at": at, "author": author or role, "role": role, "text": text}


def conversation(id: str, *turns: Json, **more: object) -> Json:
    return {"id": id, "vendor": "acme@gold", "turns": list(turns), **more}


ASKED = turn("2026-03-07T21:04:00+08:00", "customer", HOSTILE, "cora <b>")
ANSWERED = turn(1_772_888_700_000, "vendor", "Which version?")
STATED = {"severity": "high", "owner": "vera", "resolved_at": "2026-03-07T14:00:00Z"}


class TestConversations(HistoryReaderContract):
    reader = Reader()
    options = ReadOptions()

    def sample(self, folder: Path) -> Path:
        return self.write(folder, [conversation("1", ASKED, ANSWERED, **STATED), conversation("2", ASKED)])

    def newer(self, folder: Path) -> Path:
        later = turn("2026-03-08T00:00:00Z", "customer", "2.1")
        return self.write(folder, [conversation("1", ASKED, ANSWERED, later, **STATED), conversation("2", ASKED)])

    def flawed(self, folder: Path) -> Path:
        zoneless = turn("2026-03-07T21:04:00", "customer", "Help")
        path = self.write(folder, [conversation("1", ASKED), conversation("2", zoneless), conversation("3")])
        path.write_bytes(path.read_bytes() + b'{"id": "4", "turns": [\n')
        return path

    def write(self, folder: Path, conversations: Sequence[Json]) -> Path:
        path = folder / "chat.jsonl"
        path.write_text("".join(f"{json.dumps(each)}\n" for each in conversations), encoding="utf-8")
        return path


PASTED = """张三 2026/3/7 21:04
连麦半小时后音画不同步 <b>\x07

李工 2026/3/7 21:05
「张三：连麦半小时后音画不同步」
- - - - - - - - - - - - - - -
请问 SDK 版本？

---
王五 2026/3/9 9:04
推流失败
[图片]
"""


class TestPasted(HistoryReaderContract):
    reader = Reader()
    options = ReadOptions(mapping=Path(__file__).with_name("chat_mapping.toml"))
    suffix = ".txt"

    def sample(self, folder: Path) -> Path:
        return self.write(folder, PASTED)

    def newer(self, folder: Path) -> Path:
        return self.write(folder, f"{PASTED}\n李工 2026/3/9 9:30\n看一下\n")

    def flawed(self, folder: Path) -> Path:
        return self.write(folder, f"{PASTED}\n李工 昨天 9:30\n看一下\n---\n没有人说过的话\n")

    def write(self, folder: Path, text: str) -> Path:
        path = folder / "群聊.txt"
        path.write_text(text, encoding="utf-8")
        return path
