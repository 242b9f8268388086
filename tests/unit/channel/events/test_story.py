from __future__ import annotations

from pathlib import Path

from houdun.facts.case import CaseLog, Message, Milestone, OwnerSet, Role, Severity, SeveritySet, Stamp
from houdun.facts.time import iso
from tests.event_logs import MAP, log_file, logs, read, stamps

DAY = "2024-03-05"


def told(folder: Path, *lines: str, map_text: str = MAP, header: str = "case,activity,time,actor\n") -> CaseLog:
    """Case 1 from lines such as `take 10:00 ann`; further words fill further columns."""
    rows = [line.split() for line in lines]
    text = "".join(",".join(["1", activity, f"{DAY} {time}", *more]) + "\n" for activity, time, *more in rows)
    return logs(read(log_file(folder, text, header=header), map_text=map_text))["1"]


def test_the_first_row_opens_the_case_for_the_customer_and_names_nobody(tmp_path: Path) -> None:
    log = told(tmp_path, "other 10:00 ann", "take 10:05 bob")
    assert stamps(log) == ["10:00 opened customer", "10:05 first_response vendor"]
    [opened] = [entry for entry in log.entries if isinstance(entry, Stamp) and entry.milestone is Milestone.OPENED]
    assert opened.author == ""


def test_a_first_response_is_stamped_once_and_others_each_time(tmp_path: Path) -> None:
    log = told(tmp_path, "take 10:00 ann", "take 10:05 bob", "solve 10:10 bob", "solve 10:20 bob")
    assert stamps(log)[1:] == ["10:00 first_response vendor", "10:10 resolved vendor", "10:20 resolved vendor"]


def test_work_after_the_resolution_reopens_the_case(tmp_path: Path) -> None:
    log = told(tmp_path, "take 10:00 ann", "solve 10:10 ann", "take 10:20 ann", "take 10:30 ann", "close 10:40 ann")
    assert stamps(log)[2:] == ["10:10 resolved vendor", "10:20 reopened vendor", "10:40 closed vendor"]


def test_a_state_that_is_repeated_says_nothing_new(tmp_path: Path) -> None:
    log = told(
        tmp_path, "solve 10:10 ann", "solve 10:20 ann", "other 10:30 ann", "solve 10:40 ann", map_text="states = true\n" + MAP
    )
    assert stamps(log)[1:] == ["10:10 resolved vendor", "10:40 resolved vendor"]


def test_what_happens_within_one_minute_keeps_the_order_of_the_file(tmp_path: Path) -> None:
    lines = ["take 10:00 ann", "solve 10:00 ann", "take 10:00 bob", "solve 10:00 bob", "close 10:00 ann"]
    milestones = [line.split()[1] for line in stamps(told(tmp_path, *lines))]
    assert milestones == ["opened", "first_response", "resolved", "reopened", "resolved", "closed"]


def test_another_is_anybody_but_the_one_who_wrote_the_first_row(tmp_path: Path) -> None:
    by_another = MAP.replace('"first_response", by = "vendor"', '"first_response", by = "another"')
    log = told(tmp_path, "other 10:00 ann", "take 10:05 ann", "take 10:10 bob", map_text=by_another)
    assert stamps(log)[1:] == ["10:10 first_response vendor"]


def test_a_machine_is_one_whatever_it_does_and_does_not_hide_the_human_after_it(tmp_path: Path) -> None:
    log = told(tmp_path, "take 10:00 robot", "take 10:05 ann", map_text=MAP + '[actors]\n"rob*" = "bot"\n')
    assert stamps(log)[1:] == ["10:00 first_response bot", "10:05 first_response vendor"]


TALK = """
[columns]
case = "case"
activity = "activity"
time = "time"
actor = "actor"
severity = "severity"
owner = "group"
text = "text"
title = "title"
[opened]
from = "activities"
[activities]
says = { text = true }
notes = { text = true, public = false }
raises = { severity = "critical" }
takes = { owner = true, milestone = "triaged", basis = "observed" }
[actors]
ann = "customer"
"*" = "vendor"
[severity]
P2 = "high"
P3 = "normal"
"""
WIDE = "case,activity,time,actor,severity,group,text,title\n"


def test_messages_carry_who_said_what(tmp_path: Path) -> None:
    log = told(tmp_path, "says 10:00 ann P2 net hello Freeze", "notes 10:05 bob P2 net hm Other", map_text=TALK, header=WIDE)
    messages = [entry for entry in log.entries if isinstance(entry, Message)]
    said = [(each.author, each.role, each.text, each.public) for each in messages]
    assert said == [("ann", Role.CUSTOMER, "hello", True), ("bob", Role.VENDOR, "hm", False)]
    assert log.title == "Freeze"
    assert stamps(log) == []


def test_severity_and_owner_are_told_when_they_change(tmp_path: Path) -> None:
    lines = ["says 10:00 ann P3 net a t", "says 10:01 ann P3 net a t", "raises 10:02 ann ? ? a t", "says 10:03 ann P2 media a t"]
    log = told(tmp_path, *lines, map_text='null = ["?"]\n' + TALK, header=WIDE)
    severities = [(iso(each.at)[11:16], each.severity) for each in log.entries if isinstance(each, SeveritySet)]
    assert severities == [("10:00", Severity.NORMAL), ("10:02", Severity.CRITICAL), ("10:03", Severity.HIGH)]
    assert [each.owner for each in log.entries if isinstance(each, OwnerSet)] == ["net", "media"]


def test_an_activity_can_make_its_actor_the_owner_and_state_what_was_observed(tmp_path: Path) -> None:
    log = told(tmp_path, "takes 10:00 bob P3 ? a t", "takes 10:01 eve P3 ? a t", map_text='null = ["?"]\n' + TALK, header=WIDE)
    assert [each.owner for each in log.entries if isinstance(each, OwnerSet)] == ["bob", "eve"]
    assert {each.basis for each in log.entries if isinstance(each, Stamp)} == {"observed"}


COLUMN = TALK.replace('from = "activities"', 'from = "opened"') + '[milestones]\nresolved = { column = "resolved" }\n'


def test_milestones_from_columns_are_told_once_for_each_value(tmp_path: Path) -> None:
    header = "case,activity,time,actor,severity,group,text,title,opened,resolved\n"
    rows = f"says 10:00 ann P3 net a t {DAY}T09:00 ?", f"says 10:01 ann P3 net a t {DAY}T09:00 {DAY}T12:00"
    log = told(tmp_path, *rows, map_text='null = ["?"]\n' + COLUMN, header=header)
    assert stamps(log) == ["09:00 opened customer", "12:00 resolved vendor"]
    assert iso(log.horizon)[11:16] == "12:00", "the log knows of that hour"


def test_the_first_severity_holds_from_an_opening_before_the_first_row(tmp_path: Path) -> None:
    header = "case,activity,time,actor,severity,group,text,title,opened,resolved\n"
    log = told(tmp_path, f"says 10:00 ann P2 net a t {DAY}T09:00 ?", map_text='null = ["?"]\n' + COLUMN, header=header)
    [severity] = [each for each in log.entries if isinstance(each, SeveritySet)]
    assert iso(severity.at)[11:16] == "09:00"


def test_rows_that_are_alike_are_counted_and_keep_their_uids(tmp_path: Path) -> None:
    lines = ["solve 10:00 ann", "solve 10:00 ann", "solve 10:01 ann"]
    first, longer = told(tmp_path, *lines), told(tmp_path, *lines, "close 10:02 ann")
    uids = {entry.uid for entry in first.entries}
    assert len(uids) == 4
    assert uids < {entry.uid for entry in longer.entries}


ASKED = MAP + 'ask = { milestone = "opened", by = "customer" }\nsay = { text = true, by = "vendor" }\n'


def test_a_reply_dated_before_the_question_opens_nothing_and_does_not_hide_the_one_after_it(tmp_path: Path) -> None:
    map_text = ASKED.replace('actor = "actor"', 'actor = "actor"\ntext = "text"')
    lines = ["say 08:59 ann hello", "take 09:00 ann -", "ask 10:00 cora -", "take 10:20 ann -", "take 10:40 ann -"]
    log = told(tmp_path, *lines, map_text=map_text, header="case,activity,time,actor,text\n")
    assert [stamp for stamp in stamps(log) if "opened" in stamp] == ["10:00 opened customer"] * 2
    assert [stamp[:5] for stamp in stamps(log) if "first_response" in stamp] == ["09:00", "10:20"]


def test_a_reply_before_the_opening_of_a_column_does_not_hide_the_one_after_it(tmp_path: Path) -> None:
    from_column = MAP + '[opened]\nfrom = "opened"\n'
    lines = [f"take {at} ann {DAY}T10:00" for at in ("09:59", "10:20", "10:40")]
    log = told(tmp_path, *lines, map_text=from_column, header="case,activity,time,actor,opened\n")
    assert [stamp[:5] for stamp in stamps(log) if "first_response" in stamp] == ["09:59", "10:20"]


def test_where_no_customer_ever_speaks_the_first_row_opens_the_case_whatever_it_says(tmp_path: Path) -> None:
    assert stamps(told(tmp_path, "take 10:00 ann")) == ["10:00 opened customer", "10:00 first_response vendor"]
