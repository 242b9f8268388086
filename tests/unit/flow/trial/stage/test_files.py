from __future__ import annotations

import csv
import io
import json
from dataclasses import fields

import pytest

from houdun.facts.fault import Evidence, FaultFacts
from houdun.facts.withheld import (
    CapturedPacket,
    DeviceList,
    EncoderSettings,
    NetworkTest,
    PlayerLog,
    Playlist,
    PublisherLine,
    ReportedTime,
    ServerReply,
    Withheld,
)
from houdun.flow.trial.stage.files import handed_over
from houdun.scenario import catalogue
from houdun.scenario.setup import Setup

AT = 1_767_800_000.0


def settings(setup: Setup) -> EncoderSettings:
    return EncoderSettings(**{field.name: getattr(setup, field.name) for field in fields(EncoderSettings)})


def devices(setup: Setup) -> DeviceList:
    return DeviceList(
        video_source=setup.video_source,
        compositor=setup.compositor,
        audio_source=setup.audio_source,
        audio_rate=setup.device_rate,
        polarity=setup.polarity,
    )


WHOLE = Withheld(
    publisher_log=(
        PublisherLine(
            at=AT, pictures=30, kbps=512.34, encode_ms=8.0, backlog_ms=0.0, key_frames=1, key_requests=2, clock_off_s=3.5
        ),
    ),
    encoder_settings=settings(Setup()),
    device_list=devices(Setup()),
    packet_capture=(CapturedPacket(kind="video", at=0.1, pts=0.0, dts=0.0, size=900, key=True, parameter_sets=True),),
    player_log=PlayerLog(buffered_ms=((AT, 12.0),), playlists=(Playlist(at=AT, sequence=7, age_s=0.0),), broken=3),
    sender_reports=(ReportedTime(kind="audio", behind=True, ntp=AT, rtp=1.5),),
    server_reply=ServerReply(status=403, text="publish rejected"),
    network_test=NetworkTest(loss=0.05, longest_loss=4, rate_kbps=3800.0, sent_kbps=4000.0),
)


def test_each_kind_is_a_file_called_after_it() -> None:
    kinds = {name.partition(".")[0] for name in handed_over(WHOLE)}
    assert kinds == set(Evidence) - {Evidence.STREAM_FACTS}


def test_what_nobody_has_is_no_file() -> None:
    assert handed_over(Withheld()) == {}


def test_the_log_says_what_was_and_when() -> None:
    (line,) = csv.DictReader(io.StringIO(handed_over(WHOLE, later=60_000)["publisher_log.csv"].decode()))
    assert line["time"] == "2026-01-07T15:34:20Z"
    assert (line["frames"], line["kbit_s"], line["ntp_offset_s"]) == ("30", "512.3", "3.5")


def test_times_in_every_file_move_together() -> None:
    once, later = handed_over(WHOLE), handed_over(WHOLE, later=60_000)
    for name in ("player_log.json", "sender_reports.csv"):
        assert b"15:33:20Z" in once[name]
        assert later[name] == once[name].replace(b"15:33:20Z", b"15:34:20Z")


def test_a_capture_that_is_wider_than_its_tag_shows_in_both_files() -> None:
    wrong = Setup().changed({"range_tag": "wrong"})
    told = handed_over(Withheld(encoder_settings=settings(wrong), device_list=devices(wrong)))
    assert json.loads(told["encoder_settings.json"])["video"]["tagged_levels"] == "limited"
    assert json.loads(told["device_list.json"])["video"]["levels"] == "full"


@pytest.mark.parametrize("facts", catalogue.entries(), ids=lambda facts: facts.id)
def test_every_set_up_that_a_fault_or_a_remedy_makes_can_be_told(facts: FaultFacts) -> None:
    made = catalogue.parse(facts.id)
    for setup in (made.settings(Setup()), *(made.settings(Setup()).changed(each.change) for each in facts.remedies)):
        told = handed_over(Withheld(encoder_settings=settings(setup), device_list=devices(setup)))
        assert set(told) == {"encoder_settings.json", "device_list.json"}
