"""Where a fault most likely comes from, by what the probe has kept of a showing and nothing else: for us, and never sent out."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from houdun.facts.fault import Evidence
from houdun.facts.observation import Observation, Unit
from houdun.facts.time import Millis, to_millis
from houdun.flow.trial.case import MEASURED
from houdun.flow.trial.told.one import Look
from houdun.probe.diagnosis.ranking import Diagnosis, diagnose
from houdun.probe.facts import StreamFacts
from houdun.probe.sps import Sps
from houdun.store import Store

TIMELINE, FACTS = "timeline.json", f"{Evidence.STREAM_FACTS}.json"


def diagnosed(store: Store, look: Look) -> Diagnosis | None:
    """None where the probe has kept no observations. The onset is the probe's own estimate: what was done to the stream is not looked at."""
    if MEASURED not in look.files:
        return None
    kept = {
        name: store.evidence(sha256).read_text(encoding="utf-8")
        for name, sha256 in look.files.items()
        if name in (MEASURED, TIMELINE, FACTS)
    }
    facts = _facts(json.loads(kept[FACTS])) if FACTS in kept else None
    onset = min(_onsets(json.loads(kept.get(TIMELINE, "[]"))), default=None)
    return diagnose(_observations(kept[MEASURED]), onset, facts)


def _observations(text: str) -> Iterator[Observation]:
    for row in csv.DictReader(text.splitlines()):
        yield Observation(row["stream"], row["metric"], _moment(row["at"]), float(row["value"]), Unit(row["unit"]))


def _onsets(timeline: list[Mapping[str, str]]) -> Iterator[Millis]:
    return (_moment(each["at"]) for each in timeline if each["what"] == "onset")


def _facts(told: Mapping[str, Any]) -> StreamFacts:
    sps = told.get("sps")
    return StreamFacts(**{**told, "sps": Sps(**{each.name: sps[each.name] for each in fields(Sps)}) if sps else None})


def _moment(text: str) -> Millis:
    return to_millis(dt.datetime.fromisoformat(text))
