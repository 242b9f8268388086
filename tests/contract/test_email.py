"""The mail reader keeps the contract of every reader of history."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from houdun.channel.email import Reader
from houdun.channel.port import HistoryReader
from houdun.testing.contracts.history_reader import HistoryReaderContract


def mail(number: int, sender: str, at: str, subject: str, text: str, answers: int = 0) -> str:
    to = "support@acme.example" if "us" in sender else "ops@us.example"
    chain = f"References: <{answers}@x.example>\nIn-Reply-To: <{answers}@x.example>\n" if answers else ""
    return (
        f"Message-ID: <{number}@x.example>\nFrom: {sender}\nTo: {to}\nDate: Sat, 7 Mar 2026 {at} +0800\n{chain}"
        f"Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    )


ASKED = mail(1, "Cora <ops@us.example>", "21:04:11", "音画不同步", "观众说音画不同步，房间 8801。")
ANSWERED = mail(2, "Vera <vera@acme.example>", "21:20:00", "Re: 音画不同步", "请把 GOP 改成 2 秒。\n\n> 观众说音画不同步", 1)
ASKED_AGAIN = mail(
    3, "Cora <ops@us.example>", "22:00:00", "Token expired", "The token expires after a minute.\nFrom now on it fails."
)
THANKED = mail(4, "Cora <ops@us.example>", "22:30:00", "Re: 音画不同步", "好了，谢谢。", 2)
TIMELESS = "From: Cora <ops@us.example>\nTo: support@acme.example\nSubject: no time\n\nWhen was this?\n"


def mbox(*mails: str) -> str:
    return "".join(
        f"From x@x.example Sat Mar  7 21:04:11 2026\n{each.replace(chr(10) + 'From ', chr(10) + '>From ')}\n" for each in mails
    )


class TestEmail(HistoryReaderContract):
    reader: ClassVar[HistoryReader] = Reader()
    suffix: ClassVar[str] = ".mbox"

    def sample(self, folder: Path) -> Path:
        return self._written(folder, ASKED, ANSWERED, ASKED_AGAIN)

    def newer(self, folder: Path) -> Path:
        return self._written(folder, ASKED, ANSWERED, ASKED_AGAIN, THANKED)

    def flawed(self, folder: Path) -> Path:
        return self._written(folder, ASKED, TIMELESS, ANSWERED)

    def _written(self, folder: Path, *mails: str) -> Path:
        path = folder / "support.mbox"
        path.write_text(mbox(*mails), encoding="utf-8")
        return path


class TestMaildir(TestEmail):
    suffix: ClassVar[str] = ".eml"

    def _written(self, folder: Path, *mails: str) -> Path:
        box = folder / "Maildir"
        for number, each in enumerate(mails):
            inside = box / ("cur" if number % 2 else ".Sent/new")
            inside.mkdir(parents=True, exist_ok=True)
            (inside / f"{number}.host:2,S").write_text(each, encoding="utf-8")
        return box
