from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import zoneinfo
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.channel.events import Reader
from houdun.channel.port import RawFile, ReadOptions, Reject
from houdun.errors import InputError, UsageError
from houdun.facts.case import CaseLog, Entry, Milestone, Role, SeveritySet, Stamp
from houdun.facts.time import to_millis
from houdun.facts.vendor import Vendor
from tests.event_logs import MAP, log_file, logs, map_file, raw, read, stamps

ROOT = Path(__file__).parents[4]
DATA = ROOT / "../shared/data"
MAPS = ROOT / "examples/maps"


def test_it_lists_the_logs_of_a_folder_and_leaves_other_files(tmp_path: Path) -> None:
    for name in ("b.csv", "a.PARQUET", "c.tsv.gz", "notes.md"):
        (tmp_path / name).touch()
    assert [path.name for path in Reader().files(tmp_path)] == ["a.PARQUET", "b.csv", "c.tsv.gz"]
    assert Reader().files(tmp_path / "notes.md") == [tmp_path / "notes.md"]


def test_a_folder_without_logs_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Reader().files(tmp_path)


def test_it_asks_for_a_map_and_for_a_vendor(tmp_path: Path) -> None:
    file = raw(log_file(tmp_path, ""))
    with pytest.raises(UsageError, match="--map"):
        list(Reader().read([file], ReadOptions(vendor=Vendor("acme"))))
    with pytest.raises(UsageError, match="--vendor"):
        list(Reader().read([file], ReadOptions(mapping=map_file(tmp_path))))


def test_a_log_without_rows_is_an_empty_history(tmp_path: Path) -> None:
    assert read(log_file(tmp_path, "")) == []


def test_the_horizon_is_the_last_moment_of_the_import_for_every_case(tmp_path: Path) -> None:
    first = log_file(tmp_path, "1,take,2024-03-05 10:00,ann\n", "a.csv")
    second = log_file(tmp_path, "2,take,2024-03-06 10:00,ann\n", "b.csv")
    assert {log.horizon for log in logs(read(first, second)).values()} == {1709719200000}


def test_times_without_an_offset_among_times_with_one_are_rejected_unless_the_map_names_a_zone(tmp_path: Path) -> None:
    path = log_file(tmp_path, "1,take,2024-03-05 10:00,ann\n1,close,2024-03-05 10:00+02:00,ann\n2,take,2024-03-05 11:00,ann\n")
    parts = read(path)
    assert [part.row for part in parts if isinstance(part, Reject)] == [2, 4]
    assert stamps(logs(parts)["1"]) == ["08:00 opened customer", "08:00 closed vendor"]
    parts = read(path, map_text=MAP + '[time]\nzone = "Europe/Rome"\n')
    assert stamps(logs(parts)["1"]) == [
        "08:00 opened customer",
        "08:00 closed vendor",
        "09:00 reopened vendor",
        "09:00 first_response vendor",
    ]


# The real logs: every figure is worked out here anew, with nothing but csv and datetime.


def shared(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is missing")
    return path


def rows_of(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


def cases_of(path: Path, map_name: str, vendor_field: str) -> dict[str, CaseLog]:
    file = RawFile(path, path.name, hashlib.sha256(path.read_bytes()).hexdigest())
    options = ReadOptions(vendor_field=vendor_field, mapping=MAPS / map_name)
    return logs(list(Reader().read([file], options)))


def first(log: CaseLog, milestone: Milestone, role: Role | None = None) -> int | None:
    times = [
        each.at for each in log.entries if isinstance(each, Stamp) and each.milestone is milestone and role in (None, each.role)
    ]
    return min(times, default=None)


def waiting(cases: dict[str, CaseLog], role: Role) -> tuple[int, int]:
    """How many cases were answered by this role, and their seconds from opening to first response, summed."""
    answered = 0, 0
    for log in cases.values():
        opened, response = first(log, Milestone.OPENED), first(log, Milestone.FIRST_RESPONSE, role)
        if opened is not None and response is not None:
            answered = answered[0] + 1, answered[1] + (response - opened) // 1000
    return answered


def severities(entries: tuple[Entry, ...]) -> list[str]:
    return [each.severity.value for each in entries if isinstance(each, SeveritySet)]


@pytest.mark.shared_data
def test_helpdesk_the_first_response_is_when_the_ticket_was_taken_in_charge() -> None:
    path, rome = shared("helpdesk_italy/helpdesk.csv.gz"), zoneinfo.ZoneInfo("Europe/Rome")
    opened: dict[str, dt.datetime] = {}
    taken: dict[str, dt.datetime] = {}
    events: Counter[str] = Counter()
    group: dict[str, str] = {}
    for row in rows_of(path):
        at = dt.datetime.strptime(row[3], "%Y/%m/%d %H:%M:%S.%f").replace(tzinfo=rome).astimezone(dt.UTC)
        opened[row[0]] = min(at, opened.get(row[0], at))
        group.setdefault(row[0], row[15])
        events[row[1]] += 1
        if row[1] == "Take in charge ticket":
            taken[row[0]] = min(at, taken.get(row[0], at))
    cases = cases_of(path, "helpdesk_italy.toml", "workgroup")
    assert len(cases) == len(opened) == 4580
    seconds = sum(int((taken[case] - opened[case]).total_seconds()) for case in taken)
    assert waiting(cases, Role.VENDOR) == (len(taken), seconds)
    said = Counter(each.milestone for log in cases.values() for each in log.entries if isinstance(each, Stamp))
    assert said[Milestone.RESOLVED] == events["Resolve ticket"] + events["RESOLVED"]
    assert said[Milestone.CLOSED] == events["Closed"]
    assert Counter(log.key.vendor.name for log in cases.values()) == Counter(group.values())
    assert severities(cases["Case 1"].entries) == ["critical", "high"]


@pytest.mark.shared_data
def test_servicenow_states_tell_what_happened_and_nothing_is_known_before_its_time() -> None:
    opened: dict[str, dt.datetime] = {}
    writer: dict[str, str] = {}
    before: dict[str, str] = {}
    answered: dict[str, dt.datetime] = {}
    resolved, closed, last = 0, 0, dt.datetime.min.replace(tzinfo=dt.UTC)
    group: dict[str, str] = {}
    path = shared("servicenow/incident_event_log.csv.gz")
    for row in sorted(rows_of(path), key=lambda row: minute(row[13])):
        case, state, who = row[0], row[1], row[12]
        at = minute(row[13])
        opened[case] = minute(row[9])
        last = max(last, at, opened[case])
        writer.setdefault(case, who)
        if row[23] != "?":
            group.setdefault(case, row[23])
        works = (state == "Active" or state.startswith("Awaiting")) and who != writer[case]
        if case not in answered and who != "Updated by 908" and (works or state == "Resolved"):
            answered[case] = at
        resolved += state == "Resolved" != before.get(case)
        closed += state == "Closed" != before.get(case)
        before[case] = state
    cases = cases_of(path, "servicenow.toml", "assignment_group")
    assert len(cases) == len(opened) == 20769
    seconds = sum(int((answered[case] - opened[case]).total_seconds()) for case in answered)
    assert waiting(cases, Role.VENDOR) == (len(answered), seconds)
    said = Counter(each.milestone for log in cases.values() for each in log.entries if isinstance(each, Stamp))
    assert (said[Milestone.RESOLVED], said[Milestone.CLOSED]) == (resolved, closed)
    assert Counter(log.key.vendor.name for log in cases.values()) == Counter(group.get(case, "unassigned") for case in opened)
    assert {log.horizon for log in cases.values()} == {to_millis(last)}
    assert stamps(cases["INC0029233"]) == ["11:49 opened customer"], "cut off: its resolution is only in the back-filled columns"


def minute(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=dt.UTC)


@pytest.mark.shared_data
def test_bpi2013_every_problem_opens_with_its_first_row_and_is_closed_as_often_as_it_says() -> None:
    path = shared("bpi2013_closed/closed_problems.csv.gz")
    opened: dict[str, dt.datetime] = {}
    taken: dict[str, dt.datetime] = {}
    closings: Counter[str] = Counter()
    before: dict[str, str] = {}
    for row in sorted(rows_of(path), key=lambda row: row[10]):
        at, case = dt.datetime.fromisoformat(row[10]), row[11]
        opened.setdefault(case, at)
        if row[6] == "Accepted":
            taken.setdefault(case, at)
        closings[case] += row[9] in ("Closed", "Cancelled") and before.get(case) != row[9]
        before[case] = row[9]
    cases = cases_of(path, "bpi2013.toml", "org:group")
    assert len(cases) == len(opened) == 1487
    seconds = sum(int((taken[case] - opened[case]).total_seconds()) for case in taken)
    assert waiting(cases, Role.VENDOR) == (len(taken), seconds)
    said = Counter(
        log.key.id for log in cases.values() for each in log.entries if isinstance(each, Stamp) and each.milestone == "closed"
    )
    assert said == +closings
