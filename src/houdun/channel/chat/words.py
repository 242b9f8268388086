"""The new words of a pasted message: without what the program says itself, and without what the message quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_SYSTEM: Final = re.compile(
    r".{0,60}(?:撤回了?一条消息|撤回了一条成员消息|加入了?群聊|退出了?群聊|移出了?群聊|加入了?本群|退出了?本群|修改群名为.{0,60}"
    r"|拍了拍.{0,60}|已成为新的?群主|创建了群聊|开启了朋友验证.{0,80}|已添加了.{0,40}，现在可以开始聊天了。?)[。”\"]?"
    r"|(?:-{2,}\s?)?以(?:上|下)(?:是|为).{0,40}(?:内容|消息|聊天记录)(?:\s?-{2,})?|消息已发出，但被对方拒收了。?"
    r"|\[?(?:该|此)?消息已(?:被)?撤回\]?"
)
_PREAMBLE: Final = re.compile(
    r"消息记录（.*|消息分组[:：].*|消息对象[:：].*|={8,}|.{0,60}的?聊天记录(?:如下)?[:：]?.{0,10}|[Dd]ear[:：，,]?"
)
_RULE: Final = re.compile(r"(?:- ?){5,}|[—–─]{4,}|-{4,}")
_OPENING: Final = ("「", "“", '"')
_CLOSING: Final = ("」", "”", '"')
_QUOTED_LINE: Final = re.compile(r">.*|(?:引用|回复)\s?[^:：]{1,40}[:：].*")


def said_by_program(line: str) -> bool:
    """Whether a line is the program's own: somebody joined, took a message back, nudged."""
    return len(line) <= 200 and _SYSTEM.fullmatch(line) is not None


def preamble(line: str) -> bool:
    """Whether a line above the first message belongs to the export, not to anybody."""
    return not line or said_by_program(line) or _PREAMBLE.fullmatch(line) is not None


def new_words(lines: Sequence[str]) -> str:
    """The author's own words; "" where nothing is left. Placeholders such as [图片] stay: something was sent."""
    kept = [line for line in lines if not said_by_program(line)]
    while kept and not kept[0]:
        kept = kept[1:]
    return "\n".join(_after_quote(kept)).strip()


def _after_quote(lines: list[str]) -> list[str]:
    """WeChat and WeCom put 「name: quoted」 and a rule above the new words, others one line with > or 回复 name:"""
    if lines and lines[0].startswith(_OPENING):
        for place, line in enumerate(lines):
            if _RULE.fullmatch(line) and lines[place - 1].endswith(_CLOSING):
                return lines[place + 1 :]
    place = 0
    while place < len(lines) - 1 and _QUOTED_LINE.fullmatch(lines[place]):
        place += 1
    return lines[place:]
