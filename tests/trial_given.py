"""A trial of six blocks with the three packaged desks, for tests that imagine one."""

from __future__ import annotations

from houdun.desk.persona import Persona, packaged
from houdun.facts.vendor import Vendor
from houdun.flow.trial.plan import schedule
from houdun.testing.trials import contact, questions, terms

PERSONAS: dict[Vendor, Persona] = {Vendor(each.id): each for each in packaged()}
TERMS = terms(*(contact(vendor) for vendor in PERSONAS), days=2, blocks=6)
BLOCKS = schedule(TERMS, questions())
