"""Who is who: by the mapping file, or by who wrote first to whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from houdun.channel.email import parties
from houdun.channel.email.automatic import Kind, Machine
from houdun.channel.email.headers import Address
from houdun.channel.email.mail import Mail
from houdun.channel.email.parties import Book, Side
from houdun.channel.email.threads import Thread, threads
from houdun.errors import UsageError
from houdun.facts.case import Role, Source
from houdun.facts.vendor import Vendor
from houdun.testing.factories import MONDAY

MAPPING = """
[us]
domains = ["us.example"]
addresses = ["Ann.Us@qq.com"]

[vendors.Acme]
plan = "gold"
domains = ["acme.example"]
bots = ["Ticket@acme.example"]

[vendors."Blitz 闪电"]
addresses = ["blitz@gmail.com"]
"""


def mail(
    number: int, sender: str, *to: str, machine: Machine | None = None, subject: str = "Re: drift", parents: bool = True
) -> Mail:
    return Mail(
        uid=str(number),
        id=str(number),
        parents=("1",) if parents and number > 1 else (),
        subject=subject,
        at=MONDAY + number,
        sender=Address("", sender),
        recipients=to,
        to=to,
        text="",
        machine=machine,
        doubtful="subject_says_automatic" if subject.startswith("自动") else "",
        source=Source(blob="", place=""),
    )


def thread(*mails: Mail) -> Thread:
    (found,) = threads(mails)
    return found


def book(folder: Path, text: str, named: Vendor | None = None) -> Book:
    path = folder / "parties.toml"
    path.write_text(text, encoding="utf-8")
    return parties.load(path, named)


def roles(book: Book, found: Thread, named: Vendor | None = None) -> dict[Vendor, list[Role]]:
    return {
        pair.supplier.vendor: [pair.part(each.sender.address, each.machine)[0] for each in found.mails]
        for pair in book.parties(found, named)
    }


NOBODY = Book(Side(), ())
ACK = Machine(Kind.REPLY, "auto_submitted")
BOUNCE = Machine(Kind.BOUNCE, "multipart_report")
ALARM = Machine(Kind.NOTICE, "auto_submitted")


def test_the_mapping_file_says_who_is_who(tmp_path: Path) -> None:
    found = thread(
        mail(1, "ops@live.us.example", "support@acme.example"),
        mail(2, "ticket@acme.example", "ops@us.example"),
        mail(3, "vera@cn.acme.example", "ops@us.example"),
        mail(4, "ann.us@qq.com", "vera@acme.example"),
        mail(5, "third@party.example", "vera@acme.example"),
        mail(6, "evil@notacme.example", "vera@acme.example"),
    )
    assert roles(book(tmp_path, MAPPING), found) == {
        Vendor("Acme", "gold"): [Role.CUSTOMER, Role.BOT, Role.VENDOR, Role.CUSTOMER, Role.BYSTANDER, Role.BYSTANDER]
    }


def test_a_mail_to_two_vendors_is_a_case_of_each(tmp_path: Path) -> None:
    found = thread(mail(1, "ops@us.example", "s@acme.example", "blitz@gmail.com"), mail(2, "blitz@gmail.com", "ops@us.example"))
    assert roles(book(tmp_path, MAPPING), found) == {
        Vendor("Acme", "gold"): [Role.CUSTOMER, Role.BYSTANDER],
        Vendor("Blitz 闪电"): [Role.CUSTOMER, Role.VENDOR],
    }


def test_a_conversation_without_a_vendor_is_no_case(tmp_path: Path) -> None:
    assert roles(book(tmp_path, MAPPING), thread(mail(1, "ops@us.example", "friend@else.example"))) == {}
    assert roles(NOBODY, thread(mail(1, "ops@us.example", "li@us.example"))) == {}


def test_a_vendor_named_for_the_import_leaves_the_others_out(tmp_path: Path) -> None:
    named = Vendor("Acme", "platinum")
    found = thread(mail(1, "ops@us.example", "s@acme.example", "blitz@gmail.com"))
    assert list(roles(book(tmp_path, MAPPING, named), found, named)) == [named]


def test_without_us_in_the_file_the_first_who_is_no_vendors_is_the_customer(tmp_path: Path) -> None:
    only = '[vendors.Acme]\ndomains = ["acme.example"]'
    found = thread(
        mail(1, "vera@acme.example", "ops@us.example"), mail(2, "ops@us.example", "x@y.example"), mail(3, "x@y.example")
    )
    assert roles(book(tmp_path, only), found) == {Vendor("Acme"): [Role.VENDOR, Role.CUSTOMER, Role.BYSTANDER]}


def test_without_a_file_who_wrote_first_is_the_customer_and_the_other_domain_the_vendor() -> None:
    found = thread(
        mail(1, "ops@us.example", "support@mail.acme.com.cn"),
        mail(2, "vera@acme.com.cn", "ops@us.example"),
        mail(3, "third@party.example", "ops@us.example"),
        mail(4, "li@hq.us.example", "vera@acme.com.cn"),
    )
    expected = [Role.CUSTOMER, Role.VENDOR, Role.BYSTANDER, Role.CUSTOMER]
    assert roles(NOBODY, found) == {Vendor("acme.com.cn"): expected}
    assert roles(NOBODY, found, Vendor("Acme", "gold")) == {Vendor("Acme", "gold"): expected}


def test_on_a_shared_domain_the_address_is_the_party() -> None:
    found = thread(
        mail(1, "ann@qq.com", "blitz@qq.com"), mail(2, "blitz@qq.com", "ann@qq.com"), mail(3, "eve@qq.com", "ann@qq.com")
    )
    assert roles(NOBODY, found) == {Vendor("blitz@qq.com"): [Role.CUSTOMER, Role.VENDOR, Role.BYSTANDER]}


def test_a_hidden_recipient_is_told_by_its_answer() -> None:
    found = thread(mail(1, "ops@us.example"), mail(2, "vera@acme.example", "ops@us.example"))
    assert roles(NOBODY, found) == {Vendor("acme.example"): [Role.CUSTOMER, Role.VENDOR]}


@pytest.mark.parametrize(
    "first",
    [
        mail(1, "no-reply@acme.example", "ops@us.example", machine=ACK),
        mail(1, "s@acme.example", "ops@us.example", subject="自动回复：drift"),
    ],
)
def test_an_answering_machine_opens_nothing(first: Mail) -> None:
    found = thread(first, mail(2, "ops@us.example", "s@acme.example"))
    assert roles(NOBODY, found)[Vendor("acme.example")][1] is Role.CUSTOMER


def test_a_machines_answer_alone_is_still_the_vendors() -> None:
    (pair,) = NOBODY.parties(thread(mail(1, "s@acme.example", "ops@us.example", machine=ACK)), None)
    assert pair.supplier.vendor == Vendor("acme.example")
    assert "ops@us.example" in pair.us


def test_our_monitors_alarm_opens_a_case() -> None:
    found = thread(mail(1, "alarm@us.example", "s@acme.example", machine=ALARM), mail(2, "vera@acme.example", "alarm@us.example"))
    assert roles(NOBODY, found) == {Vendor("acme.example"): [Role.CUSTOMER, Role.VENDOR]}


@pytest.mark.parametrize(
    ("sender", "machine", "role", "public"),
    [
        ("vera@acme.example", ACK, Role.BOT, True),
        ("vera@acme.example", ALARM, Role.BOT, True),
        ("mailer-daemon@acme.example", BOUNCE, Role.BOT, False),
        ("mailer-daemon@us.example", BOUNCE, Role.BOT, False),
        ("ops@us.example", ACK, Role.BOT, False),
        ("ops@us.example", ALARM, Role.CUSTOMER, True),
        ("third@party.example", ACK, Role.BOT, False),
    ],
)
def test_only_the_vendors_machines_answer(tmp_path: Path, sender: str, machine: Machine, role: Role, public: bool) -> None:
    found = thread(mail(1, "ops@us.example", "s@acme.example"))
    (pair,) = book(tmp_path, MAPPING).parties(found, None)
    part = pair.part(sender, machine)
    assert part == (role, public, machine.name if role is Role.BOT else "")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[us]\ndomain = []", "domain"),
        ("[vendors.A]\nbot = []", "bot"),
        ("[vendors.A]\nplan = 'x'", "vendors.A"),
        ("[vendors.A]\ndomains = 'x'", "domains"),
        ("[vendors.A]\ndomains = ['x.example']\nplan = 3", "plan"),
        ("[vendors]\nA = 3", "A"),
        ("us = 3", "us"),
        ("[vendors.'']\ndomains = ['x.example']", "vendors."),
        ("[us]\ndomains = ['x.example']\n[vendors.A]\ndomains = ['X.example']", "vendors.A"),
        ("[vendors.A]\ndomains = ['x.example']\n[vendors.B]\ndomains = ['x.example']", "vendors.B"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(UsageError) as caught:
        book(tmp_path, text)
    assert caught.value.where.endswith(f"parties.toml [{key}]")


def test_a_vendor_that_the_file_does_not_know_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it has Acme, Blitz"):
        book(tmp_path, MAPPING, Vendor("Nobody"))


@pytest.mark.parametrize(
    ("domain", "own"),
    [
        ("a.b.example", "b.example"),
        ("mail.acme.com.cn", "acme.com.cn"),
        ("acme.cn", "acme.cn"),
        ("localhost", "localhost"),
        ("x.acme.io", "acme.io"),
    ],
)
def test_an_organisation_has_one_domain(domain: str, own: str) -> None:
    assert parties.organisation(domain) == own
