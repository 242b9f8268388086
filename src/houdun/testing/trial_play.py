"""A case of a trial played as a script: what happens with times, what the protocol commands, in full and in order.

    question slow_first_picture
    >> 10:00 began
    << 10:00 show 0
    >> 10:05 shown 0: seen
    << 10:05 note impact_started observed 10:04
    << 10:05 say 0: opening
    >> 10:05 sent 0
    >> 10:30 heard a: wants publisher_log, cause
    << 10:40 say 1: gives publisher_log; what_to_change
    >> 10:40 sent 1
    << +3 10:40 finish ran_out
    >> +3 11:00 end

Times are those of `factories.millis`. Ticks come by themselves when they are due, as far as the last line; `end` only lets the time pass. A show was `seen` (by the probe, a
minute after the fault's begin), `unseen`, `well` or `ill` (seen, and not as it should be in the end). What a message means stands behind the colon, with
commas: the fields of `Meaning` in short (`_MEANINGS`). Lines that begin otherwise are comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import ndiff

from houdun.facts.fault import Evidence
from houdun.facts.question import Given
from houdun.facts.time import DAY, MINUTE, Millis, from_millis
from houdun.flow.trial.moves import (
    AskPerson,
    Began,
    Command,
    Decided,
    Event,
    Finish,
    Heard,
    Matter,
    Meaning,
    Note,
    NotSent,
    NotShown,
    Part,
    Returned,
    Say,
    Sent,
    Show,
    Shown,
    Stopped,
    Tick,
)
from houdun.flow.trial.protocol import due, start, step
from houdun.language import Bilingual, Language
from houdun.scenario.instance import instances
from houdun.scenario.question import load
from houdun.testing.factories import MONDAY, VENDOR, millis

_HAPPENS = re.compile(r">> (?P<at>(?:\+\d+ )?\d\d:\d\d) (?P<what>\w+)(?: (?P<which>\w+))?(?:: (?P<how>.*))?")
_AT = re.compile(r"(?:>>|<<) (?P<at>(?:\+\d+ )?\d\d:\d\d)")
_MEANINGS: Mapping[str, Callable[[list[str]], dict[str, object]]] = {
    "machine": lambda _: {"person": False},
    "wants": lambda words: {"wants": frozenset(map(Evidence, words))},
    "given": lambda words: {"given": frozenset(map(Given, words))},
    "reserves": lambda words: {"reserves": frozenset(words)},
    "proposes": lambda words: {"proposals": tuple(words)},
    "cause": lambda _: {"names_cause": True},
    "fixed": lambda _: {"claims_fixed": True},
    "postmortem": lambda _: {"delivers_postmortem": True},
    "postmortem_later": lambda _: {"promises_postmortem": True},
    "retest": lambda _: {"offers_retest": True},
    "answer": lambda words: {"answer": " ".join(words)},
}
_REASON = Bilingual("地址不通", "the address does not answer")


def play(script: str) -> None:
    """Raises AssertionError with both transcripts, line by line, where the protocol commands anything else; ValueError for a line that cannot be read."""
    lines = [line.strip() for line in script.splitlines()]
    written = [line for line in lines if line.startswith((">>", "<<"))]
    played = _played(matter(next(line.split()[1] for line in lines if line.startswith("question "))), written)
    assert played == written, "\n" + "\n".join(ndiff(written, played))


def matter(question: str, language: Language = Language.EN) -> Matter:
    """The first instance of a packaged question, or of one in a file, put to the factories' vendor."""
    instance = instances([load(question)])[0]
    return Matter(case="c1", vendor=VENDOR, block=0, instance=instance, language=language, due=MONDAY)


def meaning(text: str) -> Meaning:
    """`wants publisher_log, cause` as a Meaning. Raises ValueError for what is none of its fields."""
    fields: dict[str, object] = {}
    for item in filter(None, (each.strip() for each in text.split(","))):
        name, *words = item.split()
        if name not in _MEANINGS and name not in Meaning.__dataclass_fields__:
            raise ValueError(f"no meaning: {item!r}")
        fields |= _MEANINGS[name](words) if name in _MEANINGS else {name: True}
    return Meaning(**fields)  # type: ignore[arg-type]  # mypy cannot check names that are data


def _played(matter: Matter, written: list[str]) -> list[str]:
    """What was written to happen, each line followed by what is commanded, as far as the last line's time."""
    state, played = start(matter), list[str]()

    def go_on(event: Event) -> None:
        nonlocal state
        state, commands = step(state, event)
        played.extend(f"<< {_time(event.at)} {_told(command)}" for command in commands)

    for line in written:
        at = millis(_AT.match(line)["at"])  # type: ignore[index]  # every line written has its time, or the script is to fail here
        while (tick := due(state)) is not None and tick <= at:
            go_on(Tick(at=tick))
        if line.startswith(">>"):
            played.append(line)
            if not line.endswith(" end"):
                go_on(_event(line))
    return played


def _event(line: str) -> Event:
    happens = _HAPPENS.fullmatch(line)
    if not happens:
        raise ValueError(f"cannot be played: {line!r}")
    at, which, how = millis(happens["at"]), happens["which"] or "", happens["how"] or ""
    match happens["what"]:
        case "began":
            return Began(at=at)
        case "shown":
            onset, seen = at - 2 * MINUTE, how in ("seen", "ill", "well")
            detected = onset + MINUTE if seen else None
            return Shown(at=at, number=int(which), onset_at=onset, detected_at=detected, healthy=how == "well")
        case "notshown":
            return NotShown(at=at, number=int(which), reason=_REASON)
        case "sent":
            return Sent(at=at, number=int(which))
        case "returned":
            return Returned(at=at, number=int(which), reason=_REASON)
        case "notsent":
            return NotSent(at=at, number=int(which), reason=_REASON)
        case "heard":
            return Heard(at=at, uid=which, meaning=meaning(how))
        case "decided":
            return Decided(at=at, uid=which, meaning=meaning(how))
        case "stopped":
            return Stopped(at=at)
    raise ValueError(f"cannot happen: {line!r}")


def _told(command: Command) -> str:
    match command:
        case Show():
            return " ".join(("show", str(command.number), *command.remedies))
        case Say():
            return f"say {command.number}: " + "; ".join(map(_part, command.parts))
        case AskPerson():
            return f"ask {command.uid}"
        case Note():
            return f"note {command.milestone} {command.basis} {_time(command.at)}"
        case Finish():
            return f"finish {command.end}"


def _part(part: Part) -> str:
    flags = ("brief" if part.brief else "", "reproduction" if part.reproduction else "")
    return " ".join(filter(None, (part.says, *part.evidence, *part.given, *flags, *part.reserves, part.remedy, part.words)))


def _time(at: Millis) -> str:
    days, into = divmod(at - MONDAY, DAY)
    clock = from_millis(into).time().isoformat("minutes")
    return f"+{days} {clock}" if days else clock
