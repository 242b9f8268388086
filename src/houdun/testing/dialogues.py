"""Invented support cases in words: a problem, an answer (or none), a cause, a way out."""

from __future__ import annotations

import random
from collections.abc import Mapping

from houdun.facts.case import Entry, Finding, Message, Milestone, Role, Severity
from houdun.facts.reading import CaseReading, ClockReading, Moment
from houdun.facts.time import DAY, HOUR, MINUTE, Millis
from houdun.facts.vendor import Vendor
from houdun.testing.factories import MONDAY, finding, log, message

PROBLEMS = (
    (
        "连麦后音画不同步",
        "房间 {room}，连麦 20 分钟后音频比画面快约 700 ms，观众都在刷“口型对不上”。SDK 4.2.6，iOS 主播端，推流 1080p 30 帧。",
    ),
    (
        "Co-host audio drifts",
        "Room {room}: after 20 minutes of co-hosting, audio leads video by about 700 ms. SDK 4.2.6 on iOS, 1080p30. Viewers are leaving.",
    ),
    ("海外拉流黑屏", "从 20:40 起，新加坡观众拉流黑屏，国内正常。流名 {room}，HLS 和 FLV 都一样。"),
    (
        "Gift burst freezes the stream",
        "When gifts burst, the encoder stalls for 2–3 s (stream {room}). Started with yesterday's release of your SDK.",
    ),
)
ANSWERS = (
    ("看了你们房间的 QoS，主播端 NTP 校时跳变，音频时间戳整体前移了 690 ms。", "时间戳整体前移", "names_cause"),
    (
        "We see the RTCP sender reports of that room: the host's clock jumped, so audio timestamps moved ahead by 690 ms.",
        "the host's clock jumped",
        "names_cause",
    ),
    (
        "麻烦先提供一下完整日志、录屏、机型、网络环境和复现步骤。",
        "完整日志、录屏、机型、网络环境和复现步骤",
        "asks_for_everything",
    ),
    ("I have passed this on to our engineering team.", "passed this on", "passes_on"),
)
FIXES = (
    (
        '请在 join 之前调用 setParameters("sync_clock": true)，重新进房即可恢复，4.2.8 会默认打开。',
        'setParameters("sync_clock": true)',
        "gives_change",
    ),
    (
        "As a workaround, let the host rejoin with audio_sync=strict; 4.2.8 will do so by itself.",
        "rejoin with audio_sync=strict",
        "gives_workaround",
    ),
)
HORIZON: Millis = MONDAY + 45 * DAY
SEVERITIES = (Severity.CRITICAL, Severity.HIGH, Severity.NORMAL, Severity.NORMAL, Severity.LOW)


def case(vendor: Vendor, good: float, number: int, chance: random.Random) -> CaseReading:
    """A case at a vendor that is `good` (0…1): the better, the sooner and the deeper it answers. Some are never answered."""
    title, words = PROBLEMS[chance.randrange(len(PROBLEMS))]
    opened = MONDAY + chance.randrange(42) * DAY + int(chance.triangular(0, 24, 14) * HOUR)
    asked = message(words.format(room=f"live-{1000 + number}"), opened, uid=f"ask-{number}")
    severity = SEVERITIES[chance.randrange(len(SEVERITIES))]
    if chance.random() > 0.72 + good * 0.27:
        return _reading(vendor, number, title, [asked], {}, severity)
    answered = opened + int(chance.lognormvariate(0, 0.9) * (3 * MINUTE + (1 - good) ** 2 * 170 * MINUTE))
    deep = chance.random() < good
    text, evidence, name = ANSWERS[chance.randrange(2) if deep else 2 + chance.randrange(2)]
    said = message(text, answered, Role.VENDOR, uid=f"answer-{number}", author=f"engineer {number % 3}")
    entries: list[Entry] = [
        asked,
        message("Ticket received.", opened + 2_000, Role.BOT, automatic="robot", uid=f"bot-{number}"),
        said,
    ]
    entries.append(finding(said, name, evidence=evidence))
    reached: dict[Milestone, tuple[Millis, str]] = {Milestone.FIRST_RESPONSE: (answered, said.uid)}
    if deep:
        reached[Milestone.LOCATED] = (answered, said.uid)
        entries += _mended(number, answered, good, chance, reached)
    return _reading(vendor, number, title, entries, reached, severity)


def _mended(
    number: int, answered: Millis, good: float, chance: random.Random, reached: dict[Milestone, tuple[Millis, str]]
) -> list[Entry]:
    text, evidence, name = FIXES[chance.randrange(len(FIXES))]
    at = answered + int(chance.lognormvariate(0, 0.8) * (12 + 90 * (1 - good)) * MINUTE)
    fix = message(text, at, Role.VENDOR, uid=f"fix-{number}", author=f"engineer {number % 3}")
    thanks = message("试过了，恢复正常，谢谢。", at + 25 * MINUTE, uid=f"thanks-{number}")
    reached |= {Milestone.MITIGATED: (at, fix.uid), Milestone.RESOLVED: (thanks.at, thanks.uid)}
    return [fix, thanks, finding(fix, name, evidence=evidence), finding(thanks, "confirms_fix", evidence="恢复正常")]


def _reading(
    vendor: Vendor,
    number: int,
    title: str,
    entries: list[Entry],
    reached: Mapping[Milestone, tuple[Millis, str]],
    severity: Severity,
) -> CaseReading:
    made = log(*entries, vendor=vendor, id=f"T-{2400 + number}", title=title, horizon=HORIZON)
    opened = next(entry for entry in made.entries if isinstance(entry, Message))
    milestones = {Milestone.OPENED: Moment(claimed_at=opened.at, claimed_by=opened.uid)}
    milestones |= {milestone: Moment(claimed_at=at, claimed_by=uid) for milestone, (at, uid) in reached.items()}
    names = {
        "time_to_first_response_human": Milestone.FIRST_RESPONSE, "time_to_located": Milestone.LOCATED,
        "time_to_mitigated": Milestone.MITIGATED, "time_to_resolved": Milestone.RESOLVED,
    }  # fmt: skip
    clocks = tuple(_clock(name, opened, reached.get(milestone), severity) for name, milestone in sorted(names.items()))
    signals = tuple(entry for entry in made.entries if isinstance(entry, Finding))
    return CaseReading(log=made, opened_at=opened.at, severity=severity, milestones=milestones, clocks=clocks, signals=signals)


def _clock(name: str, opened: Message, stop: tuple[Millis, str] | None, severity: Severity) -> ClockReading:
    at, uid = stop if stop else (None, "")
    wall = (at if at is not None else HORIZON) - opened.at
    return ClockReading(
        name=name, instance=0, started_at=opened.at, stopped_at=at, wall_ms=wall, contract_ms=wall, paused_ms=0,
        severity=severity, started_by=opened.uid, stopped_by=uid,
    )  # fmt: skip
