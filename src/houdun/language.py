"""What a user reads exists in 中文 and English. Both are written side by side, at the place that says them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class Bilingual(NamedTuple):
    """One sentence in both languages."""

    zh: str
    en: str

    def to(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en


def language_of(environment: Mapping[str, str] = os.environ) -> Language:
    """The reader's language: HOUDUN_LANG, else the locale; English where neither says Chinese."""
    for name in ("HOUDUN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value:
            return Language.ZH if value.startswith("zh") else Language.EN
    return Language.EN
