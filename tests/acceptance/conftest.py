from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def json_lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Shell:
    """Runs `houdun` as a user does: a process of its own, in a folder of its own."""

    folder: Path

    def __call__(self, *words: str | Path, env: Mapping[str, str] | None = None) -> Ended:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("HOUDUN_", "LC_", "LANG"))}
        done = subprocess.run(
            [sys.executable, "-m", "houdun", *map(str, words)],
            cwd=self.folder,
            env=clean | {"LANG": "C.UTF-8", "COLUMNS": "140"} | dict(env or {}),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Ended(done.returncode, done.stdout, done.stderr)

    def fine(self, *words: str | Path, env: Mapping[str, str] | None = None) -> Ended:
        ended = self(*words, env=env)
        assert ended.code == 0, ended.err
        return ended


@pytest.fixture
def houdun(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def workspace(houdun: Shell) -> Path:
    houdun.fine("init", "mine")
    return houdun.folder / "mine"


def conversation(id: str, vendor: str, *turns: tuple[str, str, str], **more: object) -> dict[str, object]:
    """`turns` are (UTC time of day on 2026-03-07 or a whole ISO time, role, text)."""
    spoken = [
        {"at": at if "T" in at else f"2026-03-07T{at}Z", "author": f"{role}-{vendor}", "role": role, "text": text}
        for at, role, text in turns
    ]
    return {"id": id, "vendor": vendor, "turns": spoken, **more}


def write_lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def chats(tmp_path: Path) -> Path:
    """Twelve short cases of two invented vendors: one answers in minutes, the other hours later or never."""
    records = []
    for number in range(6):
        hour = f"{2 + 3 * number:02d}"
        records.append(
            conversation(
                f"q{number}",
                "Quick",
                (f"{hour}:00:00", "customer", "直播音画不同步，观众在投诉"),
                (f"{hour}:00:05", "bot", "您好，工单已收到，这是系统自动回复。"),
                (f"{hour}:06:00", "vendor", "原因是编码器的音频时间戳回退，请升级到 4.2.1。"),
                (f"{hour}:40:00", "customer", "可以了，谢谢"),
                severity="critical",
            )
        )
        records.append(
            conversation(
                f"s{number}",
                "Slow",
                (f"{hour}:00:00", "customer", "Audio and video drift apart, viewers complain"),
                *([("2026-03-08T09:30:00Z", "vendor", "We have passed this on to our engineers.")] if number % 3 else []),
                severity="critical",
            )
        )
    return write_lines(tmp_path / "chats.jsonl", *records)
