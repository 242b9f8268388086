from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houdun.errors import UsageError
from houdun.facts.question import Ingest, Question, Sort, Stratum
from houdun.language import Language
from houdun.scenario import catalogue, question, show
from houdun.scenario.question import load, load_all, packaged

ALL = load_all(packaged())
PLAYED = [each for each in ALL if each.sort in (Sort.FAULT, Sort.CONTROL)]
FOLDER = Path(question.__file__).parent / "questions"
LIPS = (FOLDER / "lips_before_words.toml").read_text(encoding="utf-8")
PEAK = (FOLDER / "sizing_for_a_peak.toml").read_text(encoding="utf-8")
CJK = re.compile(r"[\u4e00-\u9fff]")
FALSE_CLAIMS = (
    "线上故障",
    "线上事故",
    "用户投诉",
    "真实用户",
    "正式直播中",
    "users are complaining",
    "outage",
    "our users are",
    "in production",
)


def own(folder: Path, text: str, name: str = "own.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def letters(each: Question, language: Language) -> list[str]:
    return [f"{wording.to(language).subject}\n{wording.to(language).text}" for wording in each.wordings]


def test_there_are_24_faults_4_controls_6_for_advice_and_2_for_references() -> None:
    assert Counter(each.sort for each in ALL) == {Sort.FAULT: 24, Sort.CONTROL: 4, Sort.ADVICE: 6, Sort.REFERENCES: 2}


def test_faults_are_such_as_the_customer_s_side_can_cause_and_all_but_one_are_asked_about_once() -> None:
    asked = Counter(each.fault for each in ALL if each.fault)
    assert sorted(asked.values()) == [1] * 22 + [2]
    assert all(catalogue.find(name).facts.injectable_at_vendor for name in asked)


def test_questions_that_share_a_fault_share_neither_values_nor_show() -> None:
    first, second = (each for each in ALL if each.fault == "sender_clock_wrong")
    assert not set(first.values["ahead_s"]) & set(second.values["ahead_s"])
    assert first.show != second.show


def test_every_stratum_has_questions_of_every_severity_that_matters() -> None:
    for stratum in Stratum:
        assert {each.sort for each in ALL if stratum in each.strata} >= {Sort.FAULT, Sort.CONTROL}


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_a_question_is_worded_in_each_language_differently_enough(each: Question) -> None:
    for language in Language:
        texts = letters(each, language)
        assert len(set(texts)) == len(texts) >= 4
        assert len({wording.to(language).subject for wording in each.wordings}) == len(texts)
        assert max(map(len, texts)) > 1.5 * min(map(len, texts))
    assert all(CJK.search(text) for text in letters(each, Language.ZH))
    assert not any(CJK.search(text) for text in letters(each, Language.EN))


@pytest.mark.parametrize("each", PLAYED, ids=lambda each: each.id)
def test_no_wording_claims_an_outage_with_real_users(each: Question) -> None:
    for language in Language:
        assert [claim for claim in FALSE_CLAIMS for text in letters(each, language) if claim in text.casefold()] == []


@pytest.mark.parametrize("each", PLAYED, ids=lambda each: each.id)
def test_what_is_played_has_a_show_a_way_in_and_things_to_ask_for(each: Question) -> None:
    assert show.load(each.show)
    assert each.ingest
    assert each.reproduction
    reveals = catalogue.find(each.fault).facts.reveals if each.fault else ()
    assert set(reveals) <= set(each.withheld)
    assert len(each.withheld) > len(reveals) or each.fault == "growing_jitter_buffer"


def test_what_only_low_latency_shows_is_published_that_way_alone() -> None:
    only = {each.fault for each in ALL if each.ingest == (Ingest.WHIP,)}
    assert only == {"bframes_in_webrtc", "key_requests_ignored", "parameter_sets_missing", "loss_bursts"}


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_an_id_names_no_fault(each: Question) -> None:
    assert not each.fault or each.fault not in each.id


def test_advice_keeps_something_back_that_a_good_adviser_asks_for() -> None:
    for each in (each for each in ALL if each.sort is Sort.ADVICE):
        assert each.reserves
        for reserve in each.reserves:
            assert not any(reserve.tells.zh in text for text in letters(each, Language.ZH))


def test_a_question_of_one_s_own_is_read_from_its_file(tmp_path: Path) -> None:
    loaded = load(own(tmp_path, LIPS.replace("[140, 220, 380, 640]", "[95]"), "studio.toml"))
    assert (loaded.id, loaded.fault, loaded.values) == ("studio", "late_sound", {"delay_ms": (95.0,)})


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('sort = "fault"', 'sort = "riddle"', "sort"),
        ('sort = "fault"', 'sort = "advice"', "fault"),
        ('fault = "late_sound"', "", "fault"),
        ('fault = "late_sound"', 'fault = "stale_playlist"', "fault"),
        ('show = "solo"', "show = 3", "show"),
        ('ingest = ["rtmp", "whip"]', 'ingest = ["pigeon"]', "ingest"),
        ('severity = "high"', 'severity = "dire"', "severity"),
        ('strata = ["day", "night", "weekend", "peak"]', "strata = []", "strata"),
        ('given = ["stream", "since", "published", "played"]', 'given = ["stream"]', "wordings[1].zh.text"),
        ('"device_list", "encoder_settings",', '"device_list",', "withheld"),
        ('withheld = ["device_list", "encoder_settings", "packet_capture", "publisher_log"]', "withheld = []", "withheld"),
        ("delay_ms = [140, 220, 380, 640]", "delay_ms = [140, 9000]", "values.delay_ms"),
        ("delay_ms = [140, 220, 380, 640]", "delay_ms = [true]", "values.delay_ms"),
        ("delay_ms = [140, 220, 380, 640]", "delay_s = [1]", "values.delay_s"),
        ("从头到尾差得一样多", "从头到尾差得一样多 {who}", "wordings[0].zh.text"),
        ("从头到尾差得一样多", "从头到尾差得一样多 {", "wordings[0].zh.text"),
        ("从头到尾差得一样多", "从头到尾差得一样多 {stream.__class__}", "wordings[0].zh.text"),
        ("从头到尾差得一样多", "晚了 220 毫秒", "wordings[0].zh"),
        ("Lips first, words after", "Noise reduction makes it late", "wordings[0].en"),
        ("开播第一分钟和一小时后差得一样多", "去掉混响就好", "reproduction"),
        ("[values]", "[[details.stream]]\nzh = '一'\nen = 'one'\n[values]", "details.stream"),
        ("[values]", "colour = 1\n[values]", "colour"),
    ],
)
def test_a_mistake_in_a_question_is_named_with_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in LIPS
    with pytest.raises(UsageError) as caught:
        load(own(tmp_path, LIPS.replace(old, new, 1)))
    assert caught.value.where == f"{tmp_path / 'own.toml'} [{key}]"
    assert caught.value.mend.zh
    assert caught.value.mend.en


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("一场{peak}的活动", "一场大活动", "wordings[0].zh.text"),
        ('zh = "三万人同时在线"', "", "details.peak[0].zh"),
        ('id = "regions"', "", "reserves[0].id"),
    ],
)
def test_a_mistake_in_a_request_for_advice_is_named_too(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in PEAK
    with pytest.raises(UsageError) as caught:
        load(own(tmp_path, PEAK.replace(old, new, 1)))
    assert caught.value.where == f"{tmp_path / 'own.toml'} [{key}]"


@given(
    text=st.sampled_from([LIPS, PEAK]),
    place=st.floats(0, 1),
    line=st.sampled_from(
        ["", "[key]", "[[wordings]]", "values = 3", "sort = []", "wordings = {}", "key = 1", "[details.given]", "x ="]
    ),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_line_is_spoilt_the_file_is_read_or_refused(tmp_path: Path, text: str, place: float, line: str) -> None:
    lines = text.splitlines()
    lines[int(place * (len(lines) - 1))] = line
    with suppress(UsageError):
        assert load(own(tmp_path, "\n".join(lines))).wordings


def test_three_wordings_are_too_few(tmp_path: Path) -> None:
    before, *wordings = LIPS.split("[[wordings]]")
    last, key = wordings[-1].split("[key]")
    with pytest.raises(UsageError, match="3 wordings, where 4 are needed"):
        load(own(tmp_path, "[[wordings]]".join([before, *wordings[:2], last]) + "[key]" + key))


def test_a_question_that_there_is_not_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="lips_before_words"):
        load("riddle")
    with pytest.raises(UsageError, match=r"nowhere\.toml"):
        load("nowhere.toml")


def test_two_questions_of_the_same_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two questions are called lips_before_words"):
        load_all(["lips_before_words", own(tmp_path, LIPS, "lips_before_words.toml")])
