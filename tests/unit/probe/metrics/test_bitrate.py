from __future__ import annotations

import numpy as np
import pytest

from houdun.probe.metrics.bitrate import Bitrate
from houdun.testing import windows as w


def test_bit_rates_are_bits_for_a_second_of_stream() -> None:
    found = w.measured(Bitrate(), [w.window(second) for second in range(4)])
    assert found["video_bitrate"] == pytest.approx([480.0] * 3)
    assert found["audio_bitrate"] == pytest.approx([63.75] * 3, rel=0.01)


def test_segments_in_bursts_have_the_rate_of_their_stream() -> None:
    windows = [w.silence(second) for second in range(8)]
    for second in range(0, 8, 2):
        windows[second].video = w.packets(np.arange(second * 30, second * 30 + 60) / 30)
    assert w.measured(Bitrate(), windows)["video_bitrate"] == pytest.approx([480.0] * 3)


def test_stamps_that_jump_or_run_backwards_say_no_rate() -> None:
    windows = [w.window(second) for second in range(4)]
    windows[1].video.dts -= 3600
    windows[2].video.dts += 3600
    assert set(w.measured(Bitrate(), windows)) == {"audio_bitrate"}


def test_a_stream_of_sound_alone_has_no_video_rate() -> None:
    windows = [w.window(second) for second in range(3)]
    for window in windows:
        window.video = w.packets([])
    assert set(w.measured(Bitrate(), windows)) == {"audio_bitrate"}
