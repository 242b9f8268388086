"""A workspace with something behind every page, in which every text from outside is whatever a test wants it to be."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from houdun import clock, config
from houdun.app import jobs, verdicts
from houdun.app.workspace import Workspace
from houdun.facts.case import CaseKey, CaseLog, Role, Severity
from houdun.facts.grade import Grade
from houdun.facts.happening import Happening
from houdun.facts.time import DAY, MINUTE
from houdun.facts.vendor import Vendor
from houdun.flow import feeds
from houdun.flow.blind.packing import packets, prepare, questions_of
from houdun.flow.blind.rounds import record
from houdun.flow.occasions import import_calendar
from houdun.language import Bilingual
from houdun.store.reference import ref_of
from houdun.testing.factories import MONDAY, finding, log, message, owner, severity
from houdun.web import audit
from houdun.web.accounts import inviting
from houdun.web.models import Account
from houdun.web.roles import Role as Rank
from tests.integration.web import cases_given, on_duty

Text = Callable[[str], str]
"""What stands in the field of that name."""
CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:one\nDTSTAMP:20260101T000000Z\nDTSTART:20990110T120000Z\nDTEND:20990110T150000Z\nSUMMARY:{}\nEND:VEVENT\nEND:VCALENDAR\n"
PROMISE = """[[promises]]
vendor = {vendor}
plan = {plan}
milestone = "first_response"
target_minutes = 15
hours = "24x7"
price = {price}
url = {url}
read_on = 2026-11-01
"""


@dataclass(frozen=True)
class Stocked:
    """`given` is what stands in the addresses for things that are there; `others` for things that are there too, but not behind these."""

    given: Mapping[str, str]
    others: Mapping[str, str]


def stock(space: Workspace, folder: Path, text: Text) -> Stocked:
    vendors = tuple(Vendor(text("vendor") + str(number), text("plan")) for number in range(2))
    _imported(space, vendors, text)
    kept = cases_given.try_out(space, clip=b"no clip")
    _graded(space, text)
    _files(space, folder, vendors, text)
    report = _jobs(space, text)
    verdicts.compute(space, draws_figures=False)
    feed = feeds.remember(space.store.journal, "https://calendar.example/team.ics", text("feed"), MONDAY)
    person: Account = Account.objects.made(text("account")[:80], "long enough to pass", Rank.VIEWER, MONDAY)
    token = inviting.invite(Rank.VIEWER, clock.now()).rpartition("/")[2]
    audit.record(space, text("audit"), "stamp", text("audit"), text("audit"))
    packet = packets(space.store)[0].packet.id
    given = {
        "ref": ref_of(cases_given.TRIED),
        "sha256": kept["onset-en.png"],
        "packet": packet,
        "feed": feed.id,
        "number": str(person.pk),
    }
    other = ref_of(CaseKey(vendors[0], text("channel"), text("id") + "0"))
    return Stocked(given | {"token": token, "name": report}, {"ref": other, "name": "trial.toml"})


def on_call(space: Workspace, folder: Path, text: Text) -> None:
    """A trial under way instead, in which persons are waited for."""
    begun = on_duty.begun(space, folder)
    case = next(iter(on_duty.asked(space, begun).values()))[0]
    unplaced = on_duty.UNPLACED | {"subject": text("subject"), "text": text("task"), "author": text("sender")}
    letter = on_duty.letter(case) | {
        "to": text("to"),
        "subject": text("letter"),
        "text": text("body"),
        "files": [[text("file"), "ab" * 32]],
    }
    doubt = on_duty.doubt(case) | {"why": [text("why")] * 2}
    for key, data in (("place/u1", unplaced), (f"{case}/letter/9", letter), (f"{case}/m1", doubt)):
        on_duty.waits(space, begun, key, data)


def _imported(space: Workspace, vendors: tuple[Vendor, ...], text: Text) -> None:
    with space.store.importing("chat", [], MONDAY) as run:
        for number, vendor in enumerate(vendors):
            asked = message(f"The sound is late. {text('said')}", "10:00", author=text("author"))
            answered = message(f"Please send us the SDK log. {text('said')}", "10:07", Role.VENDOR, author=text("author"))
            found = finding(answered, "asks_for_logs", evidence="send us the SDK log")
            entries = (asked, answered, severity(Severity.CRITICAL), owner(text("owner"), "10:10"), found)
            made = log(*entries, title=text("title"), vendor=vendor, id=f"{text('id')}{number}")
            run.add(
                CaseLog(
                    key=CaseKey(vendor, text("channel"), f"{text('id')}{number}"),
                    title=made.title,
                    horizon=made.horizon,
                    entries=made.entries,
                )
            )


def _graded(space: Workspace, text: Text) -> None:
    """Two raters who differ on a reply."""
    case, begins = CaseKey(Vendor(text("twin")), "trial", "87654321"), MONDAY
    said = (message(text("said"), "10:00"), message(f"Set the keyframe interval to 2 s. {text('said')}", "11:00", Role.VENDOR))
    data = {"instance": "slow_first_picture-0a1b2c3d-1", "vendor": str(case.vendor), "block": 0, "horizon": DAY, "aliases": []}
    outcome = {"block": 0, "waited_ms": MINUTE, "depth": 1, "by": "rule"}
    store = space.store
    store.journal.append_all(
        [Happening("question", case.id, begins, data), Happening("outcome", case.id, begins + DAY, outcome)],
        [CaseLog(key=case, title=text("title"), horizon=begins + 3 * DAY, entries=said)],
    )
    prepare(store, questions_of(space.root), clock.now())
    packet = packets(store)[0].packet.id
    for rater, depth in (("ann", 0), ("bob", 3), ("owner-person", 1)):
        cause = depth == 3
        record(
            store,
            [Grade(packet=packet, rater=rater, depth=depth, cause=cause, remedy=False, note=text("note"), guess=text("guess"))],
            0,
        )


def _files(space: Workspace, folder: Path, vendors: tuple[Vendor, ...], text: Text) -> None:
    (folder / "team.ics").write_text(CALENDAR.format(text("event").replace("\n", " ")), encoding="utf-8")
    import_calendar(space.store.journal, folder / "team.ics", zone=space.zone, now=MONDAY)
    told = {"vendor": vendors[0].name, "plan": vendors[0].plan, "price": text("price"), "url": f"javascript:{text('url')}"}
    quoted = {name: json.dumps(value, ensure_ascii=True) for name, value in told.items()}
    (space.root / config.FILE).write_text('promises = "promises.toml"\nzone = "Asia/Shanghai"\n', encoding="utf-8")
    (space.root / "promises.toml").write_text(PROMISE.format(**quoted), encoding="utf-8")


def _jobs(space: Workspace, text: Text) -> str:
    """A report that could not be written, for a reason of theirs."""
    key = jobs.ask(space, "report", {"format": "html", "language": "en", "stage": "growth", "weights": {}}, MONDAY)
    words = Bilingual(*[text("problem")] * 2)
    jobs.give_up(space, key, MONDAY, words, words, text("problem"))
    demo = jobs.ask(space, "demo", {"language": "en"}, MONDAY)
    jobs.give_up(space, demo, MONDAY, words, words, text("problem"))
    return key
