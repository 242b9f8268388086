"""How often a vendor does something that a signal shows, good or bad."""

from __future__ import annotations

from houdun.facts.speaker import Speaker
from houdun.verdict.evidence import Evidence, Mean, Sample, Scale
from houdun.verdict.measures import SignalNames, measure
from houdun.verdict.record import CaseView, Record

VENDORS = (Speaker.HUMAN, Speaker.MACHINE, Speaker.DOUBTFUL)


def names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(",") if name.strip())


@measure("signal_share")
def signal_share(
    record: Record, *, signals: SignalNames, best: float, worst: float, among: SignalNames = "", machines: bool = False
) -> Evidence:
    """The share of conversations in which the vendor shows any of `signals`, scored between `worst` and `best`.

    Counted among those with a vendor's human reply; with `among`, only where one of those findings stands too; with
    `machines`, all conversations, and what the vendor's machines do counts with it.
    """
    speakers = VENDORS if machines else (Speaker.HUMAN,)
    asked = [(number, case) for number, case in enumerate(record.cases) if _asked(case, names(among), machines)]
    samples = [_sample(number, case, names(signals), speakers) for number, case in asked]
    return Evidence(samples, Mean(), Scale(best, worst), len(asked), "rule")


def _asked(case: CaseView, among: frozenset[str], machines: bool) -> bool:
    if among and not any(held & among for held in case.found.values()):
        return False
    return bool(case.messages) if machines else bool(case.replies)


def _sample(number: int, case: CaseView, wanted: frozenset[str], speakers: tuple[Speaker, ...]) -> Sample:
    shown = next(case.having(wanted, speakers), None)
    behind = shown or (case.replies[0] if case.replies else case.messages[0])
    return Sample(number, float(shown is not None), entry=behind.uid)


@measure("first_reply")
def first_reply(record: Record, *, signals: SignalNames) -> Evidence:
    """The share of first human replies that carry any of `signals`: something to work with."""
    wanted = names(signals)
    samples = [
        Sample(number, float(bool(case.signals(case.replies[0]) & wanted)), entry=case.replies[0].uid)
        for number, case in enumerate(record.cases)
        if case.replies
    ]
    return Evidence(samples, Mean(), Scale(best=1.0, worst=0.0), len(samples), "rule")
