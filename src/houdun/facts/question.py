"""A question that is put to vendors on purpose: what is asked, what is held back until asked for, and the answer key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from typing import TypeAlias

from houdun.facts.case import Severity
from houdun.facts.fault import Evidence
from houdun.language import Bilingual, Language

DEEPEST = 4
"""Depth goes from 0 to here."""
SHORT = 3
SENTENCE = 500
"""Characters of a text that may be a sentence: of longer ones it is not kept what they say."""


class Sort(StrEnum):
    """FAULT: something is broken and its true cause is known. CONTROL: nothing is. ADVICE and REFERENCES go by key points."""

    FAULT = "fault"
    CONTROL = "control"
    ADVICE = "advice"
    REFERENCES = "references"


class Stratum(StrEnum):
    """When a question may be put: a weekday's day or night, a weekend, a peak that was declared beforehand."""

    DAY = "day"
    NIGHT = "night"
    WEEKEND = "weekend"
    PEAK = "peak"


class Ingest(StrEnum):
    """How the stream must be published for the fault to show."""

    RTMP = "rtmp"
    WHIP = "whip"


class Given(StrEnum):
    """What a customer says at once. The words come from the run: they are real."""

    STREAM = "stream"
    SINCE = "since"
    PUBLISHED = "published"
    """Size, frame rate, bit rates and codecs that the stream is published with."""
    PLAYED = "played"
    """Where it is watched: the address, without its key."""


Group: TypeAlias = tuple[str, ...]
Groups: TypeAlias = tuple[Group, ...]
Patterns: TypeAlias = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Words by which a text says a thing: one term at least of every group, all groups in the same language.

    A term that begins with a Latin letter or a digit begins a word in the text; its end may go on (jump, jumped), but a term of up to
    `SHORT` letters is the whole word (FIR is not in "first").
    Case, width and white space do not matter. Whether the text affirms or denies the thing is not looked at.
    """

    zh: Groups
    en: Groups

    def said_in(self, text: str) -> bool:
        """True where one language's groups are all there. Groups that are empty say nothing."""
        return _kept(self, text) if len(text) <= SENTENCE else _said_in(self, text)

    def named_in(self, text: str) -> Iterator[str]:
        """The terms of the first groups that stand in the text: the first group names the thing, the others what is the matter with it."""
        flat = _flat(text)
        return (term for groups in (self.zh, self.en) for term in groups[0] if _stands(term, flat))


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Several things, whose terms are looked for together.

    Of a text it is kept which groups of terms stand in it, as the bits of a number: of sentences that stand side by side, with a comma between, it is
    what stands in any of them.
    """

    things: tuple[Terms, ...]

    def held(self, text: str) -> int:
        """The groups that stand in the text. Kept at hand: it is asked of sentences, and support says many again."""
        return _held(self, text)

    def spoken(self, thing: Terms, held: int) -> tuple[Groups, ...]:
        """The groups of each language in which the thing is said; none where it is not."""
        return tuple(groups for groups, bits in self._needed[id(thing)] if held & bits == bits)

    def __reduce__(self) -> tuple[type[Lexicon], tuple[tuple[Terms, ...]]]:
        """In another process it is made anew from the things: there they have other identities."""
        return Lexicon, (self.things,)

    @cached_property
    def _groups(self) -> dict[Group, int]:
        """Each with its bit."""
        groups = dict.fromkeys(group for each in self.things for groups in (each.zh, each.en) for group in groups)
        return {group: 1 << number for number, group in enumerate(groups)}

    @cached_property
    def _needed(self) -> dict[int, tuple[tuple[Groups, int], ...]]:
        """Under each thing's identity, for to compare terms takes longer than to look for them: of each language the groups, and their bits."""
        return {
            id(each): tuple(
                (groups, sum(self._groups[group] for group in set(groups))) for groups in (each.zh, each.en) if groups
            )
            for each in self.things
        }

    @cached_property
    def _patterns(self) -> tuple[tuple[int, Patterns], ...]:
        return tuple((bit, _patterns(group)) for group, bit in self._groups.items())


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause, or in a control the reason why all is well. `id` is a fault's, or that of a common guess."""

    id: str
    tells: Bilingual
    terms: Terms


@dataclass(frozen=True, slots=True)
class Proposal:
    """A remedy that a vendor may propose, and the words by which it is recognised. `id` is that of the fault's remedy."""

    id: str
    cures: bool
    what: Bilingual
    terms: Terms


@dataclass(frozen=True, slots=True)
class Point:
    """What a good piece of advice holds. Weights are relative to the question's other points."""

    what: Bilingual
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKey:
    """`depth[d]` says what an answer of depth d looks like, for d from 0 to `DEEPEST`. Faults and controls have a `cause`, advice
    and references have `points`."""

    depth: tuple[Bilingual, ...]
    cause: Cause | None = None
    mistaken: tuple[Cause, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Reserve:
    """Something that the customer knows and tells only when `asked` is said."""

    id: str
    asked: Terms
    tells: Bilingual


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The same request in both languages, alike in tone and detail. `{name}` stands for a detail or for something given."""

    zh: Letter
    en: Letter

    def to(self, language: Language) -> Letter:
        return self.zh if language is Language.ZH else self.en


@dataclass(frozen=True, kw_only=True)
class Question:
    """A kind of question. `values` are those that the fault's parameters may take, `details` those of the business; `show`, `fault`
    and `ingest` are empty where nothing is played. `withheld` is handed over kind by kind, as it is asked for, like `reproduction`
    and the `reserves`."""

    id: str
    sort: Sort
    severity: Severity
    strata: tuple[Stratum, ...]
    wordings: tuple[Wording, ...]
    key: AnswerKey
    show: str = ""
    fault: str = ""
    ingest: tuple[Ingest, ...] = ()
    values: Mapping[str, tuple[float, ...]]
    details: Mapping[str, tuple[Bilingual, ...]]
    given: tuple[Given, ...] = ()
    withheld: tuple[Evidence, ...] = ()
    reproduction: Bilingual | None = None
    reserves: tuple[Reserve, ...] = ()

    @cached_property
    def lexicon(self) -> Lexicon:
        """All that a vendor may name: the causes, the remedies, what is told when it is asked for."""
        causes = (*((self.key.cause,) if self.key.cause else ()), *self.key.mistaken)
        named = (*(cause.terms for cause in causes), *(proposal.terms for proposal in self.key.proposals))
        return Lexicon((*named, *(reserve.asked for reserve in self.reserves)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """A question as it can be put: fault and details settled, one wording chosen. Instances that share a `situation` differ in their
    wording alone. Neither id tells a parameter."""

    id: str
    situation: str
    question: Question
    values: Mapping[str, float]
    details: Mapping[str, Bilingual]
    wording: int


@lru_cache(maxsize=50_000)
def _kept(terms: Terms, text: str) -> bool:
    """Kept at hand: support says many sentences again, and is asked the same of each. Of whole messages hardly one comes twice."""
    return _said_in(terms, text)


def _said_in(terms: Terms, text: str) -> bool:
    flat = _flat(text)
    return _all_stand(terms.zh, flat) or _all_stand(terms.en, flat)


def _all_stand(groups: Groups, flat: str) -> bool:
    return bool(groups) and all(_one_stands(_patterns(group), flat) for group in groups)


@lru_cache(maxsize=50_000)
def _held(lexicon: Lexicon, text: str) -> int:
    flat = _flat(text)
    return sum(bit for bit, patterns in lexicon._patterns if _one_stands(patterns, flat))


@lru_cache(maxsize=256)
def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold())


def _one_stands(patterns: Patterns, flat: str) -> bool:
    # Nearly all terms are not there, and to look for the bare ones tells so twenty times as fast.
    for bare, pattern in patterns:  # noqa: SIM110  # a generator would cost more than all else here
        if bare in flat and pattern.search(flat):
            return True
    return False


@lru_cache(maxsize=4_096)
def _patterns(group: Group) -> Patterns:
    return tuple(map(_pattern, group))


def _stands(term: str, flat: str) -> bool:
    return _one_stands((_pattern(term),), flat)


@cache
def _pattern(term: str) -> tuple[str, re.Pattern[str]]:
    """The term as it must stand in a flat text, and its pattern with the bounds of the word."""
    flat = _flat(term)
    begins = r"(?<![a-z0-9])" if flat[:1].isascii() else ""
    ends = r"s?(?![a-z])" if flat.isascii() and flat.isalpha() and len(flat) <= SHORT else ""
    return flat, re.compile(begins + re.escape(flat) + ends)
