from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.case import Source
from houdun.facts.time import MINUTE
from houdun.facts.vendor import Vendor
from houdun.flow.notices import CAME_IN, LONGEST, enter, unasked
from houdun.flow.trial import operator
from houdun.flow.trial.told.declared import declare
from houdun.store import Store
from houdun.testing.factories import message
from houdun.testing.trials import TUESDAY, terms

ACME = Vendor("Acme", "gold")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path) as store:
        yield store


def test_the_same_words_of_one_moment_are_kept_once(store: Store) -> None:
    first, new = enter(store.journal, ACME, "周六值守\r\n", at=5, plus_minus=MINUTE, now=9)
    again, known = enter(store.journal, ACME, "周六值守", at=5, plus_minus=MINUTE, now=10)
    assert (new, known) == (True, False)
    assert first == again
    assert list(unasked(store.journal)) == [first]
    assert (first.vendor, first.at, first.plus_minus, first.text) == (ACME, 5, MINUTE, "周六值守")


def test_mails_that_a_trial_took_in_are_read_with_what_was_entered(store: Store) -> None:
    enter(store.journal, ACME, "called us", at=5, plus_minus=0, now=9)
    mail = {"vendor": "Beta", "plan": "", "at": 7, "subject": "Saturday", "text": "Maintenance", "source": "ab12"}
    store.journal.append(CAME_IN, "uid-1", 8, mail)
    words = {each.vendor.name: each for each in unasked(store.journal)}
    assert words["Beta"].uid == "uid-1"
    assert words["Beta"].text == "Saturday\nMaintenance"
    assert words["Beta"].source == Source("ab12", "unasked uid-1")
    assert words["Acme"].source.place == f"notice {words['Acme'].uid}"


def test_what_a_person_has_placed_in_a_case_was_an_answer(store: Store) -> None:
    store.journal.append_all([declare(terms(), TUESDAY)])
    for uid in ("uid-1", "uid-2"):
        store.journal.append(CAME_IN, uid, 8, {"vendor": "Acme", "plan": "gold", "at": 7, "text": "Set bf=0.", "source": "ab12"})
    operator.pasted(store.journal, "40688359", message("Set bf=0."), 9, task="place/uid-1")
    operator.seen(store.journal, "place/uid-2", 9)
    assert [each.uid for each in unasked(store.journal)] == ["uid-2"]


@pytest.mark.parametrize("text", ["", " \n", "x" * (LONGEST + 1)])
def test_no_words_or_far_too_many_are_refused(store: Store, text: str) -> None:
    with pytest.raises(UsageError):
        enter(store.journal, ACME, text, at=5, plus_minus=0, now=9)
