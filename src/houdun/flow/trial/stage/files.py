"""What was seen and gathered of a stream, as files that a customer could attach: logs, settings and measurements, never why.

Logs and settings are in English, as such software writes them. Nothing here names a fault, a remedy or a parameter of one.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from houdun.facts.fault import Evidence
from houdun.facts.time import SECOND, Millis, iso
from houdun.facts.withheld import (
    CapturedPacket,
    DeviceList,
    EncoderSettings,
    NetworkTest,
    PlayerLog,
    PublisherLine,
    ReportedTime,
    ServerReply,
    Withheld,
)
from houdun.language import Language
from houdun.probe.bundle import for_vendor
from houdun.probe.bundle.incident import Incident

Row = Sequence[str | float | int]
When = Callable[[float], str]
"""A wall second as it is written."""

SOURCES = {
    "camera": "camera (USB)",
    "camera_on_hub": "camera (USB, via hub)",
    "second_gpu": "window capture (GPU 1), output on GPU 0",
}
SOUNDS = {
    "microphone": "microphone (direct)",
    "processing_chain": "microphone → plug-ins",
    "system_default": "system default device",
}
STAMPS = {"shared": "one start for both tracks", "per_track": "each track from its own start"}
CLOCKS = {"system": "system clock (resampled)", "device": "device (sample count)"}
TIMES = {"ntp": "NTP", "manual": "set manually"}
PACERS = {"immediate": "send at once", "smoothed": "paced sending"}
COLOURS = {"as_sent": ("limited", "limited"), "wrong": ("full", "limited")}
"""Range of the capture, range that the stream is tagged with."""


def files(incident: Incident, withheld: Withheld, language: Language, later: Millis = 0) -> Mapping[str, bytes]:
    """By name: what was measured, and what else there is to hand over. `withheld` is told as if all of it had been `later` milliseconds later."""
    measured = dict(for_vendor.documents(incident))
    measured[f"{Evidence.STREAM_FACTS}.json"] = measured.pop("codec.json")
    if incident.detections:
        measured[f"onset-{language}.png"] = for_vendor.picture(incident, language)
    return {**measured, **handed_over(withheld, later)}


def handed_over(withheld: Withheld, later: Millis = 0) -> Mapping[str, bytes]:
    """A file `KIND.ending` for each kind that there is."""

    def when(at: float) -> str:
        return iso(round(at * SECOND) + later)

    made = {
        f"{Evidence.PUBLISHER_LOG}.csv": withheld.publisher_log and _log(withheld.publisher_log, when),
        f"{Evidence.ENCODER_SETTINGS}.json": withheld.encoder_settings and _json(_settings(withheld.encoder_settings)),
        f"{Evidence.DEVICE_LIST}.json": withheld.device_list and _json(_devices(withheld.device_list, withheld.encoder_settings)),
        f"{Evidence.PACKET_CAPTURE}.csv": withheld.packet_capture and _capture(withheld.packet_capture),
        f"{Evidence.PLAYER_LOG}.json": withheld.player_log and _json(_player(withheld.player_log, when)),
        f"{Evidence.SENDER_REPORTS}.csv": withheld.sender_reports and _reports(withheld.sender_reports, when),
        f"{Evidence.SERVER_REPLY}.txt": withheld.server_reply and _reply(withheld.server_reply),
        f"{Evidence.NETWORK_TEST}.json": withheld.network_test and _json(_network(withheld.network_test)),
    }
    return {name: data for name, data in made.items() if data}


def _log(lines: Iterable[PublisherLine], when: When) -> bytes:
    return _table(
        ("time", "frames", "kbit_s", "encode_max", "send_queue", "keyframes", "pli_received", "ntp_offset_s"),
        (
            (
                when(each.at),
                each.pictures,
                round(each.kbps, 1),
                f"{each.encode_ms:.1f}ms",
                f"{each.backlog_ms:.0f}ms",
                each.key_frames,
                each.key_requests,
                round(each.clock_off_s, 3),
            )
            for each in lines
        ),
    )


def _capture(packets: Iterable[CapturedPacket]) -> bytes:
    return _table(
        ("track", "sent_s", "pts_s", "dts_s", "bytes", "key", "sps_pps"),
        (
            (
                each.kind,
                round(each.at, 4),
                round(each.pts, 4),
                round(each.dts, 4),
                each.size,
                int(each.key),
                int(each.parameter_sets),
            )
            for each in packets
        ),
    )


def _reports(reports: Iterable[ReportedTime], when: When) -> bytes:
    return _table(
        ("track", "side", "ntp", "media_s"),
        ((each.kind, "player" if each.behind else "publisher", when(each.ntp), round(each.rtp, 4)) for each in reports),
    )


def _settings(held: EncoderSettings) -> Mapping[str, object]:
    return {
        "video": {
            "encoder": "x264",
            "preset": held.preset,
            "bitrate_kbit_s": held.video_kbps,
            "frame_rate": held.fps,
            "keyframe_every_s": held.gop_s,
            "b_frames": held.bframes,
            "allow_frame_skip": held.frame_skip,
            "tagged_levels": COLOURS[held.range_tag][1],
            "repeat_headers": held.repeat_parameter_sets,
            "keyframe_on_request": held.answers_key_requests,
        },
        "audio": {
            "sample_rate": held.sample_rate,
            "sync_offset": f"{held.audio_delay_ms:g}ms",
            "encoder_delay_subtracted": f"{held.priming_counted}x",
            "time_source": CLOCKS[held.audio_clock],
        },
        "output": {"timestamps": STAMPS[held.stamps], "pacing": PACERS[held.pacer], "system_time": TIMES[held.clock_source]},
    }


def _devices(held: DeviceList, settings: EncoderSettings | None) -> Mapping[str, object]:
    return {
        "video": {
            "source": SOURCES[held.video_source],
            "levels": COLOURS[settings.range_tag][0] if settings else "limited",
            "compositor": held.compositor,
        },
        "audio": {
            "source": SOUNDS[held.audio_source],
            "device_sample_rate": held.audio_rate,
            "right_channel_polarity": held.polarity,
        },
    }


def _player(held: PlayerLog, when: When) -> Mapping[str, object]:
    return {
        "waited_in_buffer": [{"at": when(at), "ms": round(waited, 1)} for at, waited in held.buffered_ms],
        "playlists": [{"at": when(each.at), "media_sequence": each.sequence, "age": each.age_s} for each in held.playlists],
        "could_not_be_decoded": held.broken,
    }


def _network(held: NetworkTest) -> Mapping[str, object]:
    return {
        "to": "ingest",
        "protocol": "UDP",
        "sent_kbit_s": held.sent_kbps,
        "received_kbit_s": round(held.rate_kbps, 1),
        "lost_percent": round(100 * held.loss, 2),
        "lost_in_a_row_at_most": held.longest_loss,
    }


def _reply(held: ServerReply) -> bytes:
    return f"{held.status or ''} {held.text}".strip().encode() + b"\n"


def _table(header: Sequence[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    table.writerows(rows)
    return text.getvalue().encode()


def _json(told: object) -> bytes:
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()
