"""A workspace as large as they come: invented cases of five vendors, by mail and by issue, in Chinese and in English, always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from houdun.facts.case import Basis, CaseKey, CaseLog, Entry, Message, Milestone, Role, Severity, SeveritySet, Source, Stamp
from houdun.facts.time import DAY, HOUR, MINUTE, Millis
from houdun.facts.vendor import Vendor
from houdun.store import Store
from houdun.testing.factories import MONDAY

CASES = 10_000
SHORTEST, LENGTHS = 4, 13
"""A case has 4 to 16 messages, each number equally often: ten on average."""
DAYS = 180
HORIZON: Millis = MONDAY + (DAYS + 20) * DAY
VENDORS = {
    Vendor("Northlight", "gold"): 0.9, Vendor("海潮 Tidewave", "business"): 0.75, Vendor("Kestrel"): 0.6,
    Vendor("云桥 Skybridge", "pro"): 0.5, Vendor("Pelagos", "free"): 0.3,
}  # fmt: skip
"""Each with how good it is, 0…1."""
CHANNELS = ("email", "github")
SOURCE = Source(blob="0" * 64, place="invented")
SEVERITIES = (Severity.CRITICAL, Severity.HIGH, Severity.NORMAL, Severity.NORMAL, Severity.NORMAL, Severity.LOW)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language. `{room}` is the stream's name."""

    titles: tuple[str, ...]
    openings: tuple[str, ...]
    received: str
    asks: tuple[str, ...]
    gives: tuple[str, ...]
    causes: tuple[str, ...]
    ways: tuple[str, ...]
    presses: tuple[str, ...]
    holds: tuple[str, ...]
    thanks: tuple[str, ...]


CHINESE = Words(
    titles=("连麦后音画不同步", "海外观众黑屏", "礼物特效时卡顿", "推流频繁断开", "混音有回声", "HLS 延迟越来越大"),
    openings=(
        "房间 {room} 从今晚八点起声音比画面慢，观众在弹幕里抱怨，能马上看一下吗？",
        "流 {room} 在新加坡拉不到画面，国内正常，RTMP 和 HLS 都一样。",
        "{room} 一刷大礼物就卡两三秒，昨天升级 SDK 4.2.6 之后开始的。",
    ),
    received="工单已收到，我们会尽快处理。",
    asks=("麻烦提供 {room} 出问题那几分钟的 SDK 日志。", "请问主播端机型和系统版本是什么？", "能否给一份可以复现的步骤？"),
    gives=("日志已经上传，时间是 20:05 到 20:12。", "iPhone 14，iOS 17.4，SDK 4.2.6。", "进房、开连麦、等二十分钟就出现。"),
    causes=(
        "查到原因了：{room} 主播端校时跳变，音频时间戳整体前移了 690 毫秒。",
        "根因是边缘节点的证书过期，海外回源失败。",
    ),
    ways=("请在进房前调用 setParameters 打开 sync_clock，再重新进房即可恢复。", "请把 gop 改为 2 秒，码率上限设为 3500 kbps。"),
    presses=("有进展吗？今晚还有一场。", "现在还是不行，观众一直在走。", "请问什么时候能给答复？"),
    holds=("已经转给研发同事跟进。", "我们还在排查，下午六点前给您答复。", "请您先检查一下自己的网络。"),
    thanks=("试过了，已经恢复正常，谢谢。", "好了，谢谢你们。"),
)
ENGLISH = Words(
    titles=(
        *("Audio drifts behind video", "Black picture for viewers abroad", "Freezes when gifts burst"),
        *("Publisher drops every few minutes", "Echo while co-hosting", "HLS latency keeps growing"),
    ),
    openings=(
        "In room {room} the sound has been late since eight tonight and viewers complain. Could you look at once?",
        "Stream {room} shows no picture in Singapore; here it plays. RTMP and HLS alike.",
        "{room} freezes for two or three seconds whenever a large gift is shown, since we moved to SDK 4.2.6.",
    ),
    received="We have received your request and will get back to you.",
    asks=(
        "Please send us the SDK log of {room} for the minutes in question.",
        "Which phone and system does the host use?",
        "Could you give us steps to reproduce it?",
    ),
    gives=(
        "The log is uploaded, 20:05 to 20:12.",
        "iPhone 14, iOS 17.4, SDK 4.2.6.",
        "Join, start co-hosting, wait twenty minutes.",
    ),
    causes=(
        "We found the cause: in {room} the host's clock jumped, so audio timestamps moved ahead by 690 ms.",
        "The root cause is an expired certificate at the edge, so pulls from abroad fail.",
    ),
    ways=(
        "Please set sync_clock to true with setParameters before joining, then rejoin.",
        "Please set the keyframe interval to 2 s and cap the bitrate at 3500 kbps.",
    ),
    presses=(
        "Any news? There is another show tonight.",
        "It still does not work and viewers leave.",
        "When can we expect an answer?",
    ),
    holds=(
        "I have passed this on to our engineering team.",
        "We are still looking into it and will update you by 6 pm.",
        "Please check your own network first.",
    ),
    thanks=("Tried it, works again, thank you.", "It is fine now, thanks."),
)


def fill(store: Store, *, cases: int = CASES, seed: int = 1) -> None:
    """Brings the cases in as one import. Signals are read when the workspace is first compared, or by `houdun.flow.grade`."""
    with store.importing("invented", [], HORIZON) as run:
        for log in logs(cases, seed):
            run.add(log)


def logs(cases: int = CASES, seed: int = 1) -> Iterator[CaseLog]:
    chance = random.Random(seed)
    vendors = list(VENDORS)
    for number in range(cases):
        yield _case(vendors[number % len(vendors)], number, chance)


def _case(vendor: Vendor, number: int, chance: random.Random) -> CaseLog:
    words = chance.choice((CHINESE, ENGLISH))
    opened = MONDAY + chance.randrange(DAYS) * DAY + int(chance.triangular(0, 24, 14) * HOUR)
    said = tuple(_said(words, VENDORS[vendor], opened, SHORTEST + number * 5 % LENGTHS, number, chance))
    entries: list[Entry] = [
        *said,
        SeveritySet(
            uid=f"s{number}", at=opened, severity=chance.choice(SEVERITIES), author="cora", role=Role.CUSTOMER, source=SOURCE
        ),
    ]
    if said[-1].text in words.thanks:
        entries.append(_closed(number, said[-1].at + HOUR))
    return CaseLog(
        key=CaseKey(vendor, CHANNELS[number // len(VENDORS) % len(CHANNELS)], f"T-{10_000 + number}"),
        title=chance.choice(words.titles),
        horizon=HORIZON,
        entries=tuple(sorted(entries, key=lambda entry: (entry.at, entry.uid))),
    )


def _said(words: Words, good: float, at: Millis, length: int, number: int, chance: random.Random) -> Iterator[Message]:
    """Opened, received by a machine, then one and the other by turns; the better the vendor, the sooner and the deeper it answers."""
    silent = chance.random() > 0.75 + good / 4
    for place in range(length):
        role = Role.BOT if place == 1 else Role.VENDOR if place % 2 == 0 and place and not silent else Role.CUSTOMER
        text = chance.choice(_lines(words, role, place, length, chance.random() < good))
        yield Message(
            uid=f"m{number}-{place}", at=at, author=f"{role.value} {number % 7}", role=role,
            text=text.format(room=f"live-{number}"), source=SOURCE, automatic="robot" if role is Role.BOT else "",
        )  # fmt: skip
        slow = 2_000 if place == 0 else int(chance.lognormvariate(0, 0.9) * (3 * MINUTE + (1 - good) ** 2 * 120 * MINUTE))
        at += slow


def _lines(words: Words, role: Role, place: int, length: int, deep: bool) -> Sequence[str]:
    if role is Role.BOT:
        return (words.received,)
    if role is Role.VENDOR:
        return (words.asks if place == 2 else words.causes if place == 4 else words.ways) if deep else words.holds
    if place == 0:
        return words.openings
    return words.thanks if place == length - 1 and deep else words.gives if deep else words.presses


def _closed(number: int, at: Millis) -> Stamp:
    return Stamp(
        uid=f"c{number}", at=at, milestone=Milestone.CLOSED, basis=Basis.CLAIMED, author="vendor", role=Role.VENDOR, source=SOURCE
    )
