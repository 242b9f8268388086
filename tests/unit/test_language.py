from __future__ import annotations

import pytest

from houdun.language import Language, language_of


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, Language.EN),
        ({"LANG": "zh_CN.UTF-8"}, Language.ZH),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, Language.EN),
        ({"LANG": "de_DE.UTF-8", "HOUDUN_LANG": "zh"}, Language.ZH),
        ({"HOUDUN_LANG": "", "LANG": "zh_TW"}, Language.ZH),
    ],
)
def test_the_first_variable_that_says_anything_decides(environment: dict[str, str], language: Language) -> None:
    assert language_of(environment) is language
