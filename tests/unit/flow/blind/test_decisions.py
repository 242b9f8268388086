from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from houdun.flow.blind.decisions import Decision, append, decided_by, decisions
from houdun.store import Store

FIRST = Decision(packet="c0ffee", by="olga/the owner", depth=3, cause=True, reason="it names the clock")


def test_the_last_decision_stands_and_who_decided_what_is_known(tmp_path: Path) -> None:
    with Store.create(tmp_path) as store:
        second = replace(FIRST, by="pia", depth=2, cause=None)
        append(store, FIRST, 1)
        append(store, second, 2)
        assert decisions(store) == {"c0ffee": second}
        assert [decided_by(store, who) for who in (FIRST.by, "pia", "olga")] == [{"c0ffee"}, {"c0ffee"}, frozenset()]
