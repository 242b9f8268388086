"""The database of a workspace and its evidence, kept raw and addressed by hash. Nothing above this room sees a query."""

from __future__ import annotations

from houdun.store.records import ImportCounts, ImportRecord, RawName
from houdun.store.store import Store

__all__ = ["ImportCounts", "ImportRecord", "RawName", "Store"]
