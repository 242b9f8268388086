"""A clip as a browser plays it. Packets move to another container as they are: the offset between sound and picture stays what it was."""

from __future__ import annotations

import io

import av

CARRIED = {"h264": "mp4", "vp8": "webm"}
"""By the video's codec."""


def playable(clip: bytes) -> tuple[str, bytes] | None:
    """The ending (mp4 or webm) and the bytes; None where the clip has no picture or cannot be carried so. The clip is one of ours: see `houdun.media.clip`."""
    made = io.BytesIO()
    try:
        with av.open(io.BytesIO(clip), "r") as source:
            ending = CARRIED.get(source.streams.video[0].codec_context.name if source.streams.video else "")
            if ending is None:
                return None
            with av.open(made, "w", format=ending) as target:
                lanes = {each: target.add_stream_from_template(each) for each in (*source.streams.video, *source.streams.audio)}
                for packet in source.demux(*lanes):
                    if packet.dts is not None:
                        packet.stream = lanes[packet.stream]
                        target.mux(packet)
    except (av.FFmpegError, ValueError):
        return None
    return ending, made.getvalue()
