"""The claim of a trial in sentences: what is claimed or not, how near it is, which way it leans, and whether the rubric agrees."""

from __future__ import annotations

from houdun.facts.trial import Trial
from houdun.facts.vendor import Vendor
from houdun.report.document import Block, Callout, Line, Span, Style
from houdun.report.view import View
from houdun.report.words import join

LEANS = 4
"""So many vendors are named in a lean."""


def claim(view: View) -> tuple[Block, ...]:
    """Beside the answer: the claim and the lean, and where the rubric's first is somebody else."""
    trial = view.comparison.trial
    if trial is None:
        return ()
    tone, title = (Style.GOOD, "claim.title") if trial.standing.winner else (Style.PLAIN, "claim.title_open")
    more = Span(view.words.say("claim.more"), Style.PLAIN, "#trial")
    told = (*claimed(view, trial), Span(" "), *lean(view, trial), Span(" "), more)
    return (Callout(tone, view.words.say(title), told), *_disagreement(view, trial))


def claimed(view: View, trial: Trial) -> Line:
    """Never more than what was proved."""
    standing, words = trial.standing, view.words
    if len(trial.declared.vendors) < 2:
        return words.line("claim.alone")
    if standing.winner is not None:
        return words.line(
            "claim.claimed",
            winner=view.name(standing.winner, Style.STRONG),
            blocks=str(standing.blocks),
            share=view.numbers.percent(trial.declared.endpoint.false_claims),
        )
    return words.line("claim.open", blocks=str(standing.blocks)) if standing.blocks else words.line("claim.nothing")


def lean(view: View, trial: Trial) -> Line:
    """Marked as one; nothing where there is nobody to lean to."""
    standing = trial.standing
    if not standing.blocks or len(standing.lean) < 2:
        return ()
    likely = sorted(standing.lean.items(), key=lambda one: -one[1])[:LEANS]
    leans: list[Line] = [(view.name(vendor), Span(f" {view.numbers.chance(share)}", Style.STRONG)) for vendor, share in likely]
    return view.words.line("claim.lean", leans=join(leans, view.words.say("list.between")))


def wealth(view: View, trial: Trial) -> Line:
    """How far the evidence has come for whoever is nearest to a claim, against its hardest rival."""
    pairs = trial.standing.wealth
    if not trial.standing.blocks or len(pairs) < 2:
        return ()
    first = trial.standing.winner or max(pairs, key=lambda vendor: min(pairs[vendor].values()))
    rival = min(pairs[first], key=lambda vendor: pairs[first][vendor])
    return view.words.line(
        "claim.wealth" if len(pairs) == 2 else "claim.wealth_many",
        first=view.name(first),
        rival=view.name(rival),
        wealth=view.numbers.plain(pairs[first][rival]),
        needed=view.numbers.plain(round(2 / trial.declared.endpoint.false_claims)),
    )


def _disagreement(view: View, trial: Trial) -> tuple[Block, ...]:
    winner, leader = trial.standing.winner, view.verdict.leader
    if winner is None or leader is None or leader == winner:
        return _below(view, winner)
    line = view.words.line("claim.disagree", winner=view.name(winner, Style.STRONG), leader=view.name(leader, Style.STRONG))
    return (Callout(Style.WARN, view.words.say("claim.disagree_title"), line), *_below(view, winner))


def _below(view: View, winner: Vendor | None) -> tuple[Block, ...]:
    """Speed and depth do not buy a base line back either."""
    if not any(result.vendor == winner and result.below_base_line for result in view.vendors):
        return ()
    assert winner is not None
    line = view.words.line("claim.below", winner=view.name(winner, Style.STRONG))
    return (Callout(Style.WARN, view.words.say("answer.below_title"), line),)
