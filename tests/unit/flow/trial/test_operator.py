from __future__ import annotations

from houdun.facts.happening import Happening
from houdun.flow.trial import operator, record
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.operator import Order

NOW = 1_767_888_000_000


def test_what_waits_for_a_person_is_listed_until_it_is_answered() -> None:
    journal = record.Memory()
    journal.append_all([Happening(record.TASK, f"x1/{uid}", NOW, {"kind": "meaning", "case": "x1"}) for uid in ("m1", "m2")])
    operator.decided(journal, "x1/m1", Meaning(claims_fixed=True), NOW)
    assert [entry.key for entry in operator.tasks(journal)] == ["x1/m2"]


def test_each_answer_about_a_letter_makes_room_for_another_task_about_it() -> None:
    journal, keys = record.Memory(), []
    for _ in range(3):
        keys.append(operator.unanswered(journal, "x1/letter/0"))
        operator.not_sent(journal, keys[-1], NOW)
    assert keys == ["x1/letter/0", "x1/letter/0/2", "x1/letter/0/3"]


def test_an_order_given_twice_stands_once() -> None:
    journal = record.Memory()
    for _ in range(2):
        operator.order(journal, Order.PAUSE, NOW)
        operator.approve(journal, (2, 3), NOW)
    assert [(entry.data["what"], entry.data["block"]) for entry in journal.read(record.ORDER)] == [
        ("pause", 0),
        ("approve", 2),
        ("approve", 3),
    ]
