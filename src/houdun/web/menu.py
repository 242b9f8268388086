"""The menu: the five pages, as far as the reader's role may see them."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from houdun.language import Bilingual
from houdun.web.access import Asked
from houdun.web.roles import GRADERS, READERS, Role

ENTRIES = (
    ("now", Bilingual("现在", "Now"), READERS),
    ("cases", Bilingual("工单", "Cases"), READERS),
    ("grade", Bilingual("评分", "Grade"), GRADERS),
    ("agreement", Bilingual("评分", "Grade"), READERS - GRADERS),
    ("verdict", Bilingual("结论", "Verdict"), READERS),
    ("setup", Bilingual("设置", "Set up"), READERS),
)


class Entry(NamedTuple):
    href: str
    name: str
    here: bool


def menu(request: Asked, role: Role) -> tuple[Entry, ...]:
    """What this reader may go to; `here` is where he is."""
    seen = ((reverse(name), words.to(request.language)) for name, words, roles in ENTRIES if role in roles)
    return tuple(Entry(href, words, request.path.startswith(href)) for href, words in seen)
