"""The reference page of the personas: `python -m houdun.cli.persona_page > docs/reference/personas.md`. The fields' meanings stand beside the fields."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from houdun.desk.persona import SECTIONS, Delay, Item, keys, packaged
from houdun.desk.truth import coverage, false_positives, mean_depth, median, within
from houdun.facts.question import Sort, Stratum
from houdun.language import Bilingual
from houdun.scenario.question import load_all
from houdun.scenario.question import packaged as questions

INTRODUCTION = """# Personas 人设

<!-- Made by `python -m houdun.cli.persona_page > docs/reference/personas.md`; edit that file, src/houdun/desk/persona.py or the files in src/houdun/desk/personas. -->

A persona is what a simulated vendor truly is: how fast, how skilled, with which habits. `houdun desk PERSONA` takes a packaged name or a file of yours; what is wrong
in a file is refused with its key and the mend. Every key is needed except the items of a post-mortem. Shares are chances from 0 to 1, drawn once for each case from
the seed, the persona and the case's first Message-ID; times are log-normal: `{ median, sigma }`, sigma being the standard deviation of the logarithm. In the tables
of `skill`, `control` and the opening three of `habit` (link, everything, one or two things) each chance counts where none of those before it has happened.

一个人设就是一家模拟服务商的真实底细：多快、多专业、有什么习惯。`houdun desk PERSONA` 接受自带的名字或自己的文件；文件有误会指出是哪个键、怎么改。
除复盘各项外，每个键都要写。份额是 0 到 1 的机会，按种子、人设和每个工单第一封信的 Message-ID 定一次；时长服从对数正态：`{ median, sigma }`，
sigma 是对数的标准差。`skill`、`control` 和 `habit` 开头三项（链接、什么都要、要一两样）里，每个机会都以前面的没有发生为前提。

Day is 8–22 h of a weekday, the weekend Saturday and Sunday, in the customers' zone. `[peak]` names the vendor's idea of its customers' peak: give the hours that the
plan declares, if the peak's times are to be measured back. 工作日 8–22 点算白天，周末是周六、周日，按客户的时区。`[peak]` 是服务商以为的客户高峰：
想把高峰时段的时间量回来，就写成计划里声明的那几个小时。

## What is true of a thread 一个工单的真值

| depth 深度 | what it comes to 结果 |
|---|---|
| 0 | no answer; a cause that is wrong, or blames the customer; in a control, a cause that there is not 没有答复；说错原因或推给客户；对照题里编出原因 |
| 1 | passes on, a link, “all normal”; advice without one key point 转交、链接、“一切正常”；咨询题一个要点都没说 |
| 2 | the right area and what would tell, or a way round without the why; advice below 40 % of the points' weight 方向对、要对材料，或只有绕行办法；要点权重不足四成 |
| 3 | the true cause; why a control is normal; advice below 80 % 真实原因；说清为什么正常；要点权重不足八成 |
| 4 | also the change and how to prevent it; what could be tuned; advice from 80 % on 还有改法与预防；可以怎么调；要点权重八成以上 |

What a desk comes to in the end counts: a wrong cause is 0 whatever it had asked for before, and a second look after a failed try may still find the true one.
以最后的结果为准：说错了原因就是 0，不管之前要过什么；试过不灵再重查，仍可能说中。
"""
LAST = (
    "`python -m houdun.cli.persona_page` computes these from the files (all cases count, those never answered too).",
    "这些由 `python -m houdun.cli.persona_page` 从文件算出（所有工单都计入，始终没人回的也算）。",
)
SECTION_WORDS = {
    "promise": Bilingual("套餐承诺", "what its plan states"),
    "reply": Bilingual("答复", "answers"),
    "peak": Bilingual("高峰", "the peak"),
    "skill": Bilingual("本事", "skill"),
    "habit": Bilingual("习惯", "habits"),
    "control": Bilingual("对照题", "controls"),
    "advice": Bilingual("咨询与案例", "advice and references"),
    "postmortem": Bilingual("复盘", "post-mortems"),
    "proactive": Bilingual("主动服务", "unasked mails"),
}


def page() -> str:
    """The whole page, Markdown, both languages."""
    return INTRODUCTION + "".join(f"{line}\n" for line in (*_fields(), *_truths()))


def _fields() -> Iterator[str]:
    who = packaged()
    yield from ("", "## The file 文件", "", "`[name]`: `zh`, `en`. 名字，中英文。")
    for section, kind in SECTIONS.items():
        words = SECTION_WORDS[section]
        yield from (
            "",
            f"### `[{section}]` {words.en} {words.zh}",
            "",
            _row("key 键", "meaning 含义", *(f"`{each.id}`" for each in who)),
        )
        yield _row(*["---"] * (2 + len(who)))
        for key, (_, means) in keys(kind).items():
            yield _row(f"`{key}`", f"{means.en} {means.zh}", *(_value(getattr(getattr(each, section), key)) for each in who))
    yield from ("", "Items of a post-mortem 复盘的各项: " + ", ".join(f"`{item}`" for item in Item) + ".")


def _truths() -> Iterator[str]:
    who = packaged()
    yield from ("", "## The packaged three, as a trial ought to find them 自带的三家，考察应当量出的数", "", LAST[0], LAST[1], "")
    yield _row("", *(f"{each.name.en} {each.name.zh}" for each in who))
    yield _row(*["---"] * (1 + len(who)))
    for stratum in Stratum:
        yield _row(f"median minutes, {stratum} 中位分钟数", *(f"{median(each, stratum):.0f}" for each in who))
        for minutes in (15, 60):
            yield _row(
                f"within {minutes} min, {stratum} {minutes} 分钟内", *(f"{within(each, stratum, minutes):.0%}" for each in who)
            )
    for sort in Sort:
        asked = [question for question in load_all(questions()) if question.sort is sort]
        yield _row(f"mean depth, {sort} 平均深度", *(f"{mean_depth(each, asked):.2f}" for each in who))
    yield _row("controls with a cause 对照题被说出原因", *(f"{false_positives(each):.0%}" for each in who))
    yield _row("occasions warned of 时机提前提醒", *(f"{coverage(each):.0%}" for each in who))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _value(held: object) -> str:
    if isinstance(held, Delay):
        return f"{held.median:g}, {held.sigma:g}"
    if isinstance(held, dict):
        return f"{sum(level > 0 for level in held.values())} of {len(Item)}"
    if isinstance(held, tuple):
        return ", ".join(map(str, held))
    return f"{held:g}" if isinstance(held, float) else str(held)


if __name__ == "__main__":
    sys.stdout.write(page())
