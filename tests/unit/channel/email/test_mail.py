"""One mail: who, when, to whom, what, in answer to which; and what cannot be read says why."""

from __future__ import annotations

import pytest

from houdun.channel.email import mail
from houdun.channel.email.boxes import Raw
from houdun.facts.time import iso


def parsed(*fields: str, body: str = "words", field: str | None = None) -> mail.Mail:
    source = "\n".join(("From: Ann <ann@us.example>", *fields)) + f"\n\n{body}\n"
    return mail.parse(Raw(source.encode(), "a.eml", 1, "0" * 64), field)


DATE = "Date: Sat, 7 Mar 2026 21:04:11 +0800"
RECEIVED = "Received: from a by b; Sat, 7 Mar 2026 13:05:00 +0000"


def test_a_mail_is_read() -> None:
    read = parsed(
        DATE, "Message-ID: <1@us.example>", "To: Support <S@acme.example>", "Cc: li@us.example", "Subject: =?utf-8?B?6Z+z55S7?=",
        "References: <a@x> <b@x>", "In-Reply-To: <c@x>", body="好的。\n\n> old",
    )  # fmt: skip
    assert iso(read.at) == "2026-03-07T13:04:11Z"
    assert str(read.sender) == "Ann <ann@us.example>"
    assert (read.to, read.recipients) == (("s@acme.example",), ("s@acme.example", "li@us.example"))
    assert (read.id, read.parents) == ("1@us.example", ("a@x", "b@x", "c@x"))
    assert (read.subject, read.text) == ("音画", "好的。")
    assert (read.source.blob, read.source.place) == ("0" * 64, "1")


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ([DATE, RECEIVED], "2026-03-07T13:04:11Z"),
        ([RECEIVED], "2026-03-07T13:05:00Z"),
        (["Date: yesterday", RECEIVED], "2026-03-07T13:05:00Z"),
        (["Date: Sat, 7 Mar 2026 21:04:11 CST", RECEIVED], "2026-03-07T13:05:00Z"),
        (["Date: Sat, 7 Mar 2037 21:04:11 +0800", RECEIVED], "2026-03-07T13:05:00Z"),
        (["Date: Sat, 7 Mar 2026 21:04:11"], "2026-03-07T21:04:11Z"),
        ([DATE, "Received: by nobody"], "2026-03-07T13:04:11Z"),
        (["Received: by nobody", RECEIVED], "2026-03-07T13:05:00Z"),
    ],
)
def test_the_date_counts_and_the_delivery_where_the_date_cannot(fields: list[str], at: str) -> None:
    assert iso(parsed(*fields).at) == at


def test_a_mail_without_any_time_cannot_be_read() -> None:
    with pytest.raises(mail.Unreadable) as caught:
        parsed("Subject: x")
    assert caught.value.field == "Date"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"hello world\n\nthis is a letter", b"X" * 100])
def test_what_is_no_mail_cannot_be_read(data: bytes) -> None:
    with pytest.raises(mail.Unreadable):
        mail.parse(Raw(data, "a.eml", 1, ""))


def test_a_header_of_fifty_megabytes_is_refused() -> None:
    with pytest.raises(mail.Unreadable) as caught:
        parsed(DATE, "Subject: " + "a" * 50_000_000)
    assert caught.value.problem.en == "the header is larger than 4 MiB"


def test_a_thousandfold_nesting_is_refused() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=d{depth}\n\n--d{depth}\n" for depth in range(3000))
    with pytest.raises(mail.Unreadable) as caught:
        mail.parse(Raw(f"{DATE}\n{nested}".encode(), "a.eml", 1, ""))
    assert caught.value.field == "Content-Type"


def test_so_many_boundaries_that_reading_would_take_minutes_are_refused() -> None:
    with pytest.raises(mail.Unreadable):
        parsed(DATE, body="Boundary=b\n" * 20_000)


@pytest.mark.parametrize("parameter", ["charset*=x\0y''utf-8", "charset*0*=''%", "charset=\0", "format*=\0''flowed"])
def test_hostile_parameters_are_survived(parameter: str) -> None:
    assert parsed(DATE, f"Content-Type: text/plain; {parameter}", body="音画").text == "音画"


def test_the_uid_is_that_of_the_message_id_and_its_sender_and_time() -> None:
    first = parsed(DATE, "Message-ID: <1@us.example>")
    assert parsed(DATE, "Message-ID: <1@us.example>", "X-List: y", body="footer").uid == first.uid
    assert parsed(DATE, "Message-ID: <2@us.example>").uid != first.uid
    assert parsed(RECEIVED, "Message-ID: <1@us.example>").uid != first.uid


@pytest.mark.parametrize(
    "date", ["Date: Sat, 7 Mar 2026 21:04:11 CST\n", "Date: Sat, 7 Mar 2036 21:04:11 +0800\n", "X-No-Date: 1\n"]
)
def test_copies_of_a_mail_are_one_whichever_way_they_came(date: str) -> None:
    ways = (f"Received: from a by b; Sat, 7 Mar 2026 13:04:{seconds} +0000\n" for seconds in (20, 40))
    first, second = (parsed(f"{way}{date}Message-ID: <1@us.example>", body="The same.") for way in ways)
    assert first.at != second.at
    assert first.uid == second.uid
    assert parsed(f"{RECEIVED}\nMessage-ID: <1@us.example>", body="Another.").uid != first.uid


@pytest.mark.parametrize("words", ["", "> all of it is quoted", '<img src="cid:a">'])
def test_a_mail_without_words_of_its_own_is_for_a_person_to_look_at(words: str) -> None:
    kind = "html" if words.startswith("<") else "plain"
    assert parsed(DATE, f"Content-Type: text/{kind}", body=words).doubtful == "no_words"
    assert parsed(DATE, "Auto-Submitted: auto-replied", body=words).doubtful == ""


def test_tags_in_what_is_quoted_are_mentioned() -> None:
    assert parsed(DATE, body="Done.\n\n> Subject: drift [#4712]").mentions == ("4712",)


def test_a_mail_without_message_id_is_known_by_its_content() -> None:
    assert parsed(DATE).uid == parsed(DATE).uid != parsed(DATE, body="other").uid
    assert parsed(DATE).id.startswith("sha256:")


def test_a_mail_is_not_its_own_parent() -> None:
    assert parsed(DATE, "Message-ID: <1@x>", "References: <1@x> <2@x>").parents == ("2@x",)


def test_attachments_stand_below_the_words() -> None:
    body = "--b\nContent-Type: text/plain\n\nsee log\n> old\n--b\nContent-Type: image/png; name=a.png\n\nx\n--b--"
    assert parsed(DATE, "Content-Type: multipart/mixed; boundary=b", body=body).text == "see log\n\n[attachment a.png, 1 bytes]"


def test_machines_and_doubts_are_told() -> None:
    told = parsed(DATE, "Auto-Submitted: auto-replied", "Subject: Automatic reply").machine
    assert told
    assert told.name == "reply:auto_submitted"
    assert parsed(DATE, "Subject: 自动回复：卡顿").doubtful == "subject_says_automatic"


def test_a_header_asked_for_is_kept() -> None:
    assert parsed(DATE, "X-Vendor: Acme@gold", field="x-vendor").field == "Acme@gold"
    assert parsed(DATE, field="X-Vendor").field == ""


def test_carriage_returns_alone_end_lines_too() -> None:
    data = f"From: a@us.example\r{DATE}\rSubject: x\r\rone\rtwo\r".encode()
    assert mail.parse(Raw(data, "a.eml", 1, "")).text == "one\ntwo"
