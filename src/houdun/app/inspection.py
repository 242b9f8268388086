"""What Houdun goes by, as it stands in the files now: each as it was read, or what is wrong in it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from houdun import config, keys
from houdun.app import trials
from houdun.app.workspace import Workspace, packaged_file
from houdun.channel.email import smtp
from houdun.channel.email.imap import Box
from houdun.channel.email.settings import Settings as Mailbox
from houdun.errors import HoudunError, UsageError
from houdun.facts.promise import Promise
from houdun.facts.rubric import Rubric
from houdun.flow.trial.ahead.outlook import Outlook, outlook
from houdun.flow.trial.terms import Terms
from houdun.verdict.promise_file import load_promises
from houdun.verdict.rubric_file import load_rubric

T = TypeVar("T")
RUNS = 500
"""Trials imagined for a plan's page: a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Looked(Generic[T]):
    """A file of settings: `held` is what it says, None where `wrong` says why it cannot be read. `own` is False for the packaged one."""

    file: Path
    own: bool
    held: T | None = None
    wrong: HoudunError | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A plan's calendar, and what it will probably come to."""

    plan: trials.Planned
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a file names: is it there? What it is stays where it is."""

    name: str
    there: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """One end of a mailbox, tried now; `wrong` None where it let us in."""

    what: str
    where: str
    wrong: HoudunError | None


def settings(space: Workspace) -> Looked[config.Settings]:
    file = space.root / config.FILE
    return _look(file, file.exists(), lambda _: config.load(space.root, os.environ))


def rubric(space: Workspace) -> Looked[Rubric]:
    return _look(*_file(space, space.settings.rubric, "rubric.toml"), load_rubric)


def promises(space: Workspace) -> Looked[tuple[Promise, ...]]:
    return _look(*_file(space, space.settings.promises, "promises.toml"), load_promises)


def plans(space: Workspace) -> tuple[Looked[Ahead], ...]:
    """Every file of the workspace's folder that describes a trial."""
    return tuple(
        _look(file, True, lambda each: _ahead(each, space.root)) for file in sorted(space.root.glob("*.toml")) if _is_plan(file)
    )


def keys_of(terms: Terms) -> tuple[Key, ...]:
    """The keys that a trial needs, in alphabetic order."""
    return tuple(Key(name, _there(name)) for name in sorted(set(_named(terms))))


def try_mailbox(mailbox: Mailbox) -> tuple[Tried, ...]:
    """Logs in at both ends, and opens the folders. Takes as long as the servers do, a minute at most."""
    return (
        Tried("SMTP", mailbox.smtp.where, _trouble(lambda: _greet(mailbox))),
        Tried("IMAP", mailbox.imap.where, _trouble(lambda: _look_in(mailbox))),
    )


def _look(file: Path, own: bool, read: Callable[[Path], T]) -> Looked[T]:
    try:
        return Looked(file, own, held=read(file))
    except HoudunError as error:
        return Looked(file, own, wrong=error)


def _file(space: Workspace, own: str, packaged: str) -> tuple[Path, bool]:
    return (space.root / own, True) if own else (packaged_file(packaged), False)


def _is_plan(file: Path) -> bool:
    """A file that cannot be read may have wanted to be one: it is shown with what is wrong in it."""
    if file.name == config.FILE:
        return False
    try:
        return "trial" in tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return False
    except tomllib.TOMLDecodeError:
        return "[trial]" in file.read_text(encoding="utf-8")


def _ahead(file: Path, root: Path) -> Ahead:
    plan = trials.planned(file, root)
    return Ahead(plan, outlook(plan.terms, plan.blocks, runs=RUNS))


def _named(terms: Terms) -> Iterator[str]:
    for contact in terms.contacts:
        addresses = [address for stream in contact.streams.values() for address in (stream.publish, stream.play)]
        passwords = [repr(server.password) for server in (contact.mailbox.smtp, contact.mailbox.imap)] if contact.mailbox else []
        for text in (*addresses, *passwords):
            yield from (found[1] for found in keys.KEY.finditer(text))


def _there(name: str) -> bool:
    try:
        keys.fill(f"{{key:{name}}}", os.environ, where=name)
    except UsageError:
        return False
    return True


def _greet(mailbox: Mailbox) -> None:
    with smtp.told(mailbox.smtp):
        smtp.leave(smtp.connected(mailbox.smtp))


def _look_in(mailbox: Mailbox) -> None:
    box = Box(mailbox.imap)
    try:
        for folder in mailbox.folders:
            box.examine(folder)
    finally:
        box.close()


def _trouble(act: Callable[[], None]) -> HoudunError | None:
    try:
        act()
    except HoudunError as error:
        return error
    return None
