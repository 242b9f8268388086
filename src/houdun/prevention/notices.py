"""Which of a vendor's unasked words are notices, and what they give to act on.

A notice speaks of something to come, of a kind that a live business must prepare for: a time that still lies ahead, or a risk that
begins at once. Greetings, advertising, bills, invitations, surveys, promises of an answer and reports of what is over are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from houdun.facts.occasion import Detail, DetailFound, Notice, Occasion, OccasionKind, Unasked
from houdun.facts.signature import card
from houdun.prevention.dates import fold, to_come
from houdun.prevention.kinds import kinds_in

SELLS = re.compile(
    r"优惠|折扣|\d\s*折|特惠|限时|抢购|立减|充值|续费|续签|套餐升级|报名|沙龙|诚邀|礼品|颁奖|发布会|试用|敬请期待|回馈|账单|发票|退款|满意度|评价一下|做出评价"
    r"|联合宣传|海报|团建|计费"
    r"|\d+\s*% off|discount|\bsale\b|\bdeal\b|webinar|register now|sign up|you're invited|invited to|award|try it|stay tuned|\brenew|invoice"
    r"|refund|rate (?:the|your)|survey|how did we do|co-promot|subscription|pricing|your payment|top up|brand-new|team event|office is closed"
)
"""Words of selling, billing and celebrating."""
GREETS = re.compile(
    r"(?:节日?|新年|春节|元旦|周末|国庆|中秋|元宵|端午|假期|圣诞)(?:快乐|愉快|安康)|恭祝|祝您|祝贺|恭喜|阖家|拜年"
    r"|season's greetings|happy (?:new year|holidays|birthday|[\w' -]{3,30} (?:day|festival))|merry christmas|have a (?:great|nice|good)|best wishes"
    r"|congratulations"
)
ANSWERS = re.compile(
    r"您(?:问|反馈|咨询|提)的|收到您的|给您(?:回复|结论|答复)|工单|麻烦提供|请问|复现步骤|请您验证|已定位|已修复|复盘报告"
    r"|regarding your|your (?:question|report|ticket)|that you asked|get back to you|our conclusion|could you (?:send|please verify|sync)|post-mortem"
    r"|you will have|were caused by|the cause is|thanks,? we got"
)
"""Words of an answer: to what was asked, or about what is over."""

DETAILS: Mapping[Detail, re.Pattern[str]] = {
    Detail.ACTION: re.compile(
        r"建议|请(?!问|知悉|谅解|放心|见谅|您?验证)|需要?(?:您|贵司|你们)|务必|改用|改成|切到|切换到|升级到|更新到?|迁移到|提前.{0,8}(?:配置|验证|升级|压测|切)|无需|预留|扩容"
        r"|recommend|suggest|advise|please (?!join|find|rate|accept)|make sure|switch(?:ing)? (?:to|the)|upgrade to|move (?:them|to)|raise|raising|set the|cap the"
        r"|configure|no action|need not|i would|migrate to|have to|adapt"
    ),
    Detail.SCOPE: re.compile(
        r"(?:北京|上海|广州|深圳|成都|重庆|杭州|武汉|香港|新加坡|东京|华东|华南|华北|华中|西南|西北|东南亚|海外|欧洲|北美)|\d+(?:\.\d+)+|\bv\d|\bsdk\b|安卓|android|\bios\b"
        r"|chrome|safari|机型|节点|机房|\d+\s*%|终端|\d+ ?kbps|频道"
        r"|beijing|shanghai|guangzhou|shenzhen|chengdu|chongqing|singapore|tokyo|frankfurt|(?:north|south|east|west|southeast)(?:ern)? (?:china|asia|america|europe)"
        r"|\b(?:us|eu|ap)-[a-z]+-\d|\bregion\b|data ?cent(?:er|re)|\bport \d+|clients older|\bnodes\b|these (?:models|pages)|channels"
    ),
    Detail.CONTACT: re.compile(
        r"值班|值守|待命|热线|电话|手机|微信|随时(?:@|找|联系)|直接打|找我|(?![施手员人加开完竣职民化技分])[\u4e00-\u9fff]工(?![作程具单])|保障群|\d{3}-\d{3,4}-\d{4}|1\d{10}"
        r"|on[- ]call|on duty|on shift|duty phone|hotline|stand(?:s|ing)? by|call me|ping (?:me|us)|phone|reach (?:me|us)|tell me|\+\d{1,3} ?\d|i will be online"
        r"|engineers will be watching|staffed"
    ),
}
"""What counts for each detail, wherever in the text it stands."""

AT_ONCE = frozenset({OccasionKind.ADVISORY})
"""Kinds of which a word is a notice without a time, where it says what to do: the risk is there already."""
SHORTEST_NAME = 3


def recognised(word: Unasked, zone: ZoneInfo, calendar: Sequence[Occasion] = ()) -> Notice | None:
    """The notice that the word is, None where it is none. `zone` is the calendar's, in which times without a zone are meant; calling
    an occasion of `calendar` by its name speaks of its kind. A survey or a slogan in the card under it says nothing of what it is."""
    text = fold(word.text)
    kinds = {*kinds_in(text), *(each.kind for each in calendar if len(each.name) >= SHORTEST_NAME and fold(each.name) in text)}
    if not kinds:
        return None
    details = tuple(_details(text))
    if _is_something_else(text[: card(word.text)], details):
        return None
    windows = to_come(word.text, word.at, zone)
    if not windows and not _begins_at_once(kinds, details):
        return None
    return Notice(word=word, kinds=frozenset(kinds), windows=windows, details=details)


def kinds_asked(text: str) -> frozenset[OccasionKind]:
    """The kinds that a customer's words bring up: of these a reply speaks asked."""
    return frozenset(kinds_in(text))


def _begins_at_once(kinds: set[OccasionKind], details: tuple[DetailFound, ...]) -> bool:
    return bool(AT_ONCE & kinds) and Detail.ACTION in {each.detail for each in details}


def _is_something_else(text: str, details: tuple[DetailFound, ...]) -> bool:
    """Selling and answering rule a notice out; a greeting only where nothing in the text says who is there or what to do."""
    if SELLS.search(text) or ANSWERS.search(text):
        return True
    useful = {each.detail for each in details} & {Detail.ACTION, Detail.CONTACT}
    return bool(GREETS.search(text)) and not useful


def _details(text: str) -> Iterator[DetailFound]:
    for detail, words in DETAILS.items():
        found = words.search(text)
        if found:
            yield DetailFound(detail, *found.span())
