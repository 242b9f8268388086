"""The words themselves: what they mean where nothing is said."""

from __future__ import annotations

from houdun.flow.trial.moves import Meaning, Rules


def test_our_replies_come_well_before_anybody_loses_patience() -> None:
    rules = Rules()
    assert rules.reply_after < rules.look_after < rules.quiet <= rules.horizon < rules.patience
    assert rules.retest_after < rules.patience


def test_a_meaning_is_a_person_s_who_wants_nothing() -> None:
    meaning = Meaning()
    assert meaning.person
    assert not any(getattr(meaning, name) for name in Meaning.__dataclass_fields__ if name != "person")
