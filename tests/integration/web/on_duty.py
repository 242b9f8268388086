"""A workspace with a trial under way, for tests of what is on: three simulated vendors, played in this process as far as somebody says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from houdun import config
from houdun.app import trials
from houdun.app.workspace import Workspace
from houdun.desk.persona import find
from houdun.facts.happening import Happening
from houdun.facts.time import DAY, MINUTE, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import plan_file, record, rehearse, virtual
from houdun.flow.trial.ahead import imagined
from houdun.flow.trial.kept import Draft, Held
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.record import Journal
from houdun.flow.trial.trial import Trial
from houdun.language import Bilingual
from houdun.scenario import question
from houdun.testing.trials import TUESDAY

PERSONAS = ("chenfeng", "qiushi", "yunlian")
PLAN = """
[trial]
name = "{name}"
start = 2026-12-01
days = 4
blocks = {blocks}
seed = 5

[conduct]
approval = {approval}
"""
VENDOR = """
[[vendors]]
name = "{name}"
to = "support@{name}.example"
reached = "manual"
medium = "wechat"
streams.rtmp = {{ publish = "loop://{{stream}}", play = "loop://{{stream}}" }}
"""
PROMISE = """
[[promises]]
vendor = "{name}"
plan = ""
milestone = "first_response"
target_minutes = {minutes}
hours = "24x7"
price = ""
url = ""
read_on = 2026-11-01
"""
MINUTES = (15, 30, 60)
UNPLACED = {
    "kind": "place", "subject": "Re: <b>sound</b>", "text": "Please lower it.", "author": "Ann <ann@x.example>", "source": "ab" * 32,
    "at": TUESDAY,
}  # fmt: skip


@dataclass(frozen=True)
class Shelf(rehearse.Shelf):
    """The store's, with the journal beside it as `World` wants it."""

    journal: Journal = field(kw_only=True)


def begun(
    space: Workspace, folder: Path, *, name: str = "spring", approval: bool = False, blocks: int = 6, virtual: bool = False
) -> Held:
    """A trial as it stands before anything is asked; each vendor promises a first answer in its `MINUTES`."""
    text = PLAN.format(name=name, approval=str(approval).lower(), blocks=blocks) + "".join(
        VENDOR.format(name=each) for each in PERSONAS
    )
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    terms = plan_file.load(path)
    promises = "".join(PROMISE.format(name=each, minutes=minutes) for each, minutes in zip(PERSONAS, MINUTES, strict=True))
    (space.root / "promises.toml").write_text(promises, encoding="utf-8")
    (space.root / config.FILE).write_text('promises = "promises.toml"\nzone = "Asia/Shanghai"\n', encoding="utf-8")
    return trials.hold(space, Draft(text, folder, terms, question.load_all(terms.questions), (), virtual=virtual), TUESDAY - DAY)


def play(space: Workspace, held: Held, until: Millis) -> Trial:
    """The trial, played to that moment."""
    personas = {Vendor(name): find(name) for name in PERSONAS}
    world = imagined.World(held.terms, held.blocks, personas, question.load_all(question.packaged()), seed=2)
    shelf = Shelf(space.store, journal=trials.journal(space, held.terms))
    world.shelf = shelf  # type: ignore[assignment]  # the store in place of a memory
    trial = world.trial()
    virtual.run(trial, world.inboxes(), world.posts, until=until)
    return trial


def asked(space: Workspace, held: Held) -> dict[str, tuple[str, Millis]]:
    """Plays until the first block was put to everybody. By the vendor's name its case and when it was asked."""
    trial = play(space, held, max(matter.due for matter in held.blocks[0].matters) + MINUTE)
    return {case.matter.vendor.name: (case.id, case.asked_at) for case in trial.cases.values() if case.asked_at is not None}


def waits(space: Workspace, held: Held, key: str, data: Mapping[str, object], at: Millis = TUESDAY) -> str:
    """A task under this key."""
    trials.journal(space, held.terms).append_all([Happening(record.TASK, key, at, data)])
    return key


def letter(case: str, kind: str = "send") -> dict[str, object]:
    return {
        "kind": kind,
        "case": case,
        "to": "the group",
        "subject": "Sound",
        "text": "It drifts.\n<script>x</script>",
        "files": [["log.txt", "ab" * 32]],
    }


def doubt(case: str, *, doubtful: bool = False) -> dict[str, object]:
    meaning = Meaning(names_cause=True, unclear=True, doubtful=doubtful)
    return {
        "kind": "meaning", "case": case, "uid": "m1", "why": list(Bilingual("没有完全看懂", "not understood")),
        "suggestion": record.plain(meaning),
    }  # fmt: skip


def answered(space: Workspace, held: Held, key: str) -> Mapping[str, object] | None:
    entry = trials.journal(space, held.terms).find(record.ANSWER, key)
    return None if entry is None else {"at": entry.at, **entry.data}
