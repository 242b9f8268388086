from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.fault import Layer
from houdun.facts.observation import Observation, Unit
from houdun.facts.withheld import DeviceList, NetworkTest, PublisherLine, ServerReply, Withheld
from houdun.probe.diagnosis.ranking import diagnose
from houdun.probe.facts import StreamFacts

START = 1_760_000_000_000
LINE = PublisherLine(
    at=0.0, pictures=30, kbps=500.0, encode_ms=10.0, backlog_ms=0.0, key_frames=0, key_requests=0, clock_off_s=0.0
)
DEVICES = DeviceList(video_source="camera", compositor="gpu", audio_source="microphone", audio_rate=48_000, polarity="normal")


def shifted(offset: float, seconds: int = 40) -> list[Observation]:
    return [
        Observation("s", series, START + 1000 * second, value, Unit.MILLISECONDS)
        for second in range(1, seconds + 1)
        for series, value in (("av_offset", offset if second > 20 else 0.0), ("interleaving", -0.05))
    ]


def test_where_nothing_ever_came_the_account_is_suspected_first() -> None:
    found = diagnose((), None)
    assert found.layers[0][0] is Layer.ACCOUNT
    assert (
        diagnose((), None, None, Withheld(server_reply=ServerReply(status=403, text="no"))).causes[0].score
        > found.causes[0].score
    )


def test_shares_add_up_and_the_likeliest_is_in_front() -> None:
    found = diagnose(shifted(120.0), START + 20_000)
    assert sum(each.share for each in found.causes) == pytest.approx(1)
    assert sum(share for _, share in found.layers) == pytest.approx(1)
    assert [each.score for each in found.causes] == sorted((each.score for each in found.causes), reverse=True)
    assert found.layers[0][0] is found.causes[0].cause.layer is Layer.CAPTURE


def test_what_was_handed_over_confirms_a_cause_or_rules_it_out() -> None:
    alone = diagnose(shifted(120.0), START + 20_000).causes[0]
    chain = replace(DEVICES, audio_source="processing_chain")
    confirmed = diagnose(shifted(120.0), START + 20_000, StreamFacts(), Withheld(device_list=chain)).causes[0]
    assert (alone.cause.id, confirmed.cause.id) == ("late_sound", "late_sound")
    assert confirmed.score > alone.score
    cleared = diagnose(shifted(120.0), START + 20_000, StreamFacts(), Withheld(device_list=DEVICES))
    assert all(each.cause.id != "late_sound" for each in cleared.causes)


def test_a_request_that_no_key_frame_follows_is_told_from_a_long_distance_of_key_frames() -> None:
    asked = (replace(LINE, key_requests=1), LINE, LINE)
    answered = (replace(LINE, key_requests=1, key_frames=1), LINE, LINE)
    slow = [
        Observation("s", "join_time", START, 6.0, Unit.SECONDS),
        Observation("s", "keyframe_interval", START, 9.0, Unit.SECONDS),
    ]
    assert diagnose(slow, None, None, Withheld(publisher_log=asked)).causes[0].cause.id == "key_requests_ignored"
    named = [each.cause.id for each in diagnose(slow, None, None, Withheld(publisher_log=answered)).causes]
    assert "key_requests_ignored" not in named


def test_a_network_test_tells_loss_from_a_narrow_uplink() -> None:
    log = (replace(LINE, backlog_ms=4000.0),)
    lossy = NetworkTest(loss=0.05, longest_loss=6, rate_kbps=3800.0, sent_kbps=4000.0)
    narrow = NetworkTest(loss=0.9, longest_loss=400, rate_kbps=300.0, sent_kbps=4000.0)
    assert (
        diagnose(shifted(0.0), None, None, Withheld(network_test=lossy, publisher_log=(LINE,))).causes[0].cause.id
        == "loss_bursts"
    )
    assert (
        diagnose(shifted(0.0), None, None, Withheld(network_test=narrow, publisher_log=log)).causes[0].cause.id == "narrow_uplink"
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["av_offset", "end_to_end_latency", "interleaving", "codes_read", "keyframe_interval", "no_such"]),
            st.integers(0, 60),
            st.floats(-1e9, 1e9),
        ),
        max_size=40,
    ),
    st.one_of(st.none(), st.integers(0, 60)),
)
def test_whatever_was_observed_there_is_an_answer(seen: list[tuple[str, int, float]], onset: int | None) -> None:
    observations = [Observation("s", series, START + 1000 * second, value, Unit.COUNT) for series, second, value in seen]
    found = diagnose(observations, None if onset is None else START + 1000 * onset)
    assert all(0 <= each.share <= 1 + 1e-9 and each.score > 0 for each in found.causes)
