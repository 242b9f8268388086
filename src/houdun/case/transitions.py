"""The one table that moves a case: State × Trigger → State, and the milestone that the trigger reaches.

A pair that is not in the table has no effect on anything: before the opening, what a vendor says or stamps starts nothing.
A milestone is reached when its trigger comes the first time; the table may name it again, and the first one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from houdun.facts.case import Milestone


class State(StrEnum):
    """How far a case has come."""

    UNOPENED = "unopened"
    OPEN = "open"
    ACKED = "acked"
    ANSWERED = "answered"
    LOCATED = "located"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"


class Trigger(StrEnum):
    """What can happen to a case. Of one message, the triggers happen in the order in which they stand here.

    `customer_confirms` is the customer writing that it works: nobody owes an answer to that. `mitigated` and `resolved` are claims; `…_seen` says that a probe, a person or the customer saw it.
    """

    SEVERITY_SET = "severity_set"
    IMPACT_STARTED = "impact_started"
    OPENED = "opened"
    CUSTOMER_WRITES = "customer_writes"
    CUSTOMER_CONFIRMS = "customer_confirms"
    MACHINE_REPLIES = "machine_replies"
    DOUBTFUL_REPLIES = "doubtful_replies"
    HUMAN_REPLIES = "human_replies"
    TRIAGED = "triaged"
    ASKS = "asks"
    ASKS_JUSTLY = "asks_justly"
    PROMISES_WORD = "promises_word"
    LOCATED = "located"
    MITIGATED = "mitigated"
    MITIGATED_SEEN = "mitigated_seen"
    RESOLVED = "resolved"
    RESOLVED_SEEN = "resolved_seen"
    REOPENED = "reopened"
    RCA_DELIVERED = "rca_delivered"
    RETRO_TESTED = "retro_tested"
    CLOSED = "closed"


class Move(NamedTuple):
    to: State
    reaches: Milestone | None


Table = Mapping[tuple[State, Trigger], Move]

_OPENED = tuple(state for state in State if state is not State.UNOPENED)
_UNANSWERED = (State.OPEN, State.ACKED)
_UNLOCATED = (*_UNANSWERED, State.ANSWERED, State.REOPENED)
_UNMITIGATED = (*_UNLOCATED, State.LOCATED)
_UNRESOLVED = (*_UNMITIGATED, State.MITIGATED)
_DONE = (State.RESOLVED, State.CLOSED)


def _stays(trigger: Trigger, reaches: Milestone | None = None, within: Iterable[State] = _OPENED) -> Table:
    return {(state, trigger): Move(state, reaches) for state in within}


def _moves(trigger: Trigger, reaches: Milestone, before: Iterable[State], to: State) -> Table:
    """From the states `before` to `to`; in every other opened state the milestone is reached and the state stays."""
    return {**_stays(trigger, reaches), **{(state, trigger): Move(to, reaches) for state in before}}


TABLE: Table = {
    **_stays(Trigger.SEVERITY_SET, within=State),
    **_stays(Trigger.IMPACT_STARTED, Milestone.IMPACT_STARTED, within=State),
    (State.UNOPENED, Trigger.OPENED): Move(State.OPEN, Milestone.OPENED),
    (State.UNOPENED, Trigger.CUSTOMER_WRITES): Move(State.OPEN, Milestone.OPENED),
    (State.UNOPENED, Trigger.CUSTOMER_CONFIRMS): Move(State.OPEN, Milestone.OPENED),
    **_stays(Trigger.CUSTOMER_WRITES),
    **_stays(Trigger.CUSTOMER_CONFIRMS),
    **_moves(Trigger.MACHINE_REPLIES, Milestone.AUTO_ACKED, (State.OPEN,), State.ACKED),
    **_stays(Trigger.DOUBTFUL_REPLIES),
    **_moves(Trigger.HUMAN_REPLIES, Milestone.FIRST_RESPONSE, _UNANSWERED, State.ANSWERED),
    **_stays(Trigger.TRIAGED, Milestone.TRIAGED),
    **_stays(Trigger.ASKS, Milestone.INFO_REQUESTED),
    **_stays(Trigger.ASKS_JUSTLY, Milestone.INFO_REQUESTED),
    **_stays(Trigger.PROMISES_WORD),
    **_moves(Trigger.LOCATED, Milestone.LOCATED, _UNLOCATED, State.LOCATED),
    **_moves(Trigger.MITIGATED, Milestone.MITIGATED, _UNMITIGATED, State.MITIGATED),
    **_moves(Trigger.MITIGATED_SEEN, Milestone.MITIGATED, _UNMITIGATED, State.MITIGATED),
    **_moves(Trigger.RESOLVED, Milestone.RESOLVED, _UNRESOLVED, State.RESOLVED),
    **_moves(Trigger.RESOLVED_SEEN, Milestone.RESOLVED, _UNRESOLVED, State.RESOLVED),
    **_moves(Trigger.REOPENED, Milestone.REOPENED, _DONE, State.REOPENED),
    **_stays(Trigger.RCA_DELIVERED, Milestone.RCA_DELIVERED),
    **_stays(Trigger.RETRO_TESTED, Milestone.RETRO_TESTED),
    **_moves(Trigger.CLOSED, Milestone.CLOSED, (*_UNRESOLVED, State.RESOLVED), State.CLOSED),
}


def mermaid(table: Table = TABLE) -> str:
    """The moves between states as a Mermaid state diagram; triggers that leave the state as it is are not drawn."""
    labels: dict[tuple[State, State], list[str]] = {}
    for (state, trigger), move in table.items():
        if move.to is not state:
            labels.setdefault((state, move.to), []).append(trigger.value)
    edges = [f"    {state} --> {to}: {', '.join(names)}" for (state, to), names in sorted(labels.items())]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {State.UNOPENED}", *edges, ""])


def document(table: Table = TABLE) -> str:
    """The page docs/reference/states.md: the diagram, and what each trigger reaches and where."""
    rows = []
    for trigger in Trigger:
        moves = {state: move for (state, each), move in table.items() if each is trigger}
        reaches = {move.reaches.value for move in moves.values() if move.reaches} or {"–"}
        changes = ", ".join(f"{state} → {move.to}" for state, move in moves.items() if move.to is not state) or "–"
        early = "yes" if State.UNOPENED in moves else "no"
        rows.append(f"| `{trigger}` | {', '.join(sorted(reaches))} | {changes} | {early} |")
    return PAGE.format(diagram=mermaid(table), rows="\n".join(rows))


PAGE = """# The states of a case

Drawn from the one table in `houdun.case.transitions`; a test holds this page to it.

```mermaid
{diagram}```

Every trigger, the milestone it reaches, the moves it makes, and whether it counts before the case is opened.
In states that a row does not name, the trigger leaves the state as it is.

| trigger | reaches | moves | before the opening |
|---|---|---|---|
{rows}
"""
