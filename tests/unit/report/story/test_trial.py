from __future__ import annotations

import dataclasses
from typing import TypeVar

import pytest

from houdun.facts.trial import Blindness, Round, Trial
from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.build import build
from houdun.report.document import Block, Document, Figure, Fold, Items, Offsets, Paragraph, Style, Table, walk
from houdun.report.story.trial import SHOWN, trial
from houdun.report.view import View
from houdun.report.words import plain
from houdun.testing.comparisons import comparison
from houdun.testing.tried import tried

TRIED = tried()
B = TypeVar("B", bound=Block)


def changed(**changes: object) -> Comparison:
    assert TRIED.trial is not None
    return dataclasses.replace(TRIED, trial=dataclasses.replace(TRIED.trial, **changes))  # type: ignore[arg-type]  # a test names fields


def told() -> Trial:
    assert TRIED.trial is not None
    return TRIED.trial


def blocks(kind: type[B], made: Comparison = TRIED, language: Language = Language.EN) -> list[B]:
    return [block for block in walk(trial(View(made, language))) if isinstance(block, kind)]


def said(made: Comparison = TRIED) -> str:
    return " ".join(plain(block.line) for block in blocks(Paragraph, made))


def table(anchor: str, made: Comparison = TRIED) -> Table:
    return next(block for block in blocks(Table, made) if block.anchor == anchor)


def texts(held: Table) -> list[list[str]]:
    return [[" | ".join(plain(line) for line in cell.lines) for cell in row.cells] for row in held.rows]


def test_without_a_trial_there_is_no_section() -> None:
    assert trial(View(comparison(3, cases=1), Language.EN)) == ()


def test_the_endpoint_is_told_as_it_was_declared() -> None:
    assert "none counting as 24 h" in said()
    assert "worth an answer 2 times as fast" in said()


def test_of_several_trials_it_says_which_one_it_tells_and_that_the_others_count_in_the_scores() -> None:
    assert "This section tells" not in said()
    made = changed(others=("summer", "autumn"))
    assert "tells the trial “spring”. The workspace holds others: summer, autumn." in said(made)
    chinese = " ".join(plain(block.line) for block in blocks(Paragraph, made, Language.ZH))
    assert "考察「spring」" in chinese
    assert "summer、autumn" in chinese


def test_every_wait_leads_to_its_case_and_tells_how_good_it_is_in_colour() -> None:
    links, anchors = set[str](), set[str]()
    document: Document = build(TRIED, Language.EN)
    for block in walk(document.blocks):
        anchors.add(getattr(block, "anchor", ""))
        if isinstance(block, Table) and block.anchor == "blocks":
            links |= {cell.lines[0][0].to[1:] for row in block.rows for cell in row.cells[1:]}
    assert len(links) == 36
    assert links <= anchors
    styles = [[cell.lines[0][0].style for cell in row.cells[1:]] for row in table("blocks").rows]
    assert styles[0] == [Style.GOOD, Style.WARN, Style.WARN]
    assert styles[3][2] is Style.BAD


def test_a_block_tells_wait_and_depth_of_every_vendor() -> None:
    rows = texts(table("blocks"))
    assert rows[0][1:] == ["4 min | depth 4", "32 min | depth 3", "2 h 48 min | depth 1"]
    assert rows[3][3] == "none by then | depth 0"
    assert rows[5][0].endswith("void")
    assert rows[5][2] == "could not be asked"


def test_what_could_not_be_asked_is_said_to_be_our_fault() -> None:
    (items,) = blocks(Items)
    assert "Northlight could not be asked (the test stream could not be published" in plain(items.lines[0])
    assert "our fault and not the vendor's" in plain(items.lines[0])
    void = next(each for each in told().rounds if each.fate == "void")
    late = blocks(Items, changed(rounds=(Round(number=9, began_at=0, fate=void.fate, cases=()),)))
    assert "Block 9 came too late" in plain(late[0].lines[0])


def test_the_answer_key_and_the_probe_are_counted_by_vendor_and_claimed_stands_beside_observed() -> None:
    rows = {row[0]: row[1:] for row in texts(table("answers"))}
    assert rows["True cause named"] == ["8 of 8", "4 of 7", "0 of 8"]
    assert rows["Nothing broken, cause found"] == ["0 of 2", "0 of 2", "2 of 2"]
    assert rows["Recovered, of those tried"][2] == "–"
    assert {"Half mitigated within, by its word", "… as the probe saw"} <= set(rows)


def test_many_blocks_are_folded_away() -> None:
    rounds = tuple(dataclasses.replace(told().rounds[0], number=number) for number in range(1, SHOWN + 2))
    folds = [block for block in trial(View(changed(rounds=rounds), Language.EN)) if isinstance(block, Fold)]
    assert any(isinstance(inner, Table) and inner.anchor == "blocks" for fold in folds for inner in fold.blocks)


@pytest.mark.parametrize(
    ("alpha", "words"),
    [(0.81, "Raters agree"), (0.4, "Raters do not agree"), (None, "cannot be said")],
)
def test_raters_are_told_with_their_agreement_and_their_guesses(alpha: float | None, words: str) -> None:
    blind = Blindness(raters=2, graded=33, due=33, blocks=11, alpha=alpha, low=0.3, high=0.9, guesses=30, right=12, chance=1 / 3)
    text = said(changed(blindness=blind))
    assert "In 11 of 11 whole blocks depth is the word of raters (2 of them)" in text
    assert words in text
    assert "Of their 30 guesses of the vendor 12 were right; chance alone makes 10." in text
    assert "Depth is the rule's" in said()


def test_the_onset_is_drawn_with_the_bounds_of_the_recommendation() -> None:
    (figure,) = blocks(Figure)
    (panel,) = figure.panels
    assert isinstance(panel, Offsets)
    assert {(level.at, level.strong) for level in panel.levels} == {(-45.0, False), (125.0, False), (-90.0, True), (185.0, True)}
    assert figure.title == "The sound fell 240 ms behind the picture, and the probe saw it after 3.4 s"
    onset = told().onset
    assert onset is not None
    early = dataclasses.replace(onset, offsets=tuple((at, -ms) for at, ms in onset.offsets))
    assert "ahead of the picture" in blocks(Figure, changed(onset=early))[0].title
    assert blocks(Figure, changed(onset=None)) == []


def test_conduct_is_told_whole_and_what_is_not_stated_is_a_warning() -> None:
    declared = dataclasses.replace(told().declared, conduct={**told().declared.conduct, "terms_checked": ""})
    held = blocks(Table, changed(declared=declared))[-1]
    rows = {row[0]: row[1] for row in texts(held)}
    assert rows["Each block approved before it was sent"] == "yes"
    assert rows["Between two questions, at least"] == "1 h 30 min"
    assert rows["Vendors' terms read on"] == "not stated"
    assert rows["Questions asked"] == "fault 8, nothing broken 2, advice 2"


def test_every_setting_of_the_conduct_has_its_words() -> None:
    words = View(TRIED, Language.ZH).words.under("conduct")
    assert set(told().declared.conduct) == set(words)
