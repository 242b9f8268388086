"""Names that a rater must not read: the packaged brands, and those of this trial's vendors with the forms that are made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from houdun.grading.blind.marks import Mark

TOKEN = re.compile(r"[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*")
EMBEDDED = 6
"""So many Latin letters of a vendor's name are looked for inside identifiers too; shorter ones stand inside ordinary words."""
SHORTEST, SHORTEST_ZH = 3, 2
GENERIC = frozenset(
    [
        "info",
        "noreply",
        "no-reply",
        "team",
        "customer",
        "vendor",
        "agent",
        "bot",
        "system",
        "admin",
        "live",
        "cloud",
        "video",
        "rtc",
        "inc",
        "ltd",
        "llc",
        "corp",
        "gmbh",
        "co",
        "technologies",
        "technology",
        "communications",
        "streaming",
        "stream",
        "media",
        "sdk",
        "network",
        "networks",
        "group",
        "limited",
        "company",
        "support",
        "help",
        "service",
        "services",
        "desk",
        "mail",
        "example",
        "com",
        "net",
        "org",
        "cn",
    ]
)
GENERIC_ZH = (
    "股份有限公司",
    "有限公司",
    "音视频",
    "公司",
    "集团",
    "科技",
    "网络",
    "通信",
    "技术",
    "直播",
    "视频",
    "云",
)


@dataclass(frozen=True, slots=True)
class Names:
    """`anywhere`: in any case and inside identifiers. `words`: words that begin so, small or large, up to the next capital. `exact`: whole words
    as they stand."""

    anywhere: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        yield from (*self.anywhere, *self.words, *self.exact)

    def __add__(self, other: Names) -> Names:
        return Names(self.anywhere + other.anywhere, self.words + other.words, self.exact + other.exact)

    def masked(self, text: str, mark: Mark) -> str:
        """The text with each name, and the whole identifier that holds one, replaced by the mark."""
        low = text.casefold()
        for find, names in ((_anywhere, self.anywhere), (_words, self.words), (_exact, self.exact)):
            present = tuple(name for name in names if _bare(name) in low)
            text = find(present, text, mark.code) if present else text
        return text


@dataclass(frozen=True, slots=True)
class Brands:
    vendors: Names = field(default_factory=Names)
    products: Names = field(default_factory=Names)


@cache
def packaged() -> Brands:
    """The known vendors' names and products, and those of help desks."""
    return Brands(_names(_tables(), "names", "exact"), _names(_tables(), "products", "exact_products"))


@cache
def _tables() -> tuple[dict[str, Sequence[str]], ...]:
    """One for each vendor."""
    text = (resources.files("houdun.grading.blind") / "brands.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text).values())


def besides(name: str) -> tuple[str, ...]:
    """What the packaged brands call the vendor of that name as well: 声网 is Agora too."""
    low = name.casefold()
    return tuple(
        word
        for table in _tables()
        if any(word in low for word in table.get("names", ()))
        or low in table.get("products", ())
        or name in table.get("exact", ())
        for words in table.values()
        for word in words
    )


def of_vendors(names: Iterable[str], addresses: Iterable[str] = ()) -> Names:
    """The vendors of a trial: names and plans as the plan file has them, aliases, mail addresses and hosts of theirs. Also what is left of
    a name without its general words: 晨风云直播 is 晨风 to its friends."""
    forms = _longest_first({form for name in (*names, *map(_host, addresses)) for form in _forms(name)})
    long = tuple(form for form in forms if not form.isascii() or " " in form or len(form) >= EMBEDDED)
    short = tuple(form for form in forms if form not in long)
    return Names(
        anywhere=long,
        words=tuple(form for form in short if len(form) >= SHORTEST),
        exact=tuple(form for form in short if len(form) < SHORTEST),
    )


def of_people(names: Iterable[str]) -> Names:
    """Persons by their names, or by the part of a mail address before the @; each part of a Latin name by itself."""
    whole = {name.partition("@")[0].strip() for name in names}
    parts = {
        part
        for name in whole
        for part in (name, *re.split(r"[\s._+-]+", name))
        if not part.isdigit() and part.casefold() not in GENERIC
    }
    latin = [part for part in parts if part.isascii() and len(part) >= SHORTEST]
    return Names(
        anywhere=_longest_first(part for part in parts if not part.isascii() and len(part) >= SHORTEST_ZH),
        # "Will" is a name and "will" is none.
        words=_longest_first(part for part in latin if len(part) >= EMBEDDED),
        exact=_longest_first({form for part in latin for form in (part.capitalize(), part.upper(), *({part} & whole))}),
    )


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _names(tables: Sequence[dict[str, Sequence[str]]], anywhere: str, exact: str) -> Names:
    return Names(
        anywhere=tuple(name for table in tables for name in table.get(anywhere, ())),
        exact=tuple(name for table in tables for name in table.get(exact, ())),
    )


def _host(address: str) -> str:
    """The part of a host or mail address that is a name: that before the last general ones."""
    labels = re.split(r"[./:]", address.rpartition("@")[2])
    return next((label for label in reversed(labels) if len(label) >= SHORTEST and label.casefold() not in GENERIC), "")


def _forms(name: str) -> Iterator[str]:
    name = name.strip()
    words = name.split()
    while len(words) > 1 and words[-1].casefold().strip(".,") in GENERIC:
        words.pop()
        yield from _long_enough(" ".join(words))
    short = name
    while ending := next((each for each in GENERIC_ZH if short.endswith(each) and len(short) - len(each) >= SHORTEST_ZH), ""):
        short = short.removesuffix(ending)
        yield from _long_enough(short)
    yield from _long_enough(name, least=1)


def _long_enough(form: str, *, least: int = SHORTEST) -> Iterator[str]:
    if len(form) >= (least if form.isascii() else min(least, SHORTEST_ZH)) and form.casefold() not in GENERIC:
        yield form


def _bare(name: str) -> str:
    """What of the name must stand in a text that holds it, however its words are joined."""
    return name.casefold().split()[0]


def _anywhere(names: tuple[str, ...], text: str, code: str) -> str:
    apart = [name for name in names if " " in name or not name.isascii()]
    joined = [name.casefold() for name in names if name not in apart]
    if apart:
        text = _pattern(tuple(apart)).sub(code, text)
    return TOKEN.sub(_identifier(joined, code), text) if joined else text


def _identifier(names: Sequence[str], code: str) -> Callable[[re.Match[str]], str]:
    def replaced(token: re.Match[str]) -> str:
        low = token[0].casefold()
        return code if any(name in low for name in names) else token[0]

    return replaced


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    forms = (r"[\s_.-]{0,3}".join(map(re.escape, name.split())) for name in _longest_first(names))
    return re.compile("|".join(forms), re.IGNORECASE)


def _words(names: tuple[str, ...], text: str, code: str) -> str:
    forms = {form for name in names for form in (name, name.lower(), name.upper(), name.capitalize())}
    return re.sub(rf"(?<![A-Za-z])(?:{_any(forms)})(?![a-z])[A-Za-z0-9_]*", code, text)


def _exact(names: tuple[str, ...], text: str, code: str) -> str:
    return re.sub(rf"(?<![A-Za-z0-9_])(?:{_any(names)})(?![A-Za-z0-9_])", code, text)


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in _longest_first(forms))
