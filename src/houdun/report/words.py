"""The report's sentences, from text/zh.toml and text/en.toml. Both files have the same keys and placeholders."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from houdun.language import Language
from houdun.report.document import Line, Span

MEETING = re.compile("[\u4e00-\u9fff][0-9A-Za-z]|[0-9A-Za-z%][\u4e00-\u9fff]")


class Words:
    """One language's sentences by key (`answer.leads`). Values are only ever filled in, never read as templates."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = texts(language)

    def say(self, key: str, **values: object) -> str:
        """The sentence with its placeholders filled. KeyError for an unknown key or a missing value."""
        return plain(self.line(key, **{name: str(value) for name, value in values.items()}))

    def line(self, key: str, **values: Span | Line | str) -> Line:
        """The sentence as spans: a placeholder may be filled with spans of its own style."""
        spans = tuple(_spans(self._texts[key], values))
        return _spaced(spans) if self.language is Language.ZH else spans

    def known(self, key: str, otherwise: str) -> str:
        """A name from a list that may have grown since these words were written."""
        return self._texts.get(key, otherwise)

    def count(self, thing: str, n: int) -> str:
        """`1 case`, `12 cases`: keys `count.<thing>.one` and `.many`."""
        return self.say(f"count.{thing}.{'one' if n == 1 else 'many'}", n=f"{n:,}")

    def under(self, prefix: str) -> dict[str, str]:
        """All sentences below a prefix, by the rest of their key."""
        return {key.removeprefix(f"{prefix}."): text for key, text in self._texts.items() if key.startswith(f"{prefix}.")}


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Every sentence of a language by its dotted key."""
    source = resources.files("houdun.report").joinpath("text", f"{language.value}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(source), ""))


def plain(line: Line) -> str:
    """A line without its styles."""
    return "".join(span.text for span in line)


def join(lines: list[Line], between: str) -> Line:
    """Lines in a row, with plain text between them."""
    joined: list[Span] = []
    for index, line in enumerate(lines):
        joined += [Span(between), *line] if index else line
    return tuple(joined)


def _spaced(line: Line) -> Line:
    """Chinese and Latin words keep a space between them where a filled-in value meets the sentence."""
    spans: list[Span] = []
    for span in line:
        if spans and MEETING.search(spans[-1].text[-1:] + span.text[:1]):
            spans.append(Span(" "))
        spans.append(span)
    return tuple(spans)


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


def _spans(template: str, values: Mapping[str, Span | Line | str]) -> Iterator[Span]:
    for literal, field, _, _ in string.Formatter().parse(template):
        if literal:
            yield Span(literal)
        if field:
            value = values[field]
            if isinstance(value, Span):
                yield value
            elif isinstance(value, str):
                yield Span(value)
            else:
                yield from value
