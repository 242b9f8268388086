from __future__ import annotations

import email
import email.policy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email import mail as reading
from houdun.channel.email import subjects
from houdun.channel.email.boxes import Raw
from houdun.channel.email.compose import MAX_REFERENCES, VIRTUAL_TIME, compose, marked, message_id
from houdun.channel.email.mail import Mail
from houdun.channel.port import Attachment
from houdun.errors import InputError
from houdun.facts.time import SECOND
from houdun.testing.contracts.sender import NOW, letter
from houdun.testing.mail_servers import USER, account

MINE = account(25, 143)
MACHINES = ("Auto-Submitted", "Precedence", "X-Autoreply", "X-Mailer", "User-Agent", "X-Auto-Response-Suppress", VIRTUAL_TIME)


def read(data: bytes) -> Mail:
    return reading.parse(Raw(data, "x", 1, "0" * 64))


def test_a_letter_reads_back_as_it_was_written() -> None:
    back = read(compose(letter(), MINE, NOW))
    assert (back.id, back.at, back.sender.address, back.to) == (letter().id, NOW, USER, ("support@acme.example",))
    assert back.sender.name == "Cora"
    assert back.subject == "连麦二十分钟后音画不同步 [#4712]"
    assert subjects.tags(back.subject) == ("4712",)
    assert back.text == letter().text + "\n\n[attachment publisher.log, 17 bytes]"
    assert back.parents == ()


def test_nothing_in_it_says_that_a_machine_wrote_it() -> None:
    data = compose(letter(), MINE, NOW)
    assert read(data).machine is None
    head = email.message_from_bytes(data)
    assert [name for name in MACHINES if name in head] == []
    assert b"houdun" not in data.lower()


def test_virtual_time_is_told_to_a_simulated_desk_to_the_millisecond() -> None:
    head = email.message_from_bytes(compose(letter(), MINE, NOW + 7, virtual=True))
    assert head[VIRTUAL_TIME] == str(NOW + 7)


def test_an_answer_names_what_it_answers() -> None:
    back = read(compose(letter(answers=("a@x.example", "b@y.example")), MINE, NOW))
    assert back.parents == ("a@x.example", "b@y.example")


ids = st.from_regex(r"[!-;=?A-Za-z0-9.+$%]{1,120}@[a-z0-9.-]{1,120}", fullmatch=True)


@given(st.lists(ids, max_size=60, unique=True))
def test_ids_of_any_length_stay_whole_and_the_first_and_the_newest_are_kept(known: list[str]) -> None:
    data = compose(letter(answers=tuple(known)), MINE, NOW)
    references = email.message_from_bytes(data, policy=email.policy.compat32).get("References", "")
    kept = [each.strip("<>") for each in references.split()]
    assert kept == (known if len(known) <= MAX_REFERENCES else [known[0], *known[1 - MAX_REFERENCES :]])
    assert max(map(len, data.split(b"\r\n"))) < 998


@given(st.lists(st.text(max_size=40), max_size=5))
def test_hostile_ids_of_theirs_never_add_a_header(theirs: list[str]) -> None:
    data = compose(letter(answers=(*theirs, "x@y\r\nBcc: evil@x.example")), MINE, NOW)
    assert "Bcc" not in email.message_from_bytes(data)
    assert read(data).id == letter().id


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_subject_stays_one_line_with_its_tag(subject: str) -> None:
    data = compose(letter(subject=subject), MINE, NOW)
    assert "4712" in subjects.tags(read(data).subject)
    assert max(map(len, data.split(b"\r\n"))) < 998


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_words_arrive(words: str) -> None:
    part = email.message_from_bytes(compose(letter(text=words, attachments=()), MINE, NOW), policy=email.policy.default)
    assert part.get_content() == f"{words}\r\n"


def test_an_attachment_keeps_its_bytes_and_its_name_is_no_path() -> None:
    odd = Attachment("../../etc/日志.txt", "text/plain", bytes(range(256)))
    part = email.message_from_bytes(compose(letter(attachments=(odd,)), MINE, NOW), policy=email.policy.default)
    (attached,) = part.iter_attachments()
    assert attached.get_filename() == ".._.._etc_日志.txt"
    assert attached.get_payload(decode=True) == bytes(range(256))


@pytest.mark.parametrize("kind", ["message/rfc822", "multipart/mixed", "nonsense", "text/plain; charset=x\r\nBcc: y"])
def test_an_attachment_of_an_odd_kind_is_plain_bytes(kind: str) -> None:
    part = email.message_from_bytes(
        compose(letter(attachments=(Attachment("x", kind, b"1"),)), MINE, NOW), policy=email.policy.default
    )
    (attached,) = part.iter_attachments()
    assert attached.get_content_type() == "application/octet-stream"


def test_what_is_too_large_is_refused_with_both_sizes() -> None:
    with pytest.raises(InputError, match=r"1\.4 MB.*1\.0 MB") as caught:
        compose(letter(attachments=(Attachment("x", "a/b", bytes(2**20)),)), replace(MINE, largest=2**20), NOW)
    assert caught.value.where == letter().id


@pytest.mark.parametrize("to", ["no address", "a@b, c@d", "a@b\r\nBcc: c@d", ""])
def test_what_is_no_address_is_an_input_error(to: str) -> None:
    with pytest.raises(InputError):
        compose(letter(to=to), MINE, NOW)


@pytest.mark.parametrize("id", ["no-domain", "a b@c", "a>@b", "", "ü@x"])
def test_what_cannot_be_a_message_id_is_a_bug_of_the_caller(id: str) -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        compose(letter(id=id), MINE, NOW)


def test_a_message_id_is_made_again_the_same_and_tells_nothing() -> None:
    made = message_id("us.example", "trial-7", "acme", "question-3")
    assert made == message_id("us.example", "trial-7", "acme", "question-3")
    assert made != message_id("us.example", "trial-7", "acmequestion-3")
    assert made.endswith("@us.example")
    assert "trial" not in made
    assert read(compose(letter(id=made), MINE, NOW)).id == made


def test_the_tag_stands_in_a_subject_once() -> None:
    assert marked("Re: drift [#7]", "7") == "Re: drift [#7]"
    assert marked("drift", "7") == "drift [#7]"
    assert marked("drift", "") == "drift"


def test_the_date_is_the_time_given() -> None:
    assert read(compose(letter(), MINE, NOW + 59 * SECOND)).at == NOW + 59 * SECOND
