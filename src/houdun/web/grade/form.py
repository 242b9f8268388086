"""What a rater fills in: the fields that a packet asks for, and the answer that a browser sends back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from houdun.facts.grade import Grade
from houdun.facts.question import Sort
from houdun.grading.blind.answers import NO_IDEA, empty
from houdun.grading.blind.packet import Packet, Record
from houdun.grading.blind.postmortem import ITEMS
from houdun.language import Bilingual

YES, NO = "yes", "no"
YES_OR_NO = {YES: Bilingual("是", "yes"), NO: Bilingual("否", "no")}
LEVELS = {
    "0": Bilingual("没有", "absent"),
    "1": Bilingual("有", "present"),
    "2": Bilingual("具体", "specific"),
    "3": Bilingual("已核实", "verified"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to choose: `choices` are what may be sent, each with its words."""

    name: str
    label: Bilingual
    choices: Mapping[str, Bilingual]

    @property
    def keys(self) -> Mapping[str, str]:
        """The key on the keyboard for each choice."""
        return {value: value[0] for value in self.choices}


@dataclass(frozen=True, slots=True)
class Fields:
    depth: Field
    said: tuple[Field, ...]
    """Whether this or that was said: cause, cure, key points."""
    postmortem: tuple[Field, ...]


def fields(packet: Packet) -> Fields:
    """In the order in which they are filled in."""
    named = (
        Bilingual("说清了为什么其实正常吗？", "Does it say why all is well?")
        if packet.sort is Sort.CONTROL
        else Bilingual("说中了真实原因吗？", "Does it name the true cause?")
    )
    asked = {"cause": named, "remedy": Bilingual("给出了真能解决的改法吗？", "Does it give a change that cures?")}
    return Fields(
        depth=Field(
            "depth",
            Bilingual("答得有多深？", "How deep does it go?"),
            {str(level): words for level, words in enumerate(packet.depth)},
        ),
        said=(
            *(Field(name, label, YES_OR_NO) for name, label in asked.items() if getattr(packet, name)),
            *(Field(f"point-{number}", what, YES_OR_NO) for number, what in enumerate(packet.points)),
        ),
        postmortem=tuple(Field(f"postmortem-{item}", name, LEVELS) for item, name in ITEMS.items()) if packet.postmortem else (),
    )


def answer(packet: Packet, given: Mapping[str, str]) -> Record:
    """What was sent, in the form in which answers are read; null where nothing fit was."""
    asked = empty(packet)
    found: Record = {"depth": _level(given.get("depth")), "note": given.get("note", "").replace("\r\n", "\n")}
    found |= {name: _yes(given.get(name)) for name in ("cause", "remedy") if name in asked}
    if "points" in asked:
        found["points"] = [_yes(given.get(f"point-{number}")) for number in range(len(packet.points))]
    if "postmortem" in asked:
        found["postmortem"] = {item: _level(given.get(f"postmortem-{item}")) for item in ITEMS}
    return found | {"guess": given.get("guess", "").strip() or (NO_IDEA if given.get("no-idea") else None)}


def filled(grade: Grade) -> Mapping[str, str]:
    """A grade as a browser would send it, to be corrected."""
    said = {name: value for name, value in (("cause", grade.cause), ("remedy", grade.remedy)) if value is not None}
    said |= {f"point-{number}": value for number, value in enumerate(grade.points)}
    return (
        {"depth": str(grade.depth), "note": grade.note, "guess": grade.guess, "no-idea": "" if grade.guess else YES}
        | {name: YES if value else NO for name, value in said.items()}
        | {f"postmortem-{item}": str(level) for item, level in grade.postmortem.items()}
    )


def _level(value: str | None) -> int | None:
    return int(value) if value in LEVELS or value == "4" else None


def _yes(value: str | None) -> bool | None:
    return value == YES if value in YES_OR_NO else None
