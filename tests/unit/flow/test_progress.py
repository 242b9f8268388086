from __future__ import annotations

import pytest

from houdun.flow.progress import silent
from houdun.language import Bilingual


def test_silence_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    silent(Bilingual("读取", "reading"), 1, 2)
    assert capsys.readouterr() == ("", "")
