"""A CDN's edge serves an old playlist."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.fault import Evidence, FaultFacts, Layer, Remedy
from houdun.language import Bilingual
from houdun.media.events import Event, HttpSeen
from houdun.scenario.fault import Fault, Moment, MomentAt, fault
from houdun.scenario.remedies import LOWER_BITRATE, SHORTER_GOP

SEGMENT_S = 2.0


@fault(
    FaultFacts(
        id="stale_playlist",
        name=Bilingual("播放列表不更新", "stale playlist"),
        layer=Layer.SERVER,
        true_cause=Bilingual(
            "CDN 边缘节点把 m3u8 当静态文件缓存，无视 max-age，一直返回旧的播放列表：源站有新分片，边缘上的观众看不到",
            "A CDN edge caches the m3u8 like a static file, ignores max-age and serves the old playlist on and on: "
            "the origin has new segments that viewers at this edge never learn of",
        ),
        notices=Bilingual(
            "放完缓冲就停住或反复重放最后几秒；换个地区的观众正常",
            "Play runs to the end of its buffer and stops, or repeats the last seconds; viewers elsewhere are fine",
        ),
        reveals=(Evidence.PLAYER_LOG, Evidence.PUBLISHER_LOG),
        mistaken_for=("narrow_uplink", "frozen_camera", "frozen_pipeline", "long_gop"),
        injectable_at_vendor=False,
        remedies=(
            Remedy(
                "play_from_origin",
                {"playback": "origin"},
                cures=True,
                what=Bilingual(
                    "临时把播放域名指到源站，绕开这个边缘节点", "let players fetch from the origin for now, past this edge"
                ),
            ),
            SHORTER_GOP,
            LOWER_BITRATE,
        ),
    )
)
class StalePlaylist(Fault):
    def holds_playlist(self, moment: Moment) -> bool:
        return moment.setup.playback == "edge"

    def served(self, events: Iterator[Event], moment: MomentAt) -> Iterator[Event]:
        """Such an edge before a player that reloads the playlist once a segment: while it is stale, nothing new is played."""
        asked, begun, seen = -SEGMENT_S, 0.0, 0
        for event in events:
            now = moment(event.arrival)
            stale = now is not None and self.holds_playlist(now)
            if event.arrival - asked >= SEGMENT_S:
                asked, begun = event.arrival, begun or event.arrival
                seen = seen if stale else int((event.arrival - begun) / SEGMENT_S)
                age = event.arrival - begun - seen * SEGMENT_S if stale else 0.0
                headers = {"age": str(round(age)), "x-cache": "HIT" if stale else "MISS"}
                yield HttpSeen(event.arrival, "playlist", 200, headers, seen)
            if not stale:
                yield event
