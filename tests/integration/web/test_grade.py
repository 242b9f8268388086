"""Grading in a browser: one packet after another, blind and alone until committed; agreement; decisions."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from houdun import clock
from houdun.app.workspace import Workspace
from houdun.facts.case import CaseKey, CaseLog
from houdun.facts.case import Role as Speaks
from houdun.facts.grade import Grade
from houdun.facts.happening import Happening
from houdun.facts.time import DAY, HOUR, SECOND
from houdun.facts.vendor import Vendor
from houdun.flow.blind.packing import packets, prepare, questions_of
from houdun.flow.blind.rounds import GRADE, due, grades, record
from houdun.flow.blind.sitting import standing_grade
from houdun.grading.blind.postmortem import ITEMS
from houdun.testing.factories import MONDAY, message
from houdun.web import audit
from houdun.web.models import Account
from houdun.web.roles import Role
from houdun.web.urls import PAGES
from tests.integration.web.conftest import AT, As
from tests.integration.web.test_access import GIVEN

VENDORS = (Vendor("Zephyrlink", "Quartz"), Vendor("晨岚云", "钻石档"), Vendor("Borealcast", "Velvet"))
HOSTS = ("zephyrlink.example", "chenlan.example", "boreal-care.example")
ALIASES = ("Zlk Streams", "晨岚实时", "Nordlys")
PEOPLE = ("vera.lindqvist", "韩晓舟", "tobias.okafor")
QUESTIONS = ("slow_first_picture", "sizing_for_a_peak", "zigzag_in_the_chart")
SECRETS = tuple(
    name.casefold()
    for name in (
        *(vendor.name for vendor in VENDORS),
        *(vendor.plan for vendor in VENDORS),
        *HOSTS,
        *ALIASES,
        "chenlan",
        "boreal",
        "nordlys",
        "晨岚",
        "lindqvist",
        "韩晓舟",
        "okafor",
        "tobias",
        "c0ffee",
    )
)
REPORT = "这是事故复盘报告：" + "关键帧间隔设成了自动，实际十秒一个。" * 14


@pytest.fixture
def trial(space: Workspace) -> Workspace:
    """Three vendors that say who they are wherever they can, each asked three questions; all are at their horizon."""
    happened, logs = [], []
    for (block, question), (place, vendor) in itertools.product(enumerate(QUESTIONS), enumerate(VENDORS)):
        case = CaseKey(vendor, "trial", f"{block}{place}c0ffee")
        begins = MONDAY + block * DAY
        host, person = HOSTS[place], PEOPLE[place]
        texts = (
            f"流名：{host.partition('.')[0]}-live00{block}，首帧很慢。{vendor.name} 的同事请看一下：{question}",
            f"您好，我是{vendor.name}（{ALIASES[place]}）的 {person}，{vendor.plan}专线，https://console.{host}/t/1 。GOP 太长，请改成 2 秒。\n{vendor.name} 技术支持团队",
            f"{REPORT} {ALIASES[place]} {host}",
        )
        said = (
            message(texts[0], begins + 10 * HOUR, author="cora"),
            *(message(text, begins + 11 * HOUR, Speaks.VENDOR, author=f"{person}@{host}") for text in texts[1:]),
        )
        logs.append(CaseLog(key=case, title=question, horizon=begins + 3 * DAY, entries=said))
        data = {
            "instance": f"{question}-0a1b2c3d-1",
            "vendor": str(vendor),
            "block": block,
            "horizon": DAY,
            "aliases": [ALIASES[place], f"help@{host}"],
        }
        happened.append(Happening("question", case.id, begins, data))
    space.store.journal.append_all(happened, logs)
    prepare(space.store, questions_of(space.root), clock.now())
    return space


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock, in seconds after the trial."""
    begin = MONDAY + 30 * DAY

    def to(seconds: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: begin + seconds * SECOND)

    to(0)
    return to


def rater(name: str, role: Role = Role.RATER) -> Client:
    """Somebody in a browser of his own."""
    account, _ = Account.objects.get_or_create(name=name, defaults={"role": role, "made_at": AT})
    client = Client(headers={"accept-language": "en", "host": "127.0.0.1"})
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def order(space: Workspace, name: str) -> tuple[str, ...]:
    return due(space.store, name, questions_of(space.root), clock.now())


def form(space: Workspace, packet: str, **changed: str) -> dict[str, str]:
    asked = next(each.packet for each in packets(space.store) if each.packet.id == packet)
    said = {name: "no" for name in ("cause", "remedy") if getattr(asked, name)}
    said |= {f"point-{number}": "yes" for number in range(len(asked.points))}
    said |= {f"postmortem-{item}": "2" for item in ITEMS} if asked.postmortem else {}
    return {"depth": "1", **said, "no-idea": "yes"} | changed


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


# one rater


def test_a_rater_finds_what_is_left_and_the_next_in_an_order_of_his_own(trial: Workspace, at: object) -> None:
    home = text(rater("ann"), "/grade/")
    first = order(trial, "ann")[0]
    assert f'id="next" data-key="n" href="/grade/{first}/"' in home
    assert "0 of 9 graded" in home
    assert order(trial, "ann") != order(trial, "bob")
    shown = text(rater("ann"), f"/grade/{first}/")
    assert all(f'id="{id}"' in shown for id in ("depth-0", "depth-4", "guess", "no-idea", "note", "commit"))
    assert "<kbd>0</kbd>" in shown


def test_a_packet_in_chinese_says_the_rubrics_words_in_chinese(trial: Workspace, at: object) -> None:
    client, packed = rater("ann"), packets(trial.store)[0].packet
    client.cookies["language"] = "zh"
    shown = text(client, f"/grade/{packed.id}/")
    assert all(words.zh in shown for words in packed.depth)
    assert "您觉得是哪一家答的？" in shown


def test_a_commitment_is_kept_with_its_time_and_told_and_leads_on(trial: Workspace, at: Callable[[int], None]) -> None:
    client, (first, second, *_) = rater("ann"), order(trial, "ann")
    client.get(f"/grade/{first}/")
    at(40)
    client.get(f"/grade/{first}/")  # a reload gives no time back
    at(100)
    answer = client.post(f"/grade/{first}/", form(trial, first, depth="3", guess="  Zephyrlink ", note="a\r\nb"))
    assert (answer.status_code, answer.headers["Location"]) == (HTTPStatus.FOUND, f"/grade/{first}/")
    (grade,) = grades(trial.store)
    assert (grade.rater, grade.depth, grade.guess, grade.note, grade.seconds) == ("ann", 3, "Zephyrlink", "a\nb", 100)
    assert [(deed.who, deed.what, deed.on) for deed in audit.deeds(trial)] == [("ann", "grade", first)]
    assert f'id="next" data-key="n" autofocus href="/grade/{second}/"' in text(client, f"/grade/{first}/")
    assert "1 of 9 graded" in text(client, "/grade/")


def test_whoever_goes_away_is_not_timed_for_hours(trial: Workspace, at: Callable[[int], None]) -> None:
    client, (first, *_) = rater("ann"), order(trial, "ann")
    client.get(f"/grade/{first}/")
    at(20 * 3600)
    client.post(f"/grade/{first}/", form(trial, first))
    assert [grade.seconds for grade in grades(trial.store)] == [1800]


def test_a_correction_is_filled_in_as_it_stands_and_counts_as_one(trial: Workspace, at: Callable[[int], None]) -> None:
    client, (first, *_) = rater("ann"), order(trial, "ann")
    client.get(f"/grade/{first}/")
    at(60)
    client.post(f"/grade/{first}/", form(trial, first, depth="4", note="at first sight"))
    again = text(client, f"/grade/{first}/?again")
    assert 'value="4" required checked' in again
    assert "at first sight" in again
    at(90)
    client.post(f"/grade/{first}/", form(trial, first, depth="2"))
    grade = standing_grade(trial.store, first, "ann")
    assert grade is not None
    assert (grade.depth, grade.seconds, len(list(grades(trial.store)))) == (2, 90, 2)
    assert [deed.what for deed in audit.deeds(trial)] == ["grade", "regrade"]


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"depth": ""}, "depth"),
        ({"depth": "7"}, "depth"),
        ({"no-idea": ""}, "guess"),
        ({"guess": "x" * 121}, "guess"),
        ({"note": "x" * 2001}, "note"),
    ],
)
def test_a_form_that_is_not_whole_comes_back_as_it_was_filled_in(
    trial: Workspace, at: object, changed: dict[str, str], where: str
) -> None:
    client, (first, *_) = rater("ann"), order(trial, "ann")
    answer = client.post(f"/grade/{first}/", form(trial, first) | {"note": "kept"} | changed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    shown = answer.content.decode()
    assert f"<code>{where}</code>" in shown
    assert changed.get("note", "kept") in shown
    assert not list(grades(trial.store))


def test_what_is_left_out_of_a_post_mortem_or_a_key_point_is_asked_for(trial: Workspace, at: object) -> None:
    client = rater("ann")
    whole = {each.packet.id: form(trial, each.packet.id) for each in packets(trial.store)}
    packet, given = next((id, given) for id, given in whole.items() if "point-0" in given)
    assert "postmortem-summary" in given
    for name in ("point-0", "postmortem-data"):
        assert client.post(f"/grade/{packet}/", given | {name: ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(f"/grade/{packet}/", given).status_code == HTTPStatus.FOUND
    (grade,) = grades(trial.store)
    assert (set(grade.points), set(grade.postmortem.values())) == ({True}, {2})


def test_when_all_is_graded_the_home_says_so(trial: Workspace, at: object) -> None:
    client = rater("ann")
    for packet in order(trial, "ann"):
        client.post(f"/grade/{packet}/", form(trial, packet))
    assert 'id="all-done"' in text(client, "/grade/")
    last = next(grade.packet for grade in grades(trial.store))
    assert 'href="/grade/"' in text(client, f"/grade/{last}/").partition('id="next"')[2][:80]


def test_a_workspace_without_a_trial_says_that_nothing_is_due(space: Workspace) -> None:
    assert "No thread is due for grading yet" in text(rater("ann"), "/grade/")


# two raters


def test_neither_of_two_raters_sees_the_others_grade_before_committing_and_both_do_afterwards(
    trial: Workspace, at: object
) -> None:
    ann, bob, (packet, *_) = rater("annegret"), rater("bobolink"), order(trial, "annegret")
    bob.post(f"/grade/{packet}/", form(trial, packet, depth="4", note="BOBSNOTE Zephyrlink, Nordlys again", guess="Zephyrlink"))
    for path in ("/grade/", f"/grade/{packet}/", f"/grade/{packet}/?again"):
        assert not [word for word in ("BOBSNOTE", "bobolink", "autofocus", 'class="beside"') if word in text(ann, path)]
    refused = ann.post(f"/grade/{packet}/", form(trial, packet, depth=""))
    assert not [word for word in ("BOBSNOTE", "bobolink", 'class="beside"') if word in refused.content.decode()]
    ann.post(f"/grade/{packet}/", form(trial, packet, depth="0"))
    beside = text(ann, f"/grade/{packet}/")
    assert "BOBSNOTE" in beside
    assert "rater B" in beside
    assert not [name for name in ("zephyrlink", "nordlys") if name in beside.casefold()]
    assert "The rule goes by words" in beside
    assert "annegret" not in text(bob, f"/grade/{packet}/").partition("<main")[2]


def test_an_imported_grade_of_the_same_name_stands_in_the_browser(trial: Workspace, at: object) -> None:
    packet = order(trial, "ann")[0]
    record(trial.store, [Grade(packet=packet, rater="ann", depth=2, guess=str(VENDORS[0]), seconds=30)], clock.now())
    assert packet not in order(trial, "ann")
    assert 'id="correct"' in text(rater("ann"), f"/grade/{packet}/")


# nothing tells


def given(**found: str) -> Iterator[str]:
    """Every address, with what is there in its place."""
    for page in PAGES:
        route = page.route
        for name, value in (GIVEN | found).items():
            for kind in ("str", "int", "slug", "path"):
                route = route.replace(f"<{kind}:{name}>", value)
        yield f"/{route}"


def crawled(client: Client, trial: Workspace) -> Iterator[tuple[str, str]]:
    """What a rater can get out of the server: every page by every method, in both languages, right and wrong."""
    ids = [each.packet.id for each in packets(trial.store)]
    addresses = [*given(packet=ids[0]), *given(packet="none"), "/grade/?again", "/nothing", "/grade/../now/"]
    addresses += [f"/grade/{id}/{query}" for id in ids for query in ("", "?again")]
    for language in ("zh", "en"):
        client.cookies["language"] = language
        for address in addresses:
            if not address.startswith("/sign-out"):
                yield from ((f"{method} {address}", _bytes(client, method, address)) for method in ("GET", "POST", "PUT"))
        for id in ids:
            wrong = client.post(f"/grade/{id}/", form(trial, id, depth="9"))
            yield f"POST wrong {id}", _seen(wrong)
            yield f"POST {id}", _seen(client.post(f"/grade/{id}/", form(trial, id)))


def _bytes(client: Client, method: str, address: str) -> str:
    return _seen(client.generic(method, address))


def _seen(answer: Any) -> str:  # Django's test answers have no type of their own
    body = answer.getvalue() if answer.streaming else answer.content
    return "\n".join(
        [*(f"{name}: {value}" for name, value in answer.items()), answer.cookies.output(), body.decode(errors="replace")]
    )


def test_no_byte_that_a_rater_gets_names_a_vendor(trial: Workspace, at: object) -> None:
    for each in packets(trial.store):
        vendor = each.case.vendor
        note = f"{vendor}, {PEOPLE[VENDORS.index(vendor)]}"
        record(trial.store, [Grade(packet=each.packet.id, rater="bob", depth=3, guess=str(vendor), note=note)], 0)
    client, leaks, seen = rater("ann"), [], 0
    for where, answer in crawled(client, trial):
        seen += 1
        leaks += [(where, secret) for secret in SECRETS if secret in answer.casefold()]
    assert leaks == []
    assert seen > 2 * 3 * len(PAGES)


def test_an_error_on_a_raters_page_names_no_place(trial: Workspace, at: object, monkeypatch: pytest.MonkeyPatch) -> None:
    packet = next(each.packet.id for each in packets(trial.store) if each.question == "slow_first_picture")
    client = rater("ann")
    client.post(f"/grade/{packet}/", form(trial, packet))
    monkeypatch.setattr("houdun.flow.blind.packing.question.packaged", tuple)  # the question's file is gone
    answer = client.get(f"/grade/{packet}/")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert str(trial.root) not in answer.content.decode()


def test_the_packets_tell_nothing_by_their_order_of_asking(trial: Workspace, at: object) -> None:
    """Of two raters the first packets are not the first that were asked, over and over."""
    made = [each.packet.id for each in packets(trial.store)]
    assert len({made.index(order(trial, f"rater {number}")[0]) for number in range(30)}) > len(made) / 2


# who leads


def disputed(trial: Workspace, other: str = "bob") -> str:
    """A packet that asks for a cause, on which ann and another differ."""
    packet = next(each.packet.id for each in packets(trial.store) if each.packet.cause)
    for name, depth in (("ann", 0), (other, 3)):
        note = f"{name}: Zephyrlink as ever"
        record(trial.store, [Grade(packet=packet, rater=name, depth=depth, cause=depth == 3, remedy=False, note=note)], 0)
    return packet


def test_agreement_is_told_in_a_picture_and_in_words(trial: Workspace, at: object, visit: As) -> None:
    for each in packets(trial.store):
        for name, depth in (("ann", VENDORS.index(each.case.vendor)), ("bob", 2 - VENDORS.index(each.case.vendor))):
            record(trial.store, [Grade(packet=each.packet.id, rater=name, depth=depth, guess="晨岚", seconds=75)], 0)
    shown = text(visit(Role.VIEWER), "/grade/agreement")
    assert "raters do not agree" in shown
    assert '<svg class="gauge alpha"' in shown
    assert all(f'x1="{x}"' in shown for x in ("66.7", "80.0"))
    assert "1:15" in shown
    assert "3 / 9" in shown
    assert "chance 33" in shown
    client = visit(Role.OWNER)
    client.cookies["language"] = "zh"
    assert "评分人意见不一" in text(client, "/grade/agreement")


def test_agreement_follows_every_grade_and_decision(trial: Workspace, at: object, visit: As) -> None:
    packet, viewer = disputed(trial), visit(Role.VIEWER)
    assert "<strong>1</strong> to be decided" in text(viewer, "/grade/agreement")
    visit(Role.OWNER).post(f"/grade/adjudicate/{packet}", {"depth": "2", "cause": "no", "reason": "as it stands"})
    assert "1 decided" in text(viewer, "/grade/agreement")
    record(trial.store, [Grade(packet=packet, rater="cleo", depth=1, cause=False, remedy=False)], 0)
    assert "cleo" in text(viewer, "/grade/agreement")


def test_agreement_of_nobody_says_what_to_do(space: Workspace, visit: As) -> None:
    assert "Nobody has graded yet" in text(visit(Role.VIEWER), "/grade/agreement")


def test_a_dispute_is_decided_blind_with_a_reason_and_told(trial: Workspace, at: object, visit: As) -> None:
    packet, owner = disputed(trial), visit(Role.OWNER)
    assert f'href="/grade/adjudicate/{packet}"' in text(owner, "/grade/adjudicate/")
    shown = text(owner, f"/grade/adjudicate/{packet}").partition("<main")[2]
    assert all(word in shown for word in ("ann", "bob", "differ", 'id="depth-4"', 'id="commit"'))
    assert not [secret for secret in SECRETS if secret in shown.casefold()]
    for wrong in ({"depth": "2", "cause": "yes", "reason": " "}, {"depth": "2", "reason": "x"}, {"cause": "no", "reason": "x"}):
        assert owner.post(f"/grade/adjudicate/{packet}", wrong).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    answer = owner.post(f"/grade/adjudicate/{packet}", {"depth": "2", "cause": "no", "reason": "the area is right"})
    assert answer.headers["Location"] == "/grade/adjudicate/"
    after = text(owner, "/grade/adjudicate/")
    assert "Nothing waits" in after
    assert "the area is right" in after
    assert [(deed.what, deed.on, deed.more) for deed in audit.deeds(trial)] == [("decide", packet, "depth 2: the area is right")]
    assert "the area is right" in text(owner, f"/grade/adjudicate/{packet}")


def test_an_operator_who_rates_grades_before_seeing_a_dispute(trial: Workspace, at: object) -> None:
    packet, olga = disputed(trial), rater("olga", Role.OPERATOR)
    other = next(id for id in order(trial, "olga") if id != packet)
    olga.post(f"/grade/{other}/", form(trial, other))
    shown = text(olga, "/grade/adjudicate/")
    assert f'href="/grade/{packet}/"' in shown
    assert "0 · 3" not in shown
    for answer in (olga.get(f"/grade/adjudicate/{packet}"), olga.post(f"/grade/adjudicate/{packet}", {"depth": "2"})):
        assert answer.status_code == HTTPStatus.BAD_REQUEST
        assert "as ever" not in answer.content.decode()
    olga.post(f"/grade/{packet}/", form(trial, packet))
    assert "0 · 3" in text(olga, "/grade/adjudicate/")


def test_whoever_has_decided_a_packet_is_not_given_it_to_grade(trial: Workspace, at: object) -> None:
    packet, olga = disputed(trial), rater("olga", Role.OPERATOR)
    olga.post(f"/grade/adjudicate/{packet}", {"depth": "2", "cause": "no", "reason": "as it stands"})
    assert packet not in order(trial, "olga")
    assert olga.get(f"/grade/{packet}/").status_code == HTTPStatus.BAD_REQUEST


def test_hostile_words_in_a_note_are_shown_and_do_nothing(trial: Workspace, at: object, visit: As) -> None:
    packet = disputed(trial, other="<b>bob</b>")
    ann = rater("ann")
    ann.post(f"/grade/{packet}/", form(trial, packet, note="<script>alert(1)</script>\u202e", depth="0"))
    for shown in (text(ann, f"/grade/{packet}/"), text(visit(Role.OWNER), f"/grade/adjudicate/{packet}")):
        assert "<script>alert" not in shown
        assert "\u202e" not in shown
        assert "<b>bob" not in shown


# as many as there are


def test_the_number_of_queries_does_not_grow_with_the_packets(trial: Workspace, at: object, many: Mapping[str, int]) -> None:
    assert many["few"] == many["more"]


@pytest.fixture
def many(trial: Workspace, at: object) -> Mapping[str, int]:
    """How many queries the home takes with nine packets, and with hundreds that are graded by another."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    client = rater("ann")
    connection = connections[Account.objects.get(name="ann")._state.db]

    def counted() -> int:
        with CaptureQueriesContext(connection) as context:
            client.get("/grade/")
        return len(context)

    few = counted()
    (first, *_), journal = packets(trial.store), trial.store.journal
    entry = journal.find("packet", first.packet.id)
    assert entry is not None
    journal.append_all([Happening("packet", f"{number:012x}", 0, entry.data) for number in range(400)])
    journal.append_all([Happening(GRADE, f"{number:012x}/bob/{'0' * 16}", 0, {}) for number in range(400)])
    return {"few": few, "more": counted()}
