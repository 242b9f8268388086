"""The words by which an answer names a cause or proposes a remedy: `words/causes.toml` and `words/remedies.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TypeVar

from houdun.errors import UsageError
from houdun.facts.question import Cause, Terms
from houdun.language import Bilingual
from houdun.scenario import catalogue
from houdun.scenario.fault import REGISTRY
from houdun.toml_file import Table, read_toml

Words = TypeVar("Words", Cause, Terms)


def remedy(name: str) -> Terms:
    """The words for the remedy of that id, whichever fault it is tried on. Raises UsageError where nobody has written any."""
    return _of(_remedies(), name, "remedies.toml")


def cause(name: str) -> Cause:
    """The fault of that id, or the common guess. Raises UsageError where nobody has written any words for it."""
    return _of(causes(), name, "causes.toml")


@cache
def causes() -> Mapping[str, Cause]:
    """The faults of the catalogue, and the guesses that support desks make about anything, by id."""
    return {name: Cause(name, _told(name, table), terms(table)) for name, table in _file("causes.toml").tables()}


@cache
def _remedies() -> Mapping[str, Terms]:
    return {name: terms(table) for name, table in _file("remedies.toml").tables()}


def terms(table: Table) -> Terms:
    """`zh` and `en` of a table: lists of groups, each a list of terms. Raises UsageError."""
    return Terms(_groups(table, "zh"), _groups(table, "en"))


def _of(known: Mapping[str, Words], name: str, file: str) -> Words:
    if name not in known:
        raise UsageError(
            Bilingual(f"words/{file} 里还没有 {name} 的说法", f"words/{file} has no words for {name} yet"),
            Bilingual(
                "请在那里写上怎样的话算是说中了它，中英文都要",
                "write there, in both languages, by which words it is recognised",
            ),
            where=name,
        )
    return known[name]


def _told(name: str, table: Table) -> Bilingual:
    return catalogue.find(name).facts.true_cause if name in REGISTRY else table.bilingual("tells")


def _groups(table: Table, key: str) -> tuple[tuple[str, ...], ...]:
    held = table.raw.get(key)
    if not (isinstance(held, list) and held and all(_is_group(group) for group in held)):
        table.fail(
            key,
            Bilingual("这里应当是几组说法，每组至少一个词", "this must be groups of terms, a term or more in each"),
            Bilingual(
                '请写成 [["甲", "乙"], ["丙"]]：每组说中一个即可，各组都要说中', 'write [["a", "b"], ["c"]]: one of each group'
            ),
        )
    return tuple(tuple(group) for group in held)


def _is_group(group: object) -> bool:
    return isinstance(group, list) and bool(group) and all(isinstance(term, str) and term.strip() for term in group)


def _file(name: str) -> Table:
    with resources.as_file(resources.files("houdun.scenario") / "words" / name) as path:
        return read_toml(Path(path))
