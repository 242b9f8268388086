"""What we write: the opening, what was asked for, what a try showed, thanks, in the customer's words. The same letter again for the same step.

Nothing leaves that would tell: our own words are searched for everything that the answer key knows, the run's words and every attached byte for
names of faults, parameters and remedies. What the vendor itself has named, a change or a kind of evidence, may be named back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from houdun.channel.email.compose import message_id
from houdun.channel.port import Attachment, Letter
from houdun.errors import RefusedError
from houdun.facts.fault import Evidence
from houdun.facts.question import Given, Question
from houdun.flow.trial.letters import phrases
from houdun.flow.trial.letters.phrases import Phrases
from houdun.flow.trial.moves import Matter, Part, Say, Says
from houdun.language import Bilingual
from houdun.scenario import instance
from houdun.scenario.leak import leaks, named

JOINS = Bilingual("、", ", ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a letter draws on: the run's own words, and the files that can be handed over."""

    given: Mapping[Given, Bilingual]
    files: Mapping[Evidence, Attachment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The way to the vendor. `domain` is the sender's, `seed` the trial's secret, `answers` the ids of the case's messages so far, oldest first."""

    to: str
    domain: str
    seed: str
    answers: tuple[str, ...] = ()


class Passage(NamedTuple):
    """Words of a letter, and the same without what the vendor or the run has put into them."""

    text: str
    ours: str


def letter_id(matter: Matter, number: int, envelope: Envelope) -> str:
    """The identity of the case's letter `number`: a Message-ID without brackets, always the same."""
    return message_id(envelope.domain, envelope.seed, matter.case, str(number))


def letter(matter: Matter, say: Say, run: Run, envelope: Envelope) -> Letter:
    """The letter that the protocol wants said. Raises RefusedError where it would give the answer away."""
    said = _Pen(matter, say, run)
    text = "\n\n".join(passage.text for passage in said.passages)
    written = Letter(
        id=letter_id(matter, say.number, envelope),
        tag=matter.case,
        to=envelope.to,
        subject=said.subject,
        text=text,
        answers=envelope.answers,
        attachments=said.attachments,
    )
    _refuse_leaks(matter.instance.question, written, "\n\n".join(passage.ours for passage in said.passages))
    return written


class _Pen:
    """Writes one letter."""

    def __init__(self, matter: Matter, say: Say, run: Run) -> None:
        self._matter, self._say, self._run = matter, say, run
        self._language, self._question = matter.language, matter.instance.question
        self._helped = any(part.says is Says.HELPED for part in say.parts)
        subject = self._question.wordings[matter.instance.wording].to(self._language).subject
        self.subject = f"Re: {subject}" if say.number else subject
        self.passages = tuple(self._passages())
        self.attachments = tuple(run.files[kind] for kind in dict.fromkeys(self._kinds()) if kind in run.files)

    def _kinds(self) -> Iterator[Evidence]:
        return (kind for part in self._say.parts if part.says in (Says.GIVES, Says.GAVE) for kind in part.evidence)

    def _passages(self) -> Iterator[Passage]:
        if self._say.number:
            yield self._phrase(phrases.HELLO)
        for part in self._say.parts:
            yield from self._part(part)

    def _part(self, part: Part) -> Iterator[Passage]:
        match part.says:
            case Says.OPENING:
                yield self._opening()
            case Says.GIVES:
                yield from self._evidence(part.evidence, phrases.GIVES)
                yield from self._own_words(part)
            case Says.GAVE:
                yield from self._evidence(part.evidence, phrases.GAVE)
                yield from self._told_before(part)
            case Says.LACKS:
                yield from self._lacking(part.evidence)
                if part.reproduction:
                    yield self._phrase(phrases.REPRODUCES_NOT)
            case Says.HELPED:
                yield self._phrase(phrases.HELPED, what=self._change(part.remedy))
            case Says.DID_NOT_HELP:
                yield self._failed(part.remedy)
            case Says.OWN_WORDS:
                yield Passage(part.words, part.words)
            case simple:
                yield self._phrase(phrases.SIMPLE[simple])

    def _opening(self) -> Passage:
        run = {given: words.to(self._language) for given, words in self._run.given.items()}
        written = instance.letter(self._matter.instance, self._language, run)
        ours = instance.letter(self._matter.instance, self._language, dict.fromkeys(run, ""))
        return Passage(written.text, f"{ours.subject}\n{ours.text}")

    def _evidence(self, kinds: tuple[Evidence, ...], words: Phrases) -> Iterator[Passage]:
        """What the run has of it, with its file's name; and what it turns out not to have."""
        held = [kind for kind in kinds if kind in self._run.files]
        if held:
            yield self._phrase(words, what=self._joined(f"{self._kind(kind)} ({self._run.files[kind].name})" for kind in held))
        yield from self._lacking(kind for kind in kinds if kind not in held)

    def _lacking(self, kinds: Iterable[Evidence]) -> Iterator[Passage]:
        lacking = [self._kind(kind) for kind in kinds]
        if lacking:
            yield self._phrase(phrases.LACKS, what=self._joined(lacking))

    def _own_words(self, part: Part) -> Iterator[Passage]:
        """Reproduction and reserves are checked like our own: they are."""
        if part.reproduction and self._question.reproduction:
            told = self._question.reproduction.to(self._language)
            words = self._phrase(phrases.REPRODUCES, told=told)
            yield Passage(words.text, words.text)
        for reserve in self._question.reserves:
            if reserve.id in part.reserves:
                told = reserve.tells.to(self._language)
                yield Passage(told, told)

    def _told_before(self, part: Part) -> Iterator[Passage]:
        held = [given for given in part.given if given in self._run.given]
        if held:
            told = "\n".join(self._line(given) for given in held)
            yield self._phrase(phrases.TOLD_BEFORE, told=told)
        if part.brief:
            yield self._phrase(phrases.BRIEFED)
        yield from self._own_words(part)

    def _failed(self, remedy: str) -> Passage:
        if not remedy:
            return self._phrase(phrases.LOOKS_AS_BEFORE)
        return self._phrase(phrases.WAS_NOT_IT if self._helped else phrases.DID_NOT_HELP, what=self._change(remedy))

    def _change(self, remedy: str) -> str:
        return next(each.what.to(self._language) for each in self._question.key.proposals if each.id == remedy)

    def _kind(self, kind: Evidence) -> str:
        return phrases.KINDS[kind].to(self._language)

    def _line(self, given: Given) -> str:
        name, words = instance.SAYS[given].to(self._language), self._run.given[given].to(self._language)
        return Bilingual(f"{name}：{words}", f"{name}: {words}").to(self._language)

    def _joined(self, words: Iterable[str]) -> str:
        return JOINS.to(self._language).join(words)

    def _phrase(self, ways: Phrases, **slots: str) -> Passage:
        """One of several ways, the same each time for this letter and what it says."""
        chosen = hashlib.sha256(f"{self._matter.case}/{self._say.number}/{ways[0].en}".encode()).digest()[0] % len(ways)
        words = ways[chosen].to(self._language)
        return Passage(words.format(**slots), words.format(**dict.fromkeys(slots, "")))


def _refuse_leaks(question: Question, written: Letter, ours: str) -> None:
    shown = f"{written.subject}\n{written.text}".encode()
    files = [(each.name, each.name.encode() + each.data) for each in written.attachments]
    found = [*leaks(question, ours), *named(question, shown)]
    found += [f"{name}: {word}" for name, data in files for word in named(question, data)]
    if found:
        raise RefusedError(
            Bilingual(f"这封信会透露答案：{'、'.join(found)}", f"this letter would give the answer away: {', '.join(found)}"),
            Bilingual("没有发出；请改掉这些字样，或由人来答复", "it was not sent: take these words out, or answer by hand"),
            where=written.id,
        )
