"""`houdun trial run` in real time, as with a vendor: streams through Debian's nginx, letters by SMTP, answers by IMAP. Shows and horizons are short."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from houdun import app, clock
from houdun.case.reading import read
from houdun.desk.server import reading
from houdun.desk.server.house import KEY, Neighbour
from houdun.desk.server.ledger import Side
from houdun.facts import promise
from houdun.facts.case import Milestone
from houdun.facts.question import Question, Stratum
from houdun.facts.time import HOUR, MINUTE, SECOND, from_millis
from houdun.flow.trial import kept, plan, plan_file, record
from houdun.flow.trial.kept import Draft
from houdun.flow.trial.moves import Matter, Rules
from houdun.flow.trial.plan import Block, case_id
from houdun.flow.trial.terms import Terms
from houdun.keys import Secret
from houdun.media.servers.nginx import Nginx
from houdun.media.servers.process import Server, State
from houdun.scenario import question
from houdun.scenario.instance import instances
from tests.acceptance.conftest import Shell
from tests.acceptance.trial_desks import ROOT, keys, left, write_plan

pytestmark = pytest.mark.servers
PERSONA = Path(__file__).parent / "at_once.toml"
HEAD = """
[trial]
name = "live"
language = "en"
zone = "UTC"
start = {start}
days = 1
blocks = 1
seed = 1
questions = ["lips_before_words"]

[strata]
day = 1
night = 1
weekend = 1

[conduct]
approval = false
"""
STREAMS = """
[vendors.streams.rtmp]
publish = "{publish}"
play = "{play}"
"""
RULES = Rules(reply_after=300, horizon=8 * SECOND, patience=5 * MINUTE, quiet=HOUR, retest_after=HOUR, look_after=HOUR)
QUICKLY, LAST = "tests.acceptance.quick_houdun", "we wrote back"


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Server]:
    server = Nginx(tmp_path)
    if server.status() is State.MISSING:
        pytest.skip("nginx with its RTMP module is not installed here: scripts/get-servers")
    server.up()
    yield server
    server.down()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Neighbour]:
    """A vendor's support in a process of its own; its mail is kept in `desk`."""
    environment = {KEY: "s3cr3t-K3y"}
    command = [sys.executable, "-m", QUICKLY, "desk", str(PERSONA), "--smtp", "0", "--imap", "0", "--seed", "4"]
    with subprocess.Popen(
        [*command, "--folder", str(tmp_path / "desk"), "--ready-json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | environment,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        yield Neighbour(persona="At Once", password=Secret("{key:DESK}", environment), **ready)
        process.stdin.close()


def drafted(file: Path, desk: Neighbour, streams: str) -> Draft:
    """A plan of one question, in a file."""
    start = from_millis(clock.now()).date()
    write_plan(file, [desk], head=HEAD.format(start=start))
    text = file.read_text(encoding="utf-8") + streams
    file.write_text(text, encoding="utf-8")
    terms = plan_file.load(file)
    return Draft(text, file.parent, terms, question.load_all(terms.questions), ())


def now(terms: Terms, questions: Sequence[Question], *_: object, **__: object) -> tuple[Block, ...]:
    """Instead of a calendar: the question is due at once, and waits for nothing long."""
    (vendor,) = terms.vendors
    matter = Matter(
        case=case_id(terms, 1, vendor), vendor=vendor, block=1, instance=instances(questions)[-1], language=terms.language,
        due=clock.now(), rules=RULES,
    )  # fmt: skip
    return (Block(number=1, stratum=Stratum.DAY, matters=(matter,)),)


def test_a_question_by_real_mail_about_a_real_stream_is_asked_answered_tried_and_graded(
    houdun: Shell, workspace: Path, tmp_path: Path, nginx: Server, desk: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls, file = nginx.urls(), tmp_path / "trial.toml"
    streams = STREAMS.format(**{way: urls[f"{way} rtmp"].format(name="{stream}") for way in ("publish", "play")})
    monkeypatch.setattr(plan, "replan", now)
    with app.open_workspace(workspace) as space:
        kept.hold(space.store.journal, drafted(file, desk, streams), clock.now())
    said = left(houdun, "trial", "run", file, "-w", workspace, after=LAST, module=QUICKLY, env=keys([desk]))
    assert all(words in said for words in ("asked, case", "a person answers after", "the probe saw it recover")), said
    with app.open_workspace(workspace) as space:
        journal = space.store.journal
        (case,) = (read(log, promise.Terms()) for log in space.store.cases())
        assert case.milestones[Milestone.IMPACT_STARTED].observed_at is not None
        assert case.milestones[Milestone.MITIGATED].observed_at is not None
        (outcome,) = journal.read(record.OUTCOME)
        assert outcome.data["depth"] >= 3
        assert 0 < outcome.data["waited_ms"] < RULES.horizon
        (first, *_) = journal.read(record.SHOWING)
        assert space.store.evidence(first.data["files"]["clip.ts"]).stat().st_size > 0
        letters = {entry.key for entry in journal.read(record.LETTER)}
    arrived = [reading.read(path.read_bytes()).id for path in (tmp_path / "desk" / "mail" / "cur").glob(f"*.{Side.HEARD}")]
    assert len(arrived) == 3, "the brief, the question, and that it helped"
    assert set(arrived) == letters
