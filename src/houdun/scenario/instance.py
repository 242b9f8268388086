"""Questions as they can be put: every settled combination of a question's values, details and wordings, and the letter that it becomes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeVar

from houdun.facts.question import Given, Instance, Letter, Question
from houdun.language import Bilingual, Language

T = TypeVar("T")
SAYS: Mapping[Given, Bilingual] = {
    Given.STREAM: Bilingual("流名", "Stream"),
    Given.SINCE: Bilingual("开始时间", "Since"),
    Given.PUBLISHED: Bilingual("推流参数", "Published as"),
    Given.PLAYED: Bilingual("观看地址", "Watched at"),
}


def instances(questions: Iterable[Question]) -> tuple[Instance, ...]:
    """All of them, in the order of the questions; within one: values, details, wordings as the file lists them.

    Ids depend on the question's id, the settled values and details, and the wording's number only: they stay when other values are added.
    """
    return tuple(instance for question in questions for instance in _of(question))


def letter(instance: Instance, language: Language, run: Mapping[Given, str]) -> Letter:
    """What is sent: details filled in, and what is given at once; whatever of it the wording does not mention stands in lines below.

    `run` holds the words for everything that the question gives (KeyError otherwise).
    """
    question = instance.question
    worded = question.wordings[instance.wording].to(language)
    told = {str(each): run[each] for each in question.given}
    details = {name: detail.to(language) for name, detail in instance.details.items()}
    lines = [_line(each, run[each], language) for each in question.given if f"{{{each}}}" not in worded.text]
    text = worded.text.format(**told, **details)
    return Letter(worded.subject, "\n\n".join(filter(None, (text, "\n".join(lines)))))


def _of(question: Question) -> Iterator[Instance]:
    for values in _settled(question.values):
        for details in _settled(question.details):
            situation = _id(question.id, values, details)
            for number in range(len(question.wordings)):
                yield Instance(
                    id=f"{situation}-{number + 1}",
                    situation=situation,
                    question=question,
                    values=values,
                    details=details,
                    wording=number,
                )


def _settled(choices: Mapping[str, Sequence[T]]) -> Iterator[dict[str, T]]:
    return (dict(zip(choices, chosen, strict=True)) for chosen in product(*choices.values()))


def _id(question: str, values: Mapping[str, float], details: Mapping[str, Bilingual]) -> str:
    """The question's id, and four bytes of a hash, which tells no parameter."""
    settled = json.dumps([question, values, details], sort_keys=True, ensure_ascii=False)
    return f"{question}-{hashlib.sha256(settled.encode()).hexdigest()[:8]}"


def _line(given: Given, words: str, language: Language) -> str:
    return Bilingual(f"{SAYS[given].zh}：{words}", f"{SAYS[given].en}: {words}").to(language)
