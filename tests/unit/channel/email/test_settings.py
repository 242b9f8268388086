from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from houdun.channel.email.settings import Copies, Settings, Tls, is_loopback, load
from houdun.errors import UsageError
from houdun.keys import Secret
from houdun.testing.certificates import certificate
from houdun.toml_file import Table

USUAL = """
address = "ops@us.example"
password = "{key:MAIL}"
smtp = { host = "smtp.us.example" }
imap = { host = "imap.us.example" }
"""


def read(text: str, environment: dict[str, str] | None = None) -> Settings:
    return load(Table("trial.toml", "mail", tomllib.loads(text)), environment or {"HOUDUN_KEY_MAIL": "s3cr3t-K3y"})


def test_two_hosts_and_a_key_are_enough() -> None:
    made = read(USUAL)
    assert (made.smtp.where, made.imap.where) == ("smtp.us.example:465", "imap.us.example:993")
    assert (made.smtp.tls, made.imap.tls, made.folders, made.copies) == (Tls.TLS, Tls.TLS, ("INBOX",), Copies.OURS)
    assert made.smtp.user == made.imap.user == "ops@us.example"
    assert made.smtp.password.filled() == "s3cr3t-K3y"
    assert made.domain == "us.example"


def test_everything_can_be_said() -> None:
    made = read("""
address = "Ops Desk <Ops@us.example>"
name = "值班"
folders = ["INBOX", "垃圾邮件"]
sent = "已发送"
copies = "server"
largest_mb = 5
smtp = { host = "h", tls = "starttls", port = 2525, user = "u1", password = "{key:ONE}" }
imap = { host = "h", tls = "starttls", user = "u2", password = "{key:TWO}" }
""")
    assert (made.address, made.smtp.port, made.imap.port, made.largest) == ("ops@us.example", 2525, 143, 5 * 2**20)
    assert (made.smtp.user, made.imap.user, made.sent, made.folders) == ("u1", "u2", "已发送", ("INBOX", "垃圾邮件"))


def test_a_server_on_this_machine_may_ask_for_nothing() -> None:
    made = read(
        'address = "a@b.example"\nsmtp = { host = "127.0.0.1", tls = "none" }\nimap = { host = "localhost", tls = "none" }\n'
    )
    made.check_local()
    assert made.smtp.user == ""
    with pytest.raises(UsageError) as caught:
        read(USUAL).check_local()
    assert caught.value.where == "smtp.us.example:465"


def test_no_password_is_shown_whatever_is_printed() -> None:
    made = read(USUAL)
    made.smtp.password.filled()
    assert "s3cr3t-K3y" not in f"{made} {made!r} {made.smtp}"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('password = "{key:MAIL}"', 'password = "hunter22"', "password"),
        ('password = "{key:MAIL}"', 'user = "me"', "password"),
        ('"ops@us.example"', '"nobody"', "address"),
        ('"ops@us.example"', '"值班@例子.example"', "address"),
        ('host = "imap.us.example"', 'host = "imap.us.example", tls = "none"', "imap.tls"),
        ('host = "imap.us.example"', 'host = "imap.us.example", tls = "ssl"', "imap.tls"),
        ('host = "imap.us.example"', 'host = "imap.us.example", port = 0', "imap.port"),
        ('host = "imap.us.example"', "", "imap.host"),
        ("imap = ", "pop3 = ", "pop3"),
        ('address =', 'copies = "nobody"\naddress =', "copies"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_key_and_never_repeats_a_password(old: str, new: str, key: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(USUAL.replace(old, new))
    assert caught.value.where == f"trial.toml [mail.{key}]"
    assert "hunter22" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("[::1]", True), ("LocalHost", True),
     ("localhost.evil.example", False), ("10.0.0.1", False), ("0.0.0.0", False), ("", False)],
)  # fmt: skip
def test_only_names_that_can_mean_nothing_else_are_this_machine(host: str, local: bool) -> None:
    assert is_loopback(host) is local


def test_a_companys_own_authority_is_trusted_beside_the_systems(tmp_path: Path) -> None:
    file = certificate(tmp_path)
    table = USUAL.replace('host = "imap.us.example"', f'host = "imap.us.example", trust = "{file}"')
    made = read(table)
    assert made.imap.context().cert_store_stats()["x509"] == made.smtp.context().cert_store_stats()["x509"] + 1


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_certificates_that_cannot_be_read_are_a_usage_error(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "ca.pem"
    if content:
        file.write_text(content)
    made = read(USUAL.replace('host = "imap.us.example"', f'host = "imap.us.example", trust = "{file}"'))
    with pytest.raises(UsageError) as caught:
        made.imap.context()
    assert caught.value.where == str(file)


def test_whether_all_keys_are_there_can_be_asked_beforehand() -> None:
    read(USUAL).check_keys()
    with pytest.raises(UsageError, match="HOUDUN_KEY_MAIL"):
        read(USUAL, {"XDG_CONFIG_HOME": "/nonexistent"}).check_keys()


def test_a_key_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="HOUDUN_KEY_OTHER"):
        Secret("{key:OTHER}", {"XDG_CONFIG_HOME": "/nonexistent"}).filled()
