"""A vendor is a supplier on a given plan: the 15-minute promise is often a paid tier."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Vendor:
    """`plan` is empty where nobody said which."""

    name: str
    plan: str = ""

    @classmethod
    def parse(cls, text: str) -> Vendor:
        """`NAME` or `NAME@PLAN`. Raises ValueError where the name is empty."""
        name, _, plan = text.strip().partition("@")
        if not name.strip():
            raise ValueError("a vendor needs a name")
        return cls(name.strip(), plan.strip())

    def __str__(self) -> str:
        return f"{self.name}@{self.plan}" if self.plan else self.name
