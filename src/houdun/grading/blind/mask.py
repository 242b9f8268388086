"""Masking: a text without what tells who wrote it, in Chinese and English.

What stays is what is graded: causes, figures, parameters, steps. Style stays too, and whoever knows a vendor's may know it again: that is why
raters guess the vendor, and how often they are right is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from houdun.grading.blind import shapes
from houdun.grading.blind.marks import FIRST, Mark, language_of, spelt_out, taken_up
from houdun.grading.blind.names import Names, of_people, of_vendors, packaged

WIDE = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF20)}
"""Full-width digits, letters and @: the same name in another width is the same name."""
PRIVATE = dict.fromkeys(range(FIRST, FIRST + 256))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of those who must not be recognised, beyond the packaged brands."""

    vendors: Names = field(default_factory=Names)
    people: Names = field(default_factory=Names)


def known(vendors: Iterable[str] = (), people: Iterable[str] = (), addresses: Iterable[str] = ()) -> Known:
    """`vendors` are names, aliases and plans; `people` names or mail addresses of persons; `addresses` mail addresses and hosts of vendors."""
    return Known(of_vendors(vendors, addresses), of_people(people))


def blind(text: str, who: Known) -> str:
    """The text with neutral marks for whatever tells its vendor or a person. The same text becomes the same, and a masked text stays as it is."""
    plain = taken_up(_plain(text))
    for rules in (shapes.PHRASES, shapes.SIGNATURES, shapes.CONTACTS, shapes.STREAMS, shapes.TICKETS, shapes.HOURS):
        plain = shapes.masked(plain, rules)
    brands = packaged()
    # A vendor of the trial may have a product's word in its name: its own names go first.
    plain = who.vendors.masked(plain, Mark.VENDOR)
    plain = brands.products.masked(plain, Mark.PRODUCT)
    plain = brands.vendors.masked(plain, Mark.VENDOR)
    plain = who.people.masked(plain, Mark.PERSON)
    plain = shapes.masked(plain, (*shapes.PEOPLE, *shapes.ENDINGS))
    return spelt_out(plain, language_of(text))


def _plain(text: str) -> str:
    """Without characters that show nothing and could part a name."""
    narrow = text.translate(WIDE).translate(PRIVATE)
    if narrow.isascii():
        return narrow
    return re.sub(r"[^\x00-\x7f]", lambda found: "" if unicodedata.category(found[0]) == "Cf" else found[0], narrow)
