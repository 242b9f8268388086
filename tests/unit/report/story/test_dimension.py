from __future__ import annotations

import dataclasses
from collections.abc import Callable

from houdun.facts.attestation import Assurance
from houdun.facts.verdict import Comparison, Estimate
from houdun.language import Language
from houdun.report.document import Block, Fold, Heading, Style, Table
from houdun.report.story.dimension import dimensions
from houdun.report.view import View
from houdun.report.words import plain


def titles(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


def criteria(comparison: Comparison) -> list[Table]:
    return [block for block in dimensions(View(comparison, Language.EN)) if isinstance(block, Table) and block.caption.endswith("criterion found")]  # fmt: skip


def test_every_criterion_has_a_row_for_every_vendor(compared: Callable[[str], Comparison]) -> None:
    tables = criteria(compared("three"))
    assert [sum(row.group for row in table.rows) for table in tables] == [3, 2, 3, 2, 1]
    assert sum(not row.group for table in tables for row in table.rows) == 9 * 3 + 2


def test_a_row_says_value_score_interval_n_coverage_and_basis(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    result = three.verdict.vendors[0].dimensions[0].criteria[0]
    assert result.score is not None
    cells = [plain(cell.lines[0]) for cell in criteria(three)[0].rows[1].cells]
    assert cells[0] == "云桥 Cloudbridge"
    assert cells[2:] == [f"{100 * result.score.mean:.0f}", f"{100 * result.score.low:.0f}–{100 * result.score.high:.0f}", "12", "100%", "read by rules"]  # fmt: skip


def test_no_evidence_says_what_would_be_needed(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    last = three.verdict.vendors[-1]
    bare = dataclasses.replace(last, dimensions=())
    verdict = dataclasses.replace(three.verdict, vendors=(*three.verdict.vendors[:-1], bare))
    row = criteria(dataclasses.replace(three, verdict=verdict))[0].rows[3]
    assert plain(row.cells[1].lines[0]) == "No evidence. It would need messages with times."


def test_what_nobody_has_evidence_of_takes_one_row(compared: Callable[[str], Comparison]) -> None:
    row = criteria(compared("three"))[2].rows[-1]
    assert plain(row.cells[0].lines[0]) == "All vendors"
    assert plain(row.cells[1].lines[0]) == "a trial with a probe on a test account"


def test_a_time_that_no_case_has_ended_in_is_said_to_be_at_least_that(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    first, *others = three.verdict.vendors
    dimension = first.dimensions[0]
    timed = next(one for one in dimension.criteria if one.unit == "ms")
    waiting = tuple(dataclasses.replace(one, censored=True) for one in timed.contributions)
    dimension = dataclasses.replace(dimension, criteria=(dataclasses.replace(timed, contributions=waiting),))
    verdict = dataclasses.replace(three.verdict, vendors=(dataclasses.replace(first, dimensions=(dimension,)), *others))
    told = [plain(cell.lines[0]) for row in criteria(dataclasses.replace(three, verdict=verdict))[0].rows for cell in row.cells]
    assert any(text.startswith("≥ ") for text in told)


def test_what_a_person_put_on_record_is_a_yes_or_a_no(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    dimension = three.verdict.vendors[0].dimensions[0]
    certain = Estimate(1.0, 1.0, 1.0)
    recorded = dataclasses.replace(dimension.criteria[0], assurance=Assurance.SEEN, unit="share", value=certain)
    results = (dataclasses.replace(dimension, criteria=(recorded,)),)
    vendors = tuple(dataclasses.replace(vendor, dimensions=results) for vendor in three.verdict.vendors)
    table = criteria(dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, vendors=vendors)))[0]
    assert [plain(line) for line in table.rows[1].cells[1].lines] == ["yes"]


def test_a_criterion_without_any_result_names_the_evidence_it_reads(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    bare = tuple(dataclasses.replace(vendor, dimensions=()) for vendor in three.verdict.vendors)
    emptied = dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, vendors=bare))
    assert "messages with times" in plain(criteria(emptied)[0].rows[1].cells[1].lines[0])
    assert titles(dimensions(View(emptied, Language.EN))) == ["No evidence yet"] * 5


def test_the_title_says_who_is_ahead_only_where_the_intervals_part(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")

    def scored(*means: float) -> Comparison:
        vendors = tuple(
            dataclasses.replace(
                vendor, dimensions=(dataclasses.replace(vendor.dimensions[0], score=Estimate(mean, mean - 0.1, mean + 0.1)),)
            )
            for vendor, mean in zip(three.verdict.vendors, means, strict=False)
        )
        return dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, vendors=vendors))

    assert (
        titles(dimensions(View(scored(0.8, 0.4, 0.3), Language.EN)))[0]
        == "云桥 Cloudbridge is ahead with 80, then Northlight with 40"
    )
    assert (
        titles(dimensions(View(scored(0.8, 0.7, 0.3), Language.EN)))[0]
        == "Too close to call: 云桥 Cloudbridge with 80, Northlight with 70"
    )
    assert titles(dimensions(View(scored(0.8), Language.EN)))[0] == "云桥 Cloudbridge: 80 of 100"


def test_a_base_line_is_marked_and_an_attestation_says_how_sure_it_was(compared: Callable[[str], Comparison]) -> None:
    response, *_, references = criteria(compared("three"))
    assert [span.style for span in response.rows[0].cells[0].lines[0]][-1] is Style.WARN
    assert plain(references.rows[1].cells[-1].lines[0]) == "on record, document seen"


def test_tables_of_many_vendors_are_folded(compared: Callable[[str], Comparison]) -> None:
    folds = [block for block in dimensions(View(compared("many"), Language.EN)) if isinstance(block, Fold)]
    told = [fold for fold in folds if "criterion found" in plain(fold.title)]
    assert [fold.brief for fold in told] == [True, False] * 5


def test_a_finding_on_little_evidence_says_so(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    vendors = tuple(
        dataclasses.replace(vendor, dimensions=tuple(dataclasses.replace(one, coverage=0.08) for one in vendor.dimensions))
        for vendor in three.verdict.vendors
    )
    thin = dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, vendors=vendors))
    assert titles(dimensions(View(thin, Language.EN)))[0].endswith("(little evidence: coverage 8%)")


def test_evidence_at_one_of_several_vendors_is_said_to_be_the_only_one(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    first, *others = three.verdict.vendors
    vendors = (first, *(dataclasses.replace(vendor, dimensions=()) for vendor in others))
    alone = dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, vendors=vendors))
    assert titles(dimensions(View(alone, Language.EN)))[0].startswith("Only 云桥 Cloudbridge has evidence")
