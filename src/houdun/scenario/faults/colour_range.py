"""Full-range samples travel under the tag of limited range."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from houdun.facts.fault import Evidence, FaultFacts, Layer, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, Moment, Picture, fault
from houdun.scenario.remedies import SHORTER_GOP
from houdun.scenario.setup import Setup


def _widened(zero: int, span: int) -> NDArray[np.uint8]:
    """The full-range value of each limited-range one: `zero` is kept at its own full-range place, `span` codes become 255 (ITU-T H.273)."""
    base = 0 if zero == 16 else 128
    return np.clip(np.round((np.arange(256) - zero) * 255 / span) + base, 0, 255).astype(np.uint8)


LUMA, CHROMA = _widened(16, 219), _widened(128, 224)


@fault(
    FaultFacts(
        id="colour_range",
        name=Bilingual("色彩范围标错", "wrong colour range tag"),
        layer=Layer.ENCODER,
        true_cause=Bilingual(
            "采集给的是全范围（0–255）像素，编码器却在 SPS 里标成有限范围（16–235），播放器再拉伸一次，暗部和亮部都被截掉",
            "The capture gives full-range samples (0–255) while the encoder's SPS says limited range (16–235). "
            "The player stretches them once more and cuts off shadows and highlights",
        ),
        notices=Bilingual(
            "画面对比过强：黑成一片、白得发亮、脸色发红", "Too much contrast: blocked shadows, glaring whites, ruddy faces"
        ),
        reveals=(Evidence.STREAM_FACTS, Evidence.ENCODER_SETTINGS),
        mistaken_for=("black", "encoder_overload"),
        injectable_at_vendor=True,
        remedies=(
            Remedy(
                "right_range_tag",
                {"range_tag": "as_sent"},
                cures=True,
                what=Bilingual(
                    "让编码器的色彩范围与采集一致（都用有限范围）",
                    "make the encoder's colour range that of the capture (limited in both)",
                ),
            ),
            Remedy(
                "more_bitrate",
                {"video_kbps": 1500},
                cures=False,
                what=Bilingual("把视频码率提高到 1500 kbps", "raise the video bit rate to 1500 kbit/s"),
            ),
            SHORTER_GOP,
        ),
    )
)
class ColourRange(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, range_tag="wrong")

    def picture(self, picture: Picture, moment: Moment) -> Picture:
        if moment.setup.range_tag != "wrong":
            return picture
        return replace(picture, y=LUMA[picture.y], u=CHROMA[picture.u], v=CHROMA[picture.v])

    def restrip(self, number: int, wall: float, moment: Moment) -> None:
        """The strip is part of the picture and is widened with it."""
