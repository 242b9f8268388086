from __future__ import annotations

import dataclasses

from houdun.facts.trial import Trial
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.document import Callout, Style
from houdun.report.story.claim import claim, claimed, lean, wealth
from houdun.report.view import View
from houdun.report.words import plain
from houdun.testing.comparisons import comparison
from houdun.testing.tried import tried

TRIED = tried()
FIRST, SECOND, THIRD = (result.vendor for result in TRIED.verdict.vendors)


def trial_of(made: Comparison) -> Trial:
    assert made.trial is not None
    return made.trial


def callouts(made: Comparison, language: Language = Language.EN) -> list[Callout]:
    return [block for block in claim(View(made, language)) if isinstance(block, Callout)]


def led_by(vendor: Vendor | None) -> Comparison:
    return dataclasses.replace(TRIED, verdict=dataclasses.replace(TRIED.verdict, leader=vendor))


def test_without_a_trial_nothing_is_claimed() -> None:
    assert claim(View(comparison(3, cases=1), Language.EN)) == ()


def test_a_claim_names_its_winner_the_blocks_and_what_it_risks() -> None:
    (said,) = callouts(TRIED)
    told = plain(said.line)
    assert said.tone is Style.GOOD
    assert f"{FIRST.name}'s support is better than every other vendor's" in told
    assert f"after {trial_of(TRIED).standing.blocks} whole blocks" in told
    assert "at most 5%" in told


def test_before_the_claim_it_is_said_that_there_is_none() -> None:
    (said,) = callouts(tried(3))
    assert said.tone is Style.PLAIN
    assert "better than every other: 3 whole blocks do not decide it" in plain(said.line)
    assert "No block is whole yet" in plain(callouts(tried(0))[0].line)


def test_nobody_speaks_of_p_values_and_the_lean_is_called_no_claim() -> None:
    for made in (TRIED, tried(3)):
        for language, no_claim in ((Language.EN, "which is no claim"), (Language.ZH, "不是结论")):
            told = " ".join(plain(each.line) for each in callouts(made, language))
            assert no_claim in told
            assert "p-value" not in told
            assert "p 值" not in told


def test_a_lean_needs_evidence_and_somebody_to_lean_against() -> None:
    made = tried(0)
    assert lean(View(made, Language.EN), trial_of(made)) == ()


def test_one_vendor_alone_is_better_than_nobody() -> None:
    told = trial_of(TRIED)
    alone = dataclasses.replace(told, declared=dataclasses.replace(told.declared, vendors=(FIRST,)))
    assert "Only one vendor was tried" in plain(claimed(View(TRIED, Language.EN), alone))


def test_the_hardest_rival_is_the_one_with_the_least_wealth_against_it() -> None:
    told = plain(wealth(View(TRIED, Language.EN), trial_of(TRIED)))
    assert f"a stake of 1 on {FIRST.name} against {SECOND.name} has become 48.33; a claim takes 40" in told


def test_a_rubric_that_puts_another_first_is_said_to_disagree() -> None:
    _, said = callouts(led_by(SECOND))
    assert said.tone is Style.WARN
    assert f"put {SECOND.name} first, the trial claims {FIRST.name}" in plain(said.line)
    assert [len(callouts(led_by(vendor))) for vendor in (FIRST, None)] == [1, 1]


def test_a_winner_below_a_base_line_is_said_to_be() -> None:
    told = trial_of(TRIED)
    odd = dataclasses.replace(TRIED, trial=dataclasses.replace(told, standing=dataclasses.replace(told.standing, winner=THIRD)))
    assert any("below a base line all the same" in plain(each.line) for each in callouts(odd))
