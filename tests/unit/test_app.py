from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from houdun import app
from houdun.app import going_on, trials
from houdun.channel.port import HistoryReader
from houdun.cli import rehearsing, showing, trial_live
from houdun.cli.history import Kind
from houdun.desk.server.serving import Ports, Service
from houdun.desk.turn import Turn
from houdun.errors import HoudunError, UsageError
from houdun.facts.attestation import Assurance
from houdun.facts.time import from_millis, to_millis
from houdun.flow.trial import plan_file
from houdun.flow.trial.kept import Draft
from houdun.language import Language
from houdun.report.render import RENDERERS
from houdun.scenario import question

KEYED = """
[trial]
name = "spring"
start = 2026-12-01
days = 5
blocks = 3

[strata]
day = 1

[[vendors]]
name = "Acme"
reached = "manual"
to = "the console"
streams.rtmp = {{ publish = "rtmp://in.acme.example/{{stream}}?token={key}", play = "loop://{{stream}}" }}
"""


@pytest.mark.parametrize("kind", app.READERS)
def test_every_kind_has_its_reader(kind: str) -> None:
    reader = app.reader(kind)
    assert isinstance(reader, HistoryReader)
    assert reader.kind == kind


def test_the_command_line_offers_every_reader() -> None:
    assert set(Kind) == set(app.READERS)


def test_making_a_workspace_twice_keeps_what_is_there(tmp_path: Path) -> None:
    app.create(tmp_path / "w").store.close()
    (tmp_path / "w" / "houdun.toml").write_text('stage = "scale"\n')
    with app.create(tmp_path / "w") as space:
        assert space.settings.stage == "scale"


def test_where_no_folder_can_be_made_the_demo_is_wrong_use_and_no_bug(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be made"):
        app.demo(tmp_path / "file" / "demo", language=Language.EN, watcher=rehearsing.View(showing.out(), None))


def test_where_no_trial_was_begun_there_is_none_to_go_on_with(tmp_path: Path) -> None:
    app.create(tmp_path).store.close()
    with pytest.raises(UsageError, match="no trial was begun"):
        going_on.go_on(tmp_path, trial_live.View(showing.out()))


def test_a_trial_whose_plan_held_a_key_itself_is_not_gone_on_with_without_it(tmp_path: Path) -> None:
    text = KEYED.format(key="abcdef123")
    with app.create(tmp_path) as space:
        file = tmp_path / "trial.toml"
        file.write_text(text, encoding="utf-8")
        terms = plan_file.load(file)
        trials.hold(space, Draft(text, tmp_path, terms, question.load_all(terms.questions), ()), terms.start)
    with pytest.raises(UsageError, match="not kept"):
        going_on.go_on(tmp_path, trial_live.View(showing.out()))


@pytest.mark.parametrize("name", ["report.docx", "report"])
def test_a_report_of_no_known_format_is_refused_before_anything_is_compared(tmp_path: Path, name: str) -> None:
    with app.create(tmp_path) as space, pytest.raises(UsageError, match=r"--out .*: unknown report format"):
        space.report([tmp_path / name], language=Language.EN)


@pytest.mark.parametrize(
    ("field", "value"),
    [("vendor", "@gold"), ("vendor", " "), ("as_of", "yesterday"), ("as_of", "2026-13-01")],
)
def test_wrong_words_of_an_import_are_wrong_use(field: str, value: str) -> None:
    request = app.ImportRequest(kind="chat", paths=(), **{field: value})  # type: ignore[arg-type]  # one of several fields
    with pytest.raises(UsageError):
        request.options()


@pytest.mark.parametrize("weights", [["charm=1"], ["response"], ["response=-1"], ["response=nan"], ["response=0"]])
def test_wrong_weights_are_wrong_use(tmp_path: Path, weights: list[str]) -> None:
    with app.create(tmp_path) as space, pytest.raises(UsageError, match="--weight"):
        space.compare(weights=weights)


@pytest.mark.parametrize(
    ("criterion", "value"), [("team.charm", "yes"), ("team.named_owner", "perhaps"), ("response.tail_p90", "4")]
)
def test_what_cannot_be_attested_is_wrong_use(tmp_path: Path, criterion: str, value: str) -> None:
    with app.create(tmp_path) as space, pytest.raises(UsageError):
        space.attest(vendor="A", criterion=criterion, value=value, assurance=Assurance.SEEN)


def test_a_document_is_kept_as_evidence(tmp_path: Path) -> None:
    (tmp_path / "contract.pdf").write_bytes(b"%PDF")
    with app.create(tmp_path / "w") as space:
        attestation = space.attest(
            vendor="A@gold",
            criterion="team.named_owner",
            value="yes",
            assurance=Assurance.SEEN,
            document=tmp_path / "contract.pdf",
        )
        assert space.store.evidence(attestation.document).read_bytes() == b"%PDF"
        with pytest.raises(HoudunError):
            space.attest(
                vendor="A", criterion="team.named_owner", value="yes", assurance=Assurance.SEEN, document=tmp_path / "none"
            )


def test_every_format_of_the_report_has_its_ending() -> None:
    assert set(app.FORMATS) == set(RENDERERS)


def opened(**changes: object) -> Service:
    words: dict[str, object] = {
        "customer": "ops@ourlive.example",
        "password": "{key:DESK}",
        "seed": 7,
        "folder": None,
        "virtual": True,
    }
    return app.desk("qiushi", ports=Ports(smtp=0, imap=0), **(words | changes))  # type: ignore[arg-type]  # a test names fields


def test_a_desk_knows_the_questions_and_answers_for_its_persona() -> None:
    service = opened()
    asked = Turn(id="q1@ourlive.example", at=1_772_888_651_000, ours=False, subject="连麦音画不同步", text="房间 8801")
    assert (service.office.support, service.office.seed) == ("support@qiushi.example", 7)
    assert service.mind.next([asked]) == opened().mind.next([asked]) is not None


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("password", "s3cr3t", "must not be written"),
        ("customer", "ops", "no mail address"),
        ("customer", "a@b\r\nBcc: c@d.example", "no mail address"),
        ("customer", "运维@例.cn", "no mail address"),
    ],
)
def test_a_desk_with_wrong_words_is_not_opened(field: str, value: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        opened(**{field: value})
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (None, "2026-12-01T01:30:00+00:00"),
        ("21:10", "2026-12-01T13:10:00+00:00"),
        ("08:00:05", "2026-12-01T00:00:05+00:00"),
        ("2026-11-30T10:00", "2026-11-30T02:00:00+00:00"),
        ("2026-11-30T10:00:00Z", "2026-11-30T10:00:00+00:00"),
    ],
)
def test_a_moment_is_today_s_in_the_trial_s_zone_unless_it_says_more(typed: str | None, meant: str) -> None:
    now = to_millis(dt.datetime(2026, 12, 1, 1, 30, tzinfo=dt.UTC))
    assert from_millis(trials.moment(typed, "Asia/Shanghai", now)).isoformat() == meant


def test_what_is_no_moment_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="soon"):
        trials.moment("soon", "Asia/Shanghai", 0)
