"""A mailbox of ours, as a settings file describes it: where mail goes out and comes in, and how the password is found."""

from __future__ import annotations

import ipaddress
import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from houdun.channel.email import headers
from houdun.errors import UsageError
from houdun.keys import KEY, Secret
from houdun.language import Bilingual
from houdun.toml_file import Table

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of a letter as it goes over the wire. Most providers take 25 MB or more."""
GIVE_KEY: Final = Bilingual(
    "请写成 {key:名称}，密码放在环境变量 HOUDUN_KEY_名称 或密钥文件里",
    "write {key:NAME}, and keep the password in HOUDUN_KEY_NAME or in the secrets file",
)


class Tls(StrEnum):
    """TLS from the first byte, after STARTTLS, or none: that only on this machine."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class Copies(StrEnum):
    """Who files what was sent into the Sent folder: the provider, as it accepts the mail, or we afterwards. Filed by the provider, a
    letter that is not there was not sent; filed by us, that says nothing."""

    SERVER = "server"
    OURS = "ours"


PORTS: Final[Mapping[str, Mapping[Tls, int]]] = {
    "smtp": {Tls.TLS: 465, Tls.STARTTLS: 587, Tls.NONE: 25},
    "imap": {Tls.TLS: 993, Tls.STARTTLS: 143, Tls.NONE: 143},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """`user` "" is a server that asks nobody. `trust` holds certificates of authorities beside the system's (a company's own)."""

    host: str
    port: int
    tls: Tls
    user: str
    password: Secret
    trust: Path | None = None

    @property
    def where(self) -> str:
        return f"{self.host}:{self.port}"

    def context(self) -> ssl.SSLContext:
        """What is believed. Raises UsageError for a `trust` file that cannot be read."""
        context = ssl.create_default_context()
        if self.trust is not None:
            try:
                context.load_verify_locations(self.trust)
            except OSError as error:
                raise UsageError(
                    Bilingual("无法读取证书文件", "the file of certificates cannot be read"),
                    Bilingual("应为 PEM 格式的证书", "it should hold certificates in PEM"),
                    where=str(self.trust),
                ) from error
        return context


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`folders` are those in which answers may arrive, the one watched first. `sent` is the Sent folder's name, "" for the one the server marks."""

    address: str
    name: str
    smtp: Server
    imap: Server
    folders: tuple[str, ...] = ("INBOX",)
    sent: str = ""
    copies: Copies = Copies.OURS
    largest: int = LARGEST

    @property
    def box(self) -> str:
        """Names the mailbox: its address alone does not, where several servers know us by the same one."""
        return f"{self.address} {self.imap.where}"

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def check_keys(self) -> None:
        """Raises UsageError where a key is missing: who asks beforehand hears of it before anything is done."""
        for server in (self.smtp, self.imap):
            server.password.filled()

    def check_local(self) -> None:
        """Virtual time is spoken on this machine only. Raises UsageError for a mailbox elsewhere."""
        away = next((server for server in (self.smtp, self.imap) if not is_loopback(server.host)), None)
        if away is not None:
            raise UsageError(
                Bilingual("虚拟时间只能用于本机", "virtual time is for this machine only"),
                Bilingual(
                    "请用本机的模拟服务台，或去掉 --virtual", "use simulated desks on this machine, or leave out --virtual"
                ),
                where=away.where,
            )


def is_loopback(host: str) -> bool:
    """Whether the name can only mean this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def load(table: Table, environment: Mapping[str, str] = os.environ) -> Settings:
    """A mailbox from its table in a settings file. Raises UsageError with file, key and mend."""
    table.only(("address", "smtp", "imap"), ("name", "user", "password", "folders", "sent", "copies", "largest_mb"))
    address = headers.sender(table.text("address")).address
    if not address.isascii() or not address:
        table.fail(
            "address",
            Bilingual("这不是邮箱地址", "this is no mail address"),
            Bilingual("例如 ops@example.com", "such as ops@example.com"),
        )
    largest = table.number("largest_mb", 0.1, 1000) * 1024 * 1024 if "largest_mb" in table.raw else LARGEST
    return Settings(
        address=address,
        name=table.text("name", ""),
        smtp=_server(table, "smtp", address, environment),
        imap=_server(table, "imap", address, environment),
        folders=table.texts("folders") or ("INBOX",),
        sent=table.text("sent", ""),
        copies=Copies(table.one_of("copies", table.text("copies", Copies.OURS), tuple(Copies))),
        largest=int(largest),
    )


def _server(mailbox: Table, kind: str, address: str, environment: Mapping[str, str]) -> Server:
    table = mailbox.table(kind)
    table.only(("host",), ("port", "tls", "user", "password", "trust"))
    tls = Tls(table.one_of("tls", table.text("tls", Tls.TLS), tuple(Tls)))
    host = table.text("host").strip()
    if tls is Tls.NONE and not is_loopback(host):
        table.fail(
            "tls",
            Bilingual("不加密只能用于本机", "without TLS only this machine may be spoken to"),
            Bilingual("请改成 tls 或 starttls", "use tls or starttls"),
        )
    password = table.text("password", mailbox.text("password", ""))
    user = table.text("user", mailbox.text("user", address if password else ""))
    if user and not KEY.search(password):
        (table if "password" in table.raw else mailbox).fail(
            "password", Bilingual("密码不能直接写在这里", "a password must not be written here"), GIVE_KEY
        )
    return Server(
        host=host,
        port=int(table.number("port", 1, 65535)) if "port" in table.raw else PORTS[kind][tls],
        tls=tls,
        user=user,
        password=Secret(password, environment),
        trust=Path(table.text("trust")) if "trust" in table.raw else None,
    )
