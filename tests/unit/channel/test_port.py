from __future__ import annotations

import pytest

from houdun.channel.port import Reject
from houdun.language import Bilingual


@pytest.mark.parametrize(
    ("row", "field", "where"),
    [(3, "at", "chat.jsonl:3 [at]"), (3, "", "chat.jsonl:3"), (0, "", "chat.jsonl"), (0, "at", "chat.jsonl [at]")],
)
def test_a_reject_becomes_an_error_that_names_its_place(row: int, field: str, where: str) -> None:
    problem, mend = Bilingual("坏", "bad"), Bilingual("修", "mend it")
    error = Reject(file="chat.jsonl", row=row, field=field, problem=problem, mend=mend, raw="{}").error()
    assert (error.where, error.problem, error.mend) == (where, problem, mend)
    assert error.exit_code == 3
