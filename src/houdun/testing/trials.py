"""Small trials for tests: two vendors, a fortnight, the packaged questions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

from houdun.channel.port import Letter
from houdun.facts.claim import Endpoint
from houdun.facts.question import Ingest, Question, Stratum
from houdun.facts.time import DAY, HOUR, Millis, to_millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial.moves import Rules
from houdun.flow.trial.terms import Address, Brief, Conduct, Contact, Reached, Terms
from houdun.language import Language
from houdun.scenario import question

ACME, BRIO = Vendor("Acme", "pro"), Vendor("Brio")
TUESDAY: Millis = to_millis(dt.datetime(2026, 12, 1, tzinfo=dt.timezone(dt.timedelta(hours=8))))
"""2026-12-01 00:00 in Asia/Shanghai."""
LOOP = Address("loop://{stream}", "loop://{stream}")


@cache
def questions() -> tuple[Question, ...]:
    """The packaged ones."""
    return question.load_all(question.packaged())


def contact(vendor: Vendor = ACME, **changes: object) -> Contact:
    made = Contact(
        vendor=vendor, reached=Reached.MANUAL, to=f"support@{vendor.name.lower()}.example", streams={Ingest.RTMP: LOOP}
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields


def terms(*contacts: Contact, **changes: object) -> Terms:
    """A trial of fourteen days; a change is of a field of `Terms`."""
    made = Terms(
        name="spring",
        language=Language.EN,
        zone="Asia/Shanghai",
        start=TUESDAY,
        days=14,
        blocks=20,
        seed=7,
        shares={Stratum.DAY: 0.5, Stratum.NIGHT: 0.25, Stratum.WEEKEND: 0.25},
        weekly_peak=((5, 20, 22),),
        questions=question.packaged(),
        endpoint=Endpoint(horizon_ms=DAY),
        conduct=Conduct(approval=False),
        rules=Rules(horizon=DAY, patience=3 * DAY, quiet=12 * HOUR),
        brief=Brief(business="Live dating.", architecture="OBS, RTMP, HLS."),
        contacts=contacts or (contact(ACME), contact(BRIO)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields


def letter(id: str = "l1@us.example", text: str = "The sound is late.", **changes: object) -> Letter:
    made = Letter(id=id, tag="12345678", to="support@acme.example", subject="Late sound", text=text)
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields
