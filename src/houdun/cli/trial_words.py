"""Names of what a trial consists of, as a reader meets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from houdun.cli.options import LANGUAGE
from houdun.facts.question import Sort, Stratum
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis, from_millis
from houdun.flow.trial.moves import End
from houdun.language import Bilingual

STRATA: Final[Mapping[Stratum, Bilingual]] = {
    Stratum.DAY: Bilingual("工作日白天", "weekday"),
    Stratum.NIGHT: Bilingual("工作日夜间", "night"),
    Stratum.WEEKEND: Bilingual("周末", "weekend"),
    Stratum.PEAK: Bilingual("高峰", "peak"),
}
SORTS: Final[Mapping[Sort, Bilingual]] = {
    Sort.FAULT: Bilingual("故障", "fault"),
    Sort.CONTROL: Bilingual("对照", "control"),
    Sort.ADVICE: Bilingual("咨询", "advice"),
    Sort.REFERENCES: Bilingual("案例", "references"),
}
ENDS: Final[Mapping[End, Bilingual]] = {
    End.SETTLED: Bilingual("已了结", "settled"),
    End.RAN_OUT: Bilingual("等到头了", "ran out"),
    End.NOT_ASKED: Bilingual("没问成，不怪服务商", "could not be asked, which is not the vendor's fault"),
    End.STOPPED: Bilingual("已停止", "stopped"),
}
WEEKDAYS: Final = tuple(
    Bilingual(f"周{zh}", en) for zh, en in zip("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
)


def day(moment: dt.datetime) -> str:
    """`Tue 12-01`."""
    return f"{WEEKDAYS[moment.weekday()].to(LANGUAGE)} {moment:%m-%d}"


def local(at: Millis, zone: str) -> dt.datetime:
    return from_millis(at).astimezone(ZoneInfo(zone))


def moment(at: Millis, zone: str) -> str:
    """`Tue 12-01 10:35`."""
    here = local(at, zone)
    return f"{day(here)} {here:%H:%M}"


def span(length: Millis) -> str:
    """`2 d 3 h`, `1 h 05 min`, `12 min`, `40 s`."""
    if length >= DAY:
        return Bilingual(f"{length // DAY} 天 {length % DAY // HOUR} 小时", f"{length // DAY} d {length % DAY // HOUR} h").to(
            LANGUAGE
        )
    hours, minutes = length // HOUR, length % HOUR // MINUTE
    if hours:
        return Bilingual(f"{hours} 小时 {minutes:02} 分", f"{hours} h {minutes:02} min").to(LANGUAGE)
    if length >= MINUTE:
        return Bilingual(f"{minutes} 分钟", f"{minutes} min").to(LANGUAGE)
    return Bilingual(f"{length // SECOND} 秒", f"{length // SECOND} s").to(LANGUAGE)
