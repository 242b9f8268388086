"""What stands for a masked thing: one neutral mark for each kind, in the language of the text."""

from __future__ import annotations

import re
from enum import Enum

from houdun.language import Bilingual, Language

FIRST = 0xE000
"""While a text is being masked, a mark is one character of Unicode's private area: no later rule can read a word of it."""


class Mark(Enum):
    """`code` is the character that stands for it on the way."""

    VENDOR = Bilingual("【服务商】", "[vendor]")
    PRODUCT = Bilingual("【产品】", "[product]")
    PERSON = Bilingual("【姓名】", "[name]")
    SIGNATURE = Bilingual("【署名】", "[signature]")
    PHRASE = Bilingual("【套语】", "[set phrase]")
    PHONE = Bilingual("【电话】", "[phone]")
    ACCOUNT = Bilingual("【账号】", "[account]")
    MAIL = Bilingual("【邮箱】", "[mail]")
    LINK = Bilingual("【链接】", "[link]")
    ADDRESS = Bilingual("【地址】", "[address]")
    TICKET = Bilingual("【单号】", "[number]")
    HOURS = Bilingual("【服务时间】", "[hours]")
    STREAM = Bilingual("【流名】", "[stream]")

    @property
    def code(self) -> str:
        return chr(FIRST + list(Mark).index(self))


CODES = f"[{chr(FIRST)}-{chr(FIRST + len(Mark) - 1)}]"
_AGAIN = re.compile(rf"({CODES})(?:[ \t·,，、/()（）|&-]{{0,3}}\1)+")
_CODE = re.compile(CODES)
_WORDS = {word: mark.code for mark in Mark for word in mark.value}
_WORD = re.compile("|".join(map(re.escape, _WORDS)))


def language_of(text: str) -> Language:
    """Chinese where any Chinese character stands in it."""
    return Language.ZH if re.search(r"[\u4e00-\u9fff]", text) else Language.EN


def spelt_out(text: str, language: Language) -> str:
    """The text with words for its marks. The same mark several times in a row says no more than once: a name in two scripts is one name."""
    marks = list(Mark)
    return _CODE.sub(lambda found: marks[ord(found[0]) - FIRST].value.to(language), _AGAIN.sub(r"\1", text))


def taken_up(text: str) -> str:
    """The reverse: what a masked text already has as words for marks stands as marks again, so that no rule reads these words."""
    return _WORD.sub(lambda found: _WORDS[found[0]], text)
