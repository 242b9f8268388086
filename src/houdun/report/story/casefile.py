"""One case in its own words: messages with their times, the signals in them underlined, the evidence they came from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from itertools import pairwise

from houdun.facts.case import Finding, Message, Milestone, Role
from houdun.facts.reading import CaseReading, Moment
from houdun.facts.time import iso
from houdun.report.document import CaseFile, Line, Quote, Span, Style
from houdun.report.outside import brief, shown
from houdun.report.view import View
from houdun.report.words import Words

MESSAGES = 10
"""So many messages of a case are quoted at most."""
LETTERS = 900
"""A longer message is cut here."""
HASH = 16
FIRST = "time_to_first_response_human"
SEEN_IN_MESSAGES = frozenset({Milestone.OPENED, Milestone.AUTO_ACKED, Milestone.FIRST_RESPONSE, Milestone.INFO_REQUESTED})


def casefile(view: View, reading: CaseReading, anchor: str, entries: set[str], *, telling: bool) -> CaseFile:
    """`entries` are the uids that numbers stand on: those messages are always among the quoted ones."""
    messages = reading.messages
    kept = _kept(messages, entries)
    put = view.tried.get(reading.key)
    files = put.files if put else {}
    people = _people(view, messages)
    signals = _signals(reading)
    quotes = [
        dataclasses.replace(
            _quote(view, messages[index], people, signals, left_out=index - before - 1),
            files=tuple(brief(name, 60) for name in files.get(messages[index].uid, ())),
        )
        for before, index in pairwise([-1, *kept])
    ]
    return CaseFile(
        anchor=anchor,
        title=(Span(brief(reading.log.title, 120) or brief(reading.key.id, 120), Style.STRONG),),
        facts=tuple(_facts(view, reading, left=len(messages) - len(kept))),
        quotes=tuple(quotes),
        telling=telling,
    )


def _kept(messages: tuple[Message, ...], entries: set[str]) -> list[int]:
    """The first, the last, those that numbers stand on with the one before, then from the start until there are enough."""
    if len(messages) <= MESSAGES:
        return list(range(len(messages)))
    behind = [index for index, message in enumerate(messages) if message.uid in entries]
    wanted = [0, len(messages) - 1, *behind, *(max(0, index - 1) for index in behind), *range(len(messages))]
    return sorted(list(dict.fromkeys(wanted))[:MESSAGES])


def _people(view: View, messages: tuple[Message, ...]) -> dict[tuple[Role, str], str]:
    """Nobody is named: the second engineer of a case is engineer 2."""
    names: dict[tuple[Role, str], str] = {}
    for message in messages:
        if (message.role, message.author) not in names:
            place = sum(role is message.role for role, _ in names) + 1
            names[message.role, message.author] = view.words.say(f"role.{message.role.value}", n=place)
    return names


def _signals(reading: CaseReading) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in reading.signals:
        found.setdefault(finding.about, []).append(finding)
    return found


def _quote(
    view: View, message: Message, people: dict[tuple[Role, str], str], signals: dict[str, list[Finding]], *, left_out: int
) -> Quote:
    source = f"{brief(message.source.blob, HASH + 1)[:HASH]} · {brief(message.source.place, 60)}"
    return Quote(
        who=people[message.role, message.author],
        role=message.role.value,
        at=view.numbers.moment(message.at),
        iso=iso(message.at),
        line=marked(view.words, message.text, signals.get(message.uid, ())),
        source=source,
        left_out=left_out,
    )


def marked(words: Words, text: str, findings: Iterable[Finding], longest: int = LETTERS) -> Line:
    """The text with each signal's evidence marked, inert, cut at `longest`; what overlaps an earlier mark stays with it."""
    spans: list[Span] = []
    cursor, end = 0, min(len(text), longest)
    for finding in sorted(findings, key=lambda finding: (finding.start, finding.end)):
        if cursor <= finding.start < finding.end <= end:
            name = words.known(f"signal.{finding.name}", brief(finding.name))
            spans += [
                Span(shown(text[cursor : finding.start])),
                Span(shown(text[finding.start : finding.end]), Style.MARK, note=name),
            ]
            cursor = finding.end
    spans.append(Span(shown(text[cursor:end]) + ("…" if len(text) > longest else "")))
    return tuple(span for span in spans if span.text)


def _facts(view: View, reading: CaseReading, *, left: int) -> Iterable[tuple[str, str]]:
    say = view.words.say
    if reading.clocks:
        yield say("casefile.severity"), say(f"severity.{reading.severity.value}")
    yield say("casefile.channel"), view.words.known(f"channel.{reading.key.channel}", brief(reading.key.channel))
    for milestone, moment in sorted(reading.milestones.items(), key=lambda pair: (pair[1].at or 0, pair[0])):
        yield say(f"milestone.{milestone.value}"), _moment(view, milestone, moment)
    for clock in reading.clocks:
        if clock.instance == 0 and (clock.name == FIRST or (clock.name.startswith("time_to") and not clock.censored)):
            time = view.numbers.duration(clock.wall_ms)
            yield (
                view.words.known(f"clock.{clock.name}", brief(clock.name)),
                say("cases.at_least", value=time) if clock.censored else time,
            )
    yield say("casefile.horizon"), view.numbers.when(reading.log.horizon)
    if left > 0:
        yield say("casefile.messages"), say("casefile.left", n=left)


def _moment(view: View, milestone: Milestone, moment: Moment) -> str:
    """Claimed and observed times apart; what the messages themselves show needs no such word."""
    parts = []
    if moment.claimed_at is not None:
        at = view.numbers.when(moment.claimed_at)
        parts.append(at if milestone in SEEN_IN_MESSAGES else view.words.say("casefile.claimed", at=at))
    if moment.observed_at is not None:
        parts.append(view.words.say("casefile.observed", at=view.numbers.when(moment.observed_at)))
    return view.words.say("list.between").join(parts) or "–"
