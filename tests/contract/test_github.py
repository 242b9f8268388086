from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from houdun.channel.github import Reader
from houdun.channel.port import ReadOptions
from houdun.testing.contracts.history_reader import HistoryReaderContract

Json = Mapping[str, object]


def user(login: str, kind: str = "User") -> Json:
    return {"login": login, "type": kind}


def issue(number: int, comments: Sequence[Json] = (), **more: object) -> dict[str, object]:
    return {
        "html_url": f"https://github.com/acme/player/issues/{number}",
        "number": number,
        "title": f"Audio drifts <b>{number}</b> \u202e",
        "body": "After an hour of co-hosting.\u0000",
        "user": user("cora"),
        "author_association": "NONE",
        "state": "open",
        "labels": [{"name": "bug"}],
        "created_at": "2025-03-03T10:00:00Z",
        "updated_at": "2025-03-04T10:00:00Z",
        "comments": list(comments),
        **more,
    }


def comment(number: int, at: str, login: str = "vera", association: str = "MEMBER", **more: object) -> Json:
    return {
        "id": number,
        "user": user(login),
        "author_association": association,
        "created_at": at,
        "body": "Which version is it?",
        **more,
    }


class TestGithub(HistoryReaderContract):
    reader = Reader()
    options = ReadOptions()

    def sample(self, folder: Path) -> Path:
        return self.write(folder, [issue(1, [comment(11, "2025-03-03T10:05:00Z")]), issue(2)])

    def newer(self, folder: Path) -> Path:
        later = comment(12, "2025-03-05T10:05:00Z", "cora", "NONE")
        return self.write(folder, [issue(1, [comment(11, "2025-03-03T10:05:00Z"), later]), issue(2)])

    def flawed(self, folder: Path) -> Path:
        nameless = issue(3) | {"html_url": "https://example.com/3"}
        return self.write(folder, [issue(1), issue(2, [comment(11, "yesterday")]), nameless, {"hello": "world"}])

    def write(self, folder: Path, issues: Sequence[Json]) -> Path:
        path = folder / "issues.json"
        path.write_text(json.dumps(issues, indent=1), encoding="utf-8")
        return path
