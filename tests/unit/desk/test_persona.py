from __future__ import annotations

from pathlib import Path

import pytest

from houdun.desk.persona import load, packaged
from houdun.errors import UsageError
from houdun.facts.question import Stratum


def test_the_packaged_three_differ_in_the_night() -> None:
    medians = {persona.id: persona.reply.first(Stratum.NIGHT).median for persona in packaged()}
    assert len(medians) == 3
    assert medians["chenfeng"] < medians["yunlian"] < medians["qiushi"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("never = 0.01", ""),
        ("asks_logs = 0.45", "asks_logs = 4.5"),
        ("asks_logs", "asks_lyrics"),
        ("[name]", "[name"),
        ('zh = "', "zh = 3 #"),
    ],
)
def test_a_persona_that_is_not_right_is_wrong_use(tmp_path: Path, old: str, new: str) -> None:
    good = Path(__file__).parents[3] / "src/houdun/desk/personas/chenfeng.toml"
    path = tmp_path / "bad.toml"
    path.write_text(good.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UsageError, match=r"bad\.toml"):
        load(path)
