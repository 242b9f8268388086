"""Who a simulated vendor is: a data file of delays, skills and habits, so that what it truly does is known.

Each key carries its meaning here, beside the way in which it is read: the reference page is made from the same place.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypeVar, get_type_hints

from houdun.errors import UsageError
from houdun.facts.fault import Layer
from houdun.facts.question import Stratum
from houdun.language import Bilingual, Language
from houdun.toml_file import Table, read_toml

T = TypeVar("T")
Reader: TypeAlias = Callable[[Table, str], object]
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPECIFIC = 2
"""How far an item of a post-mortem can go in the vendor's own words: 0 absent, 1 present, 2 specific."""


class Item(StrEnum):
    """What a whole post-mortem holds, in the order in which it is written."""

    SUMMARY = "summary"
    TIMELINE = "timeline"
    IMPACT = "impact"
    DETECTION = "detection"
    TRIGGER = "trigger"
    ROOT_CAUSE = "root_cause"
    CONTRIBUTING = "contributing"
    WORKAROUND = "workaround"
    RESOLUTION = "resolution"
    WHY_NOT_EARLIER = "why_not_earlier"
    WENT = "went"
    ACTIONS = "actions"
    LONG_TERM = "long_term"
    RECURRENCE = "recurrence"
    RETRO_TEST = "retro_test"
    LIMITS = "limits"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Delay:
    """A log-normal time: its median in the unit that its key states, and the standard deviation of its logarithm."""

    median: float
    sigma: float


def _share(table: Table, key: str) -> float:
    return table.number(key, 0, 1)


def _delay(table: Table, key: str) -> Delay:
    inner = table.table(key)
    inner.only(("median", "sigma"))
    return Delay(inner.positive("median"), inner.number("sigma", 0, 5))


def _whole(table: Table, key: str, low: int = 0, high: int = 10_000) -> int:
    number = table.number(key, low, high)
    if number != int(number):
        table.fail(
            key, Bilingual("这里应当是整数", "this must be a whole number"), Bilingual("请去掉小数", "leave out the fraction")
        )
    return int(number)


def _hour(table: Table, key: str) -> int:
    return _whole(table, key, high=24)


def _some(table: Table, key: str) -> int:
    return _whole(table, key, low=1)


def _days(table: Table, key: str) -> tuple[str, ...]:
    return tuple(table.one_of(key, day, WEEK) for day in table.texts(key))


def _hours(table: Table, key: str) -> str:
    return table.choice(key, ("24x7", "office"))


def _items(table: Table, key: str) -> Mapping[Item, int]:
    inner = table.table(key)
    inner.only((), [str(item) for item in Item])
    return {item: _whole(inner, item, high=SPECIFIC) if item in inner.raw else 0 for item in Item}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    day: Annotated[
        Delay,
        _delay,
        Bilingual("工作日 8–22 点来信：到第一封人工答复的分钟数", "minutes to the first human answer, weekdays 8–22 h"),
    ]
    night: Annotated[Delay, _delay, Bilingual("同上，工作日夜间", "the same, weekday nights")]
    weekend: Annotated[Delay, _delay, Bilingual("同上，周六、周日", "the same, Saturday and Sunday")]
    peak: Annotated[Delay, _delay, Bilingual("同上，`[peak]` 所说的高峰时段", "the same, in the hours that `[peak]` names")]
    next: Annotated[Delay, _delay, Bilingual("此后每封人工来信的分钟数", "minutes to each later mail of a person")]
    never: Annotated[float, _share, Bilingual("始终没有人回的来信", "mails that no person ever answers")]
    acknowledges: Annotated[float, _share, Bilingual("收到就自动确认", "acknowledges automatically")]
    other_language: Annotated[
        float, _share, Bilingual("不用客户的语言回复", "answers in the language that is not the customer's")
    ]
    agents: Annotated[int, _some, Bilingual("轮值的人数", "how many people take turns")]

    def first(self, stratum: Stratum) -> Delay:
        return {Stratum.DAY: self.day, Stratum.NIGHT: self.night, Stratum.WEEKEND: self.weekend, Stratum.PEAK: self.peak}[stratum]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    days: Annotated[tuple[str, ...], _days, Bilingual("高峰在星期几（英文）", "the days of the week of its customers' peak")]
    begins: Annotated[int, _hour, Bilingual("从几点起", "from this hour on")]
    ends: Annotated[int, _hour, Bilingual("到几点止", "until this hour")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    capture: Annotated[float, _share, Bilingual("说中采集侧的原因", "names a cause in capture")]
    encoder: Annotated[float, _share, Bilingual("说中编码侧的原因", "names a cause in the encoder")]
    packetiser: Annotated[float, _share, Bilingual("说中封装打包侧的原因", "names a cause in the packetiser")]
    transport: Annotated[float, _share, Bilingual("说中传输侧的原因", "names a cause in transport")]
    server: Annotated[float, _share, Bilingual("说中服务器侧的原因", "names a cause in a server")]
    player: Annotated[float, _share, Bilingual("说中播放侧的原因", "names a cause in the player")]
    account: Annotated[float, _share, Bilingual("说中账号与鉴权的原因", "names a cause in the account")]
    change: Annotated[float, _share, Bilingual("说中之后，给出能改好的做法", "having named it: gives the change that cures")]
    prevention: Annotated[float, _share, Bilingual("说中之后，还说怎样预防", "having named it: says how to prevent it")]
    guesses: Annotated[
        float, _share, Bilingual("没说中、也没推给客户：猜一个错的", "having neither named it nor blamed: guesses a wrong one")
    ]
    workaround: Annotated[
        float,
        _share,
        Bilingual("再没有猜：给出有效但不知所以然的绕行办法", "nor guessed: a way round that works, without the why"),
    ]
    checks: Annotated[
        float, _share, Bilingual("也没有绕行：指对方向、要对材料", "nor a way round: the right area and what would tell")
    ]
    second_look: Annotated[
        float, _share, Bilingual("试过不灵之后，重查并说中", "after a try that failed: looks again and names it")
    ]

    def of(self, layer: Layer | str) -> float:
        return {
            "capture": self.capture,
            "encoder": self.encoder,
            "packetiser": self.packetiser,
            "transport": self.transport,
            "server": self.server,
            "player": self.player,
            "account": self.account,
        }[str(layer)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    only_link: Annotated[float, _share, Bilingual("第一封只丢一个文档链接", "begins with a link and no more")]
    asks_all: Annotated[float, _share, Bilingual("不丢链接时：什么都要", "where it sends no link: asks for everything")]
    asks_logs: Annotated[
        float, _share, Bilingual("也不是什么都要：要一两样具体的", "nor asks for everything: asks for one or two things by name")
    ]
    asks_again: Annotated[float, _share, Bilingual("给过的东西再要一遍", "asks again for what it has")]
    asks_brief: Annotated[float, _share, Bilingual("问背景材料里写着的事", "asks for what the brief holds")]
    asks_reproduction: Annotated[float, _share, Bilingual("问怎样复现", "asks how to reproduce it")]
    passes_on: Annotated[float, _share, Bilingual("转给别的组", "passes it on to another team")]
    blames: Annotated[
        float, _share, Bilingual("没说中时：一口咬定是客户那边的问题", "not having named it: blames the customer's side")
    ]
    admits_limit: Annotated[float, _share, Bilingual("承认自己的局限", "admits a limit of its own")]
    cites_precedent: Annotated[float, _share, Bilingual("举出以前处理过的例子", "cites an earlier case")]
    promises_update: Annotated[float, _share, Bilingual("约定下次回复的时间", "promises the time of its next word")]
    keeps_update: Annotated[float, _share, Bilingual("约定了：按时回", "having promised: keeps it")]
    says_fixed: Annotated[float, _share, Bilingual("其实没查出来，却说已经修好", "having found nothing: says it is fixed")]
    follows_up: Annotated[
        float, _share, Bilingual("给了做法而客户没有下文：主动追问", "asks how it went where the customer is silent")
    ]
    postmortem: Annotated[float, _share, Bilingual("修好之后：主动提出写复盘", "once it works: offers a post-mortem unasked")]
    delivers_postmortem: Annotated[
        float,
        _share,
        Bilingual("说中了原因、该写的复盘：真的交出来", "of post-mortems due, where it named the cause: delivers it"),
    ]
    retest: Annotated[float, _share, Bilingual("修好之后：主动提出复测", "once it works: offers a retro test")]
    closes_stale: Annotated[float, _share, Bilingual("三天没动静就关单", "closes a case that was silent for three days")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    invents: Annotated[float, _share, Bilingual("没有故障也说出一个原因", "finds a cause although nothing is wrong")]
    explains: Annotated[float, _share, Bilingual("没有编造：说清为什么正常", "not inventing: explains why it is normal")]
    advises: Annotated[float, _share, Bilingual("说清之后：还给出可以怎么调", "having explained: says what could be tuned")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    points: Annotated[float, _share, Bilingual("咨询题：每个要点说到的机会", "advice: the chance of each key point")]
    references: Annotated[
        float, _share, Bilingual("案例题：每个要点说到的机会", "reference customers: the chance of each key point")
    ]
    asks_first: Annotated[float, _share, Bilingual("先问清规模再答", "asks about the scale before it answers")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmortem:
    hours: Annotated[Delay, _delay, Bilingual("答应之后多少小时交", "hours from the promise to the report")]
    items: Annotated[
        Mapping[Item, int],
        _items,
        Bilingual("每一项写到 0 没有、1 有、2 具体；不写即 0", "each item: 0 absent, 1 present, 2 specific; left out means 0"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proactive:
    warns: Annotated[
        float, _share, Bilingual("背景材料里的时机，事先主动来信", "occasions of the brief of which it writes beforehand")
    ]
    lead_hours: Annotated[Delay, _delay, Bilingual("提前多少小时", "how many hours ahead")]
    specific: Annotated[float, _share, Bilingual("来信里：有具体做法和联系人的", "of these: with what to do and whom to call")]
    review_days: Annotated[
        int, _whole, Bilingual("每隔多少天主动发回顾，0 为从不", "days between reviews that it sends, 0 for none")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    plan: Annotated[str, Table.text, Bilingual("套餐名", "the plan's name")]
    minutes: Annotated[float, Table.positive, Bilingual("承诺几分钟内人工答复", "minutes within which a person answers")]
    hours: Annotated[str, _hours, Bilingual("承诺的时段：`24x7` 或 `office`", "when: `24x7` or `office`")]
    price: Annotated[str, Table.text, Bilingual("价格", "its price")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Times by band and `peak`; the shares are chances in a case unless their key says of what. `promise` is what its plan states."""

    id: str
    name: Bilingual
    promise: Stated
    reply: Reply
    peak: Peak
    skill: Skill
    habit: Habit
    control: Control
    advice: Advice
    postmortem: Postmortem
    proactive: Proactive

    def named(self, language: Language) -> str:
        return self.name.to(language)


SECTIONS: Mapping[str, type] = {
    "promise": Stated,
    "reply": Reply,
    "peak": Peak,
    "skill": Skill,
    "habit": Habit,
    "control": Control,
    "advice": Advice,
    "postmortem": Postmortem,
    "proactive": Proactive,
}
"""The file's tables; beside them there is `[name]` with zh and en."""


def packaged() -> tuple[Persona, ...]:
    """The three that the demo shows, in the order of their files' names."""
    files = sorted(_folder().iterdir(), key=lambda file: file.name)
    return tuple(load(file) for file in files if file.name.endswith(".toml"))


def find(name: str) -> Persona:
    """A packaged persona by its name, or one of your own by its file. Raises UsageError with the file, the key and the mend."""
    known = sorted(file.name.removesuffix(".toml") for file in _folder().iterdir() if file.name.endswith(".toml"))
    if name in known:
        return load(_folder() / f"{name}.toml")
    if name.endswith(".toml"):
        return _persona(Path(name).stem, read_toml(Path(name)))
    listed = Bilingual("、".join(known), ", ".join(known))
    raise UsageError(
        Bilingual(f"没有名为 {name} 的人设", f"there is no persona {name}"),
        Bilingual(f"可选 {listed.zh}，或给出自己的 .toml 文件", f"use one of {listed.en}, or a .toml file of your own"),
    )


def load(file: Traversable) -> Persona:
    """Reads a persona. Raises UsageError with the key that is wrong and the mend."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            Bilingual(f"不是有效的 UTF-8 TOML 文件（{error}）", f"this is not valid UTF-8 TOML ({error})"),
            Bilingual("请按行号改正", "correct it at the place named"),
            where=file.name,
        ) from None
    return _persona(file.name.removesuffix(".toml"), Table(file.name, "", raw))


def _persona(id: str, table: Table) -> Persona:
    table.only(("name", *SECTIONS))
    read: dict[str, Any] = {section: _section(kind, table.table(section)) for section, kind in SECTIONS.items()}
    return Persona(id=id, name=table.bilingual("name"), **read)


def keys(section: type) -> dict[str, tuple[Reader, Bilingual]]:
    """Of each key of a section, how it is read and what it means."""
    hints = get_type_hints(section, include_extras=True)
    return {name: hint.__metadata__ for name, hint in hints.items()}


def _section(kind: type[T], table: Table) -> T:
    readers: dict[str, Reader] = {name: read for name, (read, _) in keys(kind).items()}
    table.only(readers)
    return kind(**{name: read(table, name) for name, read in readers.items()})


def _folder() -> Traversable:
    return resources.files("houdun.desk") / "personas"
