from __future__ import annotations

import email
import email.message

from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email.imap import Arrival
from houdun.channel.email.receiver import incoming
from houdun.desk.server.reading import read
from houdun.desk.server.writing import write
from houdun.desk.turn import Act, Turn
from tests.desk_given import OFFICE

AT = 1_772_888_651_000
ASKED = Turn(id="q1@ourlive.example", at=AT, ours=False, subject="连麦 不同步 [#4712]", text="房间 8801", author="Cora")
NUMBER = "12345678"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).map(str.strip)
LINES = st.lists(WORDS.filter(lambda line: line and line[0] not in ">-" and not line.endswith(("wrote:", "写道："))), min_size=1)


def act(**changes: object) -> Act:
    fields: dict[str, object] = {"at": AT, "step": "1", "author": "林晓", "subject": "", "text": "已定位：采样率不一致。"}
    return Act(**(fields | changes))  # type: ignore[arg-type]  # a test names fields


def written(said: Act, *turns: Turn, id: str = "r1@acme.example", virtual: bool = False) -> bytes:
    return write(OFFICE, said, turns, id=id, number=NUMBER, at=AT, virtual=virtual)


def headers(data: bytes) -> email.message.Message:
    return email.message_from_bytes(data)


def test_an_answer_stands_in_its_thread_under_the_old_subject_with_the_vendor_s_mark_and_the_customer_s() -> None:
    said = Turn(id="r0@acme.example", at=AT, ours=True, subject="", text="")
    mail = headers(data := written(act(), ASKED, said))
    assert mail["In-Reply-To"] == "<q1@ourlive.example>"
    assert mail["References"].split() == ["<q1@ourlive.example>", "<r0@acme.example>"]
    assert read(data).subject == f"Re: 连麦 不同步 [#4712] {OFFICE.mark(NUMBER)}"
    assert (read(data).author, read(data).address) == ("林晓", "support@acme.example")


def test_a_number_that_is_there_already_is_not_set_again() -> None:
    subject = f"Re: 连麦 不同步 [#4712] [工单 {NUMBER}]"
    assert read(written(act(subject=subject), ASKED)).subject == subject


def test_a_machine_that_tells_a_number_of_its_own_has_its_own_words() -> None:
    own = "工单 31415 已创建：连麦 不同步 [#4712]"
    assert read(written(act(subject=own, automatic=True), ASKED)).subject == own
    assert read(written(act(automatic=True), ASKED)).subject == f"Re: 连麦 不同步 [#4712] {OFFICE.mark(NUMBER)}"


def test_a_mail_that_begins_a_thread_keeps_its_subject_as_it_is() -> None:
    mail = headers(data := written(act(subject="周六晚高峰 21:00 前请确认", automatic=False)))
    assert (mail["In-Reply-To"], read(data).subject) == (None, "周六晚高峰 21:00 前请确认")


def test_a_machine_s_mail_says_so_and_a_person_s_does_not() -> None:
    assert headers(written(act(automatic=True), ASKED))["Auto-Submitted"] == "auto-replied"
    assert headers(written(act(automatic=True)))["Auto-Submitted"] == "auto-generated"
    assert headers(written(act(), ASKED))["Auto-Submitted"] is None


def test_only_in_virtual_time_it_tells_its_moment() -> None:
    assert read(written(act(), ASKED, virtual=True)).virtual_at == AT
    assert read(written(act(), ASKED)).virtual_at is None


def test_a_long_thread_is_referred_to_by_its_first_and_newest_mails() -> None:
    turns = [ASKED, *(Turn(id=f"{number}@acme.example", at=AT, ours=True, subject="", text="") for number in range(50))]
    named = headers(written(act(), *turns))["References"].split()
    assert (len(named), named[0], named[-1]) == (20, "<q1@ourlive.example>", "<49@acme.example>")


def test_some_answers_carry_the_old_mail_along_and_some_do_not() -> None:
    carried = [len(written(act(), ASKED, id=f"{number}@acme.example")) for number in range(60)]
    least = min(carried)
    assert 0 < sum(size > least + 50 for size in carried) < 60


@given(LINES, st.integers(0, 50))
def test_the_customer_and_the_desk_itself_read_what_was_meant(lines: list[str], number: int) -> None:
    text = "\n".join(lines)
    data = written(act(text=text), ASKED, id=f"{number}@acme.example")
    assert read(data).text == text
    assert incoming(written(act(), ASKED, id=f"{number}@acme.example"), Arrival(1, AT, 9), "").text == act().text


@given(WORDS)
def test_any_subject_comes_out_as_it_went_in(subject: str) -> None:
    flat = " ".join(subject.split())
    assert read(written(act(subject=subject))).subject == flat
