"""A person's tasks, each with what one has to know, and the command that sees to it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.text import Text

from houdun.app.inbox import Waiting
from houdun.channel.manual.sender import Medium, Sender
from houdun.channel.port import Attachment, Letter
from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.cli.trial_words import moment
from houdun.facts.case import CaseKey, Message
from houdun.facts.time import iso
from houdun.facts.trial import CHANNEL
from houdun.facts.vendor import Vendor
from houdun.flow.trial import persons
from houdun.flow.trial.kept import Held
from houdun.flow.trial.reading import meant
from houdun.flow.trial.record import Entry
from houdun.inert import one_line
from houdun.language import Bilingual
from houdun.store import Store


def show(waiting: Sequence[Waiting], store: Store, here: Path) -> None:
    """`here` is the workspace as it was named. Where there are several trials each task says its own; what is shared by several stands once."""
    console = out()
    if not waiting:
        console.print(say("没有等人处理的事", "nothing waits for you"))
    names = {each.held.terms.name for each in waiting}
    shown: set[str] = set()
    for each in waiting:
        held, entry = each.held, each.entry
        if each.is_shared and entry.key in shown:
            continue
        shown.add(entry.key)
        trial = f"  {one_line(held.terms.name, 60)}" if len(names) > 1 and not each.is_shared else ""
        head = f"{one_line(entry.key, 80)}  {moment(entry.at, held.terms.zone)}{trial}"
        console.print(Text(head, style="bold"), soft_wrap=True)
        for line in (*_told(held, entry, store), *_commands(entry, here)):
            console.print(Text(f"  {one_line(line, 4_000)}"), soft_wrap=True)


def as_json(each: Waiting) -> dict[str, Any]:
    """`trial`, `key`, `kind` and `at` (ISO 8601, UTC) of every task; the rest is the kind's own. A suggestion is in the words that `--means` takes."""
    entry = each.entry
    own = {name: value for name, value in entry.data.items() if name not in ("kind", "suggestion")}
    suggested = {"suggestion": meant.words(persons.suggestion(entry))} if "suggestion" in entry.data else {}
    return {
        "trial": each.held.terms.name,
        "key": entry.key,
        "kind": entry.data["kind"],
        "at": iso(entry.at),
        **own,
        **suggested,
    }


def _told(held: Held, entry: Entry, store: Store) -> Iterator[str]:
    data = entry.data
    match data["kind"]:
        case "send" | "brief" | "sent?":
            yield from _letter(held, entry, store)
        case "meaning":
            yield from _meaning(held, entry, store)
        case "place":
            yield say(
                f"一封认不出归属的来信，{data['author']}：{data['subject']}",
                f"mail that nobody can place, from {data['author']}: {data['subject']}",
            )
            yield from _quoted(data["text"])
        case "leak":
            yield say("这封信会泄露答案，没有发出：", "this letter would have told the answer and was not sent: ") + _both(
                data["problem"]
            )
        case "returned":
            yield say(f"发往 {data['to']} 的信没有送到：", f"a letter to {data['to']} did not arrive: ") + _both(data["problem"])
        case "mailbox":
            yield say(f"邮箱 {data['mailbox']} 不能用了：", f"the mailbox {data['mailbox']} refuses: ") + _both(data["problem"])
            yield _both(data["mend"])


def _letter(held: Held, entry: Entry, store: Store) -> Iterator[str]:
    data = entry.data
    files = data.get("files", [])
    if data["kind"] == "sent?":
        yield say(
            f"发往 {data['to']} 的这封信不知道发出没有，请到邮箱里看",
            f"nobody knows whether this letter to {data['to']} went out: look into the mailbox",
        )
    else:
        attached = tuple(Attachment(name, "", b"") for name, _ in files)
        letter = Letter(id=entry.key, tag="", to=data["to"], subject=data["subject"], text=data["text"], attachments=attached)
        yield Sender(_medium(held, entry)).task(letter, entry.at).words.to(LANGUAGE)
    yield f"| {data['subject']}"
    yield from _quoted(data["text"])
    yield from (f"+ {name}: {store.evidence(sha256)}" for name, sha256 in files)


def _medium(held: Held, entry: Entry) -> Medium:
    """How the vendor of the task is reached."""
    name = entry.data.get("vendor")
    vendor = Vendor.parse(name) if name else held.matter(entry.data["case"]).vendor
    contact = held.terms.contact(vendor)
    return Medium(contact.medium) if contact.medium else Medium.OTHER


def _meaning(held: Held, entry: Entry, store: Store) -> Iterator[str]:
    id, _, uid = entry.key.partition("/")
    vendor = held.matter(id).vendor
    log = store.case(CaseKey(vendor, CHANNEL, id))
    said = next((each for each in log.entries if isinstance(each, Message) and each.uid == uid), None) if log else None
    yield say(f"{vendor} 的一封回复：", f"a reply of {vendor}: ") + _both(entry.data["why"])
    yield from _quoted(said.text if said else "")
    yield say("建议理解为：", "suggested: ") + meant.words(persons.suggestion(entry))


def _quoted(text: str) -> Iterator[str]:
    return (f"| {line}" for line in text.strip().splitlines())


def _commands(entry: Entry, here: Path) -> Iterator[str]:
    """The command for each way to see to it, as it can be copied."""
    named = "" if here == Path() else f" -w {shlex.quote(str(here))}"
    ways = {
        "send": ("--sent --at HH:MM",),
        "brief": ("--sent --at HH:MM",),
        "sent?": ("--sent --at HH:MM", "--not-sent"),
        "meaning": ("--means suggested", '--means "…" --say "…"'),
        "place": ("--case CASE", "--seen"),
    }.get(entry.data["kind"], ("--seen",))
    return (f"→ houdun inbox answer {shlex.quote(entry.key)} {way}{named}" for way in ways)


def _both(words: Sequence[str]) -> str:
    return Bilingual(*words).to(LANGUAGE)
