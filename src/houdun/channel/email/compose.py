"""A letter as a mail: what a person's mail program would send, and nothing that gives a machine away."""

from __future__ import annotations

import email.policy
import email.utils
import hashlib
import re
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final

from houdun.channel.email.settings import Settings
from houdun.channel.port import Attachment, Letter
from houdun.errors import InputError
from houdun.facts.time import Millis, from_millis
from houdun.language import Bilingual

VIRTUAL_TIME: Final = "X-Houdun-Time"
"""UTC milliseconds, where a simulated desk on this machine is spoken to in virtual time; in no other mail."""
MAX_REFERENCES: Final = 20
"""The first and the newest are kept: a thread of a hundred mails need not name them all."""

_ID: Final = re.compile(r"[!-;=?-~]{1,250}")
_MEDIA: Final = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_POLICY: Final = email.policy.SMTP.clone(cte_type="7bit")


def message_id(domain: str, *parts: str) -> str:
    """A Message-ID without its brackets: the same for the same parts, and telling nothing of them."""
    return f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:24]}@{domain}"


def marked(subject: str, tag: str) -> str:
    """The subject with the case's tag, once, in the manner of ticket systems, which keep it when they answer."""
    mark = f"[#{tag}]"
    flat = re.sub(r"\s+", " ", subject).strip()
    return flat if not tag or mark in flat else f"{flat} {mark}"


def compose(letter: Letter, settings: Settings, now: Millis, *, virtual: bool = False) -> bytes:
    """The bytes to send. Raises InputError for a letter that no mail can be, or one larger than `settings.largest`."""
    mail = EmailMessage(policy=_POLICY)
    try:
        local, _, domain = settings.address.rpartition("@")
        mail["From"] = Address(settings.name, local, domain)
        mail["To"] = Address(addr_spec=letter.to)
        mail["Subject"] = marked(letter.subject, letter.tag)
    except (ValueError, IndexError) as error:
        raise InputError(
            Bilingual(f"邮件地址或主题无法使用（{letter.to}）", f"address or subject cannot be used ({letter.to})"),
            Bilingual("请改正收件地址", "correct the address"),
            where=letter.id,
        ) from error
    mail["Date"] = email.utils.format_datetime(from_millis(now))
    if virtual:
        mail[VIRTUAL_TIME] = str(now)
    mail.set_content(letter.text)
    for each in letter.attachments:
        _attach(mail, each)
    data = _threading(letter) + mail.as_bytes()
    _check_size(len(data), settings.largest, letter.id)
    return data


def _attach(mail: EmailMessage, attachment: Attachment) -> None:
    kind = attachment.kind if _MEDIA.fullmatch(attachment.kind) else "application/octet-stream"
    main, _, sub = kind.partition("/")
    if main in ("message", "multipart"):
        main, sub = "application", "octet-stream"
    mail.add_attachment(attachment.data, maintype=main, subtype=sub, filename=re.sub(r"[\x00-\x1f/\\]+", "_", attachment.name))


def _threading(letter: Letter) -> bytes:
    """Written by hand: the standard library encodes long ids as if they were words, and then nobody knows them again."""
    if not _ID.fullmatch(letter.id) or "@" not in letter.id:
        raise ValueError(f"{letter.id!r} cannot be a Message-ID")
    known = [id for id in dict.fromkeys(letter.answers) if _ID.fullmatch(id) and "@" in id]
    if len(known) > MAX_REFERENCES:
        known = [known[0], *known[1 - MAX_REFERENCES :]]
    lines = [f"Message-ID: <{letter.id}>"]
    if known:
        lines += [f"In-Reply-To: <{known[-1]}>", "References: " + "\r\n ".join(f"<{id}>" for id in known)]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _check_size(size: int, largest: int, id: str) -> None:
    if size > largest:
        raise InputError(
            Bilingual(
                f"邮件连同附件共 {size / 2**20:.1f} MB，上限是 {largest / 2**20:.1f} MB",
                f"the mail with its attachments is {size / 2**20:.1f} MB, the limit {largest / 2**20:.1f} MB",
            ),
            Bilingual("请减少附件，或改发下载链接", "attach less, or send a link"),
            where=id,
        )
