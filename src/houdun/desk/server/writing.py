"""An act as a mail: what a help desk's program would send."""

from __future__ import annotations

import email.policy
import email.utils
import re
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final

from houdun.desk.server.office import Office, numbers
from houdun.desk.server.quoting import Quoted, angled, under_fields
from houdun.desk.server.reading import VIRTUAL_TIME
from houdun.desk.turn import Act, Turn
from houdun.facts.time import Millis, from_millis
from houdun.language import Language

MAX_REFERENCES: Final = 20
QUOTES: Final = 0.6
"""The share of answers that carry the old mail along."""

_POLICY: Final = email.policy.SMTP.clone(cte_type="7bit")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_REPLY: Final = re.compile(r"\s*(?:re|回复)\s*[:：]", re.IGNORECASE)


def write(office: Office, act: Act, turns: Sequence[Turn], *, id: str, number: str, at: Millis, virtual: bool) -> bytes:
    """The bytes of a mail written at `at`. `turns` is its thread so far, empty for a mail that answers nothing; `number` is its ticket's."""
    chinese = bool(_CHINESE.search(act.text))
    name = office.persona.named(Language.ZH if chinese else Language.EN)
    mail = EmailMessage(policy=_POLICY)
    local, _, domain = office.support.partition("@")
    mail["From"] = Address(act.author or name, local, domain)
    mail["To"] = Address(addr_spec=office.customer)
    mail["Subject"] = _subject(office, act, turns, number)
    mail["Date"] = email.utils.format_datetime(from_millis(at).astimezone(office.zone))
    if act.automatic:
        mail["Auto-Submitted"] = "auto-replied" if turns else "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
    if virtual:
        mail[VIRTUAL_TIME] = str(at)
    mail.set_content(_body(office, act, turns, id, chinese))
    return _threading(id, turns) + mail.as_bytes()


def _subject(office: Office, act: Act, turns: Sequence[Turn], number: str) -> str:
    """Of an answer: the old one, marked, unless a machine that has words and a number of its own speaks. One that begins a thread stands as it is."""
    if not turns:
        return _flat(act.subject)
    subject, first = _flat(act.subject) or turns[0].subject, turns[0].subject
    if act.automatic and set(numbers(subject)) - set(numbers(first)):
        return subject
    answers = subject if _REPLY.match(subject) else f"Re: {subject}"
    return answers if number in numbers(subject) else f"{answers} {office.mark(number)}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _body(office: Office, act: Act, turns: Sequence[Turn], id: str, chinese: bool) -> str:
    text = act.text.strip()
    theirs = [turn for turn in turns if not turn.ours]
    if act.automatic or not theirs or office.chance("quotes", id) >= QUOTES:
        return f"{text}\n"
    quote = under_fields if office.chance("program", act.author) < 0.5 else angled
    return f"{text}\n\n{quote(_quoted(office, theirs[-1]), chinese)}\n"


def _quoted(office: Office, turn: Turn) -> Quoted:
    return Quoted(
        author=turn.author,
        address=office.customer,
        to=office.support,
        at=from_millis(turn.at).astimezone(office.zone),
        subject=turn.subject,
        text=turn.text,
    )


def _threading(id: str, turns: Sequence[Turn]) -> bytes:
    """Written by hand: the standard library encodes long ids as if they were words, and then nobody knows them again."""
    lines = [f"Message-ID: <{id}>"]
    if turns:
        answered = next((turn.id for turn in reversed(turns) if not turn.ours), turns[-1].id)
        named = [turns[0], *turns[1:][1 - MAX_REFERENCES :]]
        lines += [f"In-Reply-To: <{answered}>", "References: " + "\r\n ".join(f"<{turn.id}>" for turn in named)]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")
