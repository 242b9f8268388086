"""Who is who in a conversation: us, the vendor, its machines, third parties. From the mapping file, or from who wrote first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from houdun.channel import mapping
from houdun.channel.email.automatic import Kind, Machine
from houdun.channel.email.mail import Mail
from houdun.channel.email.threads import Thread
from houdun.errors import UsageError
from houdun.facts.case import Role
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual

SHARED_DOMAINS: Final = frozenset({
    "qq.com", "vip.qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "vip.163.com", "sina.com", "sina.cn", "sohu.com",
    "139.com", "189.cn", "aliyun.com", "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "live.cn",
    "msn.com", "yahoo.com", "yahoo.com.cn", "yahoo.co.jp", "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com",
    "gmx.de", "gmx.net", "web.de", "mail.ru", "yandex.ru", "zoho.com"
})  # fmt: skip
"""Everybody may have an address here: the address is the party, not the domain."""

SECOND_LEVEL: Final = frozenset({
    "com", "net", "org", "gov", "edu", "ac", "co", "or", "ne", "go"
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """A party by its domains (with all below them) and single addresses, in lower case."""

    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()

    def __contains__(self, address: object) -> bool:
        if not isinstance(address, str) or not address:
            return False
        domain = address.rpartition("@")[2]
        return address in self.addresses or any(domain == own or domain.endswith(f".{own}") for own in self.domains)

    def __bool__(self) -> bool:
        return bool(self.domains or self.addresses)


@dataclass(frozen=True, slots=True)
class Supplier:
    """A vendor and its people; `bots` are those addresses of it that no person writes from."""

    vendor: Vendor
    side: Side
    bots: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Parties:
    """The two sides of one case."""

    us: Side
    supplier: Supplier

    def part(self, sender: str, machine: Machine | None) -> tuple[Role, bool, str]:
        """The role of a sender, whether the mail answers in public, and the rule that tells a machine.

        A bounce, and any machine that is not the vendor's, answers nothing. What our own monitoring sends speaks for us;
        our own answering machine does not.
        """
        machine = machine or (Machine(Kind.NOTICE, "bot_address") if sender in self.supplier.bots else None)
        if sender in self.us and (machine is None or machine.kind is Kind.NOTICE):
            return Role.CUSTOMER, True, ""
        vendors = sender in self.supplier.side
        if machine:
            return Role.BOT, vendors and machine.kind is not Kind.BOUNCE, machine.name
        return (Role.VENDOR if vendors else Role.BYSTANDER), True, ""


@dataclass(frozen=True, slots=True)
class Book:
    """The mapping file: who we are, and which vendors there are. Both may be empty."""

    us: Side
    suppliers: tuple[Supplier, ...]

    def parties(self, thread: Thread, named: Vendor | None) -> tuple[Parties, ...]:
        """One for each vendor in the thread; none where no vendor takes part. `named` is what the user calls the vendor."""
        if self.suppliers:
            wanted = [each for each in self.suppliers if named is None or each.vendor.name == named.name]
            present = [each for each in wanted if any(address in each.side for address in thread.people)]
            us = self.us or side_of(self._first_other(thread))
            return tuple(Parties(us, _planned(each, named)) for each in present)
        us, others = _sides(thread, self.us)
        if named is None and not others:
            return ()
        vendor = named or Vendor(next(iter(sorted(others.domains)), "") or sorted(others.addresses)[0])
        return (Parties(us, Supplier(vendor, others)),)

    def _first_other(self, thread: Thread) -> list[str]:
        """The first sender who is no vendor's."""
        mails = [thread.opener, *thread.mails]
        writers = (mail.sender.address for mail in mails if mail.machine is None)
        return [address for address in writers if not any(address in each.side for each in self.suppliers)][:1]


def _planned(supplier: Supplier, named: Vendor | None) -> Supplier:
    """With the plan that the user names, if any."""
    return Supplier(named, supplier.side, supplier.bots) if named and named.plan else supplier


def _sides(thread: Thread, us: Side) -> tuple[Side, Side]:
    """Us and the other side, told by the mail that opens the thread: who writes it, and to whom."""
    opener = next((mail for mail in [thread.opener, *thread.mails] if _opens(mail, us)), None)
    if opener is None:
        first = thread.mails[0]
        return us or side_of(first.to[:1]), side_of([first.sender.address])
    us = us or side_of([opener.sender.address])
    others = [address for address in opener.to if address not in us]
    others = (
        others or [mail.sender.address for mail in thread.mails if mail.sender.address not in us and mail.machine is None][:1]
    )
    return us, side_of(others or [address for address in opener.recipients if address not in us])


def _opens(mail: Mail, us: Side) -> bool:
    """Whether a mail may open a case: a person's, or unasked word from a machine of ours (a monitor's alarm)."""
    if us and mail.sender.address not in us:
        return False
    if mail.machine is None:
        return not mail.doubtful.startswith("subject")
    alarm = mail.machine == Machine(Kind.NOTICE, "auto_submitted") and not mail.parents
    return alarm or (bool(us) and mail.machine.kind is Kind.NOTICE)


def side_of(addresses: Iterable[str]) -> Side:
    """The parties of these addresses: their organisations' domains, or the addresses themselves where a domain is shared."""
    given = [address for address in addresses if address]
    shared = frozenset(address for address in given if address.rpartition("@")[2] in SHARED_DOMAINS)
    return Side(frozenset(organisation(address.rpartition("@")[2]) for address in given if address not in shared), shared)


def organisation(domain: str) -> str:
    """The domain that an organisation registers: `mail.acme.com.cn` → `acme.com.cn`."""
    labels = domain.split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def load(path: Path | None, named: Vendor | None) -> Book:
    """The book of a mapping file. Raises UsageError with the file and the key."""
    table = mapping.load(path, ("us", "vendors"))
    us = _side(table.table("us", ("domains", "addresses")))
    vendors = table.table("vendors")
    suppliers = tuple(_supplier(vendors, name) for name in vendors.values)
    _check_apart(table, us, suppliers)
    if named and suppliers and named.name not in {each.vendor.name for each in suppliers}:
        names = [each.vendor.name for each in suppliers]
        raise UsageError(
            Bilingual(f"对照文件里没有服务商 {named.name}", f"the mapping file has no vendor {named.name}"),
            Bilingual(f"文件里有：{'、'.join(names)}", f"it has {', '.join(names)}"),
            where=table.where,
        )
    return Book(us, suppliers)


def _side(table: mapping.Table) -> Side:
    domains = frozenset(domain.strip().lower().lstrip("@") for domain in table.texts("domains"))
    addresses = frozenset(address.strip().lower() for address in table.texts("addresses"))
    return Side(domains - {""}, addresses - {""})


def _supplier(vendors: mapping.Table, name: str) -> Supplier:
    table = vendors.table(name, ("domains", "addresses", "plan", "bots"))
    side = _side(table)
    bots = frozenset(bot.strip().lower() for bot in table.texts("bots"))
    if not name.strip() or not side:
        raise vendors.wrong(
            f"vendors.{name}",
            Bilingual("服务商没有域名或地址", "the vendor has no domain and no address"),
            Bilingual('例如 domains = ["acme.example"]', 'such as domains = ["acme.example"]'),
        )
    return Supplier(Vendor(name.strip(), table.text("plan").strip()), Side(side.domains, side.addresses | bots), bots)


def _check_apart(table: mapping.Table, us: Side, suppliers: tuple[Supplier, ...]) -> None:
    seen: dict[str, str] = dict.fromkeys(us.domains | us.addresses, "us")
    for supplier in suppliers:
        for own in sorted(supplier.side.domains | supplier.side.addresses):
            if own in seen:
                raise table.wrong(
                    f"vendors.{supplier.vendor.name}",
                    Bilingual(f"{own} 同时属于 {seen[own]}", f"{own} belongs to {seen[own]} as well"),
                    Bilingual("请只保留一处", "keep it in one place"),
                )
            seen[own] = supplier.vendor.name
