"""The texts that the labels are about: our own dialogues here, and the real ones beside the checkout."""

from __future__ import annotations

import ast
import datetime as dt
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from houdun.facts.case import Message, Role, Source
from houdun.facts.time import to_millis

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / ".." / "shared" / "data"
TWITTER = SHARED / "twitter_care" / "conversations.jsonl.gz"
GITHUB = SHARED / "github_issues" / "issues_anonymized_v1.jsonl.gz"
OF_THE_VENDOR = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})

Key = tuple[str, str, int]
"""Where from, the dialogue's id, the turn."""


def ours(part: str) -> Iterator[tuple[Key, Message]]:
    """The dialogues of `corpus/<part>`."""
    for path in sorted((HERE / "corpus" / part).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            dialogue = json.loads(line)
            for turn, said in enumerate(dialogue["turns"]):
                yield ("ours", dialogue["id"], turn), _message(said["at"], said["author"], Role(said["role"]), said["text"])


def twitter() -> Iterator[tuple[Key, Message]]:
    """Nothing where the data is missing."""
    for conversation in _lines(TWITTER):
        for turn, said in enumerate(conversation["turns"]):
            yield (
                ("twitter_care", str(conversation["id"]), turn),
                _message(said["at"], said["author"], Role(said["role"]), said["text"]),
            )


def github() -> Iterator[tuple[Key, Message]]:
    """Turn 0 is the issue, turn k its k-th comment. Nothing where the data is missing."""
    for issue in _lines(GITHUB):
        yield from _issue(issue)


def _issue(issue: dict[str, Any]) -> Iterator[tuple[Key, Message]]:
    id = f"{issue['owner']}/{issue['repo']}#{issue['number']}"
    opener = _read(issue["author"])["username"]
    yield (
        ("github_issues", id, 0),
        _message(issue["created_at"], opener, Role.CUSTOMER, f"{issue['title'] or ''}\n{issue['body'] or ''}"),
    )
    for turn, comment in enumerate(_read(issue["comments"]), 1):
        author = comment["author"] or {}
        name = author.get("username") or ""
        role = _role(name, opener, author.get("author_association", ""))
        yield ("github_issues", id, turn), _message(comment["created_at"], name, role, comment["body"] or "")


def _role(author: str, opener: str, association: str) -> Role:
    if author == opener:
        return Role.CUSTOMER
    if "bot" in author:
        return Role.BOT
    return Role.VENDOR if association in OF_THE_VENDOR else Role.BYSTANDER


def _read(value: Any) -> Any:
    """Some fields of the set are Python literals in a string."""
    if isinstance(value, str) and value[:1] in "[{":
        return ast.literal_eval(value)
    return value


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _message(at: str, author: str, role: Role, text: str) -> Message:
    millis = to_millis(dt.datetime.fromisoformat(at.replace("Z", "+00:00")))
    return Message(uid="m", at=millis, author=author, role=role, text=text, source=Source("0" * 64, "1"))
