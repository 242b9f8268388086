"""New words are told from quoted ones, client by client. The texts are invented, the shapes are those of the clients."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email.quotes import own_words, without_history

QUOTATIONS = {
    "gmail en": "On Sat, Mar 7, 2026 at 9:04 PM Zhang San <zhangsan@us.example> wrote:\n\n> The picture freezes.\n> Room 8801.\n",
    "gmail en wrapped": "On Sat, Mar 7, 2026 at 9:04 PM Zhang San, Live Operations Team\n<zhangsan@us.example> wrote:\n\n> Frozen.\n",
    "gmail en from html": "On Sat, 7 Mar 2026 at 21:04, Zhang San <zhangsan@us.example> wrote:\nThe picture freezes.\nRoom 8801.",
    "gmail en old": "2026-03-07 21:04 GMT+08:00 Zhang San <zhangsan@us.example>:\n\n> Frozen.\n",
    "gmail zh": "张三 <zhangsan@us.example> 于2026年3月7日周六 21:04写道：\n\n> 画面卡住了。\n> 房间 8801。\n",
    "gmail zh wrapped": "直播运维值班组 张三 <zhangsan@us.example> 于2026年3月7日周六\n下午9:04写道：\n\n> 画面卡住了。\n",
    "gmail zh-tw": "張三 <zhangsan@us.example> 於 2026年3月7日 週六 下午9:04寫道：\n\n> 畫面停了。\n",
    "gmail zh old": "在 2026年3月7日 下午9:04，张三 <zhangsan@us.example>写道：\n\n> 画面卡住了。\n",
    "outlook en": (
        "________________________________\nFrom: Zhang San <zhangsan@us.example>\nSent: Saturday, March 7, 2026 9:04 PM\n"
        "To: Support <support@acme.example>\nSubject: Freeze\n\nThe picture freezes.\n"
    ),
    "outlook en classic": (
        "-----Original Message-----\nFrom: Zhang San [mailto:zhangsan@us.example] \nSent: Saturday, March 07, 2026 9:04 PM\n"
        "To: support@acme.example\nCc: li@us.example\nSubject: Freeze\n\nThe picture freezes.\n"
    ),
    "outlook en starred": (
        "*From:* Zhang San <zhangsan@us.example>\n*Sent:* 07 March 2026 21:04\n*To:* Support <a@acme.example>; Li Si\n"
        "<li@us.example>; Wang Wu <wang@us.example>\n*Subject:* Freeze\n\nFrozen.\n"
    ),
    "outlook mac en": (
        "From: Zhang San <zhangsan@us.example>\nDate: Saturday, 7 March 2026 at 21:04\nTo: Support <a@acme.example>\n"
        "Subject: Freeze\n\nFrozen.\n"
    ),
    "outlook zh": (
        "________________________________\n发件人: 张三 <zhangsan@us.example>\n发送时间: 2026年3月7日 21:04\n"
        "收件人: 技术支持 <support@acme.example>\n抄送: 李四 <li@us.example>\n主题: 画面卡住\n\n画面卡住了。\n"
    ),
    "outlook zh classic": (
        "-----邮件原件-----\n发件人: 张三 [mailto:zhangsan@us.example] \n发送时间: 2026年3月7日 21:04\n"
        "收件人: support@acme.example\n主题: 画面卡住\n\n画面卡住了。\n"
    ),
    "outlook mac zh": (
        "发件人: 张三 <zhangsan@us.example>\n日期: 星期六, 2026年3月7日 21:04\n收件人: 技术支持 <a@acme.example>\n主题: 画面卡住\n\n卡住了。\n"
    ),
    "outlook zh from html": "发件人: 张三 <z@us.example>\n\n发送时间: 2026年3月7日 21:04\n\n收件人: 支持\n\n主题: 卡住\n\n卡住了。\n",
    "apple zh": "> 在 2026年3月7日，21:04，张三 <zhangsan@us.example> 写道：\n> \n> 画面卡住了。\n",
    "apple zh plain": "在 2026年3月7日，21:04，张三 <zhangsan@us.example> 写道：\n\n画面卡住了。\n房间 8801。\n",
    "apple zh afternoon": "在 2026年3月7日，下午9:04，张三 写道：\n\n画面卡住了。\n",
    "apple en": "> On 7 Mar 2026, at 21:04, Zhang San <zhangsan@us.example> wrote:\n> \n> Frozen.\n",
    "qq": (
        "------------------ 原始邮件 ------------------\n发件人: \"张三\" <zhangsan@us.example>;\n发送时间: 2026年3月7日(星期六) 晚上9:04\n"
        "收件人: \"技术支持\"<support@acme.example>;\n主题: 画面卡住\n\n画面卡住了。\n"
    ),
    "qq spaced": (
        "------------------&nbsp;原始邮件&nbsp;------------------\n发件人: \"张三\" <z@us.example>;\n发送时间: 2026年3月7日(星期六) 晚上9:04\n"
        "收件人: \"支持\"<a@acme.example>;\n主题: 卡住\n\n卡住了。\n"
    ).replace("&nbsp;", "\u00a0"),
    "qq app": "---原始邮件---\n发件人: \"张三\"<zhangsan@us.example>\n发送时间: 2026年3月7日(周六) 晚上9:04\n收件人: \"支持\"<a@acme.example>;\n主题: 卡住\n\n卡住了。",
    "qq en": (
        "------------------ Original ------------------\nFrom:  \"Zhang San\"<zhangsan@us.example>;\nDate:  Sat, Mar 7, 2026 09:04 PM\n"
        "To:  \"Support\"<support@acme.example>;\nSubject:  Freeze\n\nFrozen.\n"
    ),
    "qq new": "原始邮件\n\n发件人：张三 <zhangsan@us.example>\n发件时间：2026年3月7日 21:04\n收件人：支持 <a@acme.example>\n主题：卡住\n\n卡住了。\n",
    "163": "在 2026-03-07 21:04:11，\"张三\" <zhangsan@us.example> 写道：\n\n画面卡住了。\n房间 8801。\n",
    "163 quoted": "在 2026-03-07 21:04:11，zhangsan@us.example 写道：\n>画面卡住了。\n>房间 8801。\n",
    "163 en": "At 2026-03-07 21:04:11, \"Zhang San\" <zhangsan@us.example> wrote:\n\n>Frozen.\n",
    "163 master": "在2026年03月07日 21:04，张三<zhangsan@us.example> 写道：\n画面卡住了。\n",
    "163 master table": (
        "---- 回复的原邮件 ----\n| 发件人 | 张三<zhangsan@us.example> |\n| 发送日期 | 2026年03月07日 21:04 |\n"
        "| 收件人 | support<support@acme.example> |\n| 主题 | 画面卡住 |\n画面卡住了。\n"
    ),
    "163 master en": (
        "---- Replied Message ----\n| From | Zhang San<zhangsan@us.example> |\n| Date | 03/07/2026 21:04 |\n"
        "| To | support<support@acme.example> |\n| Subject | Freeze |\nFrozen.\n"
    ),
    "foxmail": "发件人： 张三\n发送时间： 2026-03-07 21:04\n收件人： support\n抄送： 李四\n主题： 画面卡住\n画面卡住了。\n",
    "foxmail with rule": " \n发件人： 张三\n发送时间： 2026-03-07 21:04\n收件人： support\n主题： 卡住\n\n卡住了。\n",
    "foxmail en": "From: Zhang San\nDate: 2026-03-07 21:04\nTo: support\nSubject: Freeze\nFrozen.\n",
    "aliyun": (
        "------------------------------------------------------------------\n发件人：张三 <zhangsan@us.example>\n"
        "发送时间：2026年3月7日(星期六) 21:04\n收件人：support <support@acme.example>\n主　题：画面卡住\n\n画面卡住了。\n"
    ),
    "aliyun old": (
        "------------------------------------------------------------------\n发件人：张三 <zhangsan@us.example>\n"
        "日　期：2026年03月07日 21:04:11\n收件人：<support@acme.example>\n主　题：画面卡住\n\n画面卡住了。\n"
    ),
    "aliyun en": (
        "------------------------------------------------------------------\nFrom:Zhang San <zhangsan@us.example>\n"
        "Send Time:2026 Mar. 7 (Sat.) 21:04\nTo:support <support@acme.example>\nSubject:Freeze\n\nFrozen.\n"
    ),
    "wecom": (
        "----------回复的邮件信息----------\n张三<zhangsan@us.example> 在 2026年3月7日 周六 21:04 写道：\n\n画面卡住了。\n"
    ),
    "wecom en": "----------Reply to Message----------\nOn Sat,Mar 7,2026 9:04 PM Zhang San <zhangsan@us.example> wrote:\n\nFrozen.\n",
    "wecom original": (
        "------------------ Original ------------------\nFrom: \"张三\";\nDate: 2026年3月7日(星期六) 晚上9:04\nTo: \"支持\";\n"
        "Subject: 卡住\n\n卡住了。\n"
    ),
    "coremail": (
        "-----原始邮件-----\n发件人:\"张三\" <zhangsan@us.example>\n发送时间:2026-03-07 21:04:11 (星期六)\n"
        "收件人: support@acme.example\n抄送: \n主题: 卡住\n\n卡住了。\n"
    ),
    "coremail en": "-----Original Messages-----\nFrom:\"Zhang San\" <z@us.example>\nSent Time:2026-03-07 21:04:11 (Saturday)\nTo: a@acme.example\n\nFrozen.",
    "thunderbird": "On 07/03/2026 21:04, Zhang San wrote:\n> Frozen.\n",
    "thunderbird zh": "在 2026/3/7 21:04, 张三 写道:\n> 卡住了。\n",
    "zoho": "---- On Sat, 07 Mar 2026 21:04:11 +0800 Zhang San <zhangsan@us.example> wrote ----\n\nFrozen.\n",
    "yahoo": "On Saturday, March 7, 2026 at 09:04:11 PM GMT+8, Zhang San <zhangsan@us.example> wrote: \n\n Frozen.\n",
    "mutt": "On Sat, Mar 07, 2026 at 09:04:11PM +0800, Zhang San wrote:\n> Frozen.\n",
}  # fmt: skip

ANSWERS = [
    "请把 GOP 改成 2 秒，再试一次。",
    "The cause is the B-frames: set bf=0.\n\nWe will write again at 22:00.",
    "您好：\n\n1. 请提供房间号\n2. 请提供 SDK 日志\n\n谢谢",
]


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("client", QUOTATIONS)
def test_what_stands_above_a_quotation_is_what_is_said(client: str, answer: str) -> None:
    assert own_words(f"{answer}\n\n{QUOTATIONS[client]}") == answer
    assert own_words(f"{answer}\n{QUOTATIONS[client]}") == answer


@pytest.mark.parametrize("client", QUOTATIONS)
def test_a_mail_that_is_all_quotation_says_nothing(client: str) -> None:
    assert own_words(QUOTATIONS[client]) == ""


def test_answers_between_quoted_lines_stay() -> None:
    text = (
        "张三 <z@us.example> 于2026年3月7日周六 21:04写道：\n> 是推流端还是拉流端卡？\n推流端，帧率掉到 12。\n"
        "> 有日志吗？\n> 还有 SDK 版本？\n有，见附件，SDK 4.2.1。\n"
    )
    assert own_words(text) == "推流端，帧率掉到 12。\n有，见附件，SDK 4.2.1。"


def test_an_answer_below_the_quotation_stays() -> None:
    text = "On Sat, Mar 7, 2026 at 9:04 PM Zhang San <z@us.example> wrote:\n> Which room?\n\nRoom 8801, since 21:00."
    assert own_words(text) == "Room 8801, since 21:00."


def test_quotations_within_quotations_go_with_them() -> None:
    assert own_words("好的。\n\n>> 老问题\n> 老回答\n") == "好的。"


@pytest.mark.parametrize(
    "text",
    [
        "From: the encoder's side all is well.\nTo: be sure, send the log.",
        "在 2026 年的文档里你们写道：\n关键帧间隔不超过 2 秒。",
        "On the phone your engineer wrote:\nset bf=0",
        "收件人：支持\n这是我们的房间列表",
        "主题：卡顿\n时间：21:04\n房间：8801\n现象：画面卡住",
        "a --> b\n-----\nc",
        "时间 21:04 用户写道：卡",
        "发自内心地感谢",
        "来自安卓客户端",
        "Sent from the console at 21:04",
    ],
)
def test_words_that_only_look_like_a_quotation_stay(text: str) -> None:
    assert own_words(text) == text


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nVera Li\nACME Support\n+86 10 0000 0000",
        "--\n李维\n爱可美技术支持",
        "发自我的iPhone",
        "发自我的 iPhone",
        "从我的 iPhone 发送",
        "发自我的小米手机",
        "发自我的企业微信",
        "________________________________\n发自我的企业微信",
        "来自我的华为手机",
        "发自 网易邮箱大师",
        "获取 Outlook for iOS<https://aka.example/o0ukef>",
        "Get Outlook for Android",
        "Sent from my iPhone",
        "Sent from Mail for Windows",
        "| |\n张三\n|\n|\n邮箱：z@us.example\n|\n\n签名由 网易邮箱大师 定制",
    ],
)
def test_signatures_are_taken_off(signature: str) -> None:
    assert own_words(f"GOP 改成 2 秒。\n\n{signature}") == "GOP 改成 2 秒。"
    assert own_words(f"GOP 改成 2 秒。\n\n{signature}\n\n{QUOTATIONS['163']}") == "GOP 改成 2 秒。"


def test_what_follows_a_ruler_at_length_is_no_signature() -> None:
    text = "日志如下\n--\n" + "\n".join(f"line {number}" for number in range(40))
    assert own_words(text) == text


def test_an_inline_answer_after_a_signature_and_a_quotation_stays() -> None:
    assert own_words("Hi\n-- \nVera\n> Which room?\n8801") == "Hi\n8801"


FORWARDS = [
    "---------- Forwarded message ---------\nFrom: R&D <rd@acme.example>\nDate: Sat, Mar 7, 2026 at 9:04 PM\nSubject: cause\nTo: <v@acme.example>\n\n",
    "-------- 转发邮件信息 --------\n发件人：研发 <rd@acme.example>\n发送日期：2026-03-07 21:04:11\n收件人：v@acme.example\n主题：原因\n\n",
    "Begin forwarded message:\n\nFrom: R&D <rd@acme.example>\nDate: 7 March 2026 at 21:04:11\nTo: v@acme.example\nSubject: cause\n\n",
    "---- 转发的邮件 ----\n| 发件人 | 研发<rd@acme.example> |\n| 日期 | 2026年03月07日 21:04 |\n| 收件人 | v<v@acme.example> |\n| 主题 | 原因 |\n",
]


@pytest.mark.parametrize("head", FORWARDS)
def test_a_bare_forward_says_what_it_forwards(head: str) -> None:
    assert own_words(f"{head}The cause is clock drift.").endswith("The cause is clock drift.")


@pytest.mark.parametrize("head", FORWARDS)
def test_words_above_a_forward_stand_alone(head: str) -> None:
    assert own_words(f"研发的结论如下。\n\n{head}The cause is clock drift.") == "研发的结论如下。"


@pytest.mark.parametrize(
    "line",
    [
        "##- Please type your reply above this line -##",
        "##- 请在此行上方输入回复 -##",
        "Reply above this line.",
        "—-—-—-—\nReply above this line.",
        "=== 请在此线上方回复 ===",
    ],
)
def test_the_line_that_a_ticket_system_cuts_at_is_nobodys_word(line: str) -> None:
    assert own_words(f"{line}\n\nSet bf=0.").removeprefix("—-—-—-—").strip() == "Set bf=0."


def test_a_forward_by_its_subject_keeps_an_outlook_block() -> None:
    assert own_words(QUOTATIONS["outlook zh"], forwarding=True).endswith("画面卡住了。")


words = st.text(st.sampled_from("ab 画面。12"), min_size=1, max_size=20).filter(str.strip)


@given(st.lists(words, min_size=1, max_size=6))
def test_text_without_quotation_is_kept_word_for_word(lines: list[str]) -> None:
    text = "\n".join(line.strip() for line in lines)
    assert own_words(text) == text


@given(st.text(st.sampled_from(">-|: \n\u00a0\u3000写道在于发件人主题FromDateTo:2026-03-07 21:04wrote_"), max_size=400))
def test_stripping_adds_nothing(text: str) -> None:
    said = own_words(text)
    assert len(said) <= len(text)
    assert all(line.strip() in text.replace("\u00a0", " ") for line in said.split("\n"))


@pytest.mark.parametrize(
    "line", ["在 " * 150, "On " * 120 + "wrote:", "2026-03-07 21:04 " * 20 + "写道：", "- " * 180, "发 件 人", "|" * 390]
)
def test_hostile_lines_take_no_time(line: str) -> None:
    started = time.process_time()
    own_words("\n".join([line] * 3000))
    assert time.process_time() - started < 60  # backtracking would take hours: this is no race


OURS = "Hello,\n\nsince 20:01 the viewers hear the sound later than they see the picture.\nWhat should we change?\n\nCora"
THEIRS = "Please send the log of the streaming software, and tell us its version."


@pytest.mark.parametrize("lines", ["{}", "> {}", "    {}"])
def test_what_a_ticket_system_puts_below_unmarked_is_known_again(lines: str) -> None:
    below = "\n".join(lines.format(line) for line in f"{THEIRS}\n\nCora, 08:01\n\n{OURS}".split("\n"))
    said = without_history(f"Vera, 08:10\n\nSet bf=0.\n\n----\n\nVera, 08:05\n\n{below}\n\nDelivered by Desk", [OURS], [THEIRS])
    assert said.startswith("Vera, 08:10\n\nSet bf=0.")
    assert "viewers" not in said
    assert "log" not in said
    assert said.endswith("Delivered by Desk")


def test_our_words_in_other_lines_are_the_same_words() -> None:
    assert without_history("Set bf=0.\n\n" + OURS.replace(" ", "\n"), [OURS], []) == "Set bf=0."


@pytest.mark.parametrize("text", [f"{THEIRS} Again.", "Cora", OURS, OURS.replace("\n", " "), f"{OURS[:60]} Yes."])
def test_what_is_said_again_or_is_nothing_but_history_or_only_part_of_it_stays(text: str) -> None:
    assert without_history(text, [OURS], [THEIRS]) == text


@given(st.text(st.sampled_from("ab \n>"), max_size=200), st.text(st.sampled_from("ab \n>"), max_size=120))
def test_taking_history_off_adds_nothing(text: str, ours: str) -> None:
    said = without_history(text, [ours], [])
    assert said == text or len(said) < len(text)
