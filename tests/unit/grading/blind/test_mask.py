from __future__ import annotations

import time
from itertools import chain

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from houdun.grading.blind.mask import blind, known
from houdun.grading.blind.names import packaged

VENDORS = ("晨风云直播", "Morningwind Live", "Qiushi")
WHO = known(VENDORS, ["li.wei@morningwind.com", "John Smith", "王磊"], ["help@zhibozhe.com"])
BRANDS = sorted({name for part in (packaged().vendors, packaged().products) for name in (*part.anywhere, *part.exact)})
AROUND = st.text(st.sampled_from("的了用 ，。,.\n()（）“”/：:—请查"), max_size=6)
ZH = """尊敬的声网用户，您好！我是李伟，工号 8012，负责您的工单 #48213。
感谢您使用Agora的产品。经查，主播电脑时间走快了 3.6 秒，没有开 NTP 校时，请执行 w32tm /resync，21:04-21:10 丢包 6%。
请把 agora-rtc-sdk-ng 升级，日志在 io.agora.rtc2.RtcEngine 里。详见 https://docs.agora.io/cn/x ，或拨打 400-632-6626。
服务时间：周一至周五 9:00-18:00。技术群：123456789，微信：agora_kefu，同事王磊已经查看。晨风的 SDK 没问题。
此致
敬礼
李伟
声网技术支持"""
EN = """Hi John,
Thank you for contacting Twilio Support. This is Mary Jones from Morningwind. Case #0012345 has been received.
The muxer counts priming twice: set --aac-delay 0, at 128 kbit/s and 100 ms. See docs.livekit.io/x or mail help@morningwind.com.
Our support hours are Mon-Fri, 9 a.m. to 6 pm. Call us on +1 (415) 555-0132. We are here 24/7. QiushiRtcEngine may log more.
Best regards,
Mary Jones
Senior Support Engineer | Morningwind
Powered by Zendesk"""


@pytest.mark.parametrize(
    "told",
    [
        "声网",
        "agora",
        "李伟",
        "8012",
        "48213",
        "400-632",
        "王磊",
        "晨风",
        "尊敬",
        "感谢",
        "周一",
        "9:00",
        "123456789",
        "kefu",
        "技术支持",
        "敬礼",
    ],
)
def test_nothing_that_tells_stays_in_a_chinese_reply(told: str) -> None:
    assert told not in blind(ZH, WHO).casefold()


@pytest.mark.parametrize(
    "told",
    [
        "john",
        "twilio",
        "mary",
        "jones",
        "morningwind",
        "0012345",
        "livekit",
        "help@",
        "support",
        "mon-fri",
        "a.m.",
        "415",
        "24/7",
        "qiushi",
        "regards",
        "engineer|",
        "zendesk",
        "powered",
    ],
)
def test_nothing_that_tells_stays_in_an_english_reply(told: str) -> None:
    assert told not in blind(EN, WHO).casefold()


@pytest.mark.parametrize(
    "kept", ["主播电脑时间走快了 3.6 秒，没有开 NTP 校时", "w32tm /resync", "21:04-21:10 丢包 6%", "SDK 没问题"]
)
def test_what_is_graded_stays_in_chinese(kept: str) -> None:
    assert kept in blind(ZH, WHO)


@pytest.mark.parametrize("kept", ["The muxer counts priming twice: set --aac-delay 0, at 128 kbit/s and 100 ms."])
def test_what_is_graded_stays_in_english(kept: str) -> None:
    assert kept in blind(EN, WHO)


def test_marks_are_in_the_language_of_the_text_and_a_name_in_two_scripts_is_one() -> None:
    assert blind("声网 Agora 的控制台", WHO) == "【服务商】 的控制台"
    assert blind("the Agora console", WHO) == "the [vendor] console"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("已转二线。\n\n王磊\n晨风云直播技术服务中心｜全程陪伴每一场", "已转二线。\n\n【署名】"),
        ("Passed on.\n\nJohn\nSupport, Morningwind Live. Rate us!", "Passed on.\n\n[signature]"),
        ("Passed on.\n\n-- The Morningwind Live team", "Passed on.\n\n[signature]"),
        ("晨风云直播的 SDK 没问题", "【服务商】的 SDK 没问题"),
        ("Your case number is 47717.", "Your [number]."),
    ],
)
def test_how_a_vendor_signs_is_no_hint_and_its_name_in_a_sentence_is_one_mark(text: str, seen: str) -> None:
    assert blind(text, WHO) == seen


@given(AROUND, st.sampled_from(BRANDS), AROUND, st.sampled_from(["", "upper", "title"]))
@example("", "声网", "", "")
def test_no_packaged_brand_is_left_wherever_it_stands(before: str, brand: str, after: str, case: str) -> None:
    exact = chain(packaged().vendors.exact, packaged().products.exact)
    written = brand if brand in exact or not case else getattr(brand, case)()
    assert brand.casefold() not in blind(f"{before}{written}{after}", WHO).casefold()


@given(
    AROUND,
    st.sampled_from(
        ["晨风云直播", "晨风云", "晨风", "Morningwind Live", "morningwind", "MORNINGWIND", "Qiushi", "qiushi", "zhibozhe"]
    ),
    AROUND,
)
def test_no_vendor_of_the_trial_is_left_wherever_it_stands(before: str, name: str, after: str) -> None:
    assert name.casefold() not in blind(f"{before}{name}{after}", WHO).casefold()


@given(
    st.sampled_from(["agora", "trtc", "morningwind"]),
    st.from_regex(r"[A-Za-z0-9_]{0,8}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9_]{0,8}", fullmatch=True),
)
def test_a_name_inside_an_identifier_takes_the_identifier_with_it(name: str, before: str, after: str) -> None:
    assert blind(f"请看 lib{before}{name}{after}.so 的日志", WHO).casefold().count(name) == 0


@pytest.mark.parametrize("hidden", ["ａｇｏｒａ", "AGORA", "a\u200bgora", "ago\u2060ra", "\ue000声\u200d网"])
def test_width_case_and_invisible_characters_hide_no_name(hidden: str) -> None:
    seen = blind(f"请看{hidden}控制台", WHO)
    assert seen == "请看【服务商】控制台"


@given(st.one_of(st.text(), st.lists(st.sampled_from(ZH.split("\n") + EN.split("\n") + list(BRANDS)), max_size=8).map("\n".join)))
def test_a_masked_text_stays_as_it_is(text: str) -> None:
    once = blind(text, WHO)
    assert blind(once, WHO) == once


@pytest.mark.parametrize("hostile", ["a", "1", "a.", "@", "王", "\n", "Hi ", "周一", "a@", "--\n", "\t", "dear ", "agora"])
def test_a_text_made_to_be_slow_is_masked_in_time_that_grows_with_its_length_only(hostile: str) -> None:
    started = time.process_time()
    blind(hostile * (20_000 // len(hostile)), WHO)
    assert time.process_time() - started < 2
