"""The plan as the journal keeps it: every start has the same calendar, and a changed file changes only what has not been asked.

held = hold(journal, drafted, now)      the plan's text and calendar, written down where they are new
held = last(journal)                    what stands, for whoever only looks
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from houdun.errors import UsageError
from houdun.facts.happening import Happening
from houdun.facts.question import Instance, Question, Stratum
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import plan, plan_file
from houdun.flow.trial.moves import Matter, Rules
from houdun.flow.trial.plan import Block
from houdun.flow.trial.record import TRIAL, Journal, plain
from houdun.flow.trial.terms import Span, Terms
from houdun.keys import redacted
from houdun.language import Bilingual, Language
from houdun.scenario import question
from houdun.scenario.instance import instances
from houdun.toml_file import Table

PLAN: Final = "plan"
FIXED: Final = ("language", "zone", "start", "seed", "endpoint")
"""What no change of the file may touch once a question was asked: letters and what was declared hang on it. Neither may the vendors. Under another name
it is another trial."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as its file has it, with what its calendar is made of. `virtual`: it is for simulated desks and another time than ours."""

    text: str
    folder: Path
    terms: Terms
    questions: tuple[Question, ...]
    peaks: tuple[Span, ...]
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A plan that stands. `changed` names the keys in which its file differs from the one that stood before; `anew` counts the blocks planned anew.
    `virtual` as in `Draft`; `others` are the names of the workspace's other trials, where it was begun just now."""

    terms: Terms
    blocks: tuple[Block, ...]
    virtual: bool = False
    changed: tuple[str, ...] = ()
    anew: int = 0
    others: tuple[str, ...] = ()
    complete: bool = True
    """Not so where the journal was spared what looked like a key: then it takes the file to speak to the vendors."""

    def has(self, case: str) -> bool:
        return self._find(case) is not None

    def matter(self, case: str) -> Matter:
        """Of the case of this id. Raises UsageError where the plan has none."""
        found = self._find(case)
        if found is None:
            raise UsageError(
                Bilingual(f"考察里没有工单 {case}", f"the trial has no case {case}"),
                Bilingual("houdun trial status 会列出工单", "houdun trial status lists the cases"),
                where=case,
            )
        return found

    def _find(self, case: str) -> Matter | None:
        return next((matter for block in self.blocks for matter in block.matters if matter.case == case), None)


def hold(journal: Journal, draft: Draft, now: Millis, others: Sequence[Block] = ()) -> Held:
    """The draft as it stands from now on: nothing is planned for what is past. `others` as in `plan.schedule`, which also says what it raises; UsageError for a
    change of what is fixed."""
    digest = _digest(draft.text)
    version, data = _newest(journal)
    if data is None:
        blocks = plan.replan(draft.terms, draft.questions, draft.peaks, begun=(), first=1, now=now, others=others)
        _write(journal, 1, draft, blocks, digest, (), now)
        return Held(draft.terms, blocks, draft.virtual, anew=len(blocks))
    before = _held(data)
    if data["digest"] == digest:
        return Held(_approved(draft.terms, before.terms.conduct.approval), before.blocks, draft.virtual)
    begun = [block for block in before.blocks if block.number in begun_blocks(journal)]
    if begun:
        _check_fixed(before.terms, draft.terms)
    first = max(block.number for block in before.blocks) + 1
    fresh = plan.replan(draft.terms, draft.questions, draft.peaks, begun=begun, first=first, now=now, others=others)
    _write(journal, version + 1, draft, (*begun, *fresh), digest, data["questions"], now)
    return Held(draft.terms, (*begun, *fresh), draft.virtual, changed=tuple(_changed(before.terms, draft.terms)), anew=len(fresh))


def last(journal: Journal) -> Held | None:
    """What stands; None where no trial was begun here. Raises UsageError for a question that is not there any more."""
    _, data = _newest(journal)
    return None if data is None else _held(data)


def name(journal: Journal) -> str | None:
    """What the trial that stands is called; None where none does."""
    _, data = _newest(journal)
    return None if data is None else str(tomllib.loads(data["text"])["trial"]["name"])


def _newest(journal: Journal) -> tuple[int, Mapping[str, Any] | None]:
    version, data = 0, None
    while entry := journal.find(TRIAL, _key(version + 1)):
        version, data = version + 1, entry.data
    return version, data


def _key(version: int) -> str:
    return PLAN if version == 1 else f"{PLAN}/{version}"


def begun_blocks(journal: Journal) -> set[int]:
    """By their numbers; also those that were given up: their time is over."""
    keys = (entry.key.partition("/") for entry in journal.read(TRIAL))
    return {int(number) for what, _, number in keys if what in ("block", "void")}


def _write(
    journal: Journal, version: int, draft: Draft, blocks: Sequence[Block], digest: str, questions: Sequence[str], now: Millis
) -> None:
    """`questions` are those of earlier plans: what was begun may need them."""
    data = {
        "text": _without_keys(draft),
        "digest": digest,
        "virtual": draft.virtual,
        "approval": draft.terms.conduct.approval,
        "folder": str(draft.folder),
        "questions": list(dict.fromkeys((*questions, *draft.terms.questions))),
        "blocks": [[block.number, block.stratum, list(map(_matter, block.matters))] for block in blocks],
    }
    journal.append_all([Happening(TRIAL, _key(version), now, data)])


def _without_keys(draft: Draft) -> str:
    """Its text as it may be kept. Raises UsageError where it says less without what looks like a key."""
    bare = redacted(draft.text)
    try:
        _understood(bare, draft.folder)
    except (tomllib.TOMLDecodeError, UsageError):
        raise UsageError(
            Bilingual("计划里好像直接写了密钥", "a key seems to stand in the plan itself"),
            Bilingual("请写成 {key:名称}", "write {key:NAME}"),
            where="houdun trial run",
        ) from None
    return bare


def _understood(text: str, folder: Path) -> Terms:
    return plan_file.understood(Table(PLAN, "", tomllib.loads(text)), folder)


def _matter(matter: Matter) -> dict[str, object]:
    return {
        "case": matter.case,
        "vendor": [matter.vendor.name, matter.vendor.plan],
        "instance": matter.instance.id,
        "language": matter.language,
        "due": matter.due,
        "rules": plain(matter.rules),
    }


def _held(data: Mapping[str, Any]) -> Held:
    terms = _understood(data["text"], Path(data["folder"]))
    known = {each.id: each for each in instances(question.load_all(data["questions"]))}
    terms = _approved(terms, data.get("approval", terms.conduct.approval))
    complete = _digest(data["text"]) == data["digest"]
    return Held(terms, tuple(_blocks(data["blocks"], known)), bool(data["virtual"]), complete=complete)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _approved(terms: Terms, approval: bool) -> Terms:
    """A rehearsal may do without the approval that its file asks for, and goes on as it was begun."""
    return replace(terms, conduct=replace(terms.conduct, approval=approval))


def _blocks(kept: Sequence[Any], known: Mapping[str, Instance]) -> Iterator[Block]:
    for number, stratum, matters in kept:
        read = tuple(_read(each, number, known) for each in matters)
        yield Block(number=number, stratum=Stratum(stratum), matters=read)


def _read(kept: Mapping[str, Any], block: int, known: Mapping[str, Instance]) -> Matter:
    if kept["instance"] not in known:
        raise UsageError(
            Bilingual(
                f"考题 {kept['instance']} 与计划里的不一样了",
                f"the question {kept['instance']} is not what it was when it was planned",
            ),
            Bilingual("请恢复考题文件", "bring the question's file back to what it was"),
            where="trial.questions",
        )
    return Matter(
        case=kept["case"],
        vendor=Vendor(*kept["vendor"]),
        block=block,
        instance=known[kept["instance"]],
        language=Language(kept["language"]),
        due=kept["due"],
        rules=Rules(**kept["rules"]),
    )


def _check_fixed(before: Terms, now: Terms) -> None:
    touched = [name for name in FIXED if getattr(before, name) != getattr(now, name)]
    touched += ["vendors"] * (before.vendors != now.vendors)
    if touched:
        raise UsageError(
            Bilingual(
                f"已经提过问，{'、'.join(touched)} 不能再改",
                f"questions have been asked: {', '.join(touched)} cannot change any more",
            ),
            Bilingual(
                "请改回原来的值，或另建工作区重新考察", "put back what it was, or begin another trial in another workspace"
            ),
            where="houdun trial run",
        )


def _changed(before: Terms, now: Terms) -> Iterator[str]:
    """Names of the terms, as far as they differ. A mailbox's password and file of keys are no terms."""
    for field in fields(Terms):
        if field.name != "contacts" and getattr(before, field.name) != getattr(now, field.name):
            yield field.name
    ways = [
        [(each.vendor, each.reached, each.to, each.medium, each.aliases) for each in terms.contacts] for terms in (before, now)
    ]
    if ways[0] != ways[1]:
        yield "vendors"
