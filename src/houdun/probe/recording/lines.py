"""Everything about a watched stream as JSON lines, one object a line, written as it happens: a crash loses no more than the second that is not over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

import houdun
from houdun.errors import OutsideError
from houdun.facts.observation import Detection
from houdun.facts.time import Millis
from houdun.language import Bilingual
from houdun.media.events import TroubleSeen
from houdun.probe.facts import StreamFacts
from houdun.probe.session import Second
from houdun.probe.summary import Summary

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | float | int | bool | None"


class JsonLines:
    """A context. Its first line says what is watched, then there is one a second, and `summary` is the last. Raises OutsideError where it cannot be written.

    Codec facts stand in a second only where they are new.
    """

    def __init__(self, path: Path, stream: str, began: Millis) -> None:
        self._path, self._stream, self._began = path, stream, began
        self._facts: StreamFacts | None = None

    def __enter__(self) -> Self:
        try:
            self._file = self._path.open("w", encoding="utf-8")
        except OSError as error:
            raise _unwritable(self._path, error) from error
        self._write({"stream": self._stream, "began": self._began, "houdun": houdun.__version__})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def second(self, second: Second) -> None:
        """Writes one second."""
        line: dict[str, Json] = {"at": second.at, "values": {each.metric: each.value for each in second.observations}}
        if second.detections:
            line["detections"] = [_detection(each) for each in second.detections]
        if second.troubles:
            line["troubles"] = [_trouble(each) for each in second.troubles]
        if second.facts is not self._facts:
            self._facts = second.facts
            line["facts"] = _facts(second.facts)
        self._write(line)

    def summary(self, summary: Summary) -> None:
        """Writes the last line."""
        self._write({"summary": told(summary)})

    def _write(self, line: Json) -> None:
        try:
            self._file.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
            self._file.flush()
        except OSError as error:
            raise _unwritable(self._path, error) from error


def told(summary: Summary) -> Json:
    """A summary as JSON."""
    return {
        "seconds": summary.seconds,
        "ended": summary.ended.what if summary.ended else None,
        "facts": _facts(summary.facts),
        "series": {name: asdict(tally.figures()) | {"unit": str(summary.units[name])} for name, tally in summary.series.items()},
        "detections": [_detection(each) for each in summary.detections],
        "troubles": {str(what): count for what, count in summary.troubles.items()},
    }


def _detection(found: Detection) -> Json:
    told = asdict(found)
    del told["stream"]
    return {name: None if value != value else value for name, value in told.items()}  # there may be no level before


def _trouble(seen: TroubleSeen) -> Json:
    return {"at": round(seen.arrival * 1000), "what": str(seen.what), "zh": seen.detail.zh, "en": seen.detail.en}


def _facts(facts: StreamFacts) -> Json:
    told = asdict(facts)
    if facts.sps:
        told["sps"] |= {"profile": facts.sps.profile, "level": facts.sps.level}
    return told


def _unwritable(path: Path, error: OSError) -> OutsideError:
    return OutsideError(
        Bilingual(f"无法写入（{error.strerror}）", f"cannot be written ({error.strerror})"),
        Bilingual("请检查文件夹、权限与磁盘空间", "check the folder, its permissions and the disk's free space"),
        where=str(path),
    )
