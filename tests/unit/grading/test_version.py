"""The version of the rules follows their sources."""

from __future__ import annotations

import re

from houdun.grading import RULES_VERSION
from houdun.grading.version import version_of, version_of_rules


def test_the_version_is_short_and_that_of_the_sources() -> None:
    assert re.fullmatch("[0-9a-f]{12}", RULES_VERSION)
    assert version_of_rules() == RULES_VERSION


def test_another_source_is_another_version() -> None:
    assert version_of([("a.py", b"1")]) != version_of([("a.py", b"2")])
    assert version_of([("a.py", b"1")]) != version_of([("b.py", b"1")])
    assert version_of([("a.py", b"1"), ("b.py", b"2")]) == version_of([("b.py", b"2"), ("a.py", b"1")])
