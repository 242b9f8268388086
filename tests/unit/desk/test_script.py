from __future__ import annotations

from houdun.desk.dice import Dice
from houdun.desk.persona import Persona
from houdun.desk.script import Opening, Outcome, Script, Step, advice_depth, draw, ladder
from houdun.facts.fault import Evidence
from houdun.facts.question import Question, Stratum
from houdun.language import Language
from tests.desks import MONDAY, persona, question, questions


def drawn(number: int, of: Question | None, who: Persona) -> Script:
    return draw(who, Dice(number), of, Stratum.DAY, MONDAY, Language.EN, briefed=False)


def test_every_ladder_ends_with_certainty() -> None:
    assert [each.id for each in questions() if ladder(persona(), each)[-1][1] != 1.0] == []


def test_who_is_silent_does_nothing_but_acknowledge() -> None:
    scripts = [drawn(number, question("no_voice"), persona("yunlian")) for number in range(300)]
    silent = [script.stages for script in scripts if script.outcome is Outcome.SILENT]
    assert set(silent) == {(Step.ACKNOWLEDGE,), ()}


def test_who_knows_asks_for_what_would_tell() -> None:
    who = persona("qiushi", asks_all=0.0, only_link=0.0, asks_logs=1.0)
    scripts = [drawn(number, question("not_live"), who) for number in range(100)]
    knowing = [script for script in scripts if script.outcome is Outcome.CAUSE]
    assert {script.evidence[0] for script in knowing} == {Evidence.SERVER_REPLY}
    assert {script.opening for script in scripts} == {Opening.LOGS}


def test_only_a_verdict_that_proposes_something_can_be_tried() -> None:
    scripts = [drawn(number, question("no_voice"), persona()) for number in range(400)]
    assert {script.outcome for script in scripts if script.tries} == {
        Outcome.CAUSE,
        Outcome.GUESSES,
        Outcome.AROUND,
        Outcome.SHALLOW,
    }
    assert all(script.changes for script in scripts if script.tries and script.outcome is Outcome.CAUSE)


def test_advice_goes_by_the_weight_of_what_is_told() -> None:
    sizing = question("sizing_for_a_peak")
    everything = tuple(range(len(sizing.key.points)))
    assert [advice_depth(sizing, everything[:count]) for count in (0, 1, 3, 7)] == [1, 2, 3, 4]
