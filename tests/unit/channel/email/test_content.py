"""What a mail says is found in whatever parts it comes; what hangs on it is noted and never opened."""

from __future__ import annotations

import base64
import email
import quopri

from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email.content import content, reported_ids

PNG = base64.b64encode(b"\x89PNG" * 25).decode()


def read(source: str | bytes) -> tuple[str, str]:
    data = source if isinstance(source, bytes) else source.encode()
    found = content(email.message_from_bytes(data))
    return found.text.strip(), found.notes


def multipart(kind: str, *parts: str) -> str:
    return (
        f"Content-Type: multipart/{kind}; boundary={kind}\n\n"
        + "".join(f"--{kind}\n{part}\n" for part in parts)
        + f"--{kind}--\n"
    )


PLAIN = "Content-Type: text/plain; charset=utf-8\n\n音画不同步\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>音画<b>不同步</b></p>\n"
IMAGE = f'Content-Type: image/png; name="a.png"\nContent-Transfer-Encoding: base64\n\n{PNG}\n'


def test_plain_text_is_preferred_to_html() -> None:
    assert read(multipart("alternative", PLAIN, HTML.replace("音画", "html"))) == ("音画不同步", "")


def test_html_is_read_where_the_plain_text_is_empty_or_missing() -> None:
    assert read(multipart("alternative", "Content-Type: text/plain\n\n \n", HTML))[0] == "音画不同步"
    assert read(HTML)[0] == "音画不同步"


def test_html_names_its_own_charset_where_the_header_does_not() -> None:
    page = '<meta charset="gb2312"><p>音画</p>'.encode("gb18030")
    assert read(b"Content-Type: text/html\n\n" + page)[0] == "音画"


def test_attachments_are_noted_by_name_and_size() -> None:
    text, notes = read(multipart("mixed", PLAIN, IMAGE))
    assert text == "音画不同步"
    assert notes == "[attachment a.png, 100 bytes]"


def test_an_attached_text_is_an_attachment() -> None:
    log = 'Content-Type: text/plain\nContent-Disposition: attachment; filename="sdk.log"\n\nsecret words\n'
    assert read(multipart("mixed", PLAIN, log)) == ("音画不同步", "[attachment sdk.log, 13 bytes]")


def test_an_attached_mail_is_not_opened() -> None:
    text, notes = read(multipart("mixed", PLAIN, "Content-Type: message/rfc822\n\nSubject: inner\n\ninner words\n"))
    assert (text, notes) == ("音画不同步", "[attachment message/rfc822]")


def test_names_of_attachments_are_decoded_and_stay_on_one_line() -> None:
    parts = [
        "Content-Type: image/png\nContent-Disposition: attachment; filename*=UTF-8''%E6%88%AA%E5%9B%BE.png\n\nx",
        'Content-Type: image/png; name="=?gb2312?B?vdjNvA==?=.png"\n\nx',
        'Content-Type: image/png; name="a]\t[b.png"\n\nx',
    ]
    assert read(multipart("mixed", *parts))[1].split("\n") == [
        "[attachment 截图.png, 1 bytes]",
        "[attachment 截图.png, 1 bytes]",
        "[attachment a b.png, 1 bytes]",
    ]


def test_a_type_with_a_nul_can_be_kept() -> None:
    assert read(multipart("mixed", "Content-Type: \0image/png\n\nx"))[1] == "[attachment image/png, 1 bytes]"


def test_pictures_beside_the_text_are_noted_too() -> None:
    assert read(multipart("related", multipart("alternative", PLAIN, HTML), IMAGE)) == (
        "音画不同步",
        "[attachment a.png, 100 bytes]",
    )


def test_several_texts_are_read_one_after_the_other() -> None:
    assert read(multipart("mixed", PLAIN, IMAGE, PLAIN))[0].split() == ["音画不同步", "音画不同步"]


def test_transfer_encodings_are_undone_as_far_as_they_go() -> None:
    head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    assert read(head + "base64\n\n" + base64.b64encode("音画".encode()).decode())[0] == "音画"
    assert read(head + "quoted-printable\n\n" + quopri.encodestring("音画".encode()).decode())[0] == "音画"
    assert read(head + "base64\n\n" + base64.b64encode(b"three words here").decode()[:-1])[0].startswith("three words")


def test_flowed_lines_are_joined_within_their_depth() -> None:
    flowed = "Content-Type: text/plain; format=flowed\n\nThe cause is \nclock drift.\n> old \n> words\n From here\n-- \nVera\n"
    assert read(flowed)[0] == "The cause is clock drift.\n> old words\nFrom here\n-- \nVera"


def test_flowed_chinese_is_joined_without_its_spaces() -> None:
    assert read("Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n音画 \n不同步\n")[0] == "音画不同步"


def test_a_multipart_without_its_boundary_is_read_as_text() -> None:
    assert read('Content-Type: multipart/mixed; boundary="missing"\n\nall the words\n')[0] == "all the words"


def test_ten_thousand_parts_are_read_up_to_the_limit() -> None:
    _, notes = read(multipart("mixed", *["Content-Type: image/png\n\nx"] * 10_000))
    assert notes.endswith("[attachment … +950]")


def test_deep_nesting_ends_at_the_limit() -> None:
    nested = PLAIN
    for depth in range(60):
        nested = f"Content-Type: multipart/mixed; boundary=d{depth}\n\n--d{depth}\n{nested}\n--d{depth}--\n"
    assert "音画" not in read(nested)[0]


def test_a_delivery_report_names_the_mail_it_is_about() -> None:
    inner = "Content-Type: message/rfc822\n\nMessage-ID: <1@us.example>\n\nx\n"
    headers = "Content-Type: text/rfc822-headers\n\nSubject: x\nMessage-ID: <2@us.example>\n"
    assert reported_ids(email.message_from_string(multipart("report", PLAIN, inner))) == ["1@us.example"]
    assert reported_ids(email.message_from_string(multipart("report", PLAIN, headers))) == ["2@us.example"]
    assert reported_ids(email.message_from_string(multipart("report", PLAIN))) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "Content-Type: ",
                "multipart/mixed; boundary=b",
                "text/html",
                "text/plain; format=flowed",
                "\n",
                "\n\n--b\n",
                "--b--",
                "音",
                ";",
                "charset=",
                "charset*=",
                "\nContent-Transfer-Encoding: ",
                "x-uuencode",
                "base64",
                "quoted-printable",
                "begin 644 a",
                "name*=x'y'%ff",
                "\x00",
            ]
        ),
        max_size=30,
    )
)
def test_any_structure_is_read(pieces: list[str]) -> None:
    text, notes = read("".join(pieces))
    assert "\0" not in text + notes
