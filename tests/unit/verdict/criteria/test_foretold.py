from __future__ import annotations

import pytest

from houdun.facts.case import CaseKey, Source
from houdun.facts.occasion import Detail, DetailFound, Foretold, Notice, Occasion, OccasionKind, Prevention, Unasked
from houdun.facts.time import DAY, HOUR, Millis
from houdun.facts.verdict import CriterionResult
from houdun.verdict.judge import judge
from houdun.verdict.rubric_file import default_rubric
from tests.verdict_given import A, B, answered_in

PEAKS = [Occasion(start=n * DAY, end=n * DAY + HOUR, uid=f"peak {n}", kind=OccasionKind.PEAK, name="PK") for n in range(10, 22)]


def notice(at: Millis, *details: Detail) -> Notice:
    word = Unasked(uid=f"word at {at}", vendor=A, at=at, text="…", source=Source("", ""))
    return Notice(
        word=word, kinds=frozenset({OccasionKind.PEAK}), windows=(), details=tuple(DetailFound(each, 0, 1) for each in details)
    )


def prevention(*leads: Millis, details: tuple[Detail, ...] = ()) -> Prevention:
    """A notice that long before each of the first occasions, silence about the others."""
    said = [(notice(peak.start - lead, *details),) for peak, lead in zip(PEAKS, leads, strict=False)]
    return Prevention(
        tuple(
            Foretold(vendor=A, occasion=peak, notices=said[place] if place < len(said) else ())
            for place, peak in enumerate(PEAKS)
        )
    )


def results(held: Prevention | None) -> dict[str, CriterionResult]:
    given = {} if held is None else {A: held}
    cases = {A: answered_in([5.0, 10.0]), B: answered_in([5.0], vendor=B)}
    verdict = judge(default_rubric(), "growth", cases, [], zone="UTC", seed=1, draws=400, prevention=given)
    vendor = next(each for each in verdict.vendors if each.vendor == A)
    return {each.id.partition(".")[2]: each for dimension in vendor.dimensions for each in dimension.criteria}


def value(found: dict[str, CriterionResult], id: str) -> float:
    estimate = found[id].value
    assert estimate is not None
    return estimate.mean


def test_silence_about_an_occasion_is_evidence_and_counts_as_nothing_said() -> None:
    found = results(prevention())
    assert [value(found, id) for id in ("notice_coverage", "notice_lead", "notice_detail")] == [0, 0, 0]
    assert all(found[id].n == found[id].applicable == len(PEAKS) for id in ("notice_coverage", "notice_lead", "notice_detail"))


def test_without_a_calendar_there_is_no_evidence_and_it_says_what_is_missing() -> None:
    found = results(None)
    assert [(found[id].score, found[id].n) for id in ("notice_coverage", "notice_lead", "notice_detail")] == [(None, 0)] * 3
    missing = found["notice_coverage"].missing
    assert missing is not None
    assert "houdun occasions import" in missing.en
    assert "houdun occasions import" in missing.zh


def test_coverage_is_the_share_spoken_of_and_lead_the_median_over_all_occasions() -> None:
    found = results(prevention(*[48 * HOUR] * 9, details=(Detail.ACTION, Detail.CONTACT)))
    assert value(found, "notice_coverage") == pytest.approx(9 / 12)
    assert value(found, "notice_lead") == pytest.approx(48 * 60)
    assert value(found, "notice_detail") == pytest.approx(2 * 9 / 12)


def test_who_speaks_earlier_scores_higher() -> None:
    early, late = (results(prevention(*[lead] * 12))["notice_lead"].score for lead in (72 * HOUR, 2 * HOUR))
    assert early is not None
    assert late is not None
    assert early.low > late.high


def test_each_number_leads_back_to_its_occasion_and_to_the_word_behind_it() -> None:
    contributions = results(prevention(5 * HOUR))["notice_coverage"].contributions
    assert contributions[0].case == CaseKey(A, "occasion", "peak 10")
    assert contributions[0].entry == f"word at {10 * DAY - 5 * HOUR}"
    assert [each.entry for each in contributions[1:]] == [""] * 11


def test_a_calendar_changes_no_other_score() -> None:
    with_one, without = results(prevention()), results(None)
    assert with_one["human_15min_day"].n == without["human_15min_day"].n
    assert value(with_one, "human_15min_day") == value(without, "human_15min_day")
