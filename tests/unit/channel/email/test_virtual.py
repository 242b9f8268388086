from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest

from houdun import clock
from houdun.channel.email import compose, virtual
from houdun.channel.email.sender import Sender
from houdun.channel.email.virtual import Clock
from houdun.channel.port import Letter
from houdun.desk.server import reading, smtp
from houdun.errors import OutsideError, UsageError
from houdun.facts.time import HOUR, MINUTE, SECOND, Millis
from tests.desk_given import NOBODY, OFFICE, Parrot, mailbox, served

AT: Millis = 1_772_888_651_000
LETTER = Letter(id="q1@ourlive.example", tag="", to=OFFICE.support, subject="Sound", text="Room 8801")


def test_both_sides_speak_of_time_in_the_same_words() -> None:
    assert (compose.VIRTUAL_TIME, virtual.VERB) == (reading.VIRTUAL_TIME, smtp.VERB)


def test_a_desk_s_clock_goes_on_as_it_is_told_and_it_says_when_it_acts_next(tmp_path: Path) -> None:
    with served(tmp_path, Parrot(), virtual=True) as desk, contextlib.closing(Clock(desk.settings)) as ours:
        assert ours.next_due() is None
        Sender(desk.settings, virtual=True).send(LETTER, AT)
        assert ours.next_due() == AT + 3 * SECOND
        assert ours.advance(AT + MINUTE) == AT + 10 * MINUTE
        assert ours.advance(AT + MINUTE) == AT + 10 * MINUTE
        assert ours.advance(AT + HOUR) is None
        assert [told.at - AT for told in desk.said(2)] == [3 * SECOND, 10 * MINUTE]


def test_a_desk_that_was_started_anew_is_found_again(tmp_path: Path) -> None:
    with served(tmp_path, Parrot(), virtual=True) as desk:
        ports, ours = desk.ports, Clock(desk.settings)
        Sender(desk.settings, virtual=True).send(LETTER, AT)
        assert ours.next_due() is not None
    with contextlib.closing(ours):
        with pytest.raises(OutsideError):
            ours.next_due()
        with served(tmp_path, Parrot(), virtual=True, ports=ports):
            assert ours.advance(AT + MINUTE) == AT + 10 * MINUTE


def test_a_server_that_keeps_real_time_is_wrong_use(tmp_path: Path) -> None:
    with served(tmp_path, Parrot()) as desk, pytest.raises(UsageError, match="keeps real time"):
        Clock(desk.settings).next_due()


def test_a_mailbox_elsewhere_is_refused_before_anybody_is_spoken_to() -> None:
    settings = mailbox(NOBODY)
    with pytest.raises(UsageError, match="this machine only"):
        Clock(replace(settings, smtp=replace(settings.smtp, host="smtp.example.com")))


def test_where_nobody_is_there_it_says_so() -> None:
    with pytest.raises(OutsideError):
        Clock(mailbox(NOBODY)).advance(AT)


def test_time_goes_on_two_hundred_times_a_second_and_more(tmp_path: Path) -> None:
    with served(tmp_path, Parrot(), virtual=True) as desk, contextlib.closing(Clock(desk.settings)) as ours:
        Sender(desk.settings, virtual=True).send(LETTER, AT)
        began = clock.steady()
        for number in range(200):
            ours.advance(AT + number)
        assert clock.steady() - began < 1
