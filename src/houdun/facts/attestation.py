"""What no case can show, recorded by a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor


class Assurance(StrEnum):
    """How sure it is: the vendor says so, a document was seen, somebody checked."""

    CLAIMED = "claimed"
    SEEN = "seen"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """`value` is as typed: yes / no, a number, or a grade 0–4. The newest one for a vendor and criterion counts."""

    vendor: Vendor
    criterion: str
    value: str
    assurance: Assurance
    recorded_at: Millis
    recorded_by: str
    document: str = ""
    document_name: str = ""
    note: str = ""
