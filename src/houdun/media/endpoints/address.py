"""Addresses with keys: templates whose `{key:NAME}` is filled at the last moment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import quote

from houdun.keys import AS_IT_IS, fill, redacted


class Address:
    """A URL that may hold keys. Its `str` and `repr` never show one."""

    def __init__(self, template: str, environment: Mapping[str, str] = os.environ) -> None:
        self._template, self._environment = template, environment

    def __str__(self) -> str:
        return redacted(self._template)

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"

    def filled(self) -> str:
        """The address with its keys: for connecting, and for nothing else. Raises UsageError for a key that is not there."""
        return fill(self._template, self._environment, where=str(self), form=lambda key: quote(key, safe=AS_IT_IS))
