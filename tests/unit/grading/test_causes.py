"""A cause is said outright, or by stating what is wrong."""

from __future__ import annotations

import pytest

from houdun.grading.causes import BECAUSE, DEFECT
from houdun.grading.text import has


@pytest.mark.parametrize(
    "text", ["because the disk was full", "due to a bad deploy", "原因是磁盘满", "根因在调度", "由于证书轮换"]
)
def test_said_outright(text: str) -> None:
    assert has(text, BECAUSE)


@pytest.mark.parametrize(
    "text",
    [
        "the certificate was rotated",
        "your server never sends it, too late",
        "证书过期",
        "端口被另一个进程占用",
        "网关把时间戳覆盖了",
    ],
)
def test_stating_what_is_wrong(text: str) -> None:
    assert has(text, DEFECT)


@pytest.mark.parametrize("text", ["hello and thank you", "您好，感谢反馈"])
def test_courtesy_is_neither(text: str) -> None:
    assert not has(text, (*BECAUSE, *DEFECT))
