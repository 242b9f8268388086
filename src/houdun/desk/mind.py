"""The mind of a simulated desk: pure and deterministic, so that what it truly is can be computed and measured back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from houdun.desk.dice import Dice
from houdun.desk.hours import stratum_of
from houdun.desk.occasions import Occasion, occasions
from houdun.desk.persona import Persona
from houdun.desk.recognise import Recogniser
from houdun.desk.script import Script, draw
from houdun.desk.talk import Talk
from houdun.desk.texts import Voice
from houdun.desk.turn import Act, Turn
from houdun.desk.writer import Writer, promise_of
from houdun.facts.question import Question
from houdun.facts.time import DAY, HOUR, Millis, from_millis
from houdun.language import Language

CHINESE = re.compile(r"[\u4e00-\u9fff]")
REMEMBERED = 4096
"""Threads that are kept at hand as far as they have come."""


class Mind:
    """A persona that answers the customers of one zone. It knows `questions` with their answers, and uses as much as its skill allows.

    What it does in a thread hangs on the seed, the persona, the Message-ID of the thread's first mail and the words of that mail.
    """

    def __init__(self, persona: Persona, questions: Sequence[Question], seed: int, zone: ZoneInfo) -> None:
        self._persona, self._seed, self._zone = persona, seed, zone
        self._talks: Callable[[Turn], Talk] = lru_cache(REMEMBERED)(partial(_begun, persona, seed, zone, Recogniser(questions)))

    def script(self, first: Turn) -> Script:
        """What it will do in the thread that begins with this mail of a customer."""
        return self._talks(first).script

    def next(self, turns: Sequence[Turn]) -> Act | None:
        """The next mail of a thread, never before the last one in it. A thread that we began ourselves is left alone."""
        if not turns or turns[0].ours:
            return None
        talk = self._talk(turns)
        due = talk.due()
        if due is None:
            return None
        writer = Writer(talk)
        promise = promise_of(talk.script, due)
        return Act(
            at=max(due.at, turns[-1].at),
            step=due.name,
            author=writer.author(due),
            subject=writer.subject(due, turns[0].subject),
            text=writer.text(due, self._clock(promise) if promise else ""),
            automatic=due.name == "acknowledge",
        )

    def unasked(self, threads: Sequence[Sequence[Turn]]) -> Act | None:
        """The earliest warning or review that has not been sent; both begin with the brief."""
        briefs = [thread for thread in threads if thread and _is_brief(thread[0], self._zone)]
        if not briefs:
            return None
        brief = briefs[0][0]
        sent = {thread[0].subject for thread in threads if thread and thread[0].ours}
        told = sorted(
            {each for thread in briefs for turn in thread if not turn.ours for each in occasions(turn.text, self._zone)}
        )
        coming = [act for act in (self._warning(brief, occasion) for occasion in told) if act and act.subject not in sent]
        return min([*coming, *self._review(brief, sent)], key=lambda act: act.at, default=None)

    def _talk(self, turns: Sequence[Turn]) -> Talk:
        """As these turns leave it. It goes on from where it was known, unless that has become another."""
        talk = self._talks(turns[0])
        known = len(talk.turns)
        if talk.turns != turns[:known]:
            return Talk.of(talk.script, turns)
        talk.goes_on(turns[known:])
        return talk

    def _warning(self, brief: Turn, occasion: Occasion) -> Act | None:
        """None where it does not think of it, or it has begun. A lead longer than there is time is cut to what there is."""
        dice = Dice(self._seed, self._persona.id, occasion.name, occasion.begins)
        if occasion.begins <= brief.at or not dice.happens("warns", self._persona.proactive.warns):
            return None
        lead = dice.lasting("lead", self._persona.proactive.lead_hours, HOUR)
        soon = brief.at + int((occasion.begins - brief.at) * dice.share("soon") / 2)
        manner = "specific" if dice.happens("specific", self._persona.proactive.specific) else "general"
        voice = Voice(self.script(brief).language, dice)
        slots = {"name": occasion.name, "when": self._day(occasion.begins), "ends": self._clock(occasion.ends)}
        at = max(occasion.begins - lead, soon)
        return self._unasked(voice, dice, at, f"warning-{occasion.begins}", f"warnings.{occasion.kind}", manner, slots)

    def _review(self, brief: Turn, sent: set[str]) -> Iterator[Act]:
        every = self._persona.proactive.review_days
        if not every:
            return
        number, found = 1, None
        while found is None:
            dice = Dice(self._seed, self._persona.id, brief.id, "review", number)
            at = brief.at + number * every * DAY
            slots = {"when": f"{from_millis(at).astimezone(self._zone):%Y-%m-%d}"}
            voice = Voice(self.script(brief).language, dice)
            act = self._unasked(voice, dice, at, f"review-{number}", "warnings.review", "text", slots)
            found = act if act.subject not in sent else None
            number += 1
        yield found

    def _unasked(self, voice: Voice, dice: Dice, at: Millis, step: str, cell: str, manner: str, slots: dict[str, str]) -> Act:
        author = dice.choice("agent", voice.people(self._persona.reply.agents))
        vendor = self._persona.named(voice.language)
        words = {**slots, "author": author, "vendor": vendor}
        text = voice.say(step, f"{cell}.{manner}", **words)
        signed = f"{text}\n\n{author}\n{voice.say(step, 'talk.sign', vendor=vendor)}"
        return Act(at=at, step=step, author=author, subject=voice.say(step, f"{cell}.subject", **words), text=signed)

    def _clock(self, at: Millis) -> str:
        return f"{from_millis(at).astimezone(self._zone):%H:%M}"

    def _day(self, at: Millis) -> str:
        return f"{from_millis(at).astimezone(self._zone):%Y-%m-%d %H:%M}"


def _begun(persona: Persona, seed: int, zone: ZoneInfo, recogniser: Recogniser, first: Turn) -> Talk:
    chinese = CHINESE.search(first.subject + first.text)
    script = draw(
        persona,
        Dice(seed, persona.id, first.id),
        recogniser.of(first.subject, first.text),
        stratum_of(first.at, zone, persona.peak),
        first.at,
        Language.ZH if chinese else Language.EN,
        _is_brief(first, zone),
    )
    return Talk.of(script, [first])


def _is_brief(turn: Turn, zone: ZoneInfo) -> bool:
    return not turn.ours and (bool(occasions(turn.text, zone)) or _with_calendar(turn))


def _with_calendar(turn: Turn) -> bool:
    # Nearly all mails have no files, and each first mail of a customer is looked at again whenever it writes.
    return bool(turn.files) and any(name.endswith(".ics") for name in turn.files)
