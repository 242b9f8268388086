"""What things are called, for whoever meets them on a terminal or in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from houdun.facts.occasion import Detail, OccasionKind
from houdun.facts.question import Sort, Stratum
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis
from houdun.flow.trial.course import Fate
from houdun.flow.trial.moves import End
from houdun.flow.trial.told.overview import Phase
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
PHASES: Final[Mapping[Phase, Bilingual]] = {
    Phase.ASKING: Bilingual("进行中", "going on"),
    Phase.PAUSED: Bilingual("已暂停：不再发新的考题", "paused: no further question goes out"),
    Phase.WAITING: Bilingual("考题已问完，等最后的答复", "every question was asked; the last answers are awaited"),
    Phase.STOPPED: Bilingual("已停止", "stopped"),
    Phase.OVER: Bilingual("已结束", "over"),
}
FATES: Final[Mapping[Fate, Bilingual]] = {
    Fate.GRADED: Bilingual("已评", "graded"),
    Fate.BEGUN: Bilingual("已问", "asked"),
    Fate.PLANNED: Bilingual("未问", "to come"),
    Fate.VOID: Bilingual("没问成", "void"),
}
OCCASIONS: Final[Mapping[OccasionKind, Bilingual]] = {
    OccasionKind.PEAK: Bilingual("高峰", "peak"),
    OccasionKind.RELEASE: Bilingual("发版", "release"),
    OccasionKind.MAINTENANCE: Bilingual("维护变更", "maintenance"),
    OccasionKind.ADVISORY: Bilingual("风险公告", "advisory"),
    OccasionKind.END_OF_LIFE: Bilingual("停止支持", "end of life"),
}
DETAILS: Final[Mapping[Detail, Bilingual]] = {
    Detail.ACTION: Bilingual("要做什么", "what to do"),
    Detail.SCOPE: Bilingual("影响哪里", "what it concerns"),
    Detail.CONTACT: Bilingual("找谁", "who is there"),
}
WEEKDAYS: Final = tuple(
    Bilingual(f"周{zh}", en) for zh, en in zip("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
)


def span(length: Millis) -> Bilingual:
    """`2 d 3 h`, `2 d`, `1 h 5 min`, `1 h`, `12 min`, `40 s`: what is nought is left out."""
    if length >= DAY:
        days, hours = length // DAY, length % DAY // HOUR
        return _two(Bilingual(f"{days} 天", f"{days} d"), hours, Bilingual("小时", "h"))
    hours, minutes = length // HOUR, length % HOUR // MINUTE
    if hours:
        return _two(Bilingual(f"{hours} 小时", f"{hours} h"), minutes, Bilingual("分", "min"))
    if length >= MINUTE:
        return Bilingual(f"{minutes} 分钟", f"{minutes} min")
    return Bilingual(f"{length // SECOND} 秒", f"{length // SECOND} s")


def _two(first: Bilingual, number: int, unit: Bilingual) -> Bilingual:
    if not number:
        return first
    return Bilingual(*(" ".join((large, str(number), small)) for large, small in zip(first, unit, strict=True)))
