from __future__ import annotations

import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from houdun import config, viewers
from houdun.desk import persona
from houdun.desk.server.house import Neighbour
from houdun.facts.claim import Endpoint
from houdun.facts.occasion import OccasionKind
from houdun.facts.time import DAY, HOUR
from houdun.flow import demo
from houdun.flow.trial import plan_file
from houdun.flow.trial.plan import playable, schedule
from houdun.flow.trial.record import Memory
from houdun.flow.trial.stage.virtual import VirtualStage
from houdun.keys import Secret
from houdun.language import Language
from houdun.prevention.ics.reader import read
from houdun.scenario import question
from houdun.verdict.promise_file import load_promises

ENVIRONMENT = {"HOUDUN_KEY_DESK": "not so secret"}


def written(root: Path, language: Language, *, approval: bool = False) -> Path:
    personas = [persona.find(name) for name in demo.PERSONAS]
    desks = [
        Neighbour(
            persona=each.id, smtp=2525, imap=1143, support=f"support@{each.id}.example", customer="ops@customer.example",
            password=Secret("{key:DESK}", ENVIRONMENT),
        )
        for each in personas
    ]  # fmt: skip
    (root / config.FILE).write_text(demo.settings(language), encoding="utf-8")
    demo.write_material(root, personas, desks, language, approval=approval)
    return root


@pytest.mark.parametrize("language", Language)
def test_the_material_is_what_the_ordinary_readers_read(tmp_path: Path, language: Language) -> None:
    root = written(tmp_path, language)
    settings = config.load(root, {})
    terms = plan_file.load(root / demo.PLAN, ENVIRONMENT)
    assert {(vendor.name, vendor.plan) for vendor in terms.vendors} == {
        (promise.vendor.name, promise.vendor.plan) for promise in load_promises(root / settings.promises)
    }
    assert max(map(max, viewers.load(root / settings.viewers))) > demo.VIEWERS_AT_PEAK
    assert terms.language is language
    assert (terms.start, terms.days, terms.blocks) == (demo.START, 3, 12)
    assert terms.endpoint == Endpoint(horizon_ms=12 * HOUR)


def test_everything_that_the_demo_asks_can_be_shown_on_its_stage(tmp_path: Path) -> None:
    terms = plan_file.load(written(tmp_path, Language.EN) / demo.PLAN, ENVIRONMENT)
    asked = question.load_all(terms.questions)
    stage = VirtualStage(demo.SMALL, demo.SHORT)
    assert all(stage.shows(each) for each in asked)
    assert len(playable(terms, asked)) == len(asked)
    assert len(schedule(terms, asked)) == terms.blocks


def test_its_questions_wait_for_approval_only_where_that_is_wanted(tmp_path: Path) -> None:
    for approval in (False, True):
        terms = plan_file.load(written(tmp_path, Language.EN, approval=approval) / demo.PLAN, ENVIRONMENT)
        assert (terms.name, terms.conduct.approval) == (demo.NAME, approval)


def test_a_journal_knows_whether_its_trial_is_the_demo() -> None:
    journal = Memory()
    assert demo.language_of(journal) is None
    demo.mark(journal, Language.ZH)
    assert demo.language_of(journal) is Language.ZH


@pytest.mark.parametrize("language", Language)
def test_the_calendar_falls_into_the_demos_days(language: Language) -> None:
    held = read(demo.calendar(language), zone=ZoneInfo("Asia/Shanghai"), since=0, until=demo.START + 30 * DAY)
    occasions = [each for series in held.series for each in series.occasions]
    assert [each.kind for each in sorted(occasions)] == [OccasionKind.PEAK, OccasionKind.RELEASE, OccasionKind.PEAK]
    assert all(demo.START < each.start < demo.START + 3 * DAY for each in occasions)


def test_the_settings_are_toml_in_either_language() -> None:
    assert all(tomllib.loads(demo.settings(language))["stage"] == "growth" for language in Language)


def test_a_demo_in_the_other_language_makes_way_and_a_workspace_of_ones_own_does_not(tmp_path: Path) -> None:
    settings, store, desks = tmp_path / "houdun.toml", tmp_path / "houdun.db", tmp_path / demo.DESKS
    for text, kept in ((demo.settings(Language.ZH), False), (demo.settings(Language.EN), True), ('stage = "scale"\n', True)):
        settings.write_text(text, encoding="utf-8")
        store.touch()
        desks.mkdir(exist_ok=True)
        demo.make_way(tmp_path, Language.EN)
        assert (settings.exists(), store.exists(), desks.exists()) == (kept, kept, kept)
