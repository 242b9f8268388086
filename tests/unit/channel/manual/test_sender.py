from __future__ import annotations

import hashlib

import pytest

from houdun.channel.manual.sender import WAYS, Medium, Sender, Task, confirmed, question
from houdun.channel.manual.told import Told
from houdun.channel.port import Attachment, Delivery, Fate
from houdun.errors import UsageError
from houdun.facts.case import Role
from houdun.facts.time import HOUR, MINUTE
from houdun.testing.contracts.sender import NOW, letter


def test_no_clock_runs_before_a_person_confirms() -> None:
    sender = Sender(Medium.CONSOLE)
    assert sender.send(letter(), NOW).at is None
    done = confirmed(sender.task(letter(), NOW), Told(NOW + HOUR, MINUTE))
    assert (done.fate, done.at, done.plus_minus) == (Fate.SENT, NOW + HOUR, MINUTE)


def test_a_confirmed_time_may_touch_the_issue_only_within_what_it_may_be_off() -> None:
    task = Task(letter(), Medium.WECHAT, NOW)
    assert confirmed(task, Told(NOW - MINUTE, MINUTE)).at == NOW - MINUTE
    with pytest.raises(UsageError) as caught:
        confirmed(task, Told(NOW - MINUTE, MINUTE - 1))
    assert caught.value.where == "--at"


@pytest.mark.parametrize("medium", Medium)
def test_a_task_says_where_and_how_in_both_languages(medium: Medium) -> None:
    words = Task(letter(to="Acme 支持群", attachments=()), medium, NOW).words
    assert WAYS[medium].zh in words.zh
    assert WAYS[medium].en in words.en
    assert all("Acme 支持群" in each for each in words)
    assert "附上" not in words.zh


def test_a_task_says_how_many_files_go_with_it() -> None:
    file = Attachment("a.log", "text/plain", b"x")
    one, two = (Task(letter(attachments=(file,) * count), Medium.WECHAT, NOW).words for count in (1, 2))
    assert "1 个文件" in one.zh
    assert "the 1 file attached" in one.en
    assert "the 2 files attached" in two.en


def test_what_was_asked_becomes_the_cases_entry_with_its_evidence() -> None:
    task = Task(letter(), Medium.CONSOLE, NOW)
    entry, raw = question(task, confirmed(task, Told(NOW + HOUR)), "Cora")
    assert (entry.at, entry.author, entry.role, entry.text) == (NOW + HOUR, "Cora", Role.CUSTOMER, letter().text)
    assert entry.source.blob == hashlib.sha256(raw).hexdigest()
    assert entry.uid == question(task, confirmed(task, Told(NOW + 2 * HOUR)), "Cora")[0].uid


def test_what_was_not_confirmed_is_no_entry() -> None:
    with pytest.raises(ValueError, match="confirmed"):
        question(Task(letter(), Medium.CONSOLE, NOW), Delivery(fate=Fate.ISSUED), "Cora")
