"""The database of a workspace and its evidence, kept raw and addressed by hash. Nothing above this room sees a query."""

from __future__ import annotations

from houdun.store.records import CaseLine, CasePage, ImportCounts, ImportRecord, RawName, Reached
from houdun.store.reference import ref_of
from houdun.store.store import Store

__all__ = ["CaseLine", "CasePage", "ImportCounts", "ImportRecord", "RawName", "Reached", "Store", "ref_of"]
