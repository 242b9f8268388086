"""How much of what the simulated desks say is understood: `python -m benchmarks.trial.understood`.

Their texts come from hands that have not read the rules, and no term of the rules may be taken from them. Recall is counted over every text for each
question that has the thing; "else" are texts in which another thing was read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources

from houdun.facts.case import Role
from houdun.facts.fault import Evidence
from houdun.facts.question import Question
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.reading.understand import meaning
from houdun.grading import find
from houdun.language import Language
from houdun.scenario.question import load, packaged
from houdun.testing.factories import message

QUESTIONS = [load(name) for name in packaged()]


def corpus(language: Language, name: str) -> Mapping[str, list[str]]:
    file = resources.files("houdun.desk") / "corpus" / "trial" / language / f"{name}.toml"
    return {key: list(_texts(held)) for key, held in tomllib.loads(file.read_text("utf-8")).items()}


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, list):
        yield from (text for each in held for text in _texts(each))
    elif isinstance(held, dict):
        yield from (text for each in held.values() for text in _texts(each))


def read(text: str, question: Question) -> Meaning:
    said = message(text, role=Role.VENDOR)
    return meaning(said, find(said), question)


def evidence(language: Language) -> Iterator[tuple[bool, bool]]:
    for kind, texts in corpus(language, "evidence").items():
        if kind in tuple(Evidence):
            for text in texts:
                wants = read(text, QUESTIONS[0]).wants
                yield kind in wants, bool(wants - {Evidence(kind)})


def nothing(language: Language) -> Iterator[tuple[bool, bool]]:
    """Causes and remedies ask for no evidence: right where none is read."""
    for name in ("causes", "remedies"):
        for texts in corpus(language, name).values():
            for text in texts:
                wants = read(text, QUESTIONS[0]).wants
                yield not wants, bool(wants)


def reproduction(language: Language) -> Iterator[tuple[bool, bool]]:
    for text in corpus(language, "evidence")["reproduction"]:
        yield read(text, QUESTIONS[0]).reproduction, False


def remedies(language: Language) -> Iterator[tuple[bool, bool]]:
    texts = corpus(language, "remedies")
    for question in QUESTIONS:
        for proposal in question.key.proposals:
            for text in texts.get(proposal.id, ()):
                proposed = set(read(text, question).proposals)
                yield proposal.id in proposed, bool(proposed - {proposal.id})


def causes(language: Language) -> Iterator[tuple[bool, bool]]:
    texts = corpus(language, "causes")
    for question in QUESTIONS:
        if question.key.cause:
            for text in texts.get(question.key.cause.id, ()):
                yield read(text, question).names_cause, False


def main() -> None:
    print("| what is said | language | n | recall | else |")
    print("|---|---|--:|--:|--:|")
    every = {"evidence": evidence, "no evidence": nothing, "reproduction": reproduction, "remedies": remedies, "causes": causes}
    for name, said in every.items():
        for language in Language:
            told = list(said(language))
            right, other = sum(each for each, _ in told), sum(each for _, each in told)
            print(f"| {name} | {language} | {len(told)} | {right / len(told):.2f} | {other} |")


if __name__ == "__main__":
    main()
