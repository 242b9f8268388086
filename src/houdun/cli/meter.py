"""The live meter of `houdun probe`: a panel on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from rich import box
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.facts.observation import Change, Detection
from houdun.facts.time import from_millis
from houdun.flow.probe import Show
from houdun.inert import one_line
from houdun.media.events import TroubleSeen
from houdun.probe.detection.rules import ACCEPTABILITY, DETECTABILITY
from houdun.probe.facts import StreamFacts
from houdun.probe.metric import REGISTRY
from houdun.probe.session import Second

Values: TypeAlias = Mapping[str, float]

SCALE = 41
"""Characters of the offset's scale, an odd number: 0 is in the middle."""
WIDEST_MS = 250.0
BAR = 20
QUIETEST_DB = -60.0
NEWS = 5
"""Happenings that stay on the panel."""
EVERY = 5
"""Seconds between two plain lines."""
REMEMBERED = 5_000
"""Milliseconds for which a figure stays on the panel that does not come every second."""


@contextmanager
def meter(stream: str) -> Iterator[Show]:
    """What to call with every second."""
    console = out()
    if not console.is_terminal:
        yield Lines(console).second
        return
    panel = Meter(stream)
    with Live(panel.waiting(), console=console, refresh_per_second=4, transient=True) as live:

        def second(second: Second) -> None:
            panel.second(second)
            live.update(panel.render())

        yield second


class Lines:
    """Plain lines: figures every few seconds, happenings at once."""

    def __init__(self, console: Console) -> None:
        self._console, self._count = console, 0

    def second(self, second: Second) -> None:
        time = _clock(second.at)
        if self._count % EVERY == 0:
            self._line(f"{time}  {_summary_line({each.metric: each.value for each in second.observations})}")
        self._count += 1
        for happening in happenings(second):
            self._line(f"{time}  {happening.plain}")

    def _line(self, text: str) -> None:
        self._console.print(Text(text), soft_wrap=True)


class Meter:
    """The panel."""

    def __init__(self, stream: str) -> None:
        self._stream = one_line(stream, 100)
        self._values: dict[str, tuple[int, float]] = {}
        self._news: deque[Text] = deque(maxlen=NEWS)
        self._at = self._began = 0
        self._facts = StreamFacts()

    def second(self, second: Second) -> None:
        self._began = self._began or second.at
        self._at, self._facts = second.at, second.facts
        for each in second.observations:
            self._values[each.metric] = (second.at, each.value)
        for happening in happenings(second):
            self._news.append(Text(f"{_clock(second.at)}  ") + happening)

    def waiting(self) -> RenderableType:
        return self._panel(Text(say("正在连接……", "connecting …"), style="dim"))

    def render(self) -> RenderableType:
        shown = {name: value for name, (at, value) in self._values.items() if self._at - at <= REMEMBERED}
        rows = Table.grid(padding=(0, 2))
        rows.add_column(style="dim", justify="right", no_wrap=True)
        rows.add_column(no_wrap=True)
        for label, what in _rows(shown, self._facts):
            rows.add_row(label, what)
        return self._panel(rows, *self._news)

    def _panel(self, *parts: RenderableType) -> RenderableType:
        minutes, seconds = divmod(max(0, self._at - self._began) // 1000, 60)
        return Panel(
            Group(*parts),
            title=Text(self._stream, style="bold"),
            title_align="left",
            subtitle=Text(f"{minutes}:{seconds:02} · Ctrl-C", style="dim"),
            subtitle_align="right",
            box=box.ROUNDED,
            expand=False,
        )


def _rows(values: Values, facts: StreamFacts) -> Iterator[tuple[str, RenderableType]]:
    if "av_offset" in values:
        yield say("音画偏移", "A/V offset"), _offset(values["av_offset"], values.get("av_offset_drift"))
        yield "", _scale(values["av_offset"])
    if "end_to_end_latency" in values:
        yield say("延迟", "latency"), Text(f"{values['end_to_end_latency']:,.0f} ms")
    yield say("画面", "picture"), _picture(values, facts)
    yield say("声音", "sound"), _sound(values, facts)
    for name, label in (("level_left", say("左", "L")), ("level_right", say("右", "R"))):
        if name in values:
            yield label, _bar(values[name])
    yield say("卡顿", "freezes"), _freezes(values)
    if "packet_loss" in values:
        yield say("网络", "network"), _network(values)


def _offset(offset: float, drift: float | None) -> Text:
    side = say("声音偏晚", "sound late") if offset > 0 else say("声音偏早", "sound early")
    text = Text.assemble((f"{offset:+.1f} ms", f"bold {_colour(offset)}"), (f"  {side}" if abs(offset) >= 1 else "", "dim"))
    if drift is not None and abs(drift) >= 0.01:
        text += Text(say(f"  漂移 {drift:+.2f} ms/s", f"  drifting {drift:+.2f} ms/s"), style="dim")
    return text


def _scale(offset: float) -> Text:
    """Early on the left, late on the right; green where nobody notices, yellow where it is still accepted (ITU-R BT.1359-1)."""
    place = round((max(-WIDEST_MS, min(WIDEST_MS, offset)) / WIDEST_MS + 1) / 2 * (SCALE - 1))
    scale = Text()
    for column in range(SCALE):
        here = (column / (SCALE - 1) * 2 - 1) * WIDEST_MS
        sign = "●" if column == place else "┼" if column == SCALE // 2 else "─"
        scale.append(sign, style=f"bold {_colour(offset)}" if column == place else _colour(here))
    return scale


def _colour(offset: float) -> str:
    """BT.1359-1 counts early sound as positive, we late sound."""
    if DETECTABILITY[0] <= -offset <= DETECTABILITY[1]:
        return "green"
    return "yellow" if ACCEPTABILITY[0] <= -offset <= ACCEPTABILITY[1] else "red"


def _picture(values: Values, facts: StreamFacts) -> Text:
    told = [f"{facts.width}×{facts.height} {codec(facts)}"] if facts.width else []
    if "framesPerSecond" in values:
        told.append(f"{values['framesPerSecond']:.1f} fps")
    if "video_bitrate" in values:
        told.append(f"{values['video_bitrate']:,.0f} kbit/s")
    if "keyframe_interval" in values:
        told.append(say(f"关键帧 {values['keyframe_interval']:.1f} s", f"key frame {values['keyframe_interval']:.1f} s"))
    text = Text("  ".join(told) or say("无", "none"))
    for name, word in (("black_share", say("黑屏", "black")), ("still_share", say("静止", "still"))):
        if values.get(name, 0.0) > 0.5:
            text += Text(f"  {word}", style="bold red")
    return text


def codec(facts: StreamFacts) -> str:
    """The video codec, of H.264 with profile and level."""
    return f"H.264 {facts.sps.profile} {facts.sps.level}" if facts.sps else one_line(facts.video_codec, 12)


def _sound(values: Values, facts: StreamFacts) -> Text:
    told = [f"{one_line(facts.audio_codec, 12)} {facts.sample_rate / 1000:g} kHz"] if facts.sample_rate else []
    if "audio_bitrate" in values:
        told.append(f"{values['audio_bitrate']:,.0f} kbit/s")
    text = Text("  ".join(told) or say("无", "none"))
    if values.get("silence_share", 0.0) > 0.9:
        text += Text(f"  {say('静音', 'silent')}", style="bold red")
    if values.get("channel_correlation", 1.0) < -0.5:
        text += Text(f"  {say('左右反相', 'antiphase')}", style="bold red")
    return text


def _bar(decibels: float) -> Text:
    filled = round((max(QUIETEST_DB, min(0.0, decibels)) / -QUIETEST_DB + 1) * BAR)
    return Text.assemble(("▮" * filled, "green"), ("▯" * (BAR - filled), "dim"), f" {decibels:.0f} dBFS")


def _freezes(values: Values) -> Text:
    count, seconds = values.get("freezeCount", 0.0), values.get("totalFreezesDuration", 0.0)
    text = Text.assemble((f"{count:.0f} · {seconds:.1f} s", "bold yellow" if count else ""))
    long = values.get("freeze_500_count", 0.0)
    text += Text(say(f"  超过 500 ms：{long:.0f}", f"  over 500 ms: {long:.0f}"), style="dim")
    if values.get("stalled_share", 0.0) > 0.5:
        text += Text(f"  {say('断流中', 'stalled')}", style="bold red")
    for name, word in (("frames_lost", say("丢帧", "lost")), ("frames_repeated", say("重复帧", "repeated"))):
        if values.get(name, 0.0):
            text += Text(f"  {word} {values[name]:.0f}/s", style="bold yellow")
    return text


def _network(values: Values) -> Text:
    loss, jitter = values["packet_loss"], values.get("jitter", 0.0)
    return Text(say(f"丢包 {loss:.1%}  抖动 {jitter * 1000:.0f} ms", f"loss {loss:.1%}  jitter {jitter * 1000:.0f} ms"))


def _summary_line(values: Values) -> str:
    parts = [
        (say("音画偏移", "A/V offset"), "av_offset", "{:+.1f} ms"),
        (say("延迟", "latency"), "end_to_end_latency", "{:.0f} ms"),
        ("", "framesPerSecond", "{:.1f} fps"),
        (say("视频", "video"), "video_bitrate", "{:.0f} kbit/s"),
        (say("音频", "sound"), "audio_bitrate", "{:.0f} kbit/s"),
        (say("响度", "level"), "level", "{:.0f} dBFS"),
        (say("卡顿", "freezes"), "freezeCount", "{:.0f}"),
        (say("断流", "stalled"), "stalled_share", "{:.0%}"),
    ]
    told = [f"{label} {form.format(values[name])}".strip() for label, name, form in parts if name in values]
    return "  ".join(told) or say("没有数据", "nothing came")


def happenings(second: Second) -> Iterator[Text]:
    """What was detected, and what went wrong, in this second."""
    for detection in second.detections:
        yield Text(describe(detection), style="bold red")
    for trouble in second.troubles:
        yield Text(_trouble(trouble), style="yellow")


def describe(found: Detection) -> str:
    """A detection in a sentence."""
    since, unit = _clock(found.onset), unit_of(found.metric)
    if found.change is Change.DRIFT:
        return say(
            f"{found.metric} 自 {since} 起持续漂移，每秒 {found.slope:+.3f} {unit}",
            f"{found.metric} has been drifting since {since}, by {found.slope:+.3f} {unit} a second",
        )
    known = found.before == found.before  # there may have been no level before
    before = number(found.before) if known else say("（未知）", "(unknown)")
    return say(
        f"{found.metric} 自 {since} 起改变：{before} → {number(found.after)} {unit}",
        f"{found.metric} changed at {since}: {before} → {number(found.after)} {unit}",
    )


def number(value: float) -> str:
    """Four significant digits, and no tail of noise."""
    rounded = round(value, 3) + 0.0  # no -0
    return f"{rounded:,.0f}" if abs(rounded) >= 1000 or rounded == int(rounded) else f"{rounded:.4g}"


def unit_of(metric: str) -> str:
    return next((str(series.unit) for entry in REGISTRY for series in entry.series if series.name == metric), "")


def _trouble(seen: TroubleSeen) -> str:
    return one_line(seen.detail.to(LANGUAGE), 120)


def _clock(at: int) -> str:
    return f"{from_millis(at).astimezone():%H:%M:%S}"
