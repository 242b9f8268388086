"""What a vendor may be sent: what was seen, when, and how to see it again. Nothing of what we think, and nothing of what was done to the stream.

This module cannot import the diagnosis; a contract of the house holds that.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from houdun.facts.observation import Change, Detection, Unit
from houdun.facts.time import iso
from houdun.files import write
from houdun.language import Bilingual, Language
from houdun.probe.bundle import plot
from houdun.probe.bundle.incident import Incident
from houdun.probe.metric import REGISTRY
from houdun.probe.recording.parquet import ParquetFile

UNITS = {series.name: series.unit for entry in REGISTRY for series in entry.series}


def files(incident: Incident, folder: Path) -> None:
    """Writes all files of this part."""
    for name, data in documents(incident).items():
        write(folder / name, data)
    with ParquetFile(folder / "observations.parquet") as table:
        for second in incident.seconds:
            table.second(second)
    for language in Language:
        write(folder / f"onset-{language}.png", picture(incident, language))
        write(folder / f"report-{language}.md", _report(incident, language).encode())


def documents(incident: Incident) -> Mapping[str, bytes]:
    """By name: the clip, and what needs no drawing. Also of a stream that was only watched, and in which nothing was detected."""
    clip = {f"clip.{incident.clip[0]}": incident.clip[1]} if incident.clip is not None else {}
    return {
        **clip,
        "observations.csv": _csv(incident),
        "codec.json": _json(_codec(incident)),
        "timeline.json": _json(_timeline(incident)),
    }


def picture(incident: Incident, language: Language) -> bytes:
    """The change as a curve: a PNG. Something must have been detected."""
    unit = UNITS.get(incident.first.metric, Unit.COUNT)
    return plot.png(incident.first, unit, incident.points(), language)


def _csv(incident: Incident) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("stream", "metric", "at", "value", "unit"))
    table.writerows(
        (each.stream, each.metric, iso(each.at), f"{each.value:.6g}", str(each.unit)) for each in incident.observations()
    )
    return text.getvalue().encode()


def _codec(incident: Incident) -> dict[str, object]:
    facts = incident.facts
    told = asdict(facts)
    if facts.sps:
        told["sps"] |= {"profile": facts.sps.profile, "level": facts.sps.level}
    return told


def _timeline(incident: Incident) -> list[dict[str, object]]:
    """What happened, in order of time. Of troubles only their kind: their wording is for people here, and free."""
    events: list[tuple[int, dict[str, object]]] = [(incident.began, {"what": "watching began"})]
    for found in incident.detections:
        events.append((found.onset, {"what": "onset", "metric": found.metric}))
        events.append((found.at, {"what": "detected", **_levels(found)}))
    for second in incident.seconds:
        events += [(round(trouble.arrival * 1000), {"what": str(trouble.what)}) for trouble in second.troubles]
    return [{"at": iso(at), **told} for at, told in sorted(events, key=lambda event: event[0])]


def _levels(found: Detection) -> dict[str, object]:
    known = None if found.before != found.before else found.before
    return {
        "metric": found.metric,
        "change": str(found.change),
        "before": known,
        "after": found.after,
        "slope_per_s": found.slope,
    }


def _json(told: object) -> bytes:
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def _report(incident: Incident, language: Language) -> str:
    facts = incident.facts
    video = f"{facts.video_codec} {facts.width}×{facts.height}" if facts.width else "–"
    sound = f"{facts.audio_codec} {facts.sample_rate} Hz × {facts.channels}" if facts.sample_rate else "–"
    lines = [
        Bilingual("# 观测到的变化", "# A change that was measured"),
        Bilingual(f"- 流地址：`{incident.stream}`", f"- stream: `{incident.stream}`"),
        Bilingual(f"- 接收到的视频：{video}；音频：{sound}", f"- as received: video {video}; sound {sound}"),
        *(_change(found) for found in incident.detections),
        Bilingual("## 如何重新测量", "## How to measure it again"),
        Bilingual(
            "播放同一地址，用开源工具 Houdun 逐秒测量：",
            "Play the same address and measure it second by second with Houdun, which is open source:",
        ),
        _command(incident),
        Bilingual("## 文件", "## Files"),
        *_contents(incident),
        Bilingual("时间均为 UTC，取自接收端的时钟。", "All times are UTC, by the receiver's clock."),
    ]
    return "\n\n".join(line.to(language) for line in lines) + "\n"


def _command(incident: Incident) -> Bilingual:
    command = f"    houdun probe '{incident.stream}' --seconds 120"
    return Bilingual(command, command)


def _change(found: Detection) -> Bilingual:
    unit = UNITS.get(found.metric, Unit.COUNT)
    if found.change is Change.DRIFT:
        pace = f"{found.slope:+.3g} {unit}/s"
        return Bilingual(
            f"- `{found.metric}` 自 {iso(found.onset)} 起持续变化，每秒 {pace}；{iso(found.at)} 测得 {found.after:.4g} {unit}",
            f"- `{found.metric}` has been changing by {pace} since {iso(found.onset)}; it was {found.after:.4g} {unit} at {iso(found.at)}",
        )
    before = "–" if found.before != found.before else f"{found.before:.4g}"
    return Bilingual(
        f"- `{found.metric}` 自 {iso(found.onset)} 起从 {before} 变为 {found.after:.4g} {unit}（{iso(found.at)} 确认）",
        f"- `{found.metric}` went from {before} to {found.after:.4g} {unit} at {iso(found.onset)} (certain at {iso(found.at)})",
    )


def _contents(incident: Incident) -> Iterator[Bilingual]:
    if incident.clip is not None:
        name = f"clip.{incident.clip[0]}"
        yield Bilingual(
            f"- `{name}`：变化前后收到的音视频，未重新编码",
            f"- `{name}`: picture and sound as received around the onset, not encoded anew",
        )
    yield Bilingual("- `onset-zh.png`、`onset-en.png`：变化的曲线图", "- `onset-zh.png`, `onset-en.png`: the change as a curve")
    yield Bilingual(
        "- `observations.csv`、`observations.parquet`：逐秒的全部观测",
        "- `observations.csv`, `observations.parquet`: all observations, second by second",
    )
    yield Bilingual("- `timeline.json`：时间线", "- `timeline.json`: what happened when")
    yield Bilingual("- `codec.json`：接收到的编码参数", "- `codec.json`: the stream's codec facts as received")
    yield Bilingual("- `manifest.json`：各文件的大小与 SHA-256", "- `manifest.json`: size and SHA-256 of each file")
