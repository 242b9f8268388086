"""A trial in real time whose engine is the test: it is begun in a workspace, and goes on as far as the test says."""

from __future__ import annotations

from pathlib import Path

from houdun import app, clock
from houdun.app import trials
from houdun.channel.manual import sender
from houdun.facts.case import Message, Role, Source
from houdun.facts.time import DAY, Millis, from_millis
from houdun.flow.trial import begin as beginning
from houdun.flow.trial import plan_file
from houdun.flow.trial.ahead.imagined import Imagined
from houdun.flow.trial.kept import Draft
from houdun.flow.trial.letters.writing import Writing
from houdun.flow.trial.post.outbox import Outbox
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.rehearse import Shelf
from houdun.flow.trial.trial import BRIEFED, Trial
from houdun.scenario import question

PLAN = """
[trial]
name = "{name}"
language = "en"
start = {start}
days = 4
blocks = 4
questions = ["which_region", "keeping_recordings", "before_a_release", "cost_of_low_latency"]

[strata]
day = 1
night = 1
weekend = 1

[conduct]
approval = {approval}

[[vendors]]
name = "Acme"
reached = "manual"
medium = "wechat"
to = "the group Acme support"
"""


def plan(*, days_ahead: int, approval: bool = True, name: str = "by hand") -> str:
    start = from_millis(clock.now() + days_ahead * DAY).date()
    return PLAN.format(start=start.isoformat(), approval=str(approval).lower(), name=name)


def begin(root: Path, text: str) -> Trial:
    """Makes the workspace, where there is none, and the trial; nothing was done yet."""
    root.mkdir(parents=True, exist_ok=True)
    file = root / "trial.toml"
    file.write_text(text, encoding="utf-8")
    terms = plan_file.load(file)
    space = app.create(root)
    draft = Draft(text, root, terms, question.load_all(terms.questions), ())
    held = beginning.begin(space.store.journal, draft, terms.start - BRIEFED)
    journal = trials.journal(space, terms)
    made = Trial(
        terms,
        held.blocks,
        journal=journal,
        shelf=Shelf(space.store),
        stage=Imagined(),
        outboxes={each.vendor: Outbox(journal, sender.Sender(sender.Medium.WECHAT)) for each in terms.contacts},
        writer=Writing(terms),
        judge=Reading(),
        told=lambda at, matter, thing: None,
    )
    made.start(terms.start - BRIEFED)
    return made


def go_on(trial: Trial, now: Millis) -> None:
    """All that is due by then is done."""
    trial.look(now)
    while owners := [owner for owner in trial.owners() if _has_something(trial, owner, now)]:
        for owner in owners:
            trial.tick(owner, now)
            while job := trial.agenda.next_job(owner):
                job(now)(now)


def _has_something(trial: Trial, owner: str, now: Millis) -> bool:
    due = trial.due(owner)
    return trial.agenda.has_job(owner) or (due is not None and due <= now)


def says(trial: Trial, case: str, text: str, at: Millis) -> Message:
    """The vendor's words, as mail would bring them."""
    blob = trial.means.shelf.keep(text.encode())
    said = Message(uid=f"mail{at}", at=at, author="Ann", role=Role.VENDOR, text=text, source=Source(blob, "1"))
    trial.cases[case].heard(said)
    return said
