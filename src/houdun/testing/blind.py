"""A small trial to grade: three vendors, each asked the same questions, with answers from deep to none."""

from __future__ import annotations

from houdun.facts.case import CaseKey, CaseLog, Entry, Role
from houdun.facts.happening import Happening
from houdun.facts.time import DAY, HOUR
from houdun.facts.vendor import Vendor
from houdun.store import Store
from houdun.testing.factories import MONDAY, message

VENDORS = (Vendor("晨风云直播", "Pro"), Vendor("Qiushi"), Vendor("云联"))
QUESTIONS = ("slow_first_picture", "apart_by_the_hour", "zigzag_in_the_chart", "sizing_for_a_peak")
BLOCKS = len(QUESTIONS)
ANSWERS = {
    "slow_first_picture": "您好，我是晨风的 vera。编码器的关键帧间隔设成了自动，实际十秒一个，是 GOP 太长。请把 GOP 设为 2 秒，以后开播前核对。",
    "apart_by_the_hour": "查到了，是声卡的时钟漂移导致的，请联系 Qiushi 支持。",
    "zigzag_in_the_chart": "查到了，是主播上行带宽不足导致的。",
    "sizing_for_a_peak": "建议提前 7 天报备，给出并发与进房速率的具体限额，以及怎样提额。",
}


def put_questions(store: Store) -> None:
    """Every question to every vendor: the first answers well, the second passes on, the third says nothing."""
    happened, logs = [], []
    for block, question in enumerate(QUESTIONS):
        for number, vendor in enumerate(VENDORS):
            case = CaseKey(vendor, "trial", f"{block}{number}c0ffee")
            logs.append(
                CaseLog(
                    key=case, title=question, horizon=MONDAY + block * DAY + 12 * HOUR, entries=_thread(question, block, number)
                )
            )
            data = {"instance": f"{question}-0a1b2c3d-1", "vendor": str(vendor), "block": block, "horizon": DAY}
            happened.append(Happening("question", case.id, MONDAY + block * DAY, data))
    store.journal.append_all(happened, logs)


def _thread(question: str, block: int, number: int) -> tuple[Entry, ...]:
    asked = message(f"我们遇到一个问题，请帮忙看看：{question}", MONDAY + block * DAY + 10 * HOUR, author=f"cora{block}{number}")
    said = (ANSWERS[question], "已转给技术同事，请耐心等待。", "")[number]
    return (asked, message(said, MONDAY + block * DAY + 11 * HOUR, Role.VENDOR)) if said else (asked,)
