"""Key frames are far apart."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, fault
from houdun.scenario.remedies import FASTER_PRESET, LOWER_BITRATE
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="long_gop",
        name=Bilingual("关键帧间隔过长", "long key frame interval"),
        layer=Layer.ENCODER,
        true_cause=Bilingual(
            "编码器的关键帧间隔设成了「自动」，实际十秒左右才有一个：新观众要等到下一个关键帧，或者从服务器缓存的旧 GOP 开始看",
            "The encoder's key frame interval is “automatic”, which means ten seconds or so: who joins waits for the next key frame, "
            "or begins with an old GOP from the server's cache",
        ),
        notices=Bilingual(
            "进房要等好几秒才有画面，或者一进来就落后好几秒",
            "After joining, seconds pass until there is a picture, or it is seconds old",
        ),
        reveals=(Evidence.ENCODER_SETTINGS, Evidence.PACKET_CAPTURE, Evidence.STREAM_FACTS),
        mistaken_for=("key_requests_ignored", "parameter_sets_missing", "narrow_uplink", "stale_playlist"),
        injectable_at_vendor=True,
        parameters=(Parameter("gop_s", 10.0, 7.0, 20.0, "s", Bilingual("关键帧间隔", "seconds between key frames")),),
        remedies=(
            Remedy(
                "gop_of_2_s",
                {"gop_s": 2.0},
                cures=True,
                what=Bilingual("把关键帧间隔固定为 2 秒", "set the key frame interval to 2 s"),
            ),
            LOWER_BITRATE,
            FASTER_PRESET,
        ),
    )
)
class LongGop(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, gop_s=self.values["gop_s"])
