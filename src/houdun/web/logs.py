"""What went wrong, on the terminal: with nothing in it that opens a door, and nothing that moves a cursor."""

from __future__ import annotations

import logging
import re
from typing import Final

from houdun.inert import inert
from houdun.keys import redacted

LINK: Final = re.compile(r"/(welcome|password)/[^/\s?]+")
"""Links that let somebody in stand in an address."""


class Inert(logging.Formatter):
    """Of every record, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return inert(redacted(LINK.sub(r"/\1/***", super().format(record))))
