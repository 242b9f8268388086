"""From files of mail to cases; a thousand real mails are survived and their machines told."""

from __future__ import annotations

import contextlib
import hashlib
import tarfile
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email import Reader
from houdun.channel.port import Part, ReadOptions
from houdun.errors import InputError
from houdun.facts.case import CaseLog, Message, Role
from houdun.facts.time import iso
from houdun.facts.vendor import Vendor
from houdun.testing.contracts.history_reader import check_keepable, damaged, fuzzed, logs_of, raw_file, read_all, rejects_of

FIXTURES = Path(__file__).parents[4] / "../shared/data/email_fixtures/sisimai.tar.gz"
TOLD = {"bounce": 831, "reply": 10, "notice": 8, "doubtful": 2, "person": 14, "no Date": 3}
"""Read by hand: of the 14 five are people's; nine are machines' that neither headers nor subject give away."""
ACME = ReadOptions(vendor=Vendor("acme"))


def written(path: Path, *fields: str, body: str = "words") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(("\n".join(fields) + f"\n\n{body}\n").encode())
    return path


def question(folder: Path, name: str = "Sent/cur/1") -> Path:
    return written(
        folder / name, "Message-ID: <1@us.example>", "From: Ann <ann@us.example>", "To: support@acme.example",
        "Date: Sat, 7 Mar 2026 21:04:11 +0800", "Subject: =?gb2312?B?0vS7rbK7zayyvQ==?=", body="房间 8801 音画不同步。",
    )  # fmt: skip


def answer(folder: Path, name: str = "cur/2", *fields: str, at: str = "21:20:00", id: int = 2) -> Path:
    return written(
        folder / name, f"Message-ID: <{id}@acme.example>", "From: Vera <vera@acme.example>", "To: ann@us.example",
        f"Date: Sat, 7 Mar 2026 {at} +0800", "Subject: 回复：音画不同步", "In-Reply-To: <1@us.example>", *fields, body="请把 GOP 改成 2 秒。\n\n> 房间 8801",
    )  # fmt: skip


def only(parts: list[Part]) -> CaseLog:
    (log,) = logs_of(parts)
    assert not rejects_of(parts)
    return log


def said(log: CaseLog) -> list[Message]:
    return [entry for entry in log.entries if isinstance(entry, Message)]


def test_inbox_and_sent_meet_in_one_case(tmp_path: Path) -> None:
    question(tmp_path)
    answer(tmp_path)
    log = only(read_all(Reader(), tmp_path, ACME))
    assert (str(log.key.vendor), log.key.channel, log.key.id) == ("acme", "email", "1@us.example")
    assert log.title == "音画不同步"
    assert [(each.role, iso(each.at), each.author, each.text) for each in said(log)] == [
        (Role.CUSTOMER, "2026-03-07T13:04:11Z", "Ann <ann@us.example>", "房间 8801 音画不同步。"),
        (Role.VENDOR, "2026-03-07T13:20:00Z", "Vera <vera@acme.example>", "请把 GOP 改成 2 秒。"),
    ]


def test_each_message_leads_back_to_its_file(tmp_path: Path) -> None:
    asked, answered = question(tmp_path), answer(tmp_path)
    entries = said(only(read_all(Reader(), tmp_path, ACME)))
    assert [each.source.blob for each in entries] == [hashlib.sha256(path.read_bytes()).hexdigest() for path in (asked, answered)]


def test_the_last_mail_of_the_import_is_the_horizon_of_all(tmp_path: Path) -> None:
    question(tmp_path)
    written(tmp_path / "cur/9", "From: b@us.example", "To: s@acme.example", "Date: 9 Mar 2026 00:00 +0000", "Subject: other")
    assert {iso(log.horizon) for log in logs_of(read_all(Reader(), tmp_path, ACME))} == {"2026-03-09T00:00:00Z"}


def test_a_bounce_and_an_answering_machine_are_no_persons_reply(tmp_path: Path) -> None:
    question(tmp_path)
    answer(tmp_path, "cur/2", "Auto-Submitted: auto-replied", at="21:04:12", id=2)
    answer(tmp_path, "cur/3", "Return-Path: <>", "X-Failed-Recipients: support@acme.example", at="21:04:13", id=3)
    answer(tmp_path, "cur/4", at="21:30:00", id=4)
    entries = said(only(read_all(Reader(), tmp_path, ACME)))
    assert [(each.role, each.public, each.automatic) for each in entries[1:]] == [
        (Role.BOT, True, "reply:auto_submitted"),
        (Role.BOT, False, "bounce:empty_return_path"),
        (Role.VENDOR, True, ""),
    ]


def test_a_chinese_acknowledgement_without_headers_is_doubtful(tmp_path: Path) -> None:
    question(tmp_path)
    path = answer(tmp_path)
    path.write_bytes(
        path.read_bytes().replace("请把 GOP 改成 2 秒。".encode(), "您的工单已收到，本邮件由系统自动发送。".encode())
    )
    entry = said(only(read_all(Reader(), tmp_path, ACME)))[1]
    assert (entry.role, entry.automatic, entry.doubtful) == (Role.VENDOR, "", "body_says_automatic")


def test_a_delivery_report_without_references_finds_the_mail_it_is_about(tmp_path: Path) -> None:
    question(tmp_path)
    body = "--b\n\nundelivered\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <1@us.example>\n\nx\n--b--"
    written(
        tmp_path / "cur/5",
        "From: MAILER-DAEMON@us.example",
        "Date: 7 Mar 2026 13:05 +0000",
        "Content-Type: multipart/report; boundary=b",
        body=body,
    )
    assert [each.automatic for each in said(only(read_all(Reader(), tmp_path, ACME)))] == ["", "bounce:multipart_report"]


HTML_QUOTATIONS = {
    "gmail": '<div class="gmail_quote"><div class="gmail_attr">张三 &lt;z@us.example&gt; 于2026年3月7日周六 21:04写道：<br></div><blockquote>旧</blockquote></div>',
    "outlook": '<div id="divRplyFwdMsg"><hr><b>发件人:</b> 张三 &lt;z@us.example&gt;<br><b>发送时间:</b> 2026年3月7日 21:04<br><b>收件人:</b> 支持<br>'
    "<b>主题:</b> 卡</div><div>旧</div>",
    "word": "<p><b>From:</b> Z &lt;z@us.example&gt; <br><b>Sent:</b> Saturday, March 7, 2026 9:04 PM<br><b>To:</b> S<br><b>Subject:</b> x</p><p>旧</p>",
    "qq": "<div>------------------&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b> 张三;</div><div><b>发送时间:</b> 2026年3月7日</div>"
    "<div><b>主题:</b> 卡</div><div>旧</div>",
    "163": '<p>在 2026-03-07 21:04:11，"张三" &lt;z@us.example&gt; 写道：</p><blockquote id=isReplyContent>旧</blockquote>',
    "163 master": "<div>---- 回复的原邮件 ----</div><table><tr><td>发件人</td><td>张三</td></tr><tr><td>日期</td><td>2026年03月07日</td></tr></table>旧",
    "foxmail": "<hr><div><b>发件人：</b>&nbsp;张三</div><div><b>发送时间：</b>&nbsp;2026-03-07 21:04</div><div><b>主题：</b>&nbsp;卡</div><div>旧</div>",
    "aliyun": "<blockquote>------------------------------------------------------------------<br>发件人：张三<br>日　期：2026年03月07日<br>旧</blockquote>",
    "apple": '<blockquote type="cite">在 2026年3月7日，21:04，张三 &lt;z@us.example&gt; 写道：<br>旧</blockquote>',
}


@pytest.mark.parametrize("client", HTML_QUOTATIONS)
def test_quotations_in_html_are_taken_off(tmp_path: Path, client: str) -> None:
    body = f"<html><body><div>请把 GOP 改成 2 秒。</div><div><br></div>{HTML_QUOTATIONS[client]}</body></html>"
    path = written(
        tmp_path / "a.eml",
        "From: v@acme.example",
        "To: z@us.example",
        "Date: 7 Mar 2026 13:05 +0000",
        "Content-Type: text/html; charset=utf-8",
        body=body,
    )
    assert [each.text for each in said(only(read_all(Reader(), path, ACME)))] == ["请把 GOP 改成 2 秒。"]


def test_a_mail_without_a_vendor_is_left_out_and_says_so(tmp_path: Path) -> None:
    written(tmp_path / "a.eml", "From: ann@us.example", "To: li@us.example", "Date: 7 Mar 2026 13:05 +0000", "Subject: lunch")
    (reject,) = rejects_of(read_all(Reader(), tmp_path, ReadOptions()))
    assert reject.left_out
    assert (reject.file, reject.row, reject.raw) == ("a.eml", 1, "ann@us.example\nlunch")


def test_a_header_field_may_name_the_vendor(tmp_path: Path) -> None:
    question(tmp_path)
    answer(tmp_path, "cur/2", "X-Vendor: Acme@gold")
    written(tmp_path / "cur/8", "From: c@us.example", "To: s@b.example", "Date: 7 Mar 2026 13:05 +0000", "Subject: other")
    parts = read_all(Reader(), tmp_path, ReadOptions(vendor_field="X-Vendor"))
    assert [log.key.vendor for log in logs_of(parts)] == [Vendor("Acme", "gold")]
    assert [reject.left_out for reject in rejects_of(parts)] == [True]


def test_a_mail_that_cannot_be_read_names_its_line(tmp_path: Path) -> None:
    head = "From x Sat Mar  7 21:04:11 2026\n"
    good = "From: a@us.example\nTo: s@acme.example\nDate: 7 Mar 2026 13:05 +0000\n\nwords\n\n"
    (tmp_path / "box").write_text(head + good + head + "From: b@us.example\n\nno time\n", encoding="utf-8")
    parts = list(Reader().read([raw_file(tmp_path / "box")], ACME))
    assert len(logs_of(parts)) == 1
    assert [(each.row, each.field) for each in rejects_of(parts)] == [(8, "Date")]


@pytest.mark.shared_data
@pytest.mark.skipif(not FIXTURES.exists(), reason="the shared data sets are not beside the checkout")
def test_real_mail_of_every_kind_is_survived_and_its_machines_are_told(tmp_path: Path) -> None:
    with tarfile.open(FIXTURES) as archive:
        archive.extractall(tmp_path, filter="data")
    told: Counter[str] = Counter()
    files = [path for path in Reader().files(tmp_path) if path.stat().st_size > 2]
    for path in files:
        for part in Reader().read([raw_file(path)], ACME):
            if isinstance(part, CaseLog):
                told.update(
                    each.automatic.partition(":")[0] or ("doubtful" if each.doubtful else "person") for each in said(part)
                )
            else:
                told[f"no {part.field}"] += 1
    assert told == TOLD


@pytest.mark.shared_data
@pytest.mark.skipif(not FIXTURES.exists(), reason="the shared data sets are not beside the checkout")
def test_real_answering_machines_are_not_bounces_and_real_letters_not_machines(tmp_path: Path) -> None:
    with tarfile.open(FIXTURES) as archive:
        archive.extractall(tmp_path, filter="data")
    for path in tmp_path.rglob("rfc3834-*.eml"):
        (entry,) = said(only(read_all(Reader(), path, ACME)))
        assert entry.automatic.startswith("reply:") or entry.doubtful == "subject_says_automatic"
    for path in tmp_path.rglob("is-not-bounce-*.eml"):
        (entry,) = said(only(read_all(Reader(), path, ACME)))
        assert not entry.automatic + entry.doubtful


RICH = (
    b"From: =?gb2312?B?1cXI/Q==?= <z@us.example>\r\nTo: s@acme.example\r\nMessage-ID: <1@us.example>\r\nReferences: <0@us.example>\r\n"
    b"Received: by b; Sat, 7 Mar 2026 13:05:00 +0000\r\nDate: Sat, 7 Mar 2026 21:04:11 +0800\r\nSubject: =?utf-8?Q?=E9=9F=B3?= a\r\n"
    b'Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\nContent-Type: multipart/alternative; boundary=b2\r\n\r\n--b2\r\n'
    b"Content-Type: text/plain; charset=gb2312; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=D2=F4=BB=AD \r\n> old\r\n"
    b"--b2\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+6Z+z55S7PC9wPg==\r\n--b2--\r\n--b1\r\n"
    b"Content-Type: image/png; name*=utf-8''%E6%88%AA.png\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b1--\r\n"
)


@fuzzed
@given(st.data())
def test_fuzz_damaged_mails_are_read_or_rejected(data: st.DataObject) -> None:
    mails = [RICH, RICH.replace(b"<1@", b"<2@").replace(b"Subject: ", b"Subject: Re: ").replace(b"z@us", b"v@acme")]
    hurt = [data.draw(damaged(data.draw(damaged(each)))) for each in mails]
    with tempfile.TemporaryDirectory() as folder:
        for number, each in enumerate(hurt):
            (Path(folder) / f"{number}.eml").write_bytes(each or b"x")
        options = replace(ACME, vendor_field=data.draw(st.sampled_from([None, "Subject"])))
        with contextlib.suppress(InputError):
            for log in logs_of(read_all(Reader(), Path(folder), options)):
                check_keepable(log, "email")


def test_the_rich_sample_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(RICH)
    log = only(read_all(Reader(), tmp_path, ACME))
    assert log.key.id == "0@us.example"
    assert [(each.author, each.text) for each in said(log)] == [("张三 <z@us.example>", "音画\n\n[attachment 截.png, 1 bytes]")]
