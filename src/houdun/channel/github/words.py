"""The new words of an issue or a comment: without quotations, reply-by-mail remains and the template's hidden instructions."""

from __future__ import annotations

import re

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_WROTE = re.compile(r"(On .{4,120} wrote:|.{0,80}于.{4,80}写道[:：])\s*$")
_MAIL_FOOTER = re.compile(r"You are receiving this because |Reply to this email directly")


def new_words(text: str) -> str:
    """The author's own words. Lines that begin with `>` outside a code block are quotations, `<!-- … -->` is never shown."""
    kept: list[str] = []
    fence = ""
    for line in _visible(text.replace("\r\n", "\n")).split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if fence or mark:
            kept.append(line)
        elif _MAIL_FOOTER.match(line):
            break
        elif not line.lstrip().startswith(">") and not _WROTE.match(line):
            kept.append(line)
    return "\n".join(kept).strip()


def _visible(text: str) -> str:
    pieces: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces.append(text[position:start])
        position = end + len("-->")
    return "".join([*pieces, text[position:]])
