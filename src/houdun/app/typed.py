"""What a user typed, understood: vendors, moments, stages, weights. What cannot be is a UsageError that says how to write it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from houdun.errors import UsageError
from houdun.facts.rubric import Rubric
from houdun.facts.time import Millis, from_millis, to_millis
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual


def vendor_of(text: str) -> Vendor:
    try:
        return Vendor.parse(text)
    except ValueError:
        raise UsageError(
            Bilingual("服务商名称为空", "the vendor's name is empty"),
            Bilingual("请写成 NAME 或 NAME@PLAN", "write NAME or NAME@PLAN"),
        ) from None


def moment_of(text: str, zone: dt.tzinfo, where: str) -> Millis:
    """ISO 8601, also with slashes or an hour of one digit; `zone` is meant where the text names none."""
    try:
        moment = dt.datetime.fromisoformat(_iso(text))
        return to_millis(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    except (ValueError, OverflowError):
        raise UsageError(
            Bilingual(f"读不懂的时间 {text}", f"cannot read the time {text}"),
            Bilingual(
                '请写成 "2026-03-07 21:04"，或带时区的 2026-03-07T21:04:00+08:00',
                'write it like "2026-03-07 21:04", or with its zone 2026-03-07T21:04:00+08:00',
            ),
            where=where,
        ) from None


def lately(text: str, zone: dt.tzinfo, now: Millis, where: str) -> Millis:
    """As `moment_of`; `HH:MM` is today's."""
    today, written = from_millis(now).astimezone(zone).date(), _iso(text)
    return moment_of(f"{today}T{written}" if re.fullmatch(r"\d\d:\d\d(:\d\d)?", written) else text, zone, where)


def _iso(text: str) -> str:
    """As people and Chinese keyboards write it, in the form of the standard."""
    plain = text.strip().replace("：", ":").replace("/", "-")
    return re.sub(r"(^|[ T])(\d:)", r"\g<1>0\2", plain)


def stage_of(rubric: Rubric, stage: str) -> str:
    if stage not in rubric.stages:
        raise UsageError(
            Bilingual(f"没有名为 {stage} 的阶段", f"there is no stage {stage}"),
            Bilingual(f"可选：{'、'.join(rubric.stages)}", f"choose one of {', '.join(rubric.stages)}"),
            where="--stage",
        )
    return stage


def weights_of(rubric: Rubric, typed: Sequence[str]) -> dict[str, float]:
    known = [dimension.id for dimension in rubric.dimensions]
    weights: dict[str, float] = {}
    for pair in typed:
        name, _, number = pair.partition("=")
        try:
            value = float(number)
        except ValueError:
            value = -1.0
        if name not in known or not 0 <= value < 1e6:
            raise UsageError(
                Bilingual(f"读不懂的权重 {pair}", f"cannot read the weight {pair}"),
                Bilingual(f"写成 维度=数值，维度为 {'、'.join(known)}", f"write DIMENSION=N, with one of {', '.join(known)}"),
                where="--weight",
            )
        weights[name] = value
    if weights and not sum(weights.values()) > 0:
        raise UsageError(
            Bilingual("权重全为 0", "all weights are 0"),
            Bilingual("至少给一个维度正的权重", "give one dimension a weight above 0"),
            where="--weight",
        )
    return {name: weights.get(name, 0.0) for name in known} if weights else {}
