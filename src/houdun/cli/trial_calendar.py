"""What `houdun trial plan` shows: the questions day by day, how we behave, and how far it will probably come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.table import Table
from rich.text import Text

from houdun import clock
from houdun.app.names import SORTS, STRATA
from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.cli.trial_words import day, local, span
from houdun.facts.question import Stratum
from houdun.facts.time import MINUTE, iso
from houdun.flow.trial.ahead.outlook import USUAL, Outlook, Reach
from houdun.flow.trial.plan import SLEEPS_FROM, SLEEPS_TO, Block
from houdun.flow.trial.terms import Terms
from houdun.inert import one_line
from houdun.report.numbers import Numbers


def show(terms: Terms, blocks: Sequence[Block], outlook: Outlook, unplayable: int = 0) -> None:
    """`unplayable` counts the kinds of questions that no stream can be published for, to all vendors alike."""
    console = out()
    console.print(Text(_head(terms, blocks), style="bold"), soft_wrap=True)
    if past := _past(terms):
        console.print(Text(past, style="yellow"), soft_wrap=True)
    console.print(_calendar(terms, blocks))
    if unplayable:
        words = say(
            f"有 {unplayable} 种考题要推流，而没有哪种推流方式各家都写了 streams：不问它们",
            f"{unplayable} kinds of questions need a stream, and no way to publish one stands under the streams of every vendor: they are left out",
        )
        console.print(Text(words, style="yellow"), soft_wrap=True)
    for line in (*_conduct(terms), "", *_outlook(terms, outlook)):
        console.print(Text(line), soft_wrap=True)


def as_json(terms: Terms, blocks: Sequence[Block], outlook: Outlook) -> dict[str, Any]:
    """Times are ISO 8601 in UTC, shares are from 0 to 1."""
    return {
        "name": terms.name,
        "zone": terms.zone,
        "vendors": [str(vendor) for vendor in terms.vendors],
        "blocks": [
            {
                "block": block.number,
                "stratum": block.stratum,
                "question": block.question.id,
                "sort": block.question.sort,
                "asked": [
                    {"at": iso(each.due), "vendor": str(each.vendor), "case": each.case, "instance": each.instance.id}
                    for each in block.matters
                ],
            }
            for block in blocks
        ],
        "outlook": {
            "runs": outlook.runs,
            "power": outlook.power,
            "named": {str(vendor): share for vendor, share in outlook.named.items()},
            "asked": outlook.asked,
            "unguessed": [str(vendor) for vendor in outlook.unguessed],
            "claims": [
                {"share": each.share, "questions": each.questions, "days": each.days, "planned": each.planned}
                for each in outlook.reaches
            ],
        },
    }


def _head(terms: Terms, blocks: Sequence[Block]) -> str:
    first, last = (local(at, terms.zone) for at in (terms.start, terms.end - MINUTE))
    name, questions, vendors = one_line(terms.name, 60), len(blocks), len(terms.contacts)
    return say(
        f"{name}：{first:%Y-%m-%d} 至 {last:%Y-%m-%d}（{terms.zone}），{questions} 道考题，每题问 {vendors} 家",
        f"{name}: {first:%Y-%m-%d} to {last:%Y-%m-%d} ({terms.zone}), {questions} questions, each put to {vendors} vendors",
    )


def _past(terms: Terms) -> str:
    now = clock.now()
    if now >= terms.end:
        return say(
            "这些日子都已过去，照这样运行不起来：请先改 start",
            "These days are past and it cannot be run like that: change start first",
        )
    if now > terms.start:
        return say("第一天已经开始：只排此刻之后的", "Its first day has begun: nothing is planned for what is past")
    return ""


def _calendar(terms: Terms, blocks: Sequence[Block]) -> Table:
    heads = (("", ""), ("编号", "no."), ("时段", "when"), ("考题", "question"), ("类别", "sort"), ("先后", "order"))
    table = Table(*(say(*head) if any(head) else "" for head in heads), box=None, pad_edge=False)
    for date, held in groupby(blocks, key=lambda block: local(block.due, terms.zone).date()):
        for number, block in enumerate(held):
            table.add_row(
                Text(day(local(block.due, terms.zone)) if number == 0 else "", style="bold" if date else ""),
                str(block.number),
                STRATA[block.stratum].to(LANGUAGE),
                Text(one_line(block.question.id, 40)),
                SORTS[block.question.sort].to(LANGUAGE),
                Text(
                    "  ".join(f"{local(each.due, terms.zone):%H:%M} {one_line(str(each.vendor), 24)}" for each in block.matters)
                ),
            )
    return table


def _conduct(terms: Terms) -> Iterator[str]:
    conduct = terms.conduct
    yield say(
        f"行为约定：每家同时至多 {conduct.open_questions} 题未了，每周深夜（{SLEEPS_FROM}–{SLEEPS_TO} 点）至多 {conduct.night_calls_a_week} 次，一题问遍各家限 {span(conduct.window)}，两题至少相隔 {span(conduct.spacing)}；每单推流至多 {conduct.media_minutes} 分钟",
        f"Conduct: at most {conduct.open_questions} open questions a vendor and {conduct.night_calls_a_week} night calls a week ({SLEEPS_FROM}–{SLEEPS_TO} h); a question reaches all within {span(conduct.window)}, the next not before {span(conduct.spacing)}; a stream is up for {conduct.media_minutes} min a case at most",
    )
    yield (
        say("每组考题发出前要你批准：houdun trial approve", "Each question waits for your word: houdun trial approve")
        if conduct.approval
        else say("到点即发，不再逐条批准", "Questions go out when they are due, without being approved one by one")
    )
    yield (
        say(
            f"各家条款已于 {conduct.terms_checked} 核对，允许这样测试",
            f"That the vendors' terms allow this was checked on {conduct.terms_checked}",
        )
        if conduct.terms_checked
        else say(
            "尚未写明各家条款是否允许：核对后填 conduct.terms_checked",
            "Nobody has said that the vendors' terms allow this: read them, then set conduct.terms_checked",
        )
    )


def _outlook(terms: Terms, seen: Outlook) -> Iterator[str]:
    yield say(f"预计（模拟 {seen.runs:,} 次）：", f"What to expect ({seen.runs:,} trials imagined):")
    if len(terms.contacts) < 2:
        yield say("  只有一家，没有可比的对手，不会有结论", "  There is one vendor: nobody to be better than, and no claim")
        return
    yield from _assumed(seen)
    if seen.alike:
        yield say(
            "  假定各家一样，就谈不上胜出；给 vendors 填上 guess 再看",
            "  Taken as equals, nobody can come out best: give the vendors a guess and look again",
        )
        return
    yield from (_reach(terms, reach) for reach in seen.reaches)
    named = "  ".join(f"{one_line(str(vendor), 24)} {Numbers.chance(share)}" for vendor, share in seen.named.items())
    yield say(
        f"  按计划做完，{seen.power:.0%} 的考察得出结论（{named}）；平均共问 {seen.asked:.0f} 次",
        f"  When the plan is through, {seen.power:.0%} of the trials have a claim ({named}); {seen.asked:.0f} questions in all, on average",
    )


def _assumed(seen: Outlook) -> Iterator[str]:
    if seen.unguessed:
        names = say("、", ", ").join(one_line(str(vendor), 24) for vendor in seen.unguessed)
        waits = say("、", ", ").join(f"{STRATA[each].to(LANGUAGE)} {span(USUAL.medians_ms[each])}" for each in Stratum)
        yield say(
            f"  没有估计的按常见水平算：{names}（首次人工答复中位数 {waits}）",
            f"  Without a guess, taken as usual: {names} (median first human answer: {waits})",
        )


def _reach(terms: Terms, reach: Reach) -> str:
    share = f"{reach.share:.0%}"
    if reach.questions is None:
        return say(f"  {share} 的考察：要多得多的题", f"  {share} of the trials: many times as many questions")
    beyond = "" if reach.planned else say("，超出计划", ", beyond the plan")
    return say(
        f"  {share} 的考察在每家 {reach.questions} 题、第 {reach.days} 天之内得出结论{beyond}",
        f"  {share} of the trials have their claim within {reach.questions} questions to each vendor, {reach.days} days{beyond}",
    )
