"""The brief: what every vendor is told once, before the first question. Business, architecture, streams, what is coming up, and who we honestly are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from houdun.channel.email.compose import message_id
from houdun.channel.port import Attachment, Letter
from houdun.facts.occasion import Occasion
from houdun.facts.time import Millis, from_millis
from houdun.flow.trial.letters import phrases
from houdun.flow.trial.letters.letter import Envelope
from houdun.flow.trial.terms import Brief
from houdun.language import Bilingual, Language

LONGEST_LINE = 75
"""Octets of a line of an iCalendar file: RFC 5545, section 3.1."""


def brief(
    told: Brief, published: Bilingual | None, occasions: Sequence[Occasion], zone: str, language: Language, envelope: Envelope
) -> Letter:
    """The same letter for the same trial and address. `published` says how we publish, where that is known; times are those of `zone`."""
    calendar = Attachment("calendar.ics", "text/calendar", calendar_file(occasions)) if occasions else None
    passages = _passages(told, published.to(language) if published else "", _lines(occasions, zone, language), zone, language)
    return Letter(
        id=message_id(envelope.domain, envelope.seed, "brief", envelope.to),
        tag="",
        to=envelope.to,
        subject=phrases.INTRODUCTION.to(language),
        text="\n\n".join((phrases.WHO.to(language), *passages)),
        attachments=(calendar,) if calendar else (),
    )


def calendar_file(occasions: Sequence[Occasion]) -> bytes:
    """The occasions as iCalendar (RFC 5545), in UTC. A stamp of its own making would change the file with every writing: it is the beginning's."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar//EN"]
    for each in occasions:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(each.uid)}",
            f"DTSTAMP:{_utc(each.start)}",
            f"DTSTART:{_utc(each.start)}",
            f"DTEND:{_utc(each.end)}",
            f"SUMMARY:{_escaped(each.name)}",
            f"CATEGORIES:{each.kind.upper()}",
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in _folded(line)).encode()


def _passages(told: Brief, published: str, lines: str, zone: str, language: Language) -> Iterator[str]:
    for words, held in (
        (phrases.BUSINESS, told.business),
        (phrases.ARCHITECTURE, told.architecture),
        (phrases.PUBLISHED, published),
        (phrases.CALENDAR, lines),
    ):
        if held:
            yield words.to(language).format(told=held, zone=zone)


def _lines(occasions: Sequence[Occasion], zone: str, language: Language) -> str:
    """`- 2026-03-07 20:00 … 2026-03-07 23:00 Spring gala (peak)`, a line each."""
    return "\n".join(
        f"- {_local(each.start, zone)} … {_local(each.end, zone)} {_flat(each.name)} ({phrases.OCCASIONS[each.kind].to(language)})"
        for each in occasions
    )


def _local(at: Millis, zone: str) -> str:
    return f"{from_millis(at).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def _utc(at: Millis) -> str:
    return f"{from_millis(at):%Y%m%dT%H%M%SZ}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """RFC 5545, section 3.3.11; a name is one line here."""
    return _flat(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Broken between characters, every further part behind a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST_LINE:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
