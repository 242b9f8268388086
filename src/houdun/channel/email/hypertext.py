"""HTML mail as text: what a reader sees, quotations marked with >, links kept as text, nothing fetched, nothing run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul"
})  # fmt: skip
DROPPED: Final = frozenset({
    "script", "style", "head", "title", "template", "noscript", "object", "svg", "math", "textarea", "select"
})  # fmt: skip
MAX_QUOTES: Final = 20

_UNCLOSED: Final = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_DECLARATION: Final = re.compile(r"<[!?][^<>]*>")
_TAG: Final = re.compile(r"<[^<>]*>")
_SPACES: Final = re.compile(r"[ \t\r\n\f\u00a0]+")


def text_of(html: str) -> str:
    """The text of an HTML page or fragment. Never raises; linear in the size."""
    plain = _defused(html)
    reader = _Reader()
    try:
        reader.feed(plain)
        reader.close()
    except (AssertionError, ValueError, RecursionError):
        return _SPACES.sub(" ", _TAG.sub(" ", plain)).strip()
    return reader.text()


def _defused(html: str) -> str:
    """HTML without comments, declarations and unclosed tags: over those `html.parser` takes quadratic time."""
    pieces: list[str] = []
    rest = html
    at = 0
    while (start := rest.find("<!--", at)) >= 0:
        pieces.append(rest[at:start])
        end = rest.find("-->", start)
        at = len(rest) if end < 0 else end + 3
    pieces.append(rest[at:])
    return _UNCLOSED.sub("&lt;", _DECLARATION.sub("", "".join(pieces)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = self._pre = 0
        self._dropping = ""
        self._link = ""
        self._link_text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropping:
            return
        if tag in DROPPED:
            self._dropping = tag
        elif tag == "br":
            self._end_line()
        elif tag in ("td", "th") and self._line:
            self._line.append(" | ")
        elif tag == "a":
            self._link, self._link_text = dict(attrs).get("href") or "", []
        elif tag in BLOCKS:
            self._block(tag, 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._dropping:
            self._dropping = "" if tag == self._dropping or tag in ("html", "body") else self._dropping
        elif tag == "a":
            self._end_link()
        elif tag in BLOCKS:
            self._block(tag, -1)

    def handle_data(self, data: str) -> None:
        if self._dropping:
            return
        if self._pre:
            first, *others = data.split("\n")
            self._line.append(first)
            for line in others:
                self._end_line()
                self._line.append(line)
        else:
            self._line.append(_SPACES.sub(" ", data))
        self._link_text.append(data)

    def _block(self, tag: str, step: int) -> None:
        self._break_line()
        if tag == "blockquote":
            self._quotes = min(max(self._quotes + step, 0), MAX_QUOTES)
        elif tag == "pre":
            self._pre = max(self._pre + step, 0)
        elif tag == "li" and step > 0:
            self._line.append("- ")
        elif tag == "hr":
            self._line.append("_" * 32)
            self._end_line()
        if tag == "p":
            self._lines.append(self._marked(""))

    def _end_link(self) -> None:
        shown = "".join(self._link_text).strip()
        if self._link.startswith(("http://", "https://")) and self._link.rstrip("/") != shown.rstrip("/"):
            self._line.append(f" ({self._link})" if shown else self._link)
        self._link = ""

    def _break_line(self) -> None:
        if "".join(self._line).strip():
            self._end_line()
        self._line.clear()

    def _end_line(self) -> None:
        line = "".join(self._line)
        self._lines.append(self._marked(line.rstrip() if self._pre else _SPACES.sub(" ", line).strip()))
        self._line.clear()

    def _marked(self, line: str) -> str:
        return f"{'>' * self._quotes} {line}".rstrip() if self._quotes else line

    def text(self) -> str:
        self._break_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")
