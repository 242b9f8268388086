"""What a support desk proposes first, whatever the case is: true of one fault each, and offered for many."""

from __future__ import annotations

from houdun.facts.fault import Remedy
from houdun.language import Bilingual

LOWER_BITRATE = Remedy(
    "lower_bitrate",
    {"video_kbps": 250},
    cures=False,
    what=Bilingual("把视频码率降到 250 kbps", "lower the video bit rate to 250 kbit/s"),
)
SHORTER_GOP = Remedy(
    "shorter_gop",
    {"gop_s": 1.0},
    cures=False,
    what=Bilingual("把关键帧间隔（GOP）缩短到 1 秒", "shorten the key frame interval (GOP) to 1 s"),
)
FASTER_PRESET = Remedy(
    "faster_preset",
    {"preset": "ultrafast"},
    cures=False,
    what=Bilingual("编码预设换成 ultrafast，减轻 CPU 负担", "take the encoder preset ultrafast, which is easier on the CPU"),
)
MORE_AUDIO_BITRATE = Remedy(
    "more_audio_bitrate",
    {"audio_kbps": 128},
    cures=False,
    what=Bilingual("把音频码率提高到 128 kbps", "raise the audio bit rate to 128 kbit/s"),
)
SOUND_EARLIER = Remedy(
    "sound_earlier",
    {"audio_delay_ms": -100.0},
    cures=False,
    what=Bilingual(
        "在推流软件里给声音设 -100 ms 的同步偏移", "set a sync offset of -100 ms for the sound in the streaming software"
    ),
)
MONO = Remedy(
    "mono",
    {"channels": 1},
    cures=False,
    what=Bilingual("声音改成单声道推流", "publish the sound in mono"),
)
