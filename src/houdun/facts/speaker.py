"""Who speaks: one rule, by which the clocks and the measures tell a vendor's human from a machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from houdun.facts.case import Finding, Message, Role
from houdun.facts.signals import Derived, Signal


class Speaker(StrEnum):
    """Whose word a public message is. DOUBTFUL might be a machine's: it counts as a reply by somebody, never as a human's,
    until a person decides. Erring that way keeps a robot from looking like a fast engineer, and the open doubt stays visible."""

    CUSTOMER = "customer"
    HUMAN = "human"
    MACHINE = "machine"
    DOUBTFUL = "doubtful"


DECIDED: Mapping[str, Speaker] = {Derived.IS_PERSON: Speaker.HUMAN, Derived.IS_MACHINE: Speaker.MACHINE}

SUBSTANCE = frozenset({
    Signal.NAMES_CAUSE, Signal.GIVES_CHANGE, Signal.GIVES_WORKAROUND, Signal.CLAIMS_FIXED, Signal.ASKS_FOR_LOGS, Signal.ASKS_FOR_REPRODUCTION
})  # fmt: skip
"""What people say. Where the channel has a doubt already, a machine's phrases around it may be what a ticket system wraps into each of its mails."""


def speaker(message: Message, found: Iterable[Finding]) -> Speaker | None:
    """Whose word it is, after all corrections; None for internal notes, bystanders, a customer's machine, and what never reached the vendor.

    `found` are the findings about this message, oldest first: of a person's decisions the last one counts.
    """
    if not message.public or message.role is Role.BYSTANDER:
        return None
    names = [each.name for each in found]
    decided = next((DECIDED[name] for name in reversed(names) if name in DECIDED), None)
    if message.role is Role.CUSTOMER:
        return None if decided is Speaker.MACHINE or Derived.UNDELIVERED in names else Speaker.CUSTOMER
    if decided:
        return decided
    wrapped = message.doubtful and not SUBSTANCE.isdisjoint(names)
    if message.role is Role.BOT or (Signal.AUTOMATIC_REPLY in names and not wrapped):
        return Speaker.MACHINE
    return Speaker.DOUBTFUL if message.doubtful or Derived.DOUBTFUL_PERSON in names else Speaker.HUMAN
