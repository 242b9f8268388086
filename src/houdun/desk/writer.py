"""The words of a mail that is due: which cells of the corpus it is put together from."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.desk.persona import Item
from houdun.desk.script import Opening, Outcome, Script, Step, layer_of
from houdun.desk.talk import Due, Talk, promised
from houdun.desk.texts import Voice
from houdun.facts.fault import Evidence
from houdun.facts.question import Cause, Proposal, Question
from houdun.facts.time import Millis, from_millis

CUSTOMERS_SIDE = ("viewer_network", "host_hardware", "phone_decoder", "browser")
DOING = frozenset(
    {Step.FIRST, Step.PROMISE, Step.VERDICT, Step.FOLLOW_UP, Step.GLAD, Step.SORRY, Step.SECOND_LOOK, Step.POSTMORTEM}
)
"""Mails that begin with a greeting; the others are notes in passing."""


class Writer:
    """Writes the mails of one talk. `ticket` is the number that the desk's machine gives it."""

    def __init__(self, talk: Talk) -> None:
        self._talk, self._script = talk, talk.script
        self._voice = Voice(self._script.language, self._script.dice)

    @property
    def ticket(self) -> int:
        return 10_000 + int(self._script.dice.share("ticket") * 90_000)

    def text(self, due: Due, local: str) -> str:
        """`local` is the promised time of the next word as the customer's clock shows it; empty in mails that promise none."""
        if due.step is Step.ACKNOWLEDGE:
            return self._say(due, "talk.acknowledge", ticket=self.ticket)
        hello = self._say(due, "talk.greet") if due.step in DOING else ""
        body = "\n\n".join(filter(None, (hello, *self._body(due, local))))
        return f"{body}\n\n{self.author(due)}\n{self._say(due, 'talk.sign', vendor=self._vendor)}"

    def author(self, due: Due) -> str:
        """Who signs: of the people on duty one, and another after it was passed on."""
        if due.step is Step.ACKNOWLEDGE:
            return self._vendor
        passed = Step.PASS_ON in self._script.stages and Step.PASS_ON not in self._talk.stages
        return agent(self._voice, self._script, "second" if passed else "first")

    def subject(self, due: Due, first: str) -> str:
        if due.step is Step.ACKNOWLEDGE:
            return self._say(due, "talk.subject", ticket=self.ticket, subject=first)
        return first if first.lower().startswith("re:") else f"Re: {first}"

    @property
    def _vendor(self) -> str:
        return self._script.persona.named(self._voice.language)

    def _say(self, due: Due, cell: str, otherwise: str = "", /, **slots: object) -> str:
        return self._voice.say(due.name, cell, otherwise, **slots)

    def _body(self, due: Due, local: str) -> Iterator[str]:
        if due.step is Step.FIRST:
            yield from self._first(due)
        elif due.step is Step.AGAIN:
            yield self._asks(due)
        elif due.step is Step.PROMISE:
            yield self._say(due, "talk.promise", due=local)
        elif due.step is Step.VERDICT:
            yield from self._verdict(due)
        elif due.step is Step.SECOND_LOOK and self._script.question:
            yield self._say(due, "talk.found_after_all")
            yield from self._cause(due, self._script.question)
        elif due.step is Step.SORRY:
            yield from self._sorry(due)
        elif due.step is Step.GLAD:
            yield from self._glad(due)
        elif due.step is Step.ANSWER_POSTMORTEM:
            yield self._answers_postmortem(due)
        elif due.step is Step.POSTMORTEM:
            yield from self._postmortem(due)
        else:
            yield self._say(due, f"talk.{due.step}")

    def _first(self, due: Due) -> Iterator[str]:
        script = self._script
        if script.outcome is Outcome.BRIEFED:
            yield self._say(due, "talk.briefed")
            return
        if script.opening is Opening.LOGS:
            yield self._asks(due)
        else:
            yield self._say(due, f"talk.{script.opening}")
        if script.asks_reproduction:
            yield self._say(due, "evidence.reproduction")
        if script.asks_brief:
            about = script.dice.choice("about", ("business", "architecture", "stream", "occasions"))
            yield self._say(due, f"brief.{about}")

    def _asks(self, due: Due) -> str:
        again = self._say(due, "talk.again") if due.step is Step.AGAIN else ""
        wanted = self._script.evidence or self._script.dice.choice("anew", ((Evidence.PUBLISHER_LOG,), (Evidence.PLAYER_LOG,)))
        return self._voice.join(again, *(self._say(due, f"evidence.{each}") for each in wanted))

    def _verdict(self, due: Due) -> Iterator[str]:
        script, question = self._script, self._script.question
        habit = script.persona.habit
        if script.outcome not in {Outcome.SHALLOW, Outcome.POINTS} and script.dice.happens("cites", habit.cites_precedent):
            yield self._say(due, "talk.precedent")
        if question is None or script.outcome is Outcome.SHALLOW:
            yield self._say(due, "talk.fixed" if script.says_fixed else "talk.nothing")
        elif script.outcome is Outcome.CAUSE:
            yield from self._cause(due, question)
        elif script.outcome is Outcome.BLAMES:
            yield self._voice.join(self._say(due, "talk.blame"), self._wrong_cause(due, question, CUSTOMERS_SIDE))
        elif script.outcome is Outcome.POINTS:
            yield from self._points(due, question)
        else:
            yield from self._other(due, question)
        if script.outcome is not Outcome.POINTS and script.dice.happens("admits", habit.admits_limit):
            yield self._say(due, "talk.limit")

    def _other(self, due: Due, question: Question) -> Iterator[str]:
        outcome = self._script.outcome
        if outcome in {Outcome.GUESSES, Outcome.INVENTS}:
            yield self._wrong_cause(due, question)
            yield self._remedy(due, question, cures=False)
        elif outcome is Outcome.AROUND:
            yield self._say(due, "talk.around")
            yield self._remedy(due, question, cures=True)
        elif outcome is Outcome.CHECKS:
            yield self._say(due, f"checks.{layer_of(question)}")
            yield from (self._say(due, f"evidence.{each}") for each in question.withheld[:1])
        elif outcome is Outcome.NORMAL:
            yield self._say(due, f"normal.{question.id}", self._truth(question))
            if self._script.changes:
                yield self._say(due, f"tuning.{question.id}", self._say(due, "talk.tuning"))
        else:
            yield self._say(due, "talk.fine")

    def _cause(self, due: Due, question: Question) -> Iterator[str]:
        yield self._say(due, f"causes.{question.fault}", self._truth(question))
        yield self._remedy(due, question, cures=True) if self._script.changes else self._say(due, "talk.no_change_known")
        if self._script.prevents:
            yield self._say(due, f"prevention.{layer_of(question)}")

    def _truth(self, question: Question) -> str:
        return question.key.cause.tells.to(self._voice.language) if question.key.cause else ""

    def _wrong_cause(self, due: Due, question: Question, of: tuple[str, ...] = ()) -> str:
        among = [cause for cause in question.key.mistaken if cause.id in of] or list(question.key.mistaken)
        if not among:
            return self._say(due, "talk.nothing")
        wrong: Cause = self._script.dice.choice("wrong", among)
        return self._say(due, f"causes.{wrong.id}", wrong.tells.to(self._voice.language))

    def _remedy(self, due: Due, question: Question, *, cures: bool) -> str:
        among = [proposal for proposal in question.key.proposals if proposal.cures is cures]
        if not among:
            return ""
        which: Proposal = among[(int(self._script.dice.share("remedy") * len(among)) + self._talk.failures) % len(among)]
        return self._say(due, f"remedies.{which.id}", which.what.to(self._voice.language))

    def _points(self, due: Due, question: Question) -> Iterator[str]:
        if not self._script.points:
            yield self._say(due, "talk.sales")
        for number in self._script.points:
            point = question.key.points[number].what.to(self._voice.language)
            yield self._say(due, f"advice.{question.id}.p{number + 1}", point)

    def _sorry(self, due: Due) -> Iterator[str]:
        yield self._say(due, "talk.sorry")
        question, outcome = self._script.question, self._script.outcome
        if question and outcome in {Outcome.GUESSES, Outcome.CAUSE} and self._talk.failures == 1:
            yield self._remedy(due, question, cures=outcome is Outcome.CAUSE)
        else:
            yield self._say(due, "talk.passing_up")

    def _glad(self, due: Due) -> Iterator[str]:
        script = self._script
        yield self._say(due, "talk.glad")
        if script.dice.happens("retest", script.persona.habit.retest):
            yield self._say(due, "talk.retest")
        if due.wants_postmortem:
            yield self._answers_postmortem(due)
        elif self._talk.offers_postmortem(due):
            yield self._say(due, "talk.offers_postmortem")

    def _answers_postmortem(self, due: Due) -> str:
        comes = self._talk.writes_postmortem(due) or self._script.dice.happens("empty_words", 0.5)
        return self._say(due, "talk.promises_postmortem" if comes else "talk.refuses_postmortem")

    def _postmortem(self, due: Due) -> Iterator[str]:
        yield self._say(due, "talk.postmortem")
        story = self._story()
        for item, level in self._items():
            yield self._say(due, f"postmortem.{item}.{'specific' if level > 1 else 'present'}", **story)

    def _items(self) -> Iterator[tuple[Item, int]]:
        items = self._script.persona.postmortem.items
        return ((item, items[item]) for item in Item if items[item])

    def _story(self) -> dict[str, str]:
        question = self._script.question
        assert question is not None
        truth = self._truth(question).rstrip("。.")
        cures = [each.what.to(self._voice.language) for each in question.key.proposals if each.cures]
        times = {
            name: _utc(self._talk.marks.get(name, self._script.opened)) for name in ("opened", "answered", "verdict", "cured")
        }
        return {**times, "cause": self._voice.say("story", f"names.{question.fault}", truth), "change": cures[0] if cures else ""}


def agent(voice: Voice, script: Script, which: str) -> str:
    """One of the persona's people by name."""
    people = voice.people(script.persona.reply.agents)
    return script.dice.choice(f"agent.{which}", people)


def promise_of(script: Script, due: Due) -> Millis | None:
    return promised(script, due.at) if due.step is Step.PROMISE else None


def _utc(at: Millis) -> str:
    return f"{from_millis(at):%Y-%m-%d %H:%M} UTC"
