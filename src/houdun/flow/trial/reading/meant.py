"""What a message means, as a person types it and reads it: `wants publisher_log network_test, proposes shorter_gop, claims_fixed`.

meant.read("wants publisher_log, names_cause", question)      → Meaning
meant.words(meaning)                                           → the same words again
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final

from houdun.errors import UsageError
from houdun.facts.fault import Evidence
from houdun.facts.question import Given, Question
from houdun.flow.trial.moves import Meaning
from houdun.language import Bilingual

MACHINE, NOTHING, PROPOSES = "machine", "nothing", "proposes"
FLAGS: Final = tuple(
    each.name for each in fields(Meaning) if each.type == "bool" and each.name not in ("person", "doubtful", "unclear")
)
LISTS: Final[Mapping[str, Callable[[Question], frozenset[str]]]] = {
    "wants": lambda question: frozenset(Evidence),
    "given": lambda question: frozenset(Given),
    "reserves": lambda question: frozenset(each.id for each in question.reserves),
    PROPOSES: lambda question: frozenset(each.id for each in question.key.proposals),
}
"""What may stand behind each of these words."""


def read(text: str, question: Question) -> Meaning:
    """Raises UsageError that lists what may be typed."""
    found: dict[str, Any] = {}
    for item in filter(None, (each.strip() for each in text.split(","))):
        name, *rest = item.split()
        if name == MACHINE and not rest:
            found["person"] = False
        elif name in FLAGS and not rest:
            found[name] = True
        elif name in LISTS and rest and LISTS[name](question).issuperset(rest):
            found |= _listed(name, rest)
        elif name != NOTHING or rest:
            raise _unknown(item, question)
    return Meaning(**found)


def words(meaning: Meaning) -> str:
    """As `read` takes it. What is doubtful or unclear about it is left out: that is for the person to settle."""
    if not meaning.person:
        return MACHINE
    listed = {"wants": meaning.wants, "given": meaning.given, "reserves": meaning.reserves}
    said = [f"{name} {' '.join(sorted(held))}" for name, held in listed.items() if held]
    said += [f"{PROPOSES} {' '.join(meaning.proposals)}"] if meaning.proposals else []
    said += [name for name in FLAGS if getattr(meaning, name)]
    return ", ".join(said) or NOTHING


def _listed(name: str, rest: list[str]) -> dict[str, Any]:
    match name:
        case "wants":
            return {"wants": frozenset(map(Evidence, rest))}
        case "given":
            return {"given": frozenset(map(Given, rest))}
        case "reserves":
            return {"reserves": frozenset(rest)}
        case _:
            return {"proposals": tuple(rest)}


def _unknown(item: str, question: Question) -> UsageError:
    lists = "; ".join(f"{name} {' '.join(sorted(known(question)))}" for name, known in LISTS.items() if known(question))
    flags = ", ".join((MACHINE, NOTHING, *FLAGS))
    return UsageError(
        Bilingual(f"读不懂「{item}」", f"cannot read {item!r}"),
        Bilingual(f"可写 {flags}，或 {lists}；用逗号隔开", f"write {flags}, or {lists}; with commas between"),
        where="--means",
    )
