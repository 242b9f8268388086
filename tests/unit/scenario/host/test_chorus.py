from __future__ import annotations

import numpy as np

from houdun.scenario.host.chorus import chorus
from houdun.scenario.host.speech import spoken

VOICES = ("alto", "tenor")
LOOP_S = 8.0


def test_what_is_said_repeats_after_the_loop() -> None:
    seconds = 1.0 + np.arange(4_800) / 48_000
    both = chorus(VOICES, LOOP_S, 0)
    assert np.array_equal(both.at(seconds, 2), both.at(seconds + 3 * LOOP_S, 2))


def test_sound_between_samples_lies_between_them() -> None:
    """A tone read a third of a sample later is that tone: the interpolation's error is far below the quietest sound."""
    both = chorus(VOICES, LOOP_S, 0)
    exact = np.arange(48_000) / 48_000
    halves = both.at(exact + 0.5 / 48_000, 1)[0]
    spectrum = np.fft.rfft(both.at(exact, 1)[0] * np.hanning(48_000))
    later = np.fft.rfft(halves * np.hanning(48_000))
    hertz = np.arange(len(spectrum))
    expected = spectrum * np.exp(2j * np.pi * hertz * 0.5 / 48_000)
    speech = slice(100, 5_000)
    assert np.abs(later - expected)[speech].max() < 0.02 * np.abs(spectrum)[speech].max()


def test_each_mouth_moves_while_its_host_speaks_and_rests_otherwise() -> None:
    both = chorus(VOICES, LOOP_S, 0)
    for host in (0, 1):
        theirs = [syllable for syllable in spoken(2, LOOP_S, 0) if syllable.host == host]
        others = [syllable for syllable in spoken(2, LOOP_S, 0) if syllable.host != host]
        assert max(both.mouth(host, syllable.start + syllable.seconds / 2)[0] for syllable in theirs) > 0.3
        quiet = [each for each in others if all(abs(each.start - ours.start) > 0.6 for ours in theirs)]
        assert max((both.mouth(host, syllable.start + 0.1)[0] for syllable in quiet), default=0.0) < 0.05


def test_nothing_is_quite_silent_once_the_show_has_begun() -> None:
    sound = chorus(VOICES, LOOP_S, 0).at(np.arange(round(LOOP_S * 48_000)) / 48_000, 1)[0]
    levels = np.sqrt((sound.reshape(-1, 4_800) ** 2).mean(axis=1))
    assert levels.min() > 10 ** (-58 / 20)
