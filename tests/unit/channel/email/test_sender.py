from __future__ import annotations

import email
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from houdun.channel.email.compose import VIRTUAL_TIME
from houdun.channel.email.imap import Box
from houdun.channel.email.sender import SETTLING, Sender
from houdun.channel.email.settings import Copies, Settings, Tls
from houdun.channel.port import Fate
from houdun.errors import InputError, OutsideError, RefusedError, UsageError
from houdun.facts.time import HOUR, SECOND
from houdun.testing.contracts.sender import NOW, letter
from houdun.testing.mail_servers import Outlet, Pymap, account, outlet

NOBODY = 9


@pytest.fixture(scope="module")
def running() -> Iterator[Pymap]:
    server = Pymap()
    server.up()
    yield server
    server.down()


@pytest.fixture
def house(running: Pymap) -> Pymap:
    running.empty()
    return running


@pytest.fixture
def out() -> Iterator[Outlet]:
    with outlet() as made:
        yield made


@pytest.fixture
def mine(house: Pymap, out: Outlet) -> Settings:
    return account(out.port, house.port)


@pytest.fixture
def provider(mine: Settings, house: Pymap, out: Outlet) -> Settings:
    """A provider that files what it takes."""
    out.then = lambda recipient, mail: house.deliver(mail, "Sent")
    return replace(mine, copies=Copies.SERVER)


def filed(settings: Settings) -> dict[str, int]:
    box = Box(settings.imap)
    try:
        return box.newest_ids("Sent")
    except UsageError:
        return {}
    finally:
        box.close()


def test_what_goes_out_is_filed_under_its_time(mine: Settings) -> None:
    delivery = Sender(mine).send(letter(), NOW)
    assert (delivery.fate, delivery.at, delivery.trouble) == (Fate.SENT, NOW, None)
    assert filed(mine) == {letter().id: NOW}


def test_where_the_provider_files_we_file_nothing(provider: Settings) -> None:
    Sender(provider).send(letter(), NOW)
    assert list(filed(provider)) == [letter().id]


def test_a_copy_that_cannot_be_filed_is_told_and_the_letter_is_out(mine: Settings, out: Outlet) -> None:
    broken = replace(mine, imap=replace(mine.imap, port=NOBODY))
    delivery = Sender(broken).send(letter(), NOW)
    assert (delivery.fate, len(out.taken)) == (Fate.SENT, 1)
    assert delivery.trouble is not None
    assert all(delivery.trouble)


@pytest.mark.parametrize("dies", ["before taking it", "after taking it"])
def test_without_an_answer_it_is_pending_and_soon_repeated_it_stays_so(provider: Settings, out: Outlet, dies: str) -> None:
    out.then = lambda recipient, mail: None
    out.dies = dies
    sender = Sender(provider)
    assert sender.send(letter(), NOW).again_at == NOW + SETTLING
    again = sender.send(letter(), NOW + SECOND, attempted_at=NOW)
    assert (again.fate, again.again_at) == (Fate.PENDING, NOW + SETTLING)
    assert len(out.taken) == (dies == "after taking it")


def test_in_doubt_and_taken_it_is_found_and_its_time_is_the_servers(provider: Settings, out: Outlet, house: Pymap) -> None:
    out.dies = "after taking it"
    sender = Sender(provider)
    assert sender.send(letter(), NOW).fate is Fate.PENDING
    found = sender.send(letter(), NOW + HOUR, attempted_at=NOW)
    assert found.fate is Fate.SENT
    assert found.at == filed(provider)[letter().id]
    assert len(out.taken) == 1


def test_in_doubt_and_not_taken_it_goes_out_again_once_that_is_sure(provider: Settings, out: Outlet) -> None:
    out.dies = "before taking it"
    sender = Sender(provider)
    sender.send(letter(), NOW)
    assert sender.send(letter(), NOW + SETTLING, attempted_at=NOW).fate is Fate.SENT
    assert sender.send(letter(), NOW + HOUR, attempted_at=NOW + SETTLING).fate is Fate.SENT
    assert len(out.taken) == 1


@pytest.mark.parametrize("dies", ["before taking it", "after taking it"])
def test_in_doubt_where_we_file_the_copies_a_person_is_asked_and_nothing_is_sent_twice(
    mine: Settings, out: Outlet, dies: str
) -> None:
    out.dies = dies
    sender = Sender(mine)
    sender.send(letter(), NOW)
    for later in (SETTLING, HOUR):
        assert sender.send(letter(), NOW + later, attempted_at=NOW).fate is Fate.UNKNOWN
    assert len(out.taken) == (dies == "after taking it")


def kill(*arguments: object, **more: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("where", ["smtp.hand_over", "compose", "Sender._file", "Sender._look_up"])
def test_killed_at_any_step_it_is_never_sent_twice(
    provider: Settings, out: Outlet, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    before = NOW - HOUR if where == "Sender._look_up" else None
    with monkeypatch.context() as patched:
        patched.setattr(f"houdun.channel.email.sender.{where}", kill)
        with pytest.raises(KeyboardInterrupt):
            Sender(provider).send(letter(), NOW, attempted_at=before)
    assert Sender(provider).send(letter(), NOW + HOUR, attempted_at=NOW).fate is Fate.SENT
    assert len(out.taken) == 1


def test_a_look_up_that_fails_sends_nothing(provider: Settings, out: Outlet) -> None:
    broken = replace(provider, imap=replace(provider.imap, port=NOBODY))
    with pytest.raises(OutsideError):
        Sender(broken).send(letter(), NOW + HOUR, attempted_at=NOW)
    assert out.taken == []


def refuses(out: Outlet) -> None:
    out.refuses = "550 5.1.1 no such user"


def full(out: Outlet) -> None:
    out.answer = "452 4.2.2 mailbox full"


@pytest.mark.parametrize(("trouble", "kind"), [(refuses, RefusedError), (full, OutsideError)])
def test_what_surely_did_not_go_out_is_raised_and_not_filed(
    mine: Settings, out: Outlet, trouble: Callable[[Outlet], None], kind: type[Exception]
) -> None:
    trouble(out)
    with pytest.raises(kind):
        Sender(mine).send(letter(), NOW)
    assert filed(mine) == {}


def test_too_large_a_letter_is_told_before_anything_is_connected(mine: Settings) -> None:
    with pytest.raises(InputError):
        Sender(replace(mine, largest=100, smtp=replace(mine.smtp, port=NOBODY))).send(letter(), NOW)


def test_virtual_time_is_for_this_machine_only(mine: Settings, out: Outlet) -> None:
    Sender(mine, virtual=True).send(letter(), NOW)
    assert email.message_from_bytes(out.taken[0][1])[VIRTUAL_TIME] == str(NOW)
    Sender(mine).send(letter(2), NOW)
    assert VIRTUAL_TIME not in email.message_from_bytes(out.taken[1][1])
    away = replace(mine, smtp=replace(mine.smtp, host="smtp.acme.example", tls=Tls.TLS))
    with pytest.raises(UsageError):
        Sender(away, virtual=True)
