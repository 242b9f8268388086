"""GitHub issues: REST JSON, `gh … --json`, JSON lines."""

from houdun.channel.github.reader import Reader

__all__ = ["Reader"]
