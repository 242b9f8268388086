"""How the hosts sound, by source and filter (after Fant): harmonics of a gliding pitch, three formants, shaped noise for consonants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from houdun.scenario.host.speech import Syllable

Floats = NDArray[np.float64]

RATE = 48_000
VOICED_RATE = 16_000
"""The voice is made at this rate: it has nothing above 8 kHz."""
CONTROL_RATE = 200
HIGHEST_HZ = 5_500.0
LIFT_HZ = 1_500.0
ATTACK_S, RELEASE_S = 0.030, 0.055
ECHO_S, ECHO_GAIN = 0.11, 0.10


@dataclass(frozen=True, slots=True)
class Voice:
    """`formants` is relative to a man's."""

    pitch_hz: float
    formants: float
    breath: float


VOICES = {
    "alto": Voice(200.0, 1.13, 0.020),
    "soprano": Voice(232.0, 1.18, 0.025),
    "tenor": Voice(134.0, 1.03, 0.012),
    "baritone": Voice(106.0, 0.97, 0.010),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A loop of one voice: `samples` at RATE, the mouth's `opening` (0–1) and `width` (-1 round, 1 spread) at CONTROL_RATE."""

    samples: Floats
    opening: Floats
    width: Floats


def speak(voice: Voice, syllables: Sequence[Syllable], loop_s: float, seed: int) -> Spoken:
    """The syllables in that voice, as a loop without a seam. Not yet at any particular level."""
    random = np.random.default_rng(seed)
    times = np.arange(round(loop_s * CONTROL_RATE)) / CONTROL_RATE
    formants = _formants(syllables, times, loop_s)
    loudness = _loudness(syllables, times)
    sound = _voiced(voice, _pitch(voice, syllables, times, loop_s, random), formants * voice.formants, loudness, loop_s)
    sound += _noises(syllables, loudness, voice.breath, loop_s, random)
    opening = _smooth(loudness * np.clip((formants[0] - 150) / 550, 0.25, 1.0), 0.030)
    return Spoken(_echoing(_at_full_rate(sound, loop_s), random), opening, np.clip((formants[1] - 1350) / 800, -1.0, 1.0))


def _formants(syllables: Sequence[Syllable], times: Floats, loop_s: float) -> Floats:
    """Shape (3, n): held at a final's begin for its first part, then gliding to its end."""
    if not syllables:
        return np.tile([[500.0], [1500.0], [2500.0]], len(times))
    points = [
        (each.start + share * each.seconds, formants)
        for each in syllables
        for share, formants in ((0.12, each.begin), (0.45, each.begin), (0.9, each.end))
    ]
    at = [point[0] for point in points]
    tracks = [np.interp(times, at, [point[1][number] for point in points], period=loop_s) for number in range(3)]
    return np.array([_smooth(track, 0.018) for track in tracks])


def _pitch(voice: Voice, syllables: Sequence[Syllable], times: Floats, loop_s: float, random: np.random.Generator) -> Floats:
    """In Hz. No voice holds a pitch exactly: it wavers by a hundredth."""
    wavering = 1 + 0.012 * _smooth(random.standard_normal(len(times)), 0.05) * 4
    if not syllables:
        return voice.pitch_hz * wavering
    points = [
        (each.start + share * each.seconds, pitch)
        for each in syllables
        for share, pitch in zip((0.1, 0.5, 0.9), each.pitch, strict=True)
    ]
    track = np.interp(times, [point[0] for point in points], [point[1] for point in points], period=loop_s)
    return np.asarray(voice.pitch_hz * _smooth(track, 0.025) * wavering)


def _loudness(syllables: Sequence[Syllable], times: Floats) -> Floats:
    track = np.zeros(len(times))
    for each in syllables:
        begin = each.start + 0.6 * each.initial.seconds
        rise, fall = (times - begin) / ATTACK_S, (each.start + each.seconds + 0.4 * RELEASE_S - times) / RELEASE_S
        track = np.maximum(track, each.stress * np.clip(np.minimum(rise, fall), 0.0, 1.0))
    return _smooth(track, 0.010)


def _voiced(voice: Voice, pitch: Floats, formants: Floats, loudness: Floats, loop_s: float) -> Floats:
    samples = round(loop_s * VOICED_RATE)
    at = np.arange(samples) * (CONTROL_RATE / VOICED_RATE)
    control = np.arange(len(pitch))
    cycles = np.cumsum(np.interp(at, control, pitch)) / VOICED_RATE
    turn = np.exp(2j * np.pi * cycles)
    harmonic = np.ones(samples, complex)
    sound = np.zeros(samples)
    for number in range(1, int(HIGHEST_HZ / pitch.min()) + 1):
        harmonic *= turn
        gain = loudness * _through(formants, pitch * number) / number * (pitch * number < HIGHEST_HZ)
        sound += np.interp(at, control, gain) * harmonic.imag
    return sound


def _through(formants: Floats, hertz: Floats) -> Floats:
    """The gain of three resonances in a row, and what the ones above them lift (Fant's higher pole correction, roughly)."""
    gain: Floats = np.hypot(1.0, hertz / LIFT_HZ)
    for centre in formants:
        width = 55 + 0.045 * centre
        gain *= centre**2 / np.hypot(centre**2 - hertz**2, width * hertz)
    return gain


def _noises(syllables: Sequence[Syllable], loudness: Floats, breath: float, loop_s: float, random: np.random.Generator) -> Floats:
    samples = round(loop_s * VOICED_RATE)
    control = np.arange(len(loudness))
    aloud = np.interp(np.arange(samples) * (CONTROL_RATE / VOICED_RATE), control, loudness)
    sound: Floats = breath * aloud * _band(random.standard_normal(samples), 2_800.0)
    for each in syllables:
        if each.initial.gain:
            count = round((each.initial.seconds + 0.02) * VOICED_RATE)
            burst = _band(random.standard_normal(count), each.initial.centre) * np.hanning(count)
            first = round(each.start * VOICED_RATE)
            sound[first : first + count] += each.initial.gain * each.stress * burst
    return sound


def _band(noise: Floats, centre: float) -> Floats:
    """Noise about that frequency, of root mean square 1."""
    hertz = np.fft.rfftfreq(len(noise), 1 / VOICED_RATE)
    shaped = np.fft.irfft(np.fft.rfft(noise) * np.exp(-(((hertz - centre) / (0.32 * centre)) ** 2)), len(noise))
    return np.asarray(shaped / max(float(np.sqrt(np.mean(shaped**2))), 1e-9))


def _smooth(track: Floats, seconds: float) -> Floats:
    """By a Gaussian of that standard deviation, round the loop."""
    hertz = np.fft.rfftfreq(len(track), 1 / CONTROL_RATE)
    smoothed: Floats = np.fft.irfft(np.fft.rfft(track) * np.exp(-2 * (np.pi * hertz * seconds) ** 2), len(track))
    return smoothed


def _at_full_rate(sound: Floats, loop_s: float) -> Floats:
    samples = round(loop_s * RATE)
    return np.fft.irfft(np.fft.rfft(sound), samples) * (samples / len(sound))


def _echoing(sound: Floats, random: np.random.Generator) -> Floats:
    """A small room's answer, round the loop."""
    count = round(ECHO_S * RATE)
    answer = random.standard_normal(count) * np.exp(-6.0 * np.arange(count) / count)
    answer[: round(0.004 * RATE)] = 0.0
    answer *= ECHO_GAIN / np.sqrt(np.sum(answer**2))
    answer[0] = 1.0
    return np.fft.irfft(np.fft.rfft(sound) * np.fft.rfft(answer, len(sound)), len(sound))
