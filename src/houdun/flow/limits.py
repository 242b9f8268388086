"""What this comparison cannot know, said in the report by ourselves before a vendor says it."""

from __future__ import annotations

from collections.abc import Sequence

from houdun.facts.case import Message, Role
from houdun.facts.reading import CaseReading
from houdun.facts.trial import Fate, Trial
from houdun.facts.verdict import Verdict
from houdun.flow.prevention import Foreseen
from houdun.language import Bilingual

FEW = 30

HISTORY = (
    Bilingual(
        "历史记录里没有探针：「已定位」「已恢复」多为服务商自己的说法，只有客户确认过的才算亲眼所见，两者从不合并计算。",
        "History has no probe: “located” and “mitigated” are mostly the vendor's own words. Only what the customer confirmed counts "
        "as seen, and the two are never pooled.",
    ),
    Bilingual(
        "各家的问题不同、客户不同。已按严重程度和时段折算到同一构成，但问题本身的难易无法折算；要排除它，需要同题考察。",
        "Each vendor had other questions from other customers. Severity and hour are standardised to one mix; how hard the questions were is "
        "not. Only a trial with the same questions removes that.",
    ),
)
SIGNALS = Bilingual(
    "信号由规则从文字中识别，会认错也会漏认：在没见过的对话上，中文约八成认得对、七成二认得出，英文约七成七与六成一（逐项见文档）。每处都标出原文，请抽查。",
    "Signals are read from text by rules, which err and miss: on unseen dialogues about 81 % of what they find is right and they find 72 % in "
    "Chinese, 77 % and 61 % in English (each signal's figures are in the documentation). Each is marked in the quoted text, so check some.",
)
TRIAL = (
    Bilingual(
        "考察中各家回答同样的问题、时间也对齐，难易因此可比；但故障是我们从客户一侧造出来的，服务商自身平台的故障不在其中。",
        "In the trial every vendor answered the same questions at matched times, so that none had harder ones. But the faults were made from the "
        "customer's side: those of a vendor's own platform are not among them.",
    ),
    Bilingual(
        "“有结论”时，断言冤枉人的可能至多为声明的比例；这只对一次考察成立，做二十次考察，就可能有一次说错。服务商若看出这是考察，结论也不再成立。",
        "A claim names one of equals in no more than the declared share of trials. That holds for one trial: who runs twenty may see one false claim. "
        "It does not hold where a vendor has noticed that it is being tried.",
    ),
)
SIMULATED = Bilingual(
    "本次的服务商是本机上的模拟服务台，不是任何真实公司；这些结果只说明方法能做什么。",
    "The vendors of this trial are simulated desks on this machine and no real companies: the results show what the method can do, and nothing else.",
)
BY_RULE = Bilingual(
    "深度由规则对照标准答案得出，还没有人盲评过：规则会误读，尤其是写法与众不同的回复。",
    "Depth was read by rule against the answer key; no rater has graded it blind yet. The rule misreads some, above all replies that are written in unusual ways.",
)


def limits(
    verdict: Verdict, cases: Sequence[CaseReading], foreseen: Foreseen, trial: Trial | None = None
) -> tuple[Bilingual, ...]:
    """The standing limits of a history, of a trial or of both, then those of this very data."""
    put = trial.everywhere if trial else {}
    history = HISTORY if any(reading.key not in put for reading in cases) or not trial else ()
    standing = (*history, *_trial(trial), SIGNALS)
    return (*standing, *_few_cases(verdict), *_all_answered(cases), *_no_words(cases), *_occasions(foreseen))


def _trial(trial: Trial | None) -> list[Bilingual]:
    if trial is None:
        return []
    raters = trial.blindness.blocks if trial.blindness else 0
    return [
        *([SIMULATED] if trial.declared.simulated else []),
        *TRIAL,
        *([BY_RULE] if raters < trial.count(Fate.WHOLE) else []),
    ]


def _few_cases(verdict: Verdict) -> list[Bilingual]:
    few = [str(result.vendor) for result in verdict.vendors if result.cases < FEW]
    if not few:
        return []
    zh, en = "、".join(few[:8]), ", ".join(few[:8])
    more = len(few) - 8
    return [
        Bilingual(
            f"工单不足 {FEW} 件的服务商：{zh}{f' 等 {len(few)} 家' if more > 0 else ''}。它们的区间很宽，排名只作参考。",
            f"Vendors with fewer than {FEW} cases: {en}{f' and {more} more' if more > 0 else ''}. Their intervals are wide; "
            "take their ranks as hints.",
        )
    ]


def _all_answered(cases: Sequence[CaseReading]) -> list[Bilingual]:
    """A history in which everything was answered was most likely selected so."""
    clocks = [clock for reading in cases if (clock := reading.clock("time_to_first_response_human"))]
    if len(clocks) < FEW or any(clock.censored for clock in clocks):
        return []
    return [
        Bilingual(
            "这批记录里没有一件工单无人答复，很可能是挑选过的样本：所有服务商看起来都会比实际好。",
            "Not one case in this history went unanswered: it was most likely selected so, and flatters every vendor.",
        )
    ]


def _no_words(cases: Sequence[CaseReading]) -> list[Bilingual]:
    spoken = any(
        isinstance(entry, Message) and entry.role is Role.VENDOR and entry.text
        for reading in cases
        for entry in reading.log.entries
    )
    if spoken or not cases:
        return []
    return [
        Bilingual(
            "这批记录只有事件，没有往来文字：专业深度、甩锅、先例等看文字的指标没有证据。",
            "This history holds events and no words: depth, blame, precedents and all else that is read from text has no evidence.",
        )
    ]


def _occasions(foreseen: Foreseen) -> list[Bilingual]:
    """What silence about an occasion may mean besides silence."""
    if not foreseen.on_calendar:
        return []
    if not foreseen.asked:
        return [
            Bilingual(
                f"日历上有 {foreseen.on_calendar} 个时机，但没有一个落在各家都有记录的时段里，所以提醒得早不早、全不全没有证据。",
                f"The calendar holds {foreseen.on_calendar} occasions, none of them within the time in which all vendors were heard: "
                "so nothing is known of notices.",
            )
        ]
    return [
        Bilingual(
            f"主动提醒按日历上的 {foreseen.asked} 个时机比较，各家相同；没提醒算 0。只有告诉过服务商的时机、收进工作区的话才算得公平："
            "电话和群聊请用 houdun notice 补记。通知由规则识别：在我们自己留作检验的 64 条文字上没有认错，漏认约八分之一，换成别人的写法会差一些（见文档）。",
            f"Notices are compared over the same {foreseen.asked} occasions for every vendor, and silence counts as 0. That is fair only where the "
            "vendor was told of the occasion and what it said is in the workspace: enter calls and chats with houdun notice. Notices are read by "
            "rules: of 64 texts of our own, held out, none was taken wrongly and one notice in eight was missed; other hands write otherwise (see the documentation).",
        )
    ]
