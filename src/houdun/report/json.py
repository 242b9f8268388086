"""The document's data as JSON: what programs read, with the title and the answer for people."""

from __future__ import annotations

import json as standard
import re

from houdun.report.document import Document, Paragraph
from houdun.report.words import plain

HIDDEN = re.compile(
    "[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def json(document: Document) -> bytes:
    """UTF-8, keys in a stable order. What would be invisible in a terminal or an editor is written as an escape."""
    answer = next((plain(block.line) for block in document.blocks if isinstance(block, Paragraph) and block.lead), "")
    whole = {"title": document.title, "language": document.language.value, "answer": answer, **document.data}
    text = standard.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)
    return (HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode()
