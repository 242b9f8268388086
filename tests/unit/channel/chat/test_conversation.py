from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from houdun.channel.chat.conversation import Naming, Scribe, part_of
from houdun.channel.chat.mapping import ChatMapping, Members
from houdun.channel.fields import BadField, Fields
from houdun.facts.case import Basis, CaseLog, Message, Milestone, OwnerSet, Role, Severity, SeveritySet, Stamp
from houdun.facts.time import iso
from houdun.facts.vendor import Vendor

Json = dict[str, object]
EMPTY = ChatMapping()
AT = "2026-03-07T13:04:00Z"


def turn(text: str = "Help", /, at: object = AT, role: str | None = "customer", author: str = "cora", **more: object) -> Json:
    return {"at": at, "author": author, "role": role, "text": text, **more}


def part(mapping: ChatMapping = EMPTY, field: str = "vendor", vendor: Vendor | None = None, /, **record: object) -> CaseLog:
    whole = Fields({"id": "1", "vendor": "acme", "turns": [turn()], **record})
    return part_of(whole, Scribe(mapping, "blob", 3), Naming(vendor, field, mapping), "chat", 0)


def said(log: CaseLog) -> list[Message]:
    return [entry for entry in log.entries if isinstance(entry, Message)]


def test_every_turn_is_a_message_with_its_role_and_place() -> None:
    turns = [turn("卡"), turn("看一下", 1_772_888_700_000, "vendor", "vera"), turn("收到", AT, "bot", "robot", public=False)]
    first, second, third = said(part(turns=turns))
    assert (first.role, first.text, first.source.place) == (Role.CUSTOMER, "卡", "3:turns[0]")
    assert (second.role, iso(second.at)) == (Role.VENDOR, "2026-03-07T13:05:00Z")
    assert (third.role, third.automatic, third.public) == (Role.BOT, "chat:role", False)


def test_turns_of_one_moment_keep_their_order() -> None:
    messages = said(part(turns=[turn(str(number)) for number in range(20)]))
    assert sorted(messages, key=lambda message: (message.at, message.uid)) == messages


def test_a_turn_said_twice_is_two_messages_and_read_twice_is_one() -> None:
    once, twice = said(part(turns=[turn()])), said(part(turns=[turn(), turn()]))
    assert len({message.uid for message in twice}) == 2
    assert once[0].uid == twice[0].uid


def test_a_reply_dated_before_its_question_stays_as_it_stands() -> None:
    asked, answered = said(part(turns=[turn(), turn("hi", "2026-03-01T00:00:00Z", "vendor")]))
    assert answered.at < asked.at


def test_a_missing_zone_is_a_reject_that_says_so_unless_the_mapping_file_gives_one() -> None:
    zoneless = [turn(at="2026-03-07 21:04:00")]
    with pytest.raises(BadField) as caught:
        part(turns=zoneless)
    assert (caught.value.field, "zone" in caught.value.mend.en) == ("turns[0].at", True)
    assert iso(said(part(ChatMapping(zone=ZoneInfo("Asia/Shanghai")), turns=zoneless))[0].at) == AT


def test_a_role_may_come_from_the_mapping_file() -> None:
    members = Members(vendor=frozenset({"李工"}), bots=frozenset({"小助手"}))
    turns = [turn(role=None, author="张三"), turn(role=None, author="李工"), turn(role="vendor", author="小助手")]
    messages = said(part(ChatMapping(members=members), turns=turns))
    assert [message.role for message in messages] == [Role.CUSTOMER, Role.VENDOR, Role.BOT]
    assert messages[2].automatic == "mapping:bots"


@pytest.mark.parametrize(
    ("mapping", "field", "vendor", "record", "expected"),
    [
        (ChatMapping(), "vendor", None, {}, Vendor("acme")),
        (ChatMapping(), "vendor", None, {"vendor": "acme@gold"}, Vendor("acme", "gold")),
        (ChatMapping(), "vendor", None, {"plan": "gold"}, Vendor("acme", "gold")),
        (ChatMapping(), "brand", None, {"brand": "zego"}, Vendor("zego")),
        (ChatMapping(), "meta.brand", None, {"meta": {"brand": "zego"}}, Vendor("zego")),
        (ChatMapping(), "meta.brand", None, {"meta.brand": "zego"}, Vendor("zego")),
        (ChatMapping(vendor=Vendor("zego")), "vendor", None, {"vendor": ""}, Vendor("zego")),
        (ChatMapping(), "vendor", Vendor("zego"), {}, Vendor("zego")),
    ],
)
def test_the_vendor_comes_from_option_field_or_mapping_file(
    mapping: ChatMapping, field: str, vendor: Vendor | None, record: Json, expected: Vendor
) -> None:
    assert part(mapping, field, vendor, **record).key.vendor == expected


def test_status_severity_and_owner_may_stand_beside_the_turns() -> None:
    log = part(
        title="卡顿",
        severity="HIGH",
        owner="vera",
        resolved_at="2026-03-08T00:00:00Z",
        closed_at=1_772_970_000_000,
        reopened_at=None,
    )
    stamps = [entry for entry in log.entries if isinstance(entry, Stamp)]
    assert log.title == "卡顿"
    assert [(stamp.milestone, stamp.role, stamp.basis) for stamp in stamps] == [
        (Milestone.RESOLVED, Role.VENDOR, Basis.CLAIMED),
        (Milestone.CLOSED, Role.VENDOR, Basis.CLAIMED),
    ]
    assert [entry.severity for entry in log.entries if isinstance(entry, SeveritySet)] == [Severity.HIGH]
    assert [(entry.owner, iso(entry.at)) for entry in log.entries if isinstance(entry, OwnerSet)] == [("vera", AT)]


def test_events_tell_what_happened_when_and_by_whom() -> None:
    events = [
        {"at": AT, "milestone": "mitigated", "basis": "observed", "by": "cora", "note": "seen"},
        {"at": AT, "severity": "critical", "by": "vera"},
        {"at": AT, "owner": "tier 2"},
    ]
    log = part(turns=[turn(), turn("hi", role="vendor", author="vera")], events=events)
    stamp, severity, owner = log.entries[2:]
    assert isinstance(stamp, Stamp)
    assert (stamp.milestone, stamp.basis, stamp.role, stamp.note) == (Milestone.MITIGATED, Basis.OBSERVED, Role.CUSTOMER, "seen")
    assert isinstance(severity, SeveritySet)
    assert severity.role is Role.VENDOR
    assert isinstance(owner, OwnerSet)
    assert owner.source.place == "3:events[2]"


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"id": ""}, "id"),
        ({"id": {}}, "id"),
        ({"vendor": None}, "vendor"),
        ({"vendor": "@gold"}, "vendor"),
        ({"turns": []}, "turns"),
        ({"turns": None}, "turns"),
        ({"turns": "hello"}, "turns"),
        ({"turns": [{"text": "no time"}]}, "turns[0].at"),
        ({"turns": [turn(role="boss")]}, "turns[0].role"),
        ({"turns": [turn(role="", author="")]}, "turns[0].role"),
        ({"turns": [turn(at=1_772_888)]}, "turns[0].at"),
        ({"severity": "urgent"}, "severity"),
        ({"closed_at": "yesterday"}, "closed_at"),
        ({"events": [{"at": AT}]}, "events[0].milestone"),
        ({"events": [{"at": AT, "milestone": "done"}]}, "events[0].milestone"),
        ({"events": [{"at": AT, "milestone": "closed", "basis": "rumour"}]}, "events[0].basis"),
    ],
)
def test_a_wrong_field_is_named(record: Json, field: str) -> None:
    with pytest.raises(BadField) as caught:
        part(**record)
    assert caught.value.field == field
