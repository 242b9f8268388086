from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from houdun.app.typed import lately, moment_of
from houdun.errors import UsageError
from houdun.facts.time import Millis, to_millis

HERE = ZoneInfo("Asia/Shanghai")
NOW = to_millis(dt.datetime(2026, 3, 7, 22, tzinfo=HERE))


def at(hour: int, minute: int, second: int = 0) -> Millis:
    return to_millis(dt.datetime(2026, 3, 7, hour, minute, second, tzinfo=HERE))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-07T21:04", at(21, 4)),
        ("2026-03-07 21:04:05", at(21, 4, 5)),
        ("2026/03/07 9:04", at(9, 4)),
        ("2026-03-07 21：04", at(21, 4)),
        ("2026-03-07T13:04:00Z", at(21, 4)),
        ("2026-03-07T21:04+08:00", at(21, 4)),
    ],
)
def test_a_moment_is_read_as_people_write_it(text: str, moment: Millis) -> None:
    assert moment_of(text, HERE, "--at") == lately(text, HERE, NOW, "--at") == moment


@pytest.mark.parametrize(("text", "moment"), [("21:04", at(21, 4)), ("9:04", at(9, 4)), (" 21：04：05 ", at(21, 4, 5))])
def test_a_time_of_day_is_todays(text: str, moment: Millis) -> None:
    assert lately(text, HERE, NOW, "--at") == moment
    with pytest.raises(UsageError):
        moment_of(text, HERE, "--at")


@pytest.mark.parametrize("text", ["", "soon", "24:00", "2104", "9:04pm", "5 分钟前", "٩:٠٤"])
def test_what_names_no_moment_is_refused_with_a_form_to_write(text: str) -> None:
    with pytest.raises(UsageError, match="2026-03-07 21:04"):
        lately(text, HERE, NOW, "--at")
