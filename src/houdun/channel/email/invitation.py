"""A calendar invitation as a line of text: what it is about and when, read off without obeying it (RFC 5545)."""

from __future__ import annotations

import re
from typing import Final

MAX_READ: Final = 64 * 1024
MAX_VALUE: Final = 200

_FOLD: Final = re.compile(r"\r?\n[ \t]")
_EVENT: Final = re.compile(r"^BEGIN:VEVENT\r?$(.*?)^END:VEVENT", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_LINE: Final = re.compile(r"^([A-Za-z-]{1,40})((?:;[^:\r\n]{0,200})?):([^\r\n]*)", re.MULTILINE)
_ZONE: Final = re.compile(r"TZID=\"?([^;\":]{1,60})", re.IGNORECASE)
_TIME: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_WORDS: Final = {"CANCEL": "invitation cancelled", "REPLY": "invitation answered"}


def line(calendar: str) -> str:
    """`[invitation: what, from, to, where]`; what is not told is left out. Without an event "[invitation]"."""
    text = _FOLD.sub("", calendar[:MAX_READ])
    event = _EVENT.search(text)
    said = _fields(event[1] if event else "")
    method = next((value for name, _, value in _LINE.findall(text) if name.upper() == "METHOD"), "").strip().upper()
    parts = [
        said.get("SUMMARY", ""),
        " – ".join(filter(None, (said.get("DTSTART", ""), said.get("DTEND", "")))),
        said.get("LOCATION", ""),
    ]
    told = ", ".join(part for part in parts if part)
    name = _WORDS.get(method, "invitation")
    return f"[{name}: {told}]" if told else f"[{name}]"


def _fields(event: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, parameters, value in _LINE.findall(event):
        shown = _moment(value, parameters) if name.upper().startswith("DT") else _plain(value)
        found.setdefault(name.upper(), shown)
    return found


def _plain(value: str) -> str:
    unescaped = re.sub(r"\\([\\;,nN])", lambda found: " " if found[1] in "nN" else found[1], value)
    return re.sub(r"[\s\[\]]+", " ", unescaped).strip()[:MAX_VALUE]


def _moment(value: str, parameters: str) -> str:
    """A date and time as a person writes it, with the zone as it is named there."""
    found = _TIME.match(value.strip())
    if not found:
        return ""
    day, zone = f"{found[1]}-{found[2]}-{found[3]}", _ZONE.search(parameters)
    if not found[4]:
        return day
    place = "UTC" if found[6] else _plain(zone[1]) if zone else ""
    return f"{day} {found[4]}:{found[5]} {place}".rstrip()
