"""A plan for simulated desks that run: three quick questions, one of which is shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from houdun.desk.server.house import Neighbour
from houdun.keys import ENVIRONMENT

HEAD = """
[trial]
name = "rehearsal"
language = "en"
start = 2026-12-01
days = 3
blocks = 3
questions = ["which_region", "keeping_recordings", "before_a_release"]

[strata]
day = 1

[claim]
horizon_hours = 12
"""
VENDOR = """
[[vendors]]
name = "{persona}"
to = "{support}"

[vendors.mailbox]
address = "{customer}"
password = "{{key:DESK}}"
copies = "server"
smtp = {{ host = "{host}", port = {smtp}, tls = "{tls}" }}
imap = {{ host = "{host}", port = {imap}, tls = "{tls}" }}
"""


def write_plan(path: Path, desks: Sequence[Neighbour], *, head: str = HEAD, host: str = "127.0.0.1") -> Path:
    tls = "none" if host == "127.0.0.1" else "tls"
    vendors = (
        VENDOR.format(
            persona=desk.persona, support=desk.support, customer=desk.customer, smtp=desk.smtp, imap=desk.imap, host=host, tls=tls
        )
        for desk in desks
    )
    path.write_text(head + "".join(vendors), encoding="utf-8")
    return path


def keys(desks: Sequence[Neighbour]) -> dict[str, str]:
    return {f"{ENVIRONMENT}DESK": desks[0].password.filled()}
