from __future__ import annotations

import pytest

from houdun.facts.case import Role
from houdun.facts.signals import Derived, Signal
from houdun.facts.speaker import Speaker, speaker
from houdun.testing.factories import finding, message


def said(role: Role, *names: str, doubtful: str = "", public: bool = True) -> Speaker | None:
    spoken = message("a", role=role, doubtful=doubtful, public=public)
    return speaker(spoken, [finding(spoken, name, uid=str(place)) for place, name in enumerate(names)])


@pytest.mark.parametrize(
    ("role", "findings", "speaks"),
    [
        (Role.CUSTOMER, [], Speaker.CUSTOMER),
        (Role.VENDOR, [], Speaker.HUMAN),
        (Role.BOT, [], Speaker.MACHINE),
        (Role.BYSTANDER, [], None),
        (Role.VENDOR, [Signal.AUTOMATIC_REPLY], Speaker.MACHINE),
        (Role.VENDOR, [Derived.DOUBTFUL_PERSON], Speaker.DOUBTFUL),
        (Role.VENDOR, [Derived.IS_MACHINE], Speaker.MACHINE),
        (Role.BOT, [Derived.IS_PERSON], Speaker.HUMAN),
        (Role.VENDOR, [Signal.AUTOMATIC_REPLY, Derived.IS_PERSON], Speaker.HUMAN),
        (Role.VENDOR, [Derived.DOUBTFUL_PERSON, Derived.IS_PERSON], Speaker.HUMAN),
        (Role.CUSTOMER, [Derived.IS_MACHINE], None),
        (Role.CUSTOMER, [Signal.AUTOMATIC_REPLY], Speaker.CUSTOMER),
        (Role.BYSTANDER, [Derived.IS_PERSON], None),
    ],
)
def test_who_speaks(role: Role, findings: list[str], speaks: Speaker | None) -> None:
    assert said(role, *findings) is speaks


def test_a_doubt_of_the_channel_stands_until_a_person_decides() -> None:
    assert said(Role.VENDOR, doubtful="precedence: bulk") is Speaker.DOUBTFUL
    assert said(Role.VENDOR, Derived.IS_PERSON, doubtful="precedence: bulk") is Speaker.HUMAN


def test_what_a_ticket_system_wraps_around_a_persons_words_makes_them_no_machines() -> None:
    assert said(Role.VENDOR, Signal.AUTOMATIC_REPLY, Signal.NAMES_CAUSE, doubtful="notice:precedence") is Speaker.DOUBTFUL
    assert said(Role.VENDOR, Signal.AUTOMATIC_REPLY, doubtful="notice:precedence") is Speaker.MACHINE
    assert said(Role.VENDOR, Signal.AUTOMATIC_REPLY, Signal.NAMES_CAUSE) is Speaker.MACHINE


def test_an_internal_note_is_nobodys_word() -> None:
    assert said(Role.VENDOR, public=False) is None


def test_of_two_decisions_the_last_one_counts() -> None:
    assert said(Role.VENDOR, Derived.IS_MACHINE, Derived.IS_PERSON) is Speaker.HUMAN
    assert said(Role.VENDOR, Derived.IS_PERSON, Derived.IS_MACHINE) is Speaker.MACHINE
