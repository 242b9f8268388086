"""A rater's grade beside the others' and the rule's, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from houdun.facts.grade import Grade
from houdun.flow.blind.standing import Beside
from houdun.grading.blind.packet import Packet
from houdun.language import Bilingual
from houdun.web.grade.form import YES_OR_NO, Field, fields, filled

SILENT = Bilingual("–", "–")


@dataclass(frozen=True, slots=True)
class Line:
    """What each says about one thing."""

    label: Bilingual
    said: tuple[Bilingual, ...]

    @property
    def differs(self) -> bool:
        return len({each for each in self.said if each is not SILENT}) > 1


def lines(packet: Packet, shown: Beside) -> tuple[Line, ...]:
    """The rater first, then the others, the rule last."""
    ruled = shown.ruled
    # The rule judges no post-mortem.
    rule = Grade(packet="", rater="", depth=ruled.depth, cause=ruled.cause, remedy=ruled.remedy, points=ruled.points)
    return of((shown.grade, *shown.others, rule), packet)


def of(grades: Sequence[Grade], packet: Packet) -> tuple[Line, ...]:
    asked, given = fields(packet), [filled(grade) for grade in grades]
    depth = Line(Bilingual("深度", "depth"), tuple(Bilingual(each["depth"], each["depth"]) for each in given))
    return depth, *(_line(field, (each.get(field.name, "") for each in given)) for field in (*asked.said, *asked.postmortem))


def _line(field: Field, said: Iterable[str]) -> Line:
    return Line(field.label, tuple(_words(field, each) for each in said))


def _words(field: Field, said: str) -> Bilingual:
    if said not in field.choices:
        return SILENT
    words = field.choices[said]
    return words if field.choices is YES_OR_NO else Bilingual(f"{said} {words.zh}", f"{said} {words.en}")
