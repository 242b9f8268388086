"""A small trial in real time, as a process of its own that can be killed: `python -m tests.trial_real PLAN.json`.

It says on standard output, one JSON line each, when it had its imports, when its first turn came, when it was over; troubles too. Delays are seconds.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from houdun import clock
from houdun.channel.email import sender
from houdun.channel.email.receiver import Receiver
from houdun.channel.email.settings import Copies, Server, Settings, Tls
from houdun.channel.wake import Wake
from houdun.facts.claim import Endpoint
from houdun.facts.question import Instance, Question, Stratum
from houdun.facts.time import SECOND, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import crash, durable, running, several
from houdun.flow.trial.ahead.imagined import Imagined
from houdun.flow.trial.letters.writing import Writing
from houdun.flow.trial.moves import Matter, Rules
from houdun.flow.trial.plan import Block, case_id
from houdun.flow.trial.post.outbox import Outbox
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.rehearse import Shelf
from houdun.flow.trial.stage.port import Order, Showing
from houdun.flow.trial.terms import Conduct, Contact, Reached, Terms
from houdun.flow.trial.trial import Trial
from houdun.flow.trial.turns import Turns
from houdun.keys import Secret
from houdun.language import Language
from houdun.scenario.instance import instances
from houdun.store import Store
from houdun.testing.trials import contact, questions, terms

PASSWORD = "s3cr3t-K3y"
SECRET = Secret("{key:DESK}", {"HOUDUN_KEY_DESK": PASSWORD})
RULES = Rules(reply_after=300, horizon=3 * SECOND, patience=15 * SECOND, quiet=SECOND, retest_after=SECOND, look_after=SECOND)
LOOK = 0.15
"""Half as many seconds as a stream is looked at."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`desks`: for each vendor its ports and the address that it takes mail at. Blocks begin `apart` ms after each other."""

    workspace: str
    url: str | None
    start: Millis
    desks: Mapping[str, tuple[int, int, str]]
    name: str = "kill"
    asked: tuple[str, ...] = ("which_region", "all_stands_still")
    apart: Millis = SECOND
    rules: Mapping[str, Millis] = field(default_factory=lambda: dataclasses.asdict(RULES))

    def write(self, path: Path) -> Path:
        path.write_text(json.dumps(dataclasses.asdict(self)), encoding="utf-8")
        return path


class Quick(Imagined):
    """Looks for a moment. Killed in the middle of it, where that is wanted."""

    def show(self, order: Order, now: Millis) -> Showing:
        Event().wait(LOOK)
        crash.point("during-show")
        Event().wait(LOOK)
        imagined, ended = super().show(order, now), clock.now()
        seen = None if imagined.onset_at is None else ended - 100
        return dataclasses.replace(imagined, ended_at=ended, onset_at=seen, detected_at=seen)


def customer(vendor: str) -> str:
    """Our address for this vendor: each has a mailbox of its own."""
    return f"{vendor}@ourlive.example"


def mailbox(vendor: str, smtp: int, imap: int) -> Settings:
    address = customer(vendor)
    servers = (Server(host="127.0.0.1", port=port, tls=Tls.NONE, user=address, password=SECRET) for port in (smtp, imap))
    return Settings(address=address, name="Cora", smtp=next(servers), imap=next(servers), copies=Copies.SERVER)


def contacts(plan: Plan) -> tuple[Contact, ...]:
    return tuple(
        contact(Vendor(name), reached=Reached.EMAIL, to=support, mailbox=mailbox(name, smtp, imap))
        for name, (smtp, imap, support) in plan.desks.items()
    )


def terms_of(plan: Plan) -> Terms:
    rules = Rules(**plan.rules)
    return terms(
        *contacts(plan),
        name=plan.name,
        language=Language.EN,
        start=plan.start,
        days=1,
        blocks=len(plan.asked),
        rules=rules,
        endpoint=Endpoint(horizon_ms=rules.horizon),
        conduct=Conduct(approval=False, open_questions=1_000),
        seed=5,
    )


def blocks(made: Terms, plan: Plan) -> tuple[Block, ...]:
    known: dict[str, Question] = {question.id: question for question in questions()}
    wordings: dict[str, list[Instance]] = {
        id: [each for each in instances([known[id]]) if each.situation == instances([known[id]])[0].situation]
        for id in plan.asked
    }
    return tuple(
        Block(number=number, stratum=Stratum.DAY, matters=tuple(_matters(made, number, wordings[id], plan)))
        for number, id in enumerate(plan.asked, start=1)
    )


def _matters(made: Terms, number: int, wordings: list[Instance], plan: Plan) -> list[Matter]:
    due = plan.start + number * plan.apart
    return [
        Matter(
            case=case_id(made, number, vendor),
            vendor=vendor,
            block=number,
            instance=wordings[place % len(wordings)],
            language=made.language,
            due=due + place * 200,
            rules=made.rules,
        )
        for place, vendor in enumerate(made.vendors)
    ]


def trial_of(plan: Plan, store: Store) -> Trial:
    made, journal = terms_of(plan), several.journal_of(store.journal, plan.name)
    several.enlist(store.journal, plan.name, plan.start)
    return Trial(
        made,
        blocks(made, plan),
        journal=journal,
        shelf=Shelf(store),
        stage=Quick(),
        outboxes={
            each.vendor: Outbox(journal, sender.Sender(each.mailbox)) for each in made.contacts if each.mailbox is not None
        },
        writer=Writing(made),
        judge=Reading(),
        told=lambda at, matter, thing: None,
    )


def say(what: str, **more: object) -> None:
    print(json.dumps({"what": what, "at": clock.now(), **more}), flush=True)


def main(path: Path) -> None:
    say("imported")
    sender.SETTLING = 1_000  # type: ignore[misc]  # two minutes, where others pay for the time
    plan = Plan(**json.loads(path.read_text(encoding="utf-8")))
    _announce_first_turn()
    with (
        Wake() as stop,
        Store.create(Path(plan.workspace), plan.url) as store,
        running.alone(Path(plan.workspace), plan.name) as beat,
    ):
        trial = trial_of(plan, store)
        say("made")
        durable.run(
            trial,
            {each.mailbox.box: Receiver(each.mailbox, stop) for each in trial.terms.contacts if each.mailbox is not None},
            place=durable.Place(Path(plan.workspace), plan.url),
            stop=stop,
            trouble=lambda whose, error, seconds: say("trouble", whose=whose, error=str(error), seconds=seconds),
            let_go=store.close,
            beat=beat,
        )
        say("over" if trial.is_over() else "left")


def _announce_first_turn() -> None:
    turn, began = Turns.turn, Event()

    def announced(self: Turns, owner: str, at: Millis) -> None:
        if not began.is_set():
            began.set()
            say("turn")
        turn(self, owner, at)

    Turns.turn = announced  # type: ignore[method-assign]  # this process measures itself


if __name__ == "__main__":
    main(Path(sys.argv[1]))
