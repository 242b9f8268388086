"""What a customer's later mail says, as a support desk understands it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from houdun.desk.turn import Turn

NO_CHANGE = re.compile(
    r"没有?变化|无变化|没有?(起作用|效果|用|好转|改善|解决|恢复|修好)|不起作用|无效|还是(一样|老样子|不行|没|会|有)|依旧|依然|照旧|仍然|仍旧|仍有"
    r"|no (change|difference|improvement|effect)|unchanged|\bstill\b|(did|does|has|was|is)(n't| not) (help|work|cure|better|chang|improve|gone|fixed|solve)"
    r"|same as before|as before|not (fixed|better|gone|solved|cured|yet)",
    re.IGNORECASE,
)
WORKS = re.compile(
    r"好了|恢复|正常了|解决了|没问题了|不再出现|消失了|见效|有效"
    r"|works (now|again|fine)|working (now|again)|\b(solved|fixed|recovered|cured|resolved)\b|\bgone\b|back to normal|all (good|well|fine) (now|again)|it (helped|worked)",
    re.IGNORECASE,
)
POSTMORTEM = re.compile(
    r"复盘|故障报告|事故报告|分析报告|post-?\s?mortem|\brca\b|incident report|root cause (report|analysis)", re.IGNORECASE
)
THANKS = re.compile(r"谢|辛苦|收到|thank|cheers|noted|received", re.IGNORECASE)
SHORT = 160
"""Letters of a mail that says no more than thanks."""
REMEMBERED = 4096
"""Mails that are not heard anew: a customer says the same to every vendor, and in many imagined trials."""


@dataclass(frozen=True, slots=True)
class Heard:
    """`works` and `no_change` exclude each other. `thanks`: nothing else is said, nothing asked."""

    works: bool = False
    no_change: bool = False
    wants_postmortem: bool = False
    thanks: bool = False


def hear(turn: Turn) -> Heard:
    return _heard(turn.text, bool(turn.files))


@lru_cache(REMEMBERED)
def _heard(text: str, files: bool) -> Heard:
    no_change = bool(NO_CHANGE.search(text))
    works = not no_change and bool(WORKS.search(text))
    wants = bool(POSTMORTEM.search(text))
    asks = "?" in text or "？" in text or wants or no_change or works
    thanks = not asks and not files and len(text) <= SHORT and bool(THANKS.search(text))
    return Heard(works, no_change, wants, thanks)
