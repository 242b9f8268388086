from __future__ import annotations

import dataclasses
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.case import Entry, Finding, Milestone, Role, Severity
from houdun.facts.reading import CaseReading, Moment
from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.document import CaseFile, Style
from houdun.report.outside import shown
from houdun.report.story.casefile import LETTERS, MESSAGES, casefile
from houdun.report.view import View
from houdun.report.words import plain
from houdun.testing.comparisons import nothing
from houdun.testing.factories import finding, log, message, millis
from houdun.testing.tried import tried

EMPTY = View(nothing(), Language.EN)


def filed(*entries: Entry, behind: tuple[str, ...] = (), **milestones: Moment) -> CaseFile:
    made = log(*entries)
    reached = {Milestone(name): moment for name, moment in milestones.items()}
    signals = tuple(entry for entry in made.entries if isinstance(entry, Finding))
    reading = CaseReading(
        log=made, opened_at=millis("10:00"), severity=Severity.HIGH, milestones=reached, clocks=(), signals=signals
    )
    return casefile(EMPTY, reading, "case-1", set(behind), telling=True)


def test_a_message_is_quoted_with_its_time_and_its_evidence_and_nobody_is_named() -> None:
    quotes = filed(
        message("It broke.", author="cora@home.example"), message("Sorry.", "10:05", Role.VENDOR, author="Vera")
    ).quotes
    assert [quote.who for quote in quotes] == ["Customer 1", "Vendor's engineer 1"]
    assert quotes[0].iso == "2025-03-03T10:00:00Z"
    assert quotes[0].at == "Mon 2025-03-03 18:00:00"
    assert quotes[0].source == f"{'0' * 16} · 1"


def test_a_second_engineer_is_engineer_two() -> None:
    said = [
        message("a", "10:01", Role.VENDOR, author="x"),
        message("b", "10:02", Role.VENDOR, author="y"),
        message("c", "10:03", Role.VENDOR, author="x"),
    ]
    assert [quote.who[-1] for quote in filed(*said).quotes] == ["1", "2", "1"]


def test_a_signal_is_marked_where_it_stands() -> None:
    said = message("Please send the logs now.", "10:05", Role.VENDOR)
    line = filed(said, finding(said, "asks_for_logs", evidence="send the logs")).quotes[0].line
    assert [(span.text, span.style) for span in line] == [
        ("Please ", Style.PLAIN),
        ("send the logs", Style.MARK),
        (" now.", Style.PLAIN),
    ]
    assert line[1].note == "asks for logs"


@settings(max_examples=100)
@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6))
def test_marks_never_change_the_words(text: str, ends: list[tuple[int, int]]) -> None:
    said = message(text)
    marks = [
        dataclasses.replace(finding(said, "names_cause", uid=str(place)), start=start, end=end)
        for place, (start, end) in enumerate(ends)
    ]
    assert plain(filed(said, *marks).quotes[0].line) == shown(text)


def test_a_long_case_keeps_its_ends_and_what_numbers_stand_on() -> None:
    said = [message(f"message {place}", f"10:{place:02d}", uid=f"m{place:02d}") for place in range(40)]
    file = filed(*said, behind=("m30",))
    texts = [plain(quote.line) for quote in file.quotes]
    assert len(texts) == MESSAGES
    assert {"message 0", "message 29", "message 30", "message 39"} <= set(texts)
    assert sum(quote.left_out for quote in file.quotes) == 40 - MESSAGES
    assert ("Messages", "30 not shown here") in file.facts


def test_a_long_message_is_cut() -> None:
    assert plain(filed(message("x" * 5000)).quotes[0].line) == "x" * LETTERS + "…"


def test_claimed_and_observed_times_are_told_apart() -> None:
    claimed, observed = Moment(claimed_at=millis("10:30")), Moment(claimed_at=millis("11:00"), observed_at=millis("11:30"))
    facts = dict(filed(message(), opened=Moment(claimed_at=millis("10:00")), located=claimed, mitigated=observed).facts)
    assert facts["Opened"] == "2025-03-03 18:00"
    assert facts["Cause located"] == "by the vendor's word 2025-03-03 18:30"
    assert facts["Mitigated"] == "by the vendor's word 2025-03-03 19:00, observed 2025-03-03 19:30"


def test_a_clock_that_nobody_stopped_says_at_least(compared: Callable[[str], Comparison]) -> None:
    reading = next(one for one in compared("three").cases.values() if one.clocks[0].censored and one.clocks[-1].censored)
    facts = dict(casefile(EMPTY, reading, "case-1", set(), telling=False).facts)
    assert facts["Time to the first human reply"].startswith("≥ ")
    assert "Time to resolution" not in facts


def test_what_we_attached_is_named_under_its_message() -> None:
    made = tried()
    view = View(made, Language.EN)
    key, put = next((key, put) for key, put in view.tried.items() if put.files)
    quotes = casefile(view, made.cases[key], "case-1", set(), telling=True).quotes
    assert quotes[0].files == ("encoder_settings.txt", "publisher_log.txt")
    assert [quote.files for quote in quotes[1:]] == [()] * (len(quotes) - 1)
    assert put.files == {made.cases[key].messages[0].uid: quotes[0].files}
