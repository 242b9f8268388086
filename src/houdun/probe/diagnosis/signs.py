"""Signs that several causes share, for the observations and for what was handed over. Milliseconds and seconds as the series have them."""

from __future__ import annotations

import itertools
import math
from statistics import median

from houdun.probe.diagnosis.known import Known

CONFIRMS, RULES_OUT = 8.0, -8.0
"""Weights of what was handed over: it settles the matter."""
STEADY_MS_PER_S = 0.3
"""A smaller slope of the offset is none that a minute could show beside a shift."""


def offset_moved(known: Known) -> float:
    """By how many milliseconds the sound became later."""
    before = known.before("av_offset")
    return known.after("av_offset") - (0.0 if math.isnan(before) else before)


def sound_ahead(known: Known) -> float:
    """By how many milliseconds more the sound's stamps are ahead of the video's at one moment of arrival: tracks that shift as packets, not as content."""
    return 1000 * known.change("interleaving")


def moves_with_stamps(known: Known) -> bool:
    """Does the offset move as the stamps do?"""
    moved, ahead = offset_moved(known), sound_ahead(known)
    return moved * ahead > 0 and abs(moved - ahead) < max(8.0, 0.3 * abs(moved))


def stamps_stay(known: Known) -> bool:
    return abs(sound_ahead(known)) < 0.4 * abs(offset_moved(known))


def steady_offset(known: Known) -> bool:
    """A shift that stays as it is."""
    return abs(known.slope("av_offset")) < STEADY_MS_PER_S


def in_sync(known: Known) -> bool:
    return abs(offset_moved(known)) < 15.0


def latency_grows(known: Known) -> bool:
    """Pictures get older by more than 15 ms each second."""
    return known.slope("end_to_end_latency") > 15.0


def latency_stays(known: Known) -> bool:
    return abs(known.slope("end_to_end_latency")) < 10.0


def by_playlist(known: Known) -> bool:
    """Does the stream come in segments? Then everything of a segment arrives at once, and players begin some segments back."""
    return known.measured("playlist_unchanged")


def by_rtp(known: Known) -> bool:
    """Does it come as datagrams, whose loss is counted?"""
    return known.measured("packet_loss")


def jerky(known: Known) -> bool:
    """Fewer pictures than before."""
    return known.ratio("framesPerSecond") < 0.9


def fresh(known: Known) -> bool:
    """Numbers advance and are read."""
    return known.after("codes_read") > 0.8 and known.after("frames_repeated") < 3


def sound_goes_on(known: Known) -> bool:
    return known.after("silence_share") < 0.9


def stopped(known: Known) -> bool:
    """Nothing is played any more."""
    return known.after("stalled_share") > 0.8 or known.after("framesPerSecond") == 0


def unreadable(known: Known) -> bool:
    return known.after("codes_read") < 0.2


def backlog_ms(known: Known) -> float:
    """The worst wait in the publisher's send queue; nan where its log was not handed over."""
    return max((line.backlog_ms for line in known.withheld.publisher_log or ()), default=math.nan)


def encode_ms(known: Known) -> float:
    """The longest time from capture to the end of encoding."""
    return max((line.encode_ms for line in known.withheld.publisher_log or ()), default=math.nan)


def clock_off_s(known: Known) -> float:
    return max((abs(line.clock_off_s) for line in known.withheld.publisher_log or ()), default=math.nan)


def unanswered_requests(known: Known) -> bool:
    """A player asked for a key frame, and neither that second nor the next had one."""
    lines = known.withheld.publisher_log or ()
    return any(
        line.key_requests and not line.key_frames and not following.key_frames for line, following in itertools.pairwise(lines)
    )


def stamp_jump_s(known: Known, kind: str) -> float:
    """The largest step of that track's stamps against the time of leaving, at the publisher."""
    ahead = [packet.dts - packet.at for packet in known.withheld.packet_capture or () if packet.kind == kind]
    return max((abs(late - early) for early, late in itertools.pairwise(ahead)), default=math.nan)


def bare_key_frames(known: Known) -> bool:
    """The last key frames left without parameter sets, though the codec needs them."""
    keys = [packet for packet in known.withheld.packet_capture or () if packet.kind == "video" and packet.key]
    return bool(keys) and not keys[-1].parameter_sets and known.facts.video_codec == "h264"


def reports_moved_ms(known: Known) -> float:
    """How far the server's sender reports set the sound against the picture, beyond what the publisher's reports say."""
    reports = known.withheld.sender_reports or ()
    apart: dict[bool, float] = {}
    for behind in (False, True):
        offsets = {
            kind: [each.ntp - each.rtp for each in reports if each.behind is behind and each.kind == kind][-5:]
            for kind in ("audio", "video")
        }
        if not all(offsets.values()):
            return math.nan
        apart[behind] = median(offsets["audio"]) - median(offsets["video"])
    return 1000 * (apart[True] - apart[False])


def stale_s(known: Known) -> float:
    """How long the last playlist that the player was given had not advanced."""
    log = known.withheld.player_log
    if log is None or not log.playlists:
        return math.nan
    last = log.playlists[-1]
    return last.at - min(each.at for each in log.playlists if each.sequence == last.sequence)


def buffered_ms(known: Known) -> float:
    """How long pictures wait in the player at the end."""
    log = known.withheld.player_log
    return median(waited for _, waited in log.buffered_ms[-5:]) if log is not None and log.buffered_ms else math.nan
