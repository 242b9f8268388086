"""A trial of six blocks with the three packaged desks, for tests that imagine one."""

from __future__ import annotations

from houdun.channel.email.settings import Copies, Server, Settings, Tls
from houdun.desk.persona import Persona, packaged
from houdun.desk.server.house import Neighbour
from houdun.facts.vendor import Vendor
from houdun.flow.trial.plan import schedule
from houdun.flow.trial.terms import Contact, Reached
from houdun.testing.trials import contact, questions, terms

PERSONAS: dict[Vendor, Persona] = {Vendor(each.id): each for each in packaged()}
TERMS = terms(*(contact(vendor) for vendor in PERSONAS), days=2, blocks=6)
BLOCKS = schedule(TERMS, questions())


def reached(desk: Neighbour) -> Contact:
    """By mail, at a desk that runs on this machine."""
    smtp, imap = (
        Server(host="127.0.0.1", port=port, tls=Tls.NONE, user=desk.customer, password=desk.password)
        for port in (desk.smtp, desk.imap)
    )
    mailbox = Settings(address=desk.customer, name="Cora", smtp=smtp, imap=imap, copies=Copies.SERVER)
    return contact(Vendor(desk.persona), reached=Reached.EMAIL, to=desk.support, mailbox=mailbox)
