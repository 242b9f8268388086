from __future__ import annotations

from collections.abc import Callable

import pytest

from houdun.errors import UsageError
from houdun.report.document import Document
from houdun.report.render import render


def test_an_unknown_format_is_the_users_mistake_and_names_the_four(document: Callable[..., Document]) -> None:
    with pytest.raises(UsageError, match="html, pdf, md, json"):
        render(document("nothing"), "docx")


@pytest.mark.parametrize(("form", "first"), [("html", b"<!doctype html>"), ("md", b"# "), ("json", b"{"), ("pdf", b"%PDF")])
def test_each_format_is_what_it_says(form: str, first: bytes, rendered: Callable[..., bytes]) -> None:
    assert rendered("nothing", form).startswith(first)
