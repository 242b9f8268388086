from __future__ import annotations

import pytest

from houdun.errors import HoudunError, InputError, OutsideError, RefusedError, UsageError
from houdun.language import Bilingual, Language

PROBLEM, MEND = Bilingual("第 3 列缺失", "column 3 is missing"), Bilingual("请补上", "add it")


@pytest.mark.parametrize(("kind", "code"), [(UsageError, 2), (InputError, 3), (OutsideError, 4), (RefusedError, 5)])
def test_each_kind_has_its_exit_code(kind: type[HoudunError], code: int) -> None:
    assert kind(PROBLEM, MEND).exit_code == code


def test_the_line_says_whose_where_what_and_the_mend() -> None:
    error = InputError(PROBLEM, MEND, where="a.csv:7")
    assert error.line(Language.EN) == "bad input a.csv:7: column 3 is missing. add it"
    assert error.line(Language.ZH) == "输入有误 a.csv:7：第 3 列缺失。请补上"


def test_the_base_is_never_raised() -> None:
    with pytest.raises(TypeError):
        HoudunError(PROBLEM, MEND)
