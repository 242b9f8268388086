from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.facts.question import Question, Sort
from houdun.facts.signals import Signal
from houdun.grading.keyed import Heard, judge
from houdun.language import Language
from houdun.scenario.question import load, load_all, packaged

CLAIMS = frozenset({Signal.NAMES_CAUSE.value})
FOUND = {Language.ZH: "查到了：", Language.EN: "Found it: "}
PREVENTED = {Language.ZH: "以后每次开播前请核对一遍。", Language.EN: "From now on, check it before each show."}


@cache
def question(name: str) -> Question:
    return load(name)


def depth(name: str, *texts: str, signals: frozenset[str] = frozenset()) -> int:
    return judge(question(name), [Heard(text, signals) for text in texts]).depth


FAULTS = [each for each in load_all(packaged()) if each.sort is Sort.FAULT]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("asked", FAULTS, ids=lambda asked: asked.id)
def test_the_key_s_own_words_for_the_cause_the_cure_and_prevention_are_the_deepest(asked: Question, language: Language) -> None:
    assert asked.key.cause
    cause = FOUND[language] + asked.key.cause.tells.to(language)
    cure = next(proposal.what.to(language) for proposal in asked.key.proposals if proposal.cures)
    assert judge(asked, [Heard(cause, CLAIMS)]).depth == 3
    ruled = judge(asked, [Heard(f"{cause}\n{cure}\n{PREVENTED[language]}", CLAIMS)])
    assert (ruled.depth, ruled.cause, ruled.remedy) == (4, True, True)
    assert ruled.named
    assert ruled.cure


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("asked", FAULTS, ids=lambda asked: asked.id)
def test_a_cause_that_is_easily_mistaken_is_wrong(asked: Question, language: Language) -> None:
    mistaken = [each for each in asked.key.mistaken if each.id == "service_node"] or [asked.key.mistaken[0]]
    ruled = judge(asked, [Heard(FOUND[language] + mistaken[0].tells.to(language), CLAIMS)])
    assert (ruled.depth, ruled.cause) == (0, False)
    assert mistaken[0].id in ruled.mistaken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不是时钟漂移，您的网络没问题。", 1),
        ("已排除声卡的晶振偏差。", 1),
        ("时钟漂移可以排除，声卡时钟正常。", 1),
        ("是不是时钟漂移呢？请提供音频设备清单。", 2),
        ("请确认声卡时钟是否偏快。", 2),
        ("声卡的采样时钟比标称快，是时钟漂移。", 3),
        ("不是网络的问题，而是声卡的时钟漂移。", 3),
        ("可能是声卡的时钟漂移导致的。", 3),
        ("It is not clock drift.", 1),
        ("We ruled out clock drift.", 1),
        ("Clock drift: ruled out.", 1),
        ("Could it be clock drift?", 2),
        ("Please check whether the sound card's crystal is off.", 2),
        ("This is clock drift, not a lip-sync bug.", 3),
        ("It is not the network but the crystal of the sound card.", 3),
    ],
)
def test_to_deny_or_to_ask_about_the_cause_is_not_to_name_it(text: str, expected: int) -> None:
    assert depth("apart_by_the_hour", text) == expected


@pytest.mark.parametrize(
    "text", ["主播的电脑没有 NTP 校时。", "The host's computer does not follow NTP at all.", "那台电脑没有对时，时间走快了"]
)
def test_a_lack_is_named_by_saying_what_is_lacking(text: str) -> None:
    assert depth("negative_latency", text) == 3


def test_another_cause_beside_the_true_one_is_guessing_and_an_earlier_error_is_forgiven() -> None:
    wrong = "查下来是边缘节点过载导致的。"
    right = "查到了，是声卡时钟漂移导致的。"
    assert depth("apart_by_the_hour", wrong, right, signals=CLAIMS) == 3
    assert depth("apart_by_the_hour", right, wrong, signals=CLAIMS) == 0
    assert depth("apart_by_the_hour", right + wrong, signals=CLAIMS) == 0


def test_without_any_person_s_word_it_is_nothing() -> None:
    assert depth("apart_by_the_hour") == 0
    assert depth("apart_by_the_hour", "  ") == 0
    assert depth("sizing_for_a_peak") == 0


def test_to_pass_on_or_link_is_1_and_a_check_of_the_right_thing_2() -> None:
    assert depth("jerky_and_behind", "已转给技术同事，请耐心等待。") == 1
    assert depth("jerky_and_behind", "Please see https://docs.example.com/live") == 1
    assert depth("jerky_and_behind", "麻烦发一下推流端日志。") == 2
    assert depth("jerky_and_behind", "Could you send us the publisher's log?") == 2


def test_to_ask_for_everything_is_no_check() -> None:
    asked = "请提供版本、机型、系统、网络、推流日志、时间点。"
    assert depth("jerky_and_behind", asked) == 2
    assert depth("jerky_and_behind", asked, signals=frozenset({Signal.ASKS_FOR_EVERYTHING})) == 1


def test_a_cure_that_is_called_useless_is_not_proposed() -> None:
    assert judge(question("slow_first_picture"), [Heard("把 GOP 设为 2 秒也没用。")]).remedy is False
    assert judge(question("slow_first_picture"), [Heard("请把 GOP 设为 2 秒。")]).remedy is True


def test_a_control_is_answered_by_saying_why_all_is_well_and_failed_by_finding_a_cause() -> None:
    well = judge(
        question("zigzag_in_the_chart"), [Heard("这是正常的，没有故障：带关键帧的一秒更大，码率控制只保证一段时间的平均。")]
    )
    assert (well.cause, well.guessed, well.remedy) == (True, False, None)
    assert well.depth >= 3
    guess = judge(question("zigzag_in_the_chart"), [Heard("查到了，是主播上行带宽不足导致的。", CLAIMS)])
    assert (guess.depth, guess.cause, guess.guessed) == (0, False, True)
    assert depth("zigzag_in_the_chart", "收到，我们看一下。") == 1


def test_in_a_control_whoever_says_that_all_is_well_has_found_no_cause() -> None:
    control = question("bars_at_the_sides")
    for text in ("The stream looks perfectly normal to me, so this part stays a guess.", "一切正常，剩下的是因为看不到播放端。"):
        ruled = judge(control, [Heard(text, CLAIMS)])
        assert (ruled.guessed, ruled.depth) == (False, 1)


def test_in_a_control_what_is_wrong_need_only_be_stated() -> None:
    ruled = judge(question("bars_at_the_sides"), [Heard("A decoder that has a problem on this handset.")])
    assert (ruled.guessed, ruled.depth) == (True, 0)


def test_the_reason_and_that_all_is_well_may_stand_in_sentences_of_their_own() -> None:
    control = question("bars_at_the_sides")
    ruled = judge(control, [Heard("Nothing is wrong here. You publish in 16:9, and phones are upright.", CLAIMS)])
    assert (ruled.cause, ruled.guessed, ruled.depth) == (True, False, 3)


def test_who_finds_nothing_on_his_own_side_only_may_still_be_guessing() -> None:
    text = "Our servers are fine, the phone's decoder is broken."
    assert judge(question("bars_at_the_sides"), [Heard(text, CLAIMS)]).guessed


def test_advice_goes_by_its_key_points_and_grows_with_them() -> None:
    asked = question("sizing_for_a_peak")
    told = [f"{point.what.zh}。" for point in asked.key.points]
    depths = [depth("sizing_for_a_peak", "".join(told[:number])) for number in range(1, len(told) + 1)]
    assert depths == sorted(depths)
    assert (depths[0], depths[-1]) == (2, 4)
    assert judge(asked, [Heard(told[0])]).points[0]
    assert depth("sizing_for_a_peak", "没问题，放心用。") == 1


@given(st.sampled_from(FAULTS), st.lists(st.text(max_size=80), max_size=4))
def test_whatever_is_written_gets_a_depth_and_never_the_deepest_by_accident(asked: Question, texts: list[str]) -> None:
    ruled = judge(asked, [Heard(text) for text in texts])
    assert 0 <= ruled.depth <= 4
    assert (ruled.depth == 0) == (not any(text.strip() for text in texts) or bool(ruled.mistaken))
