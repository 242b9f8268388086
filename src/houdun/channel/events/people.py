"""Who somebody is, by the rules of the mapping file: the exact name, else the longest beginning that ends in `*`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from houdun.facts.case import Role

REMEMBERED: Final = 1 << 14


class People:
    def __init__(self, rules: Mapping[str, Role]) -> None:
        self._exact = {name: role for name, role in rules.items() if not name.endswith("*")}
        beginnings = [(name.removesuffix("*"), role) for name, role in rules.items() if name.endswith("*")]
        self._beginnings = sorted(beginnings, key=lambda rule: -len(rule[0]))
        self._known: dict[str, Role | None] = {}

    def role(self, name: str) -> Role | None:
        """None where no rule fits."""
        if name in self._known:
            return self._known[name]
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        begun = (role for beginning, role in self._beginnings if name.startswith(beginning))
        role = self._known[name] = self._exact.get(name) or next(begun, None)
        return role
