from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import pytest

from houdun import clock
from houdun.channel.email.imap import Box
from houdun.channel.email.sender import Sender
from houdun.channel.port import Letter
from houdun.channel.wake import Wake
from houdun.errors import RefusedError, UsageError
from houdun.keys import Secret
from tests.desk_given import OFFICE, Echo, Served, served


def letter(number: int) -> Letter:
    return Letter(id=f"{number}@ourlive.example", tag="", to=OFFICE.support, subject="Sound", text=f"Room {number}")


def ask(desk: Served, *numbers: int) -> None:
    for number in numbers:
        Sender(desk.settings).send(letter(number), 0)


def seen(desk: Served) -> list[tuple[object, ...]]:
    """Validity of each folder, and its uids with their mails."""
    box = Box(desk.settings.imap)
    try:
        return [
            (folder, box.examine(folder).validity, [(each.uid, box.read(each.uid, 10**6)) for each in box.arrivals(0)])
            for folder in ("INBOX", "Sent")
        ]
    finally:
        box.close()


def test_a_mail_keeps_its_uid_over_every_restart(tmp_path: Path) -> None:
    with served(tmp_path, Echo()) as desk:
        ask(desk, 1, 2, 3)
        desk.said(3)
        before = seen(desk)
    with served(tmp_path, Echo()) as desk:
        assert seen(desk) == before
        ask(desk, 4)
        desk.said(1)
        assert [[uid for uid, _ in mails] for _, _, mails in seen(desk)] == [[1, 2, 3, 4]] * 2  # type: ignore[attr-defined]  # a list


def test_what_was_sent_is_filed_by_the_server(tmp_path: Path) -> None:
    with served(tmp_path, Echo()) as desk:
        ask(desk, 1, 2)
        box = Box(desk.settings.imap)
        assert set(box.newest_ids(box.sent_folder(""))) == {letter(1).id, letter(2).id}
        box.close()


@pytest.mark.parametrize("change", ["password", "user"])
def test_nobody_but_the_customer_gets_in(tmp_path: Path, change: str) -> None:
    with served(tmp_path, Echo()) as desk:
        wrong: dict[str, object] = {"password": Secret("wrong"), "user": "stranger@ourlive.example"}
        with pytest.raises(RefusedError):
            Box(dataclasses.replace(desk.settings.imap, **{change: wrong[change]}))  # type: ignore[arg-type]  # one of two fields


def test_a_folder_that_is_not_there_is_not_made_up(tmp_path: Path) -> None:
    with served(tmp_path, Echo()) as desk:
        box = Box(desk.settings.imap)
        with pytest.raises(UsageError, match="no folder"):
            box.examine("Junk")
        box.close()


def test_whoever_watches_is_told_of_every_mail_at_once(tmp_path: Path) -> None:
    with served(tmp_path, Echo()) as desk, Wake() as wake:
        box = Box(desk.settings.imap)
        box.examine("INBOX")
        for number in (1, 2, 3):
            asking = threading.Timer(0.05, ask, [desk, number])
            asking.start()
            began = clock.steady()
            while len(box.arrivals(0)) < number:
                box.idle(5, wake)
            assert clock.steady() - began < 2
            asking.join()
        box.close()
