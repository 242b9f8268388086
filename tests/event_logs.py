"""Small event logs, written and read: what the tests of `houdun.channel.events` share."""

from __future__ import annotations

import hashlib
from pathlib import Path

from houdun.channel.events import Reader
from houdun.channel.port import Part, RawFile, ReadOptions
from houdun.facts.case import CaseLog, Entry, Stamp
from houdun.facts.time import iso
from houdun.facts.vendor import Vendor

MAP = """
[columns]
case = "case"
activity = "activity"
time = "time"
actor = "actor"
[activities]
take = { milestone = "first_response", by = "vendor", reopens = true }
solve = { milestone = "resolved", by = "vendor" }
close = { milestone = "closed", by = "vendor" }
other = "ignore"
"""
HEADER = "case,activity,time,actor\n"


def raw(path: Path) -> RawFile:
    return RawFile(path, path.name, hashlib.sha256(path.read_bytes()).hexdigest())


def map_file(folder: Path, text: str = MAP) -> Path:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


def log_file(folder: Path, rows: str, name: str = "log.csv", header: str = HEADER) -> Path:
    path = folder / name
    path.write_bytes((header + rows).encode())
    return path


def read(*paths: Path, map_text: str = MAP, options: ReadOptions | None = None) -> list[Part]:
    """The parts of these files under this map, as the vendor acme's."""
    mapping = map_file(paths[0].parent, map_text)
    given = options or ReadOptions(vendor=Vendor("acme"))
    asked = ReadOptions(vendor=given.vendor, vendor_field=given.vendor_field, mapping=mapping, as_of=given.as_of)
    return list(Reader().read([raw(path) for path in paths], asked))


def logs(parts: list[Part]) -> dict[str, CaseLog]:
    """The cases by id; each must have come in one part."""
    found = [part for part in parts if isinstance(part, CaseLog)]
    by_id = {log.key.id: log for log in found}
    assert len(by_id) == len(found)
    return by_id


def stamps(log: CaseLog) -> list[str]:
    """`10:00 opened customer` and so on, in order."""
    ordered: list[Entry] = sorted(log.entries, key=lambda entry: (entry.at, entry.uid))
    return [f"{iso(each.at)[11:16]} {each.milestone} {each.role}" for each in ordered if isinstance(each, Stamp)]
