"""A case played as a dialogue with times, and what its reading is expected to say.

    >> 10:00 severity critical
    >> 10:00 customer: Audio and video drift apart.
    >> 10:10 vendor: Please send the SDK log. [asks_for_logs, justified_request]
    >> 10:20 vendor (internal): Who knows the jitter buffer?
    >> 11:00 customer: Here it is.
    >> 12:00 vendor: Fixed in 4.2, I look again at five. [claims_fixed, promises_update=17:00]
    >> 12:30 customer observed mitigated
    >> 13:00 vendor claimed closed
    >> 14:00 end
    << state closed
    << first_response 10:10
    << mitigated observed 12:30
    << located none
    << time_to_first_response_human 10m
    << time_to_resolved 2h / 1h10m
    << update_kept#0 2h running

Times are those of `factories.millis`; `end` is the horizon; findings stand in brackets. A clock shows its wall time in days, hours,
minutes and seconds (`1h30m`, never `90m`) and, behind a slash, its contract time; `running` says that it is censored, `#1` that its
second run is meant, `none` that there is no such clock or milestone. Lines that begin otherwise are comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from houdun.facts.case import Basis, CaseLog, Entry, Message, Milestone, Role, Severity
from houdun.facts.reading import CaseReading, Moment
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis, from_millis
from houdun.testing.factories import MONDAY, finding, log, message, millis, severity, stamp

_TIME = r"(?P<at>(?:\+\d+ )?\d\d:\d\d(?::\d\d)?)"
_SAYS = re.compile(_TIME + r" (?P<role>\w+)(?: \((?P<mark>\w+)\))?: (?P<text>[^\[\]]*?)(?: *\[(?P<found>.*)\])?")
_STAMPS = re.compile(_TIME + r" (?P<role>\w+) (?P<basis>claimed|observed) (?P<milestone>\w+)")
_RATES = re.compile(_TIME + r" severity (?P<severity>\w+)")
_ENDS = re.compile(_TIME + r" end")
_CLOCK = re.compile(r"(?P<name>\w+)(?:#(?P<run>\d+))? (?P<wall>none|[\ddhms]+)(?: / (?P<contract>[\ddhms]+))?(?: running)?")
_REACHED = re.compile(r"(?P<name>\w+)(?P<observed> observed)? (?:none|" + _TIME + ")")
_MILESTONES = frozenset(milestone.value for milestone in Milestone)
_UNITS = {"d": DAY, "h": HOUR, "m": MINUTE, "s": SECOND}


@dataclass(frozen=True, slots=True)
class Playbook:
    """A played case and the lines that its reading is held to."""

    log: CaseLog
    expected: tuple[str, ...]

    @classmethod
    def parse(cls, script: str) -> Playbook:
        """Raises ValueError, naming the line, where a line is not as described above."""
        lines = [line.strip() for line in script.splitlines()]
        entries: list[Entry] = []
        horizon = None
        for line in (line.removeprefix(">>").strip() for line in lines if line.startswith(">>")):
            if ends := _ENDS.fullmatch(line):
                horizon = millis(ends["at"])
            else:
                entries += _entries(line)
        played = log(*entries, horizon=horizon)
        return cls(played, tuple(line.removeprefix("<<").strip() for line in lines if line.startswith("<<")))

    def differences(self, reading: CaseReading) -> tuple[str, ...]:
        """The expected lines that the reading does not bear out, each with what it says instead."""
        told = ((line, _told(line, reading)) for line in self.expected)
        return tuple(f"expected {line!r}, read {says!r}" for line, says in told if line != says)


def play(script: str, read: Callable[[CaseLog], CaseReading]) -> CaseReading:
    """Reads the script's case with `read` and returns the reading. Raises AssertionError naming every line that differs."""
    book = Playbook.parse(script)
    reading = read(book.log)
    differences = book.differences(reading)
    assert not differences, "\n".join(differences)
    return reading


def _entries(line: str) -> list[Entry]:
    if says := _SAYS.fullmatch(line):
        marks = {"public": says["mark"] != "internal", "doubtful": "a rule" if says["mark"] == "doubtful" else ""}
        said = message(
            says["text"], says["at"], Role(says["role"]), public=bool(marks["public"]), doubtful=str(marks["doubtful"])
        )
        return [said, *(_found(said, each) for each in (says["found"] or "").split(",") if each.strip())]
    if stamps := _STAMPS.fullmatch(line):
        return [stamp(Milestone(stamps["milestone"]), stamps["at"], Role(stamps["role"]), basis=Basis(stamps["basis"]))]
    if rates := _RATES.fullmatch(line):
        return [severity(Severity(rates["severity"]), rates["at"])]
    raise ValueError(f"cannot be played: {line!r}")


def _found(said: Message, text: str) -> Entry:
    name, _, value = text.strip().partition("=")
    return finding(said, name, str(millis(value)) if value else "")


def _told(line: str, reading: CaseReading) -> str:
    """What the reading says, in the form of the expected line."""
    if line.startswith("state "):
        return f"state {reading.state}"
    if (reached := _REACHED.fullmatch(line)) and reached["name"] in _MILESTONES:
        return _milestone(reached, reading)
    if clock := _CLOCK.fullmatch(line):
        return _clock(clock, reading)
    raise ValueError(f"cannot be expected: {line!r}")


def _milestone(line: re.Match[str], reading: CaseReading) -> str:
    moment = reading.milestones.get(Milestone(line["name"]), Moment())
    at = moment.observed_at if line["observed"] else moment.claimed_at
    return f"{line['name']}{line['observed'] or ''} {'none' if at is None else _time(at)}"


def _clock(line: re.Match[str], reading: CaseReading) -> str:
    label = line["name"] + (f"#{line['run']}" if line["run"] else "")
    runs = reading.runs(line["name"])[int(line["run"] or 0) :]
    if not runs:
        return f"{label} none"
    contract = f" / {_length(runs[0].contract_ms)}" if line["contract"] else ""
    return f"{label} {_length(runs[0].wall_ms)}{contract}{' running' if runs[0].censored else ''}"


def _time(at: Millis) -> str:
    """As `factories.millis` reads it, seconds only where there are any."""
    days, into = divmod(at - MONDAY, DAY)
    clock = from_millis(into).time().isoformat("seconds" if into % MINUTE else "minutes")
    return f"+{days} {clock}" if days else clock


def _length(milliseconds: Millis) -> str:
    """Days, hours, minutes, seconds: `1d2h`, `1h30m`, `0s`; milliseconds are left out."""
    parts, rest = [], milliseconds
    for unit, size in _UNITS.items():
        count, rest = divmod(rest, size)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts) or "0s"
