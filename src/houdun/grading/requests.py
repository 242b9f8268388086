"""What a vendor's message asks for, and what a customer's message gives."""

from __future__ import annotations

from dataclasses import dataclass

from houdun.facts.case import Message
from houdun.facts.signals import Signal
from houdun.grading.finding import find
from houdun.grading.pieces import GIVEN, NAMED
from houdun.grading.text import Evidence, Utterance
from houdun.grading.wishes import wishes
from houdun.grading.words import any_of, frames

SIGNALLED = {Signal.ASKS_FOR_LOGS: "log", Signal.ASKS_FOR_REPRODUCTION: "steps"}
WANTS = any_of(
    """请提供, 麻烦提供, 提供一下, 提供下, 请发, 发一下, 发我, 给我, 给一下, 告诉我, 告知, 请问, 麻烦给, 补一下, 补充, 报一下,
    please (send|share|provide|give|tell|post|attach), (could|can|would) you (please |kindly )?(send|share|provide|give|tell|post|attach), need (the|your|to know)?, let us know (the|your|which), what is (the|your), what's (the|your), what, which"""
)
PRECISELY = {
    name: frames(f"{WANTS} .. (?:{'|'.join(word.pattern for word in words)})") for name, words in NAMED.items() if name in GIVEN
}
AMBIGUOUS = {"version": frames(any_of("sdk log*, sdk 日志, sdk trace*, sdk 的日志"))}
OURS = frames(
    any_of(
        "不用, 不需要, 不必, 无需, 已收到, 收到, no need, don't need, thanks for, thank you for, got the, what happens, which is, which means, what we"
    )
)


@dataclass(frozen=True, slots=True)
class Request:
    """Which pieces a message asks for, and where it begins to. `listed`: as a list of several at once."""

    pieces: frozenset[str]
    evidence: Evidence
    listed: bool


def request(message: Message) -> Request | None:
    """What the vendor's message asks for; None where it asks for nothing that we know by name."""
    said = Utterance(message.text, message.role, message.at)
    asked = {
        SIGNALLED[Signal(found.name)]: Evidence(found.start, found.end) for found in find(message) if found.name in SIGNALLED
    }
    for name, wanted in PRECISELY.items():
        if name not in asked and (evidence := said.evidence(wanted, (*OURS, *AMBIGUOUS.get(name, ())))):
            asked[name] = evidence
    listed = wishes(said)
    pieces = frozenset(asked) | (listed.pieces if listed else frozenset())
    if not pieces:
        return None
    first = (
        Evidence(listed.sentences[0].start, listed.sentences[-1].end) if listed else min(asked.values(), key=lambda at: at.start)
    )
    return Request(pieces, first, listed is not None)


def given(message: Message) -> frozenset[str]:
    """The pieces that the customer's message gives, by how they look."""
    said = Utterance(message.text, message.role, message.at)
    return frozenset(name for name, shapes in GIVEN.items() if said.has(shapes))
