"""The same few comparisons, built and written once for all tests of the report."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.build import build
from houdun.report.document import Document
from houdun.report.render import render
from houdun.testing.comparisons import comparison, nothing
from houdun.testing.hostile import hostile
from houdun.testing.tried import tried

MAKERS: dict[str, Callable[[], Comparison]] = {
    "three": lambda: comparison(3, cases=12),
    "one": lambda: comparison(1, cases=1),
    "many": lambda: comparison(24, cases=4),
    "nothing": nothing,
    "hostile": hostile,
    "tried": tried,
}
KINDS = tuple(MAKERS)


@cache
def compared(kind: str) -> Comparison:
    return MAKERS[kind]()


@cache
def document(kind: str, language: Language = Language.EN) -> Document:
    return build(compared(kind), language)


@cache
def rendered(kind: str, form: str, language: Language = Language.EN) -> bytes:
    return render(document(kind, language), form)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=list(Language), ids=lambda language: str(language))
def language(request: pytest.FixtureRequest) -> Language:
    assert isinstance(request.param, Language)
    return request.param


@pytest.fixture(name="compared")
def compared_fixture() -> Callable[[str], Comparison]:
    return compared


@pytest.fixture(name="document")
def document_fixture() -> Callable[..., Document]:
    return document


@pytest.fixture(name="rendered")
def rendered_fixture() -> Callable[..., bytes]:
    return rendered
