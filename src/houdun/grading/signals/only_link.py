"""Points at a page and says no more."""

from __future__ import annotations

import re

from houdun.facts.signals import Signal
from houdun.grading.literals import gathered
from houdun.grading.registry import signal
from houdun.grading.text import LINK, Evidence, Utterance, has
from houdun.grading.words import any_of, frames

COURTESY = re.compile(
    gathered(
        any_of(
            r"""您好, 你好, 哈喽, 亲, 请, 谢谢, 多谢, 感谢您的反馈, 感谢您的咨询, 感谢私信, 抱歉, 让您久等了, 祝您生活愉快, 问得好,
        hi there, hey there, hello there, hi, hello, hey, dear \w+, good (morning|day|afternoon|evening), kind regards, best regards, regards, thanks for (reaching out|checking in|the info\w*|your \w+|asking|the tag|letting us know), thank you for your (patience|\w+), thanks, thank you, thx, cheers, please, pls, just to confirm, sorry to hear (this|that|about this), we're, my apologies for the delay\w*, (if|should) you have any (other|more|further) questions[^.!?]{0,40}, let us know if (this|that|it) helps, hope (this|that|it) helps, additionally, @\S+, \(?edited\)?"""
        )
    )
    + r"|[\^*/~-][a-z]{2,10}\s*$"
)
"""Greetings, thanks, apologies, names and signatures: they say nothing."""
WORD = re.compile(r"[a-z0-9']+|[一-鿿]")
FEW_WORDS, SOME_WORDS = 6, 36
"""English words or Chinese characters beside the link and the courtesies: bare, and where they introduce the page."""
BESIDE = 16
"""English words of the sentences without a link: more of them say something of their own."""
NAMED_WORDS = 16
"""The same, with the name of what to read where no address is given."""
BARE = re.compile(
    r"(?<![\w@/.])(?:[a-z0-9-]{2,}\.){1,3}[a-z]{2,8}/[^\s,、。;()<>\"']+|(?<![\w@/.])docs?/[\w./#-]+|(?:^|(?<=\s))#\d{2,}(?=\W*$)"
)
"""An address without its protocol, a file of the documentation, a thread's number."""
NAMED = frames(
    any_of(
        r"""readme, wiki, faq, 第\s?\d+(\.\d+)*\s?[章节条页], 第[一二三四五六七八九十]+[章节条篇楼页], 手册第, 《[^》]{2,30}》, (文档|手册|帮助中心|官网|公众号|知识库|说明书|教程)[^,。]{0,10}["“「『][^"”」』]{2,20}["”」』], 帮助文档, 说明书, ["“「][^"”」]{2,12}["”」]\s?(一文|一节), 帮助["”」], 常见问题, (见|看)\s?#\d+, (看|见) pinned issue, rfc \d+, 群文件,
        (the|our|your)? ?(readme|faq|manual|docs|documentation|release notes|changelog|user guide|help cent(er|re)|wiki|pinned issue), chapter \d[\d.]*, section "?[\w.]+, kb-\d+, rfc \d+, see #\d+"""
    )
)
"""What to read, by its name."""
READ = frames(
    any_of(
        r"""参考, 参见, 参阅, 参照, 查看, 查阅, 看下, 看看, 看一下, 看, 见, 详见, 搜, 翻, 自行查看, 在, 第,
        see, check, read, refer\w*, rtfm, covered in, described in, explained in, consult, look (at|in|up), as per, readme, chapter"""
    )
)
INTRODUCES = frames(
    any_of(
        """参考, 参见, 参阅, 查看, 查阅, 看下, 看看, 看一下, 看这, 看, 详见, 请看, 文档, 文章, 链接, 連结, 说明, 教程, 手册, 指引, 指南, 规范, 列表, 帮助中心, 知识库, 介绍, 办法, 传送门, 移步, 这篇, 这里, 这个页面, 网址, 官网, 都讲了, 见,
        see, check, check out, checking out, checking, here, visit, look at, refer to, read, article, guide, docs?, documentation, faq, tips, page, link, website, help site, info, information, details, found at, find, steps, e-?mail at, ticket, request here, one-on-one, by visiting, covered in, described in, under, at, explained, answer, answered, post, reference, pointer, rtfm, help cent(er|re), title"""
    )
)
SUBSTANCE = frames(
    any_of(
        r"""日志, 步骤(发|给), 原因, 根因, 因为, 改成, 改为, 改到, 换成, 换用, 重启, 装完, 再测, 升级, 已修, 修了, 修复, 恢复, 关闭, 转给, 复盘, 报告, 写漏, 不用看, 不适用, 打不开, 进度, 会议, 联调, 填一下, 问卷, 传到, 上传, 测试页, 播放地址, 贴的, 发的, 我(在|去|先|把|直接|来), 已(把|将|经|升|转|刷), 尚未, 没有, 通读, 回您, 回你, 您看过, 错的, 附上, 附件,
        fixed, fix, fixes, resolved, closing, closed, duplicate of, merged, also can you, send (me|us) (the|your|a copy|more|an? \w+ (of|with)), logs?, because, workaround, released, rca, incident, attached (is|are), push to, fill (out|in), can not, cannot, not possible, contractual, your console, know the outcome, does it say, keep us posted, feedback on, feedback forum, attach, does not, doesn't, isn't, can't, different issue, waiting, option, looking into, forward this, when we, only be used, dev team, chat with us, share the details, call, is waiting, this address, upload, hotfix, set the, restart, switch, instead of, escalated, we know, i opened, opened, wrong, correct it, next update, (this|that|a known) bug, you sent, you quoted, dead, should've received, should have received, (hold|order|refund|charge|account) will be, reply back, in short, it's your, open (udp|tcp|port\w*), join the, did help, did (it|this|that), filed as, related, expected behaviou?r, (are|is) (actively |currently )?(reviewing|working|aware), aware of, submit a ticket, please include, until your, it's normal, will send an? e?mail, difficult to, should be able to, ^\W*which, (do not|don't) (respond|reply|forward), there's no, is there, team says"""
    ),
    (r"`[^`]+`"),
)
NOT_A_PAGE = re.compile(
    r"//(?:up|uploads?|meet|play|live|push|survey|forms)\.|\.(?:zip|apk|ipa|m3u8|flv|mp4|exe|dmg|tar|gz|pcap)\b"
)
"""Links that are no reading matter: a place to put or get files, a stream, a meeting, a form."""


@signal(Signal.ONLY_LINK, zh="只丢链接", en="only a link")
def only_link(said: Utterance) -> Evidence | None:
    """A pointer to documentation, a help article or another URL is the only substance: beside it courtesies, and at most a
    sentence or two that introduce it. The pointer may be the name of what to read: "FAQ, question 14".
    """
    # No address without one of these: nearly all messages are told from by a glance.
    addressed = any(sign in said.folded for sign in ("/", "#", "www."))
    link = (LINK.search(said.folded) or BARE.search(said.folded)) if addressed else None
    named = said.evidence(NAMED)
    if not link and not named:
        return None
    rest = COURTESY.sub(" ", BARE.sub(" ", LINK.sub(" ", said.folded)).strip())
    words = len(WORD.findall(rest))
    if words > SOME_WORDS or has(rest, SUBSTANCE):
        return None
    if link and not (link[0].startswith("#") and rest.rstrip().endswith("?")):
        most = SOME_WORDS if has(rest, INTRODUCES) else FEW_WORDS
        brief = words <= most and (said.chinese or _beside(said) <= BESIDE)
        return Evidence(*link.span()) if brief and not NOT_A_PAGE.search(said.folded) else None
    if words > NAMED_WORDS or rest.rstrip().endswith("?") or not has(rest, READ):
        return None
    return named


def _beside(said: Utterance) -> int:
    """The words of the sentences that hold no link, courtesies aside."""
    sentences = (said.folded[sentence.start : sentence.end] for sentence in said.sentences)
    return sum(
        len(WORD.findall(COURTESY.sub(" ", each))) for each in sentences if not LINK.search(each) and not BARE.search(each)
    )
