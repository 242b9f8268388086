from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from houdun.channel.github import Reader
from houdun.channel.port import ReadOptions
from houdun.testing.contracts.history_reader import HistoryReaderContract
from tests.github_given import Json, comment, issue


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
