"""A picture takes longer to encode than the next one takes to come."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, Moment, Picture, fault
from houdun.scenario.remedies import LOWER_BITRATE, SHORTER_GOP

EFFORT = {"ultrafast": 0.3, "superfast": 0.6, "veryfast": 1.0, "faster": 1.4, "fast": 1.7, "medium": 2.0, "slow": 3.0}
"""Encoding time of x264's presets, over that of `veryfast`."""


@fault(
    FaultFacts(
        id="encoder_overload",
        name=Bilingual("编码过载", "encoder overload"),
        layer=Layer.ENCODER,
        true_cause=Bilingual(
            "主播端 CPU 不够用：编一帧的时间超过帧间隔，软件又不丢帧，画面在编码器前排队，越排越长",
            "The host's CPU cannot keep up: a frame takes longer to encode than the next one takes to come. "
            "The software drops none, so pictures queue up before the encoder",
        ),
        notices=Bilingual(
            "画面发卡，帧率掉下来，而且越来越慢于声音",
            "A jerky picture at a low frame rate that falls further and further behind the sound",
        ),
        reveals=(Evidence.PUBLISHER_LOG, Evidence.ENCODER_SETTINGS),
        mistaken_for=("narrow_uplink", "frame_dropping", "loss_bursts", "growing_jitter_buffer"),
        injectable_at_vendor=True,
        parameters=(
            Parameter(
                "encode_ms",
                50.0,
                42.0,
                100.0,
                "ms",
                Bilingual("用 veryfast 预设编一帧要多久", "how long a frame takes with the preset veryfast"),
            ),
        ),
        remedies=(
            Remedy(
                "faster_preset",
                {"preset": "ultrafast"},
                cures=True,
                what=Bilingual(
                    "编码预设换成 ultrafast，让 CPU 跟得上", "take the encoder preset ultrafast, so that the CPU keeps up"
                ),
            ),
            LOWER_BITRATE,
            SHORTER_GOP,
        ),
    )
)
class EncoderOverload(Fault):
    encodes = True

    def picture(self, picture: Picture, moment: Moment) -> Picture:
        """Picture k since the onset is done after k + 1 encoding times, but not before it came and was encoded."""
        takes = self.values["encode_ms"] / 1000 * EFFORT.get(moment.setup.preset, 1.0)
        queued = max(0.0, takes * moment.setup.fps - 1) * moment.since
        return replace(picture, late=queued + takes)
