from __future__ import annotations

from houdun.facts.fault import Evidence
from houdun.flow.trial.stage.port import Showing


def test_evidence_is_found_by_its_kind_whatever_its_ending() -> None:
    shown = Showing(began_at=0, ended_at=0, files={"player_log.json": b"1", "packet_capture.csv": b"2", "clip.ts": b"3"})
    assert shown.file_of(Evidence.PACKET_CAPTURE) == ("packet_capture.csv", b"2")
    assert shown.file_of(Evidence.PLAYER_LOG) == ("player_log.json", b"1")


def test_what_nobody_has_is_none() -> None:
    assert Showing(began_at=0, ended_at=0, files={"clip.ts": b""}).file_of(Evidence.SERVER_REPLY) is None
