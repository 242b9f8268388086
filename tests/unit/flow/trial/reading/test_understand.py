"""What vendors' messages mean for the protocol: sentences as support engineers write them, and what must not be read into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.facts.case import Role
from houdun.facts.fault import Evidence
from houdun.facts.question import Given
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.reading.understand import meaning
from houdun.grading import find
from houdun.scenario.question import load
from houdun.testing.factories import finding, message


def read(text: str, question: str = "slow_first_picture", role: Role = Role.VENDOR) -> Meaning:
    said = message(text, role=role)
    return meaning(said, find(said), load(question))


@pytest.mark.parametrize(
    ("question", "text", "proposals"),
    [
        ("slow_first_picture", "Please set the key frame interval to 2 s in your encoder.", ("gop_of_2_s",)),
        ("slow_first_picture", "请把关键帧间隔改成 2 秒。", ("gop_of_2_s",)),
        ("slow_first_picture", "The GOP is far too long. We suggest 2 s.", ("gop_of_2_s",)),
        ("slow_first_picture", "先把码率降到 1 Mbps，不行再把 GOP 设为 2 秒。", ("lower_bitrate", "gop_of_2_s")),
        ("slow_first_picture", "不要改 GOP，2 秒就挺好，把码率降低一点。", ("lower_bitrate",)),
        ("slow_first_picture", "There is no need to lower the bit rate.", ()),
        ("slow_first_picture", "码率不用降低。", ()),
        ("slow_first_picture", "We have lowered the bit rate on our side already.", ()),
        ("slow_first_picture", "Did you lower the bit rate recently?", ()),
        ("slow_first_picture", "Lower the bit rate instead of the frame size.", ()),
        ("jerky_and_behind", "Use a faster preset, please.", ("faster_preset",)),
        ("jitter_in_browser", "WebRTC 不支持 B 帧，请关掉 B 帧。", ("no_bframes",)),
        (
            "host_stands_still",
            "Plug the camera directly into the computer, not through the hub.",
            ("camera_plugged_in_directly",),
        ),
        ("host_stands_still", "摄像头不要接在扩展坞上。", ("camera_plugged_in_directly",)),
    ],
)
def test_proposals_are_the_question_s_remedies_that_nobody_denies(question: str, text: str, proposals: tuple[str, ...]) -> None:
    assert read(text, question).proposals == proposals


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The delay comes from the GOP, which is far too long: ten seconds between key frames.", True),
        ("首屏慢是因为关键帧间隔太长。", True),
        ("We do not think it is the GOP.", False),
        ("不是关键帧间隔的问题，我们再看看。", False),
        ("Is your key frame interval long?", False),
        ("Thank you, we are looking into it.", False),
    ],
)
def test_a_cause_is_one_that_is_stated(text: str, names: bool) -> None:
    assert read(text).names_cause is names


def test_requests_are_told_apart() -> None:
    asked = read("请提供流名和播放端日志，另外请问怎么复现？")
    assert asked.wants == {Evidence.PLAYER_LOG}
    assert asked.given == {Given.STREAM}
    assert asked.reproduction
    assert not asked.unclear


def test_a_log_that_is_nobody_s_is_one_that_we_have() -> None:
    assert read("Could you send us the tombstone?", "slow_first_picture").wants == {Evidence.PLAYER_LOG}
    assert read("Could you send us the tombstone?", "not_live").wants == {Evidence.PUBLISHER_LOG}


def test_what_advice_needs_is_told_by_its_own_words() -> None:
    asked = read("How fast is the ramp, and in which region are your viewers?", "sizing_for_a_peak")
    assert asked.reserves == {"ramp", "regions"}
    assert not asked.unclear


def test_what_every_vendor_was_told_is_known_as_such() -> None:
    assert read("请问是什么业务场景，预计并发多少？").brief


def test_machines_and_doubts_are_told_apart() -> None:
    assert not read("This is an automatic reply: we have received your request.").person
    assert not read("请把关键帧间隔改成 2 秒。", role=Role.BOT).person
    assert not read("请把关键帧间隔改成 2 秒。", role=Role.CUSTOMER).person
    said = message("请把关键帧间隔改成 2 秒。", role=Role.VENDOR, doubtful="fast")
    doubtful = meaning(said, find(said), load("slow_first_picture"))
    assert (doubtful.person, doubtful.doubtful) == (True, True)


def test_a_person_s_decision_is_the_last_word() -> None:
    said = message("请把关键帧间隔改成 2 秒。", role=Role.VENDOR, doubtful="fast")
    decided = meaning(said, [*find(said), finding(said, "is_person")], load("slow_first_picture"))
    assert (decided.person, decided.doubtful) == (True, False)


def test_findings_about_other_messages_say_nothing() -> None:
    said, other = message("Thank you.", role=Role.VENDOR), message("All fixed.", "11:00", Role.VENDOR)
    assert not meaning(said, [finding(other, "claims_fixed")], load("slow_first_picture")).claims_fixed


def test_a_change_that_is_none_of_the_remedies_goes_to_a_person() -> None:
    changed = read("Please upgrade the SDK to 4.2.1 and set jitterBufferMode=2 in config.json.")
    assert (changed.proposals, changed.other_change, changed.unclear) == ((), True, True)
    control = read("Please set rate_control=VBR in the encoder's settings.", "zigzag_in_the_chart")
    assert (control.other_change, control.unclear) == (True, False)


def test_a_question_that_no_rule_understands_goes_to_a_person() -> None:
    assert read("Is your grandmother on the same floor as the studio?").unclear
    assert not read("Is there anything else that we can do for you?").unclear
    assert not read("您好，问题收到，我们看一下。").unclear


def test_the_word_of_a_post_mortem_is_not_yet_one() -> None:
    promised = read("复盘报告我们周五之前给到您。")
    assert (promised.promises_postmortem, promised.delivers_postmortem) == (True, False)
    given = read("复盘报告如下。时间线：10:00 出现，10:40 恢复。影响：单路。根本原因：间隔过长。改进措施：加默认值检查。")
    assert (given.promises_postmortem, given.delivers_postmortem) == (False, True)
    attached = read("The post-mortem report is attached. Please have a look.")
    assert attached.delivers_postmortem


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("问题已修复，请您再测试一下。", True),
        ("后台已处理好，您再看看。", True),
        ("The problem has been resolved on our side.", True),
        ("It should work fine now.", True),
        ("Has it been resolved?", False),
        ("It will be fixed in the next release.", False),
        ("修复之后会通知您。", False),
        ("如果已解决，请告诉我们。", False),
        ("Write to us once it has been fixed.", False),
    ],
)
def test_fixed_is_what_is_said_to_be_done(text: str, claims: bool) -> None:
    assert read(text).claims_fixed is claims


def test_what_is_announced_is_more_to_come() -> None:
    assert read("I have passed this on to our media team.").more_to_come
    assert read("We will get back to you by 6 pm today.").more_to_come


@given(st.text(max_size=400))
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(read(text), Meaning)


@given(st.permutations(["Root cause", "timeline", "impact", "actions", "lessons", "detected", "resolution"]), st.integers(0, 7))
def test_what_nobody_announced_is_a_post_mortem_by_five_of_its_items_whichever_they_are(items: list[str], number: int) -> None:
    assert read(" · ".join(items[:number])).delivers_postmortem == (number >= 5)
