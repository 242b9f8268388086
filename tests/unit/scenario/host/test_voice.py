from __future__ import annotations

import numpy as np
import pytest

from houdun.scenario.host.speech import FINALS, INITIALS, Syllable, spoken
from houdun.scenario.host.voice import CONTROL_RATE, RATE, VOICES, speak

LOOP_S = 4.0
SAID = spoken(1, LOOP_S, 3)


def vowel(final: int) -> Syllable:
    begin, end = FINALS[final]
    return Syllable(0, 1.0, 1.0, INITIALS[0], begin, end, (1.0, 1.0, 1.0), 1.0)


def spectrum(name: str, syllable: Syllable) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], float]:
    """Power by Hz in the middle of a syllable, and Hz a bin."""
    middle = speak(VOICES[name], [syllable], LOOP_S, 0).samples[round(1.3 * RATE) : round(1.8 * RATE)]
    return np.abs(np.fft.rfft(middle * np.hanning(len(middle)))) ** 2, RATE / len(middle)


def test_a_loop_closes_without_a_click() -> None:
    samples = speak(VOICES["alto"], SAID, LOOP_S, 0).samples
    assert len(samples) == LOOP_S * RATE
    assert abs(samples[0] - samples[-1]) < 0.01 * np.abs(samples).max()


@pytest.mark.parametrize("name", VOICES)
def test_a_voice_has_its_pitch(name: str) -> None:
    power, hertz = spectrum(name, vowel(0))
    low = round(60 / hertz)
    spacing = np.correlate(power[low : low + 400], power[low : low + 400], "full")[400 - 1 :]
    expected = VOICES[name].pitch_hz / hertz
    around = slice(round(0.9 * expected), round(1.1 * expected) + 1)
    assert spacing[around].max() > 2 * spacing[round(0.4 * expected) : round(0.6 * expected)].max()


def test_vowels_sound_as_their_formants_say() -> None:
    """An /a/ is strong about 800 Hz, an /i/ has next to nothing there and more above 2 kHz."""

    def share(final: int, low: float, high: float) -> float:
        power, hertz = spectrum("tenor", vowel(final))
        return float(power[round(low / hertz) : round(high / hertz)].sum() / power.sum())

    assert share(0, 600, 1500) > 0.4
    assert share(2, 600, 1500) < 0.05
    assert share(2, 1900, 3500) > share(4, 1900, 3500)


def test_the_mouth_opens_with_the_voice_and_rounds_for_u() -> None:
    spoken_loop = speak(VOICES["alto"], SAID, LOOP_S, 0)
    block = RATE // CONTROL_RATE
    loud = np.sqrt((spoken_loop.samples.reshape(-1, block) ** 2).mean(axis=1))
    assert np.corrcoef(loud, spoken_loop.opening)[0, 1] > 0.5
    assert spoken_loop.opening.min() > -0.05
    assert spoken_loop.opening.max() < 1.2
    middle = round(1.5 * CONTROL_RATE)
    widths = [speak(VOICES["alto"], [vowel(final)], LOOP_S, 0).width[middle] for final in (4, 2)]
    assert widths[0] < -0.5 < 0.5 < widths[1]


def test_who_says_nothing_is_silent() -> None:
    silent = speak(VOICES["alto"], [], LOOP_S, 0)
    assert np.abs(silent.samples).max() < 1e-6
    assert silent.opening.max() < 1e-6
