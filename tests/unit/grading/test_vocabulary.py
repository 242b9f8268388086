"""The shared vocabularies speak both languages."""

from __future__ import annotations

import re

import pytest

from houdun.grading import vocabulary

LISTS = {name: part for name, part in vars(vocabulary).items() if name.isupper()}


@pytest.mark.parametrize("name", LISTS)
def test_a_vocabulary_has_words_in_both_languages(name: str) -> None:
    assert re.search("[一-鿿]", LISTS[name])
    assert re.search("[a-z]{3}", LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_a_vocabulary_never_matches_nothing(name: str) -> None:
    assert not re.match(LISTS[name], "")
