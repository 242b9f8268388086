"""Cases to look at: an imported one with everything in it, one full of attacks, one of a trial."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from houdun.app.workspace import Workspace
from houdun.facts.case import Basis, CaseKey, CaseLog, Milestone, Role, Severity, Source
from houdun.facts.happening import Happening
from houdun.facts.question import Question, Sort
from houdun.facts.time import DAY, HOUR, MINUTE
from houdun.facts.trial import CHANNEL
from houdun.flow.trial import moves, record
from houdun.flow.trial.told.declared import declare
from houdun.media.clip import Ring
from houdun.media.endpoints.replay import Replay
from houdun.scenario.instance import instances
from houdun.store import RawName
from houdun.store.reference import ref_of
from houdun.testing import trials
from houdun.testing.factories import MONDAY, finding, log, message, millis, owner, severity, stamp
from houdun.testing.streams import encoded

PNG: Final = b"\x89PNG\r\n\x1a\n" + b"drawn by our probe"
ASKED = message("The sound is late.", "10:00")
ANSWERED = message("Please send us the SDK log.", "10:07", Role.VENDOR)
WHOLE = log(
    ASKED,
    ANSWERED,
    message("We wait for the vendor's engineer.", "10:20", public=False),
    severity(Severity.CRITICAL),
    owner("second line", "10:10"),
    finding(ANSWERED, "asks_for_logs", evidence="send us the SDK log"),
    stamp(Milestone.MITIGATED, "11:00"),
    stamp(Milestone.MITIGATED, "11:30", Role.CUSTOMER, basis=Basis.OBSERVED, until="11:40"),
    title="Late sound",
)
BROKEN: Final[Question] = next(each for each in trials.questions() if each.sort is Sort.FAULT and each.key.mistaken)
CASE: Final = "12345678"
TRIED: Final = CaseKey(trials.ACME, CHANNEL, CASE)


def bring(space: Workspace, *logs: CaseLog) -> None:
    with space.store.importing("chat", [RawName("x", "0" * 64)], MONDAY) as run:
        for each in logs:
            run.add(each)


def ref(case: CaseLog) -> str:
    return ref_of(case.key)


def clip() -> bytes:
    ring = Ring()
    for event in Replay(encoded(1.0)):
        ring.see(event)
    made = ring.clip()
    assert made is not None
    return made[1]


def try_out(space: Workspace, *, clip: bytes = b"no clip") -> dict[str, str]:
    """A trial that has put one question, and was answered. The hashes of what belongs to it, by name."""
    store, begun = space.store, millis("10:00")
    kept = {name: store.keep_bytes(data) for name, data in _files(clip).items()}
    names = ("onset-en.png", "onset-zh.png", "clip.ts", "stream_facts.json", "observations.csv")
    shown = {
        "given": {each.value: ["某某", "somewhat"] for each in BROKEN.given},
        "files": {name: kept[name] for name in names},
        "offsets": [[0.5, 0.0], [12.0, 0.0], [13.0, 240.0], [20.0, 241.0]],
        "remedies": [],
        "began_at": begun,
        "onset_at": begun + 12_000,
        "detected_at": begun + 15_000,
        "healthy": False,
    }
    said = replace(message("Something is broken.", begun, author="us", uid="l0"), source=Source(kept["letter"], "1"))
    answer = replace(
        message("It is the encoder, surely.", begun + MINUTE, Role.VENDOR, uid="v0"), source=Source(kept["answer"], "1")
    )
    asked = {"instance": instances([BROKEN])[0].id, "vendor": str(TRIED.vendor), "block": 3, "horizon": DAY}
    store.journal.append_all(
        [
            declare(trials.terms(), begun),
            Happening(record.QUESTION, CASE, begun, asked),
            record.event(CASE, moves.Began(at=begun)),
            Happening(record.SHOWING, f"{CASE}/0", begun, shown),
            Happening(
                record.LETTER, "l0", begun, {"case": CASE, "number": 0, "files": [["player_log.json", kept["player_log.json"]]]}
            ),
            Happening(record.OUTCOME, CASE, begun + DAY, {"block": 3, "waited_ms": MINUTE, "depth": 1, "by": "rule"}),
        ],
        [CaseLog(key=TRIED, title="Something is broken", horizon=begun + DAY + HOUR, entries=(said, answer))],
    )
    return kept


def _files(clip: bytes) -> dict[str, bytes]:
    return {
        "onset-en.png": PNG,
        "onset-zh.png": PNG + b" zh",
        "clip.ts": clip,
        "stream_facts.json": b'{"video_codec": "h264", "sps": null, "width": 426}',
        "observations.csv": b"stream,metric,at,value,unit\nloop://x,framesPerSecond,2025-03-03T10:00:01Z,30,1/s\n",
        "player_log.json": b"{}",
        "letter": b"Something is broken.",
        "answer": b"It is the encoder, surely.",
    }
