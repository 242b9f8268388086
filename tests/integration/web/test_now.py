"""What is on: clocks, what waits for a person and what persons do about it, and what a page that is open is told."""

from __future__ import annotations

import fcntl
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from houdun import clock
from houdun.app import jobs, trials
from houdun.app.workspace import Workspace
from houdun.errors import InputError
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis
from houdun.flow.trial import record
from houdun.flow.trial.ahead import approving
from houdun.flow.trial.kept import Held
from houdun.language import Bilingual
from houdun.testing.large import fill
from houdun.testing.trials import TUESDAY
from houdun.web import audit, signs
from houdun.web.roles import Role
from houdun.web.signs import Trouble
from tests.integration.web import on_duty
from tests.integration.web.conftest import As, queries

SetTime = Callable[[Millis], None]
POLLED = {"HX-Request": "true"}


@pytest.fixture
def set_time(monkeypatch: pytest.MonkeyPatch) -> SetTime:
    return lambda now: monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def held(space: Workspace, tmp_path: Path, set_time: SetTime) -> Held:
    """A trial whose first block was asked a moment ago."""
    made = on_duty.begun(space, tmp_path)
    cases = on_duty.asked(space, made)
    set_time(max(at for _, at in cases.values()) + 30 * SECOND)
    return made


@pytest.fixture
def case(held: Held) -> str:
    return held.blocks[0].matters[0].case


@pytest.fixture
def operator(held: Held, visit: As) -> Client:
    return visit(Role.OPERATOR)


@contextmanager
def working(space: Workspace, *troubles: Trouble) -> Iterator[None]:
    """A worker that gives its signs."""
    with signs.alone(space.root, lambda: False, lambda _: None) as beat:
        signs.tell(space.root, (), troubles)
        beat()
        yield


def text(client: Client, path: str = "/now/", language: str = "en") -> str:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def act(client: Client, path: str, **given: object) -> str:
    """What is done on the page with a script. The answer."""
    answer = client.post(path, {"trial": "spring", **given}, headers=POLLED)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def deeds(space: Workspace) -> list[tuple[str, str, str]]:
    return [(deed.what, deed.on, deed.more) for deed in audit.deeds(space)]


def orders(space: Workspace, held: Held) -> list[tuple[Any, Any]]:
    return [(each.data["what"], each.data["block"]) for each in trials.journal(space, held.terms).read(record.ORDER)]


def asked_at(space: Workspace, by: str) -> dict[str, Millis]:
    """When each open case was asked, by its id or its vendor's name."""
    held = trials.standing(space)[1].open
    return {each.case if by == "case" else each.vendor.name: each.asked_at for each in held if each.asked_at is not None}


# nothing is on


@pytest.mark.parametrize(("role", "may"), [(Role.OWNER, True), (Role.OPERATOR, False), (Role.VIEWER, False)])
def test_an_empty_workspace_says_how_to_begin_and_offers_its_owner_the_demo(
    space: Workspace, visit: As, role: Role, may: bool
) -> None:
    shown = text(visit(role))
    assert "This workspace is empty" in shown
    assert 'action="/now/demo"' in shown or not may
    assert ("Run the demo" in shown) is may
    assert "开始演示" in text(visit(role), language="zh-CN") or not may


def test_a_history_without_a_trial_leads_to_its_cases(space: Workspace, visit: As) -> None:
    fill(space.store, cases=3)
    shown = text(visit(Role.OWNER))
    assert "There is history here" in shown
    assert "Run the demo" not in shown
    assert visit(Role.OWNER).post("/now/demo").status_code == HTTPStatus.BAD_REQUEST


def test_the_demo_is_asked_for_once_and_the_page_says_what_becomes_of_it(space: Workspace, visit: As) -> None:
    owner = visit(Role.OWNER)
    for _ in range(2):
        assert owner.post("/now/demo").status_code == HTTPStatus.FOUND
    (asked,) = jobs.waiting(space)
    assert (asked.kind, asked.data, deeds(space)) == ("demo", {"language": "en"}, [("demo", "", "")])
    assert "is being prepared" in text(owner)
    error = InputError(Bilingual("没有盘", "no room"), Bilingual("清一清", "make some"))
    jobs.give_up(space, asked.key, clock.now(), error.problem, error.mend)
    shown = text(owner)
    assert "could not begin: no room" in shown
    assert "Run the demo" in shown


def test_a_demo_that_plays_shows_its_own_time_and_which_day_it_is(
    space: Workspace, tmp_path: Path, visit: As, set_time: SetTime
) -> None:
    made = on_duty.begun(space, tmp_path, virtual=True)
    on_duty.asked(space, made)
    set_time(TUESDAY + 400 * DAY)
    seen = trials.standing(space)[1]
    shown = text(visit(Role.VIEWER))
    assert "virtual time" in shown
    assert "day 1 of 4" in shown
    assert "2026-12-01" in shown
    assert f'data-at="{seen.now}"' in shown
    assert "第 1 天，共 4 天" in text(visit(Role.VIEWER), language="zh-CN")


def test_a_trial_that_is_over_leads_on(space: Workspace, tmp_path: Path, visit: As) -> None:
    on_duty.begun(space, tmp_path)
    client = visit(Role.OPERATOR)
    act(client, "/now/order", what="stop")
    shown = text(client)
    assert "See the verdict" in shown
    assert "Grade the replies" in shown
    assert "Grade the replies" not in text(visit(Role.VIEWER))
    assert 'name="what"' not in shown


# clocks


def test_an_open_case_has_a_wall_and_a_contract_clock_that_tick(space: Workspace, held: Held, operator: Client) -> None:
    shown, at = text(operator), clock.now()
    asked = asked_at(space, "case")
    assert len(asked) == len(on_duty.PERSONAS)
    assert all(f'data-since="{each}"' in shown for each in asked.values())
    due = [
        asked[matter.case] + on_duty.MINUTES[on_duty.PERSONAS.index(matter.vendor.name)] * MINUTE
        for matter in held.blocks[0].matters
    ]
    assert all(f'data-until="{each}"' in shown for each in due if each > at)
    assert "waiting for a person&#39;s first answer" in shown
    assert "等第一次人工答复" in text(operator, language="zh-CN")


def test_what_breaks_its_promise_soon_comes_first_then_what_has(
    space: Workspace, held: Held, operator: Client, set_time: SetTime
) -> None:
    asked = asked_at(space, "vendor")
    due = {name: asked[name] + minutes * MINUTE for name, minutes in zip(on_duty.PERSONAS, on_duty.MINUTES, strict=True)}
    first, second, last = sorted(due, key=lambda name: due[name])
    set_time(due[second] - 2 * MINUTE)
    shown = text(operator)
    assert re.findall(r'<li class="card (\w*)">', shown.split("Open cases")[1].split("What waits")[0]) == ["warn", "bad", ""]
    assert shown.index(f"{second} ·") < shown.index(f"{first} ·") < shown.index(f"{last} ·")
    assert "1 case falls due within a quarter of an hour" in shown
    assert "1 case is past the promise" in shown
    assert "1 个工单已超过承诺" in text(operator, language="zh-CN")


def test_the_next_question_is_counted_down_to(space: Workspace, held: Held, operator: Client) -> None:
    assert f'data-until="{held.blocks[1].due}"' in text(operator)


# whether anything is at work


def test_without_a_worker_the_page_says_so(space: Workspace, held: Held, operator: Client) -> None:
    assert "The worker is not running" in text(operator)
    with working(space):
        shown = text(operator)
        assert "The worker is not running" not in shown
        assert "Being resumed" in shown


def test_a_worker_that_hangs_is_told_from_one_that_works(
    space: Workspace, held: Held, operator: Client, set_time: SetTime
) -> None:
    with working(space):
        set_time(clock.now() + HOUR)
        assert "Last sign of life" in text(operator)


def test_a_trial_that_cannot_run_says_why(space: Workspace, held: Held, operator: Client) -> None:
    trouble = Trouble(
        "trial/spring", Bilingual("没有密钥", "the key DESK is missing"), Bilingual("给它", "set it"), "trial.toml", clock.now()
    )
    with working(space, trouble):
        assert "It cannot run: the key DESK is missing" in text(operator)


# what waits for a person


def tasks(case: str) -> list[tuple[str, dict[str, object], str, str]]:
    """Key, task, its heading in English and in Chinese."""
    return [
        (f"{case}/m1", on_duty.doubt(case), "What does this reply mean?", "这封回复是什么意思"),
        (f"{case}/m1", on_duty.doubt(case, doubtful=True), "Did a person write this, or a machine?", "这是人写的，还是自动回复"),
        (f"{case}/letter/9", on_duty.letter(case), "Please send this", "请把这封信发出去"),
        (f"{case}/letter/9", on_duty.letter(case, "sent?"), "Did this letter go out?", "这封信发出去了吗"),
        ("brief/qiushi", on_duty.letter("", "brief") | {"vendor": "qiushi"}, "Please send the brief", "请把业务背景发给对方"),
        ("place/u1", dict(on_duty.UNPLACED), "Which case does this mail belong to?", "这封来信属于哪个工单"),
        (f"{case}/leak/0", {"kind": "leak", "case": case, "problem": ["漏", "told"]}, "it was not sent", "会泄露答案"),
        ("mailbox/a/0", {"kind": "mailbox", "mailbox": "a", "problem": ["拒", "no"], "mend": ["改", "yes"]}, "A mailbox refuses", "邮箱不能用了"),
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(8))
def test_each_kind_of_task_is_shown_and_acted_on_by_operators_alone(
    space: Workspace, held: Held, operator: Client, case: str, visit: As, number: int
) -> None:
    key, data, english, chinese = tasks(case)[number]
    on_duty.waits(space, held, key, data)
    shown = text(operator)
    assert english in shown
    assert chinese in text(operator, language="zh-CN")
    assert f'name="key" value="{key}"' in shown
    assert 'action="/now/answer"' not in text(visit(Role.VIEWER))


def test_what_comes_from_outside_is_shown_as_text(space: Workspace, held: Held, operator: Client, case: str) -> None:
    on_duty.waits(space, held, f"{case}/letter/9", on_duty.letter(case))
    on_duty.waits(space, held, "place/u1", on_duty.UNPLACED | {"text": "\u202eevil <img src=x>"})
    shown = text(operator)
    assert "<script>x" not in shown
    assert "<b>sound" not in shown
    assert "<img" not in shown
    assert "⟨U+202E⟩" in shown


def test_blocks_to_be_approved_are_shown_with_their_letters(
    space: Workspace, tmp_path: Path, visit: As, set_time: SetTime
) -> None:
    made = on_duty.begun(space, tmp_path, approval=True, blocks=8)
    set_time(TUESDAY)
    shown = text(visit(Role.OPERATOR))
    assert shown.count("go out?") == 6
    assert "Approve all (8)" in shown
    assert "8 things wait for a person" in shown
    (first, *_) = approving.openings(made.terms, made.blocks[0])
    assert escape(first.subject) in shown
    assert escape(first.text.splitlines()[-1]) in shown
    assert 'action="/now/approve"' not in text(visit(Role.VIEWER))


# what persons do


def test_a_trial_is_paused_gone_on_with_and_stopped(space: Workspace, held: Held, operator: Client, set_time: SetTime) -> None:
    for number, what in enumerate(("pause", "resume", "stop")):
        set_time(clock.now() + number)
        act(operator, "/now/order", what=what)
    assert orders(space, held) == [("pause", 0), ("resume", 0), ("stop", 0)]
    assert deeds(space) == [("pause", "spring", ""), ("resume", "spring", ""), ("stop", "spring", "")]
    assert operator.post("/now/order", {"trial": "spring", "what": "approve"}).status_code == HTTPStatus.BAD_REQUEST
    assert operator.post("/now/order", {"trial": "other", "what": "stop"}).status_code == HTTPStatus.BAD_REQUEST


def test_a_trial_whose_time_stands_is_paused_and_gone_on_with_as_often_as_one_likes(
    space: Workspace, tmp_path: Path, visit: As, set_time: SetTime
) -> None:
    made, client = on_duty.begun(space, tmp_path, virtual=True), visit(Role.OPERATOR)
    for number, what in enumerate(("pause", "resume", "pause")):
        set_time(TUESDAY + number)
        act(client, "/now/order", what=what)
    assert [what for what, _ in orders(space, made)] == ["pause", "resume", "pause"]


def test_one_block_is_approved_or_all_that_were_shown(space: Workspace, tmp_path: Path, visit: As) -> None:
    made, client = on_duty.begun(space, tmp_path, approval=True, blocks=3), visit(Role.OPERATOR)
    act(client, "/now/approve", block=2)
    assert "1 approved" not in text(client)
    assert "2 approved" in act(client, "/now/approve", block=[1, 2, 3])
    assert orders(space, made) == [("approve", 2), ("approve", 1), ("approve", 3)]
    assert deeds(space) == [("approve", "spring", "2"), ("approve", "spring", "1 3")]


@pytest.mark.parametrize(
    ("given", "meaning", "more"),
    [
        ({"how": "suggested", "words": " Yes. "}, {"names_cause": True, "unclear": False, "doubtful": False, "answer": "Yes."}, "means names_cause; says Yes."),
        ({"how": "machine"}, {"person": False}, "means machine"),
        ({"how": "other", "flag": ["claims_fixed"], "wants": ["publisher_log"]}, {"claims_fixed": True, "names_cause": False, "wants": ["publisher_log"]}, "means wants publisher_log, claims_fixed"),
        ({"how": "other"}, {"person": True, "names_cause": False}, "means nothing"),
    ],
)  # fmt: skip
def test_a_reply_means_what_the_person_says(
    space: Workspace, held: Held, operator: Client, case: str, given: dict[str, Any], meaning: dict[str, Any], more: str
) -> None:
    key = on_duty.waits(space, held, f"{case}/m1", on_duty.doubt(case, doubtful=True))
    assert "noted" in act(operator, "/now/answer", key=key, **given)
    answer = on_duty.answered(space, held, key)
    assert answer is not None
    said = answer["meaning"]
    assert isinstance(said, dict)
    assert {name: said[name] for name in meaning} == meaning
    assert deeds(space) == [("answer", f"spring {key}", more)]


def test_a_letter_was_sent_when_the_person_says_give_or_take(space: Workspace, held: Held, operator: Client, case: str) -> None:
    key = on_duty.waits(space, held, f"{case}/letter/9", on_duty.letter(case))
    act(operator, "/now/answer", key=key, how="sent", at="2026-12-01T00:10:05", plus_minus="30")
    at = TUESDAY + 10 * MINUTE + 5 * SECOND
    answer = on_duty.answered(space, held, key)
    assert answer is not None
    assert (answer["sent_at"], answer["plus_minus"]) == (at, 30 * SECOND)
    assert deeds(space) == [("answer", f"spring {key}", f"sent at {at} ± 30000")]


@pytest.mark.parametrize(
    "given", [{"plus_minus": "x"}, {"at": "soon"}, {"at": "2030-01-01T00:00"}, {"how": "not-sent"}, {"how": ""}]
)
def test_what_cannot_be_is_said_where_it_was_typed_and_nothing_is_written_down(
    space: Workspace, held: Held, operator: Client, case: str, given: dict[str, str]
) -> None:
    key = on_duty.waits(space, held, f"{case}/letter/9", on_duty.letter(case))
    assert 'role="alert"' in act(operator, "/now/answer", **{"key": key, "how": "sent", **given})
    assert on_duty.answered(space, held, key) is None
    page = operator.post("/now/answer", {"trial": "spring", "key": key, "how": "sent", **given})
    assert page.status_code == HTTPStatus.BAD_REQUEST


def test_a_letter_that_may_be_lost_went_out_or_did_not(space: Workspace, held: Held, operator: Client, case: str) -> None:
    for number, how in enumerate(("sent", "not-sent")):
        key = on_duty.waits(space, held, f"{case}/letter/{number + 8}", on_duty.letter(case, "sent?"))
        act(operator, "/now/answer", key=key, how=how)
        answer = on_duty.answered(space, held, key)
        assert answer is not None
        assert answer["sent_at"] == (clock.now() if how == "sent" else None)


def test_mail_is_put_where_it_belongs_or_left(space: Workspace, held: Held, operator: Client, case: str) -> None:
    on_duty.waits(space, held, "place/u1", on_duty.UNPLACED)
    act(operator, "/now/answer", key="place/u1", how="place", case=case)
    answer = on_duty.answered(space, held, "place/u1")
    assert answer is not None
    assert answer["case"] == case
    on_duty.waits(space, held, "place/u2", on_duty.UNPLACED)
    assert 'role="alert"' in act(operator, "/now/answer", key="place/u2", how="place", case="no such case")
    act(operator, "/now/answer", key="place/u2", how="seen")
    assert on_duty.answered(space, held, "place/u2") is not None
    assert deeds(space) == [("answer", "spring place/u1", f"in case {case}"), ("answer", "spring place/u2", "seen")]


def test_mail_that_waits_in_several_trials_is_shown_once_and_seen_to_in_all(
    space: Workspace, held: Held, tmp_path: Path, operator: Client
) -> None:
    other = on_duty.begun(space, tmp_path, name="autumn")
    for each in (held, other):
        on_duty.waits(space, each, "place/u1", on_duty.UNPLACED)
    assert text(operator).count('name="key" value="place/u1"') == 1
    act(operator, "/now/answer", key="place/u1", how="seen")
    assert all(on_duty.answered(space, each, "place/u1") for each in (held, other))


def test_what_somebody_else_has_seen_to_is_said(space: Workspace, held: Held, operator: Client, case: str) -> None:
    on_duty.waits(space, held, "place/u2", on_duty.UNPLACED)
    act(operator, "/now/answer", key="place/u2", how="seen")
    assert "somebody has seen to this already" in act(operator, "/now/answer", key="place/u2", how="seen")
    assert len(deeds(space)) == 1


def test_a_trial_in_virtual_time_is_answered_in_its_own_time(
    space: Workspace, tmp_path: Path, visit: As, set_time: SetTime
) -> None:
    made = on_duty.begun(space, tmp_path, virtual=True)
    ((case, _), *_) = on_duty.asked(space, made).values()
    set_time(TUESDAY + 400 * DAY)
    seen = trials.standing(space)[1]
    key = on_duty.waits(space, made, f"{case}/m1", on_duty.doubt(case))
    act(visit(Role.OPERATOR), "/now/answer", key=key, how="suggested")
    answer = on_duty.answered(space, made, key)
    assert answer is not None
    assert answer["at"] == seen.now


def test_without_a_script_an_act_leads_back_to_the_page(space: Workspace, held: Held, operator: Client) -> None:
    answer = operator.post("/now/order", {"trial": "spring", "what": "pause"})
    assert (answer.status_code, answer.headers["Location"]) == (HTTPStatus.FOUND, "/now/")


# a page that is open


def token(shown: str) -> str:
    found = re.search(r"seen=([0-9a-f.]+)", shown)
    assert found
    return found[1]


def poll(client: Client, seen: str, *has: str) -> tuple[int, str]:
    answer = client.get("/now/pulse", {"seen": seen, "has": ["", *has]}, headers=POLLED)
    return answer.status_code, answer.content.decode()


def test_a_page_that_shows_what_is_so_is_told_nothing(held: Held, operator: Client) -> None:
    assert poll(operator, token(text(operator))) == (HTTPStatus.NO_CONTENT, "")


def test_what_is_new_is_added_what_is_gone_is_taken_away_and_what_is_there_is_left_alone(
    space: Workspace, held: Held, operator: Client, case: str
) -> None:
    for number in (1, 2):
        on_duty.waits(space, held, f"place/u{number}", on_duty.UNPLACED)
    shown = text(operator)
    first, second = re.findall(r'<li id="(w-[0-9a-f]{12})"', shown)
    act(operator, "/now/answer", key="place/u1", how="seen")
    on_duty.waits(space, held, f"{case}/m1", on_duty.doubt(case))
    status, told = poll(operator, token(shown), first, second, "w-<script>")
    assert status == HTTPStatus.OK
    assert f'<li id="{first}" hx-swap-oob="delete">' in told
    assert second not in told
    assert "What does this reply mean?" in told
    assert "script" not in told
    assert poll(operator, token(told))[0] == HTTPStatus.NO_CONTENT


def test_time_alone_changes_what_is_shown_when_a_promise_is_about_to_break(
    space: Workspace, held: Held, operator: Client, set_time: SetTime
) -> None:
    seen = token(text(operator))
    asked = asked_at(space, "vendor")
    set_time(asked["yunlian"] + 59 * MINUTE)
    assert poll(operator, seen)[0] == HTTPStatus.OK


def test_a_worker_that_dies_is_on_the_page(space: Workspace, held: Held, operator: Client) -> None:
    with working(space):
        seen = token(text(operator))
        assert poll(operator, seen)[0] == HTTPStatus.NO_CONTENT
    assert "The worker is not running" in poll(operator, seen)[1]


def test_several_trials_are_shown_each_with_its_own(space: Workspace, held: Held, tmp_path: Path, operator: Client) -> None:
    other = on_duty.begun(space, tmp_path, name="autumn <2>", approval=True, blocks=2)
    shown = text(operator)
    assert "autumn &lt;2&gt;" in shown
    act(operator, "/now/approve", trial="autumn <2>", block=1)
    assert (orders(space, other), orders(space, held)) == ([("approve", 1)], [])


def test_what_is_asked_of_the_database_does_not_grow_with_what_waits(
    space: Workspace, held: Held, operator: Client, case: str
) -> None:
    counted = []
    for number in (1, 30):
        for each in range(number):
            on_duty.waits(space, held, f"place/{number}-{each}", on_duty.UNPLACED)
        text(operator)
        with queries(space) as found:
            text(operator)
        counted += found
    assert counted[0] == counted[1] <= 12


def test_the_lock_of_a_worker_is_free_when_nobody_works(space: Workspace) -> None:
    with working(space):
        assert signs.signs(space.root, clock.now()).lives
    with (space.root / signs.LOCK).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
