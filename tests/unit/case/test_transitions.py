from __future__ import annotations

from pathlib import Path

import pytest

from houdun.case.clocks import CUSTOMER
from houdun.case.transitions import TABLE, Move, State, Trigger, document, mermaid
from houdun.facts.case import Milestone

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "states.md"


def test_the_page_is_the_table_drawn() -> None:
    assert PAGE.read_text(encoding="utf-8") == document()


def test_before_the_opening_only_these_count() -> None:
    counting = {trigger for state, trigger in TABLE if state is State.UNOPENED}
    assert counting == {Trigger.SEVERITY_SET, Trigger.IMPACT_STARTED, Trigger.OPENED, *CUSTOMER}


@pytest.mark.parametrize("state", [state for state in State if state is not State.UNOPENED])
def test_an_opened_case_hears_every_trigger_but_a_second_opening(state: State) -> None:
    assert {trigger for trigger in Trigger if (state, trigger) not in TABLE} == {Trigger.OPENED}


def test_every_state_can_be_reached_and_none_is_a_dead_end() -> None:
    assert {move.to for (state, _), move in TABLE.items() if move.to is not state} == set(State) - {State.UNOPENED}
    assert {state for (state, _), move in TABLE.items() if move.to is not state} == set(State)


def test_every_milestone_is_reached_by_some_trigger() -> None:
    assert {move.reaches for move in TABLE.values()} == {*Milestone, None}


def test_progress_never_goes_back_but_by_a_reopening() -> None:
    place = {state: index for index, state in enumerate(State)}
    back = {
        trigger
        for (state, trigger), move in TABLE.items()
        if State.REOPENED not in (state, move.to) and place[move.to] < place[state]
    }
    assert back == set()
    assert {trigger for (_, trigger), move in TABLE.items() if move.to is State.REOPENED and trigger is Trigger.REOPENED}
    assert {state for (state, trigger), move in TABLE.items() if trigger is Trigger.REOPENED and move.to is not state} == {
        State.RESOLVED,
        State.CLOSED,
    }


def test_the_drawing_joins_the_triggers_of_one_move_and_leaves_out_what_stays() -> None:
    table = {
        (State.OPEN, Trigger.CLOSED): Move(State.CLOSED, Milestone.CLOSED),
        (State.OPEN, Trigger.RESOLVED): Move(State.CLOSED, Milestone.RESOLVED),
        (State.OPEN, Trigger.ASKS): Move(State.OPEN, None),
    }
    assert mermaid(table) == "stateDiagram-v2\n    [*] --> unopened\n    open --> closed: closed, resolved\n"
