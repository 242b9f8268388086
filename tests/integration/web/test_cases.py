from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path
from typing import cast

import pytest
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.test import Client

from houdun import clock
from houdun.app.workspace import Workspace
from houdun.facts.case import Basis, CaseKey, Message, Milestone, Role, Stamp
from houdun.facts.grade import Grade
from houdun.facts.time import MINUTE, SECOND
from houdun.facts.trial import CHANNEL
from houdun.facts.vendor import Vendor
from houdun.flow.blind.packing import packets, prepare
from houdun.flow.blind.rounds import record as graded
from houdun.scenario import question
from houdun.store.reference import ref_of
from houdun.testing.factories import MONDAY, log, message, millis
from houdun.testing.hostile import EVIL
from houdun.web import audit
from houdun.web.cases.listing import PAGE
from houdun.web.cases.thread import PART, anchor
from houdun.web.roles import Role as Account
from tests.integration.web import on_duty
from tests.integration.web.cases_given import ANSWERED, BROKEN, PNG, TRIED, WHOLE, bring, clip, ref, try_out
from tests.integration.web.conftest import As, queries

WHOLE_PAGE = f"/cases/{ref(WHOLE)}"
TRIED_PAGE = f"/cases/{ref_of(TRIED)}"


def text(answer: HttpResponseBase) -> str:
    return cast("HttpResponse", answer).content.decode()


@pytest.fixture
def viewer(visit: As) -> Client:
    return visit(Account.VIEWER)


@pytest.fixture
def operator(visit: As) -> Client:
    return visit(Account.OPERATOR)


# the list


@pytest.fixture
def many(space: Workspace) -> None:
    acme, brio = Vendor("Acme", "pro"), Vendor("Brio")
    bring(
        space,
        *(
            log(message(at=MONDAY + n * MINUTE), vendor=(acme, brio)[n % 2], id=f"T-{n}", title=f"Case {n}")
            for n in range(PAGE + 7)
        ),
    )


def listed(answer: HttpResponseBase) -> list[str]:
    return re.findall(r">(Case \d+)</a>", text(answer))


@pytest.mark.usefixtures("many")
def test_the_list_goes_by_pages_what_moved_last_first(viewer: Client) -> None:
    first, second = viewer.get("/cases/"), viewer.get("/cases/?page=2")
    assert listed(first) + listed(second) == [f"Case {n}" for n in range(PAGE + 6, -1, -1)]
    assert f"1–{PAGE} of {PAGE + 7}" in text(first)
    assert 'rel="next"' in text(first)
    assert 'rel="next"' not in text(second)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("query", "count"),
    [("vendor=Brio", 28), ("vendor=Acme@pro", 29), ("vendor=Nobody", 0), ("channel=test", 50), ("channel=fax", 0), ("words=t-7", 1), ("words=CASE+41", 1)],
)  # fmt: skip
def test_the_list_is_sifted_by_vendor_channel_and_words(query: str, count: int, viewer: Client) -> None:
    assert len(listed(viewer.get(f"/cases/?{query}"))) == count


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, "３", "99"])
def test_a_page_that_is_none_does_no_harm(page: str, viewer: Client) -> None:
    assert viewer.get("/cases/", {"page": page}).status_code == HTTPStatus.OK


def test_an_empty_workspace_says_where_cases_come_from(viewer: Client) -> None:
    assert "houdun import" in text(viewer.get("/cases/"))
    assert "还没有工单" in text(viewer.get("/cases/", headers={"accept-language": "zh"}))


# a case


@pytest.fixture
def whole(space: Workspace) -> None:
    bring(space, WHOLE)


@pytest.mark.usefixtures("whole")
def test_the_thread_is_told_with_what_happened_and_its_signals_marked(viewer: Client) -> None:
    page = text(viewer.get(WHOLE_PAGE))
    assert "<mark" in page
    assert re.search(r"<mark[^>]*>send us the SDK log</mark><small class=\"signal\">asks for logs", page)
    assert page.index("The sound is late.") < page.index("send us the SDK log") < page.index("We wait for")
    assert "second line" in page
    assert ">internal<" in page
    assert "7 min" in page


@pytest.mark.usefixtures("whole")
def test_claimed_and_observed_stand_beside_each_other_and_an_interval_as_such(viewer: Client) -> None:
    page = text(viewer.get(WHOLE_PAGE))
    row = page[page.index("· Mitigated</th>") :].split("</tr>")[0]
    said, seen = row.split("<td>")[1:]
    assert "03-03 19:00:00" in said
    assert "03-03 19:30:00" in seen
    assert "19:40:00" in seen


@pytest.mark.usefixtures("whole")
def test_both_languages_are_whole(viewer: Client) -> None:
    page = text(viewer.get(WHOLE_PAGE, headers={"accept-language": "zh"}))
    assert "往来" in page
    assert "缓解" in page
    assert "The thread" not in page


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("at", [ANSWERED.uid, anchor(ANSWERED.uid)])
def test_a_number_leads_to_its_message(at: str, viewer: Client) -> None:
    assert re.search(f'<li id="{anchor(ANSWERED.uid)}" class="here"[^>]* autofocus', text(viewer.get(WHOLE_PAGE, {"at": at})))


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("wrong", ["f" * 32, "nothing", "F" * 32])
def test_what_is_no_case_is_not_found(wrong: str, operator: Client) -> None:
    pages = (f"/cases/{wrong}{part}" for part in ("", "/living", "/part", f"/files/{'0' * 64}", f"/pictures/{'0' * 64}"))
    assert {operator.get(page).status_code for page in pages} == {HTTPStatus.NOT_FOUND}
    acts = (operator.post(f"/cases/{wrong}/{act}", {"what": "works", "text": "x"}) for act in ("stamp", "paste"))
    assert {each.status_code for each in acts} == {HTTPStatus.NOT_FOUND}


# hostile cases


class Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


ATTACKS = (
    EVIL,
    '<img src="https://evil.example/x.png" onerror="alert(1)"><svg onload=alert(1)><iframe src="javascript:alert(1)">',
    "\u202egnp.exe\u2066\u200b\x07",
    "{{ 7*7 }}{% include 'secret' %}",
    "</p></blockquote></li></ol><script src='https://evil.example/x.js'></script>",
)


@pytest.fixture
def attacked(space: Workspace) -> str:
    """A case of attacks: its address."""
    said = [message(each, MONDAY + n * SECOND, Role.VENDOR, author=each[:300]) for n, each in enumerate(ATTACKS)]
    case = log(message(), *said, title=ATTACKS[1], id=ATTACKS[4], vendor=Vendor(ATTACKS[1], ATTACKS[0][:60]))
    bring(space, case)
    return f"/cases/{ref(case)}"


def test_nothing_of_theirs_runs_or_is_loaded(attacked: str, viewer: Client) -> None:
    for address in ("/cases/", attacked, f"{attacked}/living?seen=", f"{attacked}/part?from=3"):
        seen = Seen(text(viewer.get(address)))
        assert not seen.tags & {"iframe", "img", "object", "embed", "style"}
        assert not [each for each in seen.attributes if each[1].startswith("on") or each[1] == "style"]
        loaded = [value for _, name, value in seen.attributes if name in ("src", "href", "action", "hx-get", "hx-post")]
        assert all(value.startswith(("/", "#")) and not value.startswith("//") for value in loaded)
        assert all(value.startswith("/static/") for tag, name, value in seen.attributes if (tag, name) == ("script", "src"))


def test_what_hides_or_turns_text_is_shown_as_what_it_is(attacked: str, viewer: Client) -> None:
    page = text(viewer.get(attacked))
    assert not set("\u202e\u2066\u200b\x07\x1b\ufffe") & set(page)
    assert "⟨U+202E⟩" in page
    assert "{{ 7*7 }}" in page


def test_a_line_of_a_megabyte_is_cut_and_leads_to_the_raw_file(space: Workspace, viewer: Client) -> None:
    case = log(message("A" * 1_000_000, "10:00"), message("B", "10:01", Role.VENDOR))
    bring(space, case)
    page = text(viewer.get(f"/cases/{ref(case)}"))
    assert len(page) < 80_000
    assert "the rest is in the raw message" in page


def test_ten_thousand_messages_come_part_by_part_by_as_many_queries_as_ten(space: Workspace, viewer: Client) -> None:
    long, short = (
        log(
            *(message(f"word {n}.", MONDAY + n * SECOND, (Role.CUSTOMER, Role.VENDOR)[n % 2]) for n in range(count)),
            id=str(count),
        )
        for count in (10_000, 10)
    )
    bring(space, long, short)
    counted = []
    for case in (long, short):
        viewer.get(f"/cases/{ref(case)}")
        with queries(space) as found:
            viewer.get(f"/cases/{ref(case)}")
        counted += found
    assert counted[0] == counted[1]
    page = text(viewer.get(f"/cases/{ref(long)}"))
    assert re.findall(r"word (\d+)\.", page) == [str(n) for n in range(10_000 - PART, 10_000)]
    opened = re.findall(rf'href="/cases/{ref(long)}(\?at=m-\w+)#m-\w+"', page)[0]
    assert "word 0." in text(viewer.get(f"/cases/{ref(long)}{opened}"))
    (earlier,) = re.findall(r'hx-get="(/cases/\w+/part\?from=\d+)"', page)
    before = text(viewer.get(earlier))
    assert re.findall(r"word (\d+)\.", before) == [str(n) for n in range(10_000 - 2 * PART, 10_000 - PART)]


# it goes on by itself


@pytest.mark.usefixtures("whole")
def test_a_page_hears_of_what_is_new_and_only_of_that(space: Workspace, operator: Client) -> None:
    living = re.findall(r'hx-get="([^"]+/living[^"]+)"', text(operator.get(WHOLE_PAGE)))[0].replace("&amp;", "&")
    assert operator.get(living).status_code == HTTPStatus.NO_CONTENT
    audit.record(space, "somebody", "sign-in")
    assert operator.get(living).status_code == HTTPStatus.NO_CONTENT
    operator.post(f"{WHOLE_PAGE}/stamp", {"what": "found"})
    fresh = operator.get(living)
    assert fresh.status_code == HTTPStatus.OK
    assert "Cause located" in text(fresh)
    assert text(fresh).count('hx-swap-oob="true"') == 3
    assert "<textarea" not in text(fresh)


# what operators tell


def stamps(space: Workspace) -> list[Stamp]:
    kept = space.store.case(WHOLE.key)
    assert kept is not None
    return [each for each in kept.entries if isinstance(each, Stamp) and each.at > millis("12:00")]


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    ("what", "milestone", "basis"),
    [
        ("answered", Milestone.FIRST_RESPONSE, Basis.CLAIMED),
        ("found", Milestone.LOCATED, Basis.CLAIMED),
        ("works", Milestone.MITIGATED, Basis.OBSERVED),
    ],
)
def test_one_tap_stamps_and_a_second_one_does_no_harm(
    what: str, milestone: Milestone, basis: Basis, space: Workspace, operator: Client
) -> None:
    answers = [operator.post(f"{WHOLE_PAGE}/stamp", {"what": what}, follow=True) for _ in range(2)]
    assert "Noted: " in text(answers[0])
    assert "not noted twice" in text(answers[1])
    (made,) = stamps(space)
    assert (made.milestone, made.basis) == (milestone, basis)
    deed = next(iter(audit.deeds(space)))
    assert (deed.who, deed.what, deed.on) == ("operator-person", "stamp", ref(WHOLE))
    assert f"{milestone} {basis}" in deed.more


@pytest.mark.usefixtures("whole")
def test_a_time_that_is_set_right_makes_an_interval_in_the_zone_of_the_workspace(space: Workspace, operator: Client) -> None:
    operator.post(f"{WHOLE_PAGE}/stamp", {"what": "works", "at": "2025-03-04T21:00:00", "plus_minus": "60"})
    (made,) = stamps(space)
    assert (made.at, made.until) == (millis("+1 12:59"), millis("+1 13:01"))


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    "wrong",
    [{"at": "2190-01-01T00:00"}, {"at": "soon"}, {"plus_minus": "-1"}, {"plus_minus": "much"}, {"plus_minus": "99999999"}],
)
def test_a_time_that_is_none_is_refused_and_nothing_is_stamped(wrong: dict[str, str], space: Workspace, operator: Client) -> None:
    assert operator.post(f"{WHOLE_PAGE}/stamp", {"what": "works"} | wrong).status_code == HTTPStatus.BAD_REQUEST
    assert stamps(space) == []


@pytest.mark.usefixtures("whole")
def test_there_is_no_other_stamp(space: Workspace, operator: Client) -> None:
    assert operator.post(f"{WHOLE_PAGE}/stamp", {"what": "closed"}).status_code == HTTPStatus.NOT_FOUND
    assert stamps(space) == []


@pytest.mark.usefixtures("whole")
def test_pasted_words_stand_in_the_thread_inert(space: Workspace, operator: Client) -> None:
    told = {"text": "<b>重启推流</b>\u202e", "author": "小陈", "at": "2025-03-03T20:30"}
    page = text(operator.post(f"{WHOLE_PAGE}/paste", told, follow=True))
    assert "&lt;b&gt;重启推流&lt;/b&gt;⟨U+202E⟩" in page
    kept = space.store.case(WHOLE.key)
    assert kept is not None
    assert [each.author for each in kept.entries if isinstance(each, Message)][-1] == "小陈"
    assert [each.what for each in audit.deeds(space)] == ["paste"]


@pytest.mark.usefixtures("whole")
def test_nothing_pasted_is_said(operator: Client) -> None:
    answer = operator.post(f"{WHOLE_PAGE}/paste", {"text": "  "})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "nothing was pasted" in text(answer)


@pytest.mark.usefixtures("whole")
def test_who_only_reads_is_offered_no_button(viewer: Client, operator: Client) -> None:
    assert "/stamp" not in text(viewer.get(WHOLE_PAGE))
    assert "/paste" in text(operator.get(WHOLE_PAGE))


# a trial's case


def test_a_trial_tells_its_question_its_answer_and_what_the_probe_saw(space: Workspace, viewer: Client) -> None:
    kept = try_out(space)
    page = text(viewer.get(TRIED_PAGE))
    assert BROKEN.id in page
    assert BROKEN.key.cause is not None
    assert BROKEN.key.cause.tells.en.split("'")[0] in page
    assert "polyline" in page
    assert f"{TRIED_PAGE}/pictures/{kept['onset-en.png']}" in page
    assert f"{TRIED_PAGE}/pictures/{kept['onset-zh.png']}" not in page
    assert "video_codec" in page
    assert "player_log.json" in page
    assert "By rule" in page
    assert "The probe’s own diagnosis" in page


def test_a_trial_takes_pasted_words_in_itself(space: Workspace, operator: Client) -> None:
    try_out(space)
    page = text(operator.post(f"{TRIED_PAGE}/paste", {"text": "The encoder it is."}, follow=True))
    assert "the trial will take it in" in page
    again = text(operator.post(f"{TRIED_PAGE}/paste", {"text": "The encoder it is."}, follow=True))
    assert again.count("The encoder it is.") == 1


def test_a_trial_in_virtual_time_is_stamped_in_its_own_time(space: Workspace, operator: Client) -> None:
    try_out(space)
    before = space.store.case(TRIED)
    operator.post(f"{TRIED_PAGE}/stamp", {"what": "works"})
    after = space.store.case(TRIED)
    assert before is not None
    assert after is not None
    assert [each.at for each in after.entries if isinstance(each, Stamp)] == [before.horizon]
    assert after.horizon == before.horizon


def test_who_grades_hands_in_his_own_before_he_sees_another(space: Workspace, operator: Client, viewer: Client) -> None:
    try_out(space)
    prepare(space.store, question.load, millis("+5 10:00"))
    (packet,) = packets(space.store)
    graded(space.store, [Grade(packet=packet.packet.id, rater="Cora", depth=2, note="seen by Cora")], MONDAY)
    assert "seen by Cora" in text(operator.get(TRIED_PAGE))
    graded(space.store, [Grade(packet="another", rater="operator-person", depth=2)], MONDAY)
    hidden = text(operator.get(TRIED_PAGE))
    assert "seen by Cora" not in hidden
    assert "By rule" not in hidden
    assert "hand in your own first" in hidden
    assert "seen by Cora" in text(viewer.get(TRIED_PAGE))


@pytest.fixture
def open_case(space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case that a trial runs in real time, asked ten minutes ago, with a promise of an answer in fifteen: its address."""
    held = on_duty.begun(space, tmp_path)
    cases = on_duty.asked(space, held)
    id, at = cases["chenfeng"]
    monkeypatch.setattr(clock, "now", lambda: at + 10 * MINUTE)
    return f"/cases/{ref_of(CaseKey(held.matter(id).vendor, CHANNEL, id))}"


def test_the_clocks_of_a_case_that_a_trial_runs_go_on_towards_what_was_promised(open_case: str, viewer: Client) -> None:
    page = text(viewer.get(open_case))
    assert "its clocks run" in page
    now, asked = clock.now(), clock.now() - 10 * MINUTE
    assert f'data-since="{asked}" data-late="{asked + 15 * MINUTE}"' in page
    assert "promised 15 min" in page
    assert page.count(f'data-since="{asked}" data-late="{asked + 15 * MINUTE}"') == 2, (
        "wall and contract time run together by day and night"
    )
    assert f'data-now="{now}"' in page


def test_a_stamp_stops_the_clock_of_a_case_that_runs(open_case: str, space: Workspace, operator: Client) -> None:
    page = text(operator.post(f"{open_case}/stamp", {"what": "answered"}, follow=True))
    assert "data-late" not in page
    assert "First human reply" in page


# files


def handed(answer: HttpResponseBase) -> bytes:
    return b"".join(cast("Iterator[bytes]", cast("FileResponse", answer).streaming_content))


def test_a_file_is_handed_out_and_never_shown(space: Workspace, viewer: Client) -> None:
    kept = try_out(space)
    for name in ("answer", "player_log.json", "onset-en.png", "clip.ts"):
        answer = viewer.get(f"{TRIED_PAGE}/files/{kept[name]}")
        assert handed(answer) == space.store.evidence(kept[name]).read_bytes()
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.usefixtures("whole")
def test_a_hash_of_another_case_is_not_there(space: Workspace, viewer: Client) -> None:
    kept = try_out(space)
    loose = space.store.keep_bytes(b"of no case")
    for sha256 in (*kept.values(), loose):
        assert viewer.get(f"{WHOLE_PAGE}/files/{sha256}").status_code == HTTPStatus.NOT_FOUND
        assert viewer.get(f"{WHOLE_PAGE}/pictures/{sha256}").status_code == HTTPStatus.NOT_FOUND


def test_only_what_our_probe_made_is_shown_inline(space: Workspace, viewer: Client) -> None:
    kept = try_out(space)
    shown = viewer.get(f"{TRIED_PAGE}/pictures/{kept['onset-en.png']}")
    assert (shown.headers["Content-Type"], shown.content) == ("image/png", PNG)
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    for name in ("answer", "letter", "player_log.json", "stream_facts.json"):
        assert viewer.get(f"{TRIED_PAGE}/pictures/{kept[name]}").status_code == HTTPStatus.NOT_FOUND


def test_a_clip_is_played_as_browsers_know_it(space: Workspace, viewer: Client) -> None:
    kept = try_out(space, clip=clip())
    played = viewer.get(f"{TRIED_PAGE}/pictures/{kept['clip.ts']}")
    assert played.headers["Content-Type"] == "video/mp4"
    assert played.content[4:8] == b"ftyp"


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("bytes=0-3", PNG[:4]), ("bytes=8-", PNG[8:]), (f"bytes=4-{len(PNG) + 9}", PNG[4:])],
    ids=["begin", "end", "beyond"],
)
def test_a_stretch_of_it_is_given_where_a_browser_asks_for_one(
    wanted: str, given: bytes, space: Workspace, viewer: Client
) -> None:
    kept = try_out(space)
    part = viewer.get(f"{TRIED_PAGE}/pictures/{kept['onset-en.png']}", headers={"range": wanted})
    assert (part.status_code, part.content) == (HTTPStatus.PARTIAL_CONTENT, given)
    assert part.headers["Content-Range"].endswith(f"/{len(PNG)}")


@pytest.mark.parametrize("wanted", ["", "bytes=9-3", "bytes=99999-", "bytes=-5", "lines=0-1", "bytes=0-1,3-4"])
def test_any_other_wish_is_given_the_whole(wanted: str, space: Workspace, viewer: Client) -> None:
    kept = try_out(space)
    whole = viewer.get(f"{TRIED_PAGE}/pictures/{kept['onset-en.png']}", headers={"range": wanted})
    assert (whole.status_code, whole.content) == (HTTPStatus.OK, PNG)


def test_a_clip_that_cannot_be_read_is_not_there(space: Workspace, viewer: Client) -> None:
    kept = try_out(space)
    assert viewer.get(f"{TRIED_PAGE}/pictures/{kept['clip.ts']}").status_code == HTTPStatus.NOT_FOUND
