"""Asking through a person: a task says what to ask, where, now; the clock starts when the person says that it is done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from houdun.channel.manual.told import Told
from houdun.channel.port import Delivery, Fate, Letter
from houdun.errors import UsageError
from houdun.facts.case import Message, Role, Source
from houdun.facts.time import Millis
from houdun.language import Bilingual


class Medium(StrEnum):
    CONSOLE = "console"
    WECHAT = "wechat"
    TELEPHONE = "telephone"
    OTHER = "other"


WAYS: dict[Medium, Bilingual] = {
    Medium.CONSOLE: Bilingual("在控制台提交工单", "open a ticket in the console"),
    Medium.WECHAT: Bilingual("发到微信群或联系人", "write it in WeChat"),
    Medium.TELEPHONE: Bilingual("打电话说明", "say it on the telephone"),
    Medium.OTHER: Bilingual("按约定的方式发出", "send it the agreed way"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """What a person is to do. It is the letter's: issuing it again makes the same one."""

    letter: Letter
    medium: Medium
    issued_at: Millis

    @property
    def words(self) -> Bilingual:
        """The task in a sentence; the letter's text and attachments stand beside it."""
        way, where = WAYS[self.medium], self.letter.to
        files = len(self.letter.attachments)
        return Bilingual(
            f"现在请{way.zh}（{where}），原文照发" + (f"，并附上 {files} 个文件" if files else "") + "；发出后请确认时间",
            f"Now, please: {way.en} ({where}), word for word"
            + (f", with the {files} file{'s' if files > 1 else ''} attached" if files else "")
            + ". Then confirm when that was",
        )


class Sender:
    """A `Sender` that issues tasks. However often it is asked, there is one task for a letter; its fate stays ISSUED until `confirmed`."""

    kind: ClassVar[str] = "manual"

    def __init__(self, medium: Medium) -> None:
        self._medium = medium

    def send(self, letter: Letter, now: Millis, attempted_at: Millis | None = None) -> Delivery:
        return Delivery(fate=Fate.ISSUED)

    def task(self, letter: Letter, issued_at: Millis) -> Task:
        return Task(letter, self._medium, issued_at)


def confirmed(task: Task, moment: Told) -> Delivery:
    """The task is done: from this moment the vendor's clock runs. Raises UsageError for a time before the task was issued."""
    if moment.latest < task.issued_at:
        raise UsageError(
            Bilingual("确认的时间早于任务发出的时间", "the time confirmed lies before the task was issued"),
            Bilingual("请核对日期与时区", "check the day and the zone"),
            where="--at",
        )
    return Delivery(fate=Fate.SENT, at=moment.at, plus_minus=moment.plus_minus)


def question(task: Task, delivery: Delivery, author: str) -> tuple[Message, bytes]:
    """The case's entry for a confirmed task, and the bytes that are kept as its evidence."""
    if delivery.fate is not Fate.SENT or delivery.at is None:
        raise ValueError("a task is part of the case once it is confirmed")
    raw = "\n\n".join((task.letter.subject, task.letter.text)).encode()
    entry = Message(
        uid=hashlib.sha256(task.letter.id.encode()).hexdigest()[:32],
        at=delivery.at,
        author=author,
        role=Role.CUSTOMER,
        text=task.letter.text,
        source=Source(hashlib.sha256(raw).hexdigest(), "1"),
    )
    return entry, raw
