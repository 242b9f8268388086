"""What a message may mean, as boxes to be ticked: each stands for a word that `houdun inbox answer --means` takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict

from houdun.app.duty import On
from houdun.facts.question import Question
from houdun.flow.trial import persons
from houdun.flow.trial.letters.phrases import KINDS
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.reading import meant
from houdun.flow.trial.record import Entry
from houdun.language import Bilingual
from houdun.web.now.words import GIVEN, MEANINGS

NOTHING = Bilingual("没有什么要我们做的", "nothing that we have to do")


@dataclass(frozen=True, slots=True)
class Box:
    """Sent as `name=value`; ticked where the rules read it so."""

    name: str
    value: str
    words: Bilingual
    ticked: bool


@dataclass(frozen=True, slots=True)
class Group:
    words: Bilingual
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """`suggested` says in words how the rules read it."""

    suggested: tuple[Bilingual, ...]
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, trial: On, entry: Entry) -> Self:
        """For a task that asks what a message means."""
        question = trial.matter(entry.data["case"]).instance.question
        groups = tuple(group for group in _groups(question, persons.suggestion(entry)) if group.boxes)
        ticked = tuple(
            Bilingual(f"{group.words.zh}：{box.words.zh}", f"{group.words.en}: {box.words.en}")
            if group is not groups[0]
            else box.words
            for group in groups
            for box in group.boxes
            if box.ticked
        )
        return cls(ticked or (NOTHING,), groups)


def _groups(question: Question, meaning: Meaning) -> Iterator[Group]:
    yield Group(
        Bilingual("它", "It"), tuple(Box("flag", name, MEANINGS[name], bool(getattr(meaning, name))) for name in meant.FLAGS)
    )
    wanted = (Box("wants", kind.value, words, kind in meaning.wants) for kind, words in KINDS.items())
    yield Group(Bilingual("它要的材料", "It asks for"), tuple(wanted))
    given = (Box("given", kind.value, words, kind in meaning.given) for kind, words in GIVEN.items())
    yield Group(Bilingual("它问的、开场已说过的", "It asks for what the opening says"), tuple(given))
    reserves = (Box("reserves", each.id, each.tells, each.id in meaning.reserves) for each in question.reserves)
    yield Group(Bilingual("它问到、我们可以告诉它的", "It asks about, and we can tell"), tuple(reserves))
    proposals = (Box("proposes", each.id, each.what, each.id in meaning.proposals) for each in question.key.proposals)
    yield Group(Bilingual("它建议的改动", "It proposes"), tuple(proposals))


def typed(given: QueryDict) -> str:
    """The boxes that were ticked, in the words that `meant.read` takes."""
    lists = ((name, given.getlist(name)) for name in meant.LISTS)
    return ", ".join([*(f"{name} {' '.join(values)}" for name, values in lists if values), *given.getlist("flag")])
