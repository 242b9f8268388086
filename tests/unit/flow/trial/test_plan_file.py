from __future__ import annotations

from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.question import Ingest, Stratum
from houdun.facts.time import DAY, HOUR, MINUTE
from houdun.facts.vendor import Vendor
from houdun.flow.trial.plan_file import load
from houdun.flow.trial.terms import Reached
from houdun.language import Language
from houdun.scenario import question
from houdun.testing.trials import TUESDAY

LEAST = """
[trial]
name = "spring"
start = 2026-12-01
days = 14
blocks = 20

[[vendors]]
name = "Acme"
reached = "manual"
to = "console"
"""
WHOLE = """
[trial]
name = "spring"
language = "en"
zone = "Asia/Shanghai"
start = 2026-12-01
days = 14
blocks = 20
seed = 3
questions = ["which_region", "mine.toml"]
weekly_peak = ["sat 20-23"]
patience_days = 4

[strata]
day = 2
night = 1

[claim]
horizon_hours = 12
level_worth = 3
false_claims = 0.01

[conduct]
open_questions = 2
night_calls_a_week = 1
window_minutes = 20
spacing_minutes = 120
reply_after_minutes = 5
approval = false
media_minutes = 30
terms_checked = 2026-11-20

[brief]
business = "Live dating."
architecture = "OBS, RTMP."

[[vendors]]
name = "Acme"
plan = "pro"
to = "support@acme.example"
aliases = ["AcmeLive"]
mailbox = { address = "ops@us.example", password = "{key:MAIL}", smtp = { host = "smtp.us.example" }, imap = { host = "imap.us.example" } }
streams.rtmp = { publish = "rtmp://in.acme.example/live/{stream}?key={key:ACME}", play = "https://play.acme.example/{stream}.flv" }
guess = { minutes = { day = 8, night = 30 }, never = 0.1 }
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "trial.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_least_that_a_trial_needs(tmp_path: Path) -> None:
    made = load(written(tmp_path, LEAST), {})
    assert made.vendors == (Vendor("Acme"),)
    assert made.start == TUESDAY
    assert made.end == TUESDAY + 14 * DAY
    assert made.questions == question.packaged()
    assert made.language is Language.ZH
    assert made.rules.horizon == made.endpoint.horizon_ms == DAY
    assert made.rules.patience == 3 * DAY
    assert made.conduct.approval


def test_everything_that_a_trial_may_say(tmp_path: Path) -> None:
    made = load(written(tmp_path, WHOLE), {"HOUDUN_KEY_MAIL": "secret"})
    acme = made.contacts[0]
    assert acme.vendor == Vendor("Acme", "pro")
    assert acme.reached is Reached.EMAIL
    assert acme.mailbox is not None
    assert acme.mailbox.address == "ops@us.example"
    assert "{stream}" in acme.streams[Ingest.RTMP].publish
    assert acme.guess is not None
    assert acme.guess.medians_ms[Stratum.NIGHT] == 30 * MINUTE
    assert acme.guess.medians_ms[Stratum.WEEKEND] == 8 * MINUTE
    assert made.questions == ("which_region", str(tmp_path / "mine.toml"))
    assert made.weekly_peak == ((5, 20, 22),)
    assert made.shares[Stratum.DAY] == 2 * made.shares[Stratum.NIGHT]
    assert (made.endpoint.horizon_ms, made.endpoint.level_worth, made.endpoint.false_claims) == (12 * HOUR, 3, 0.01)
    assert (made.rules.reply_after, made.rules.horizon, made.rules.patience) == (5 * MINUTE, 12 * HOUR, 4 * DAY)
    assert made.conduct.terms_checked == "2026-11-20"
    assert "secret" not in repr(made)


@pytest.mark.parametrize(
    ("was", "written_as", "place"),
    [
        ('name = "spring"', "", "trial.name"),
        ('name = "spring"', 'name = " "', "trial.name"),
        ("days = 14", "days = 0", "trial.days"),
        ("days = 14", "days = 14.5", "trial.days"),
        ("days = 14", "dais = 14", "trial.dais"),
        ('zone = "Asia/Shanghai"', 'zone = "Mars/Olympus"', "trial.zone"),
        ('language = "en"', 'language = "fr"', "trial.language"),
        ('["sat 20-23"]', '["sat 23-20"]', "trial.weekly_peak"),
        ("patience_days = 4", "patience_days = 0.1", "trial.patience_days"),
        ("day = 2\nnight = 1", "day = 0", "strata.day"),
        ("level_worth = 3", "level_worth = 0.5", "claim.level_worth"),
        ("false_claims = 0.01", "false_claims = 1", "claim.false_claims"),
        ("approval = false", 'approval = "no"', "conduct.approval"),
        ("terms_checked = 2026-11-20", 'terms_checked = "yes"', "conduct.terms_checked"),
        ("streams.rtmp", "streams.srt", "vendors[0].streams.srt"),
        ('to = "support@acme.example"\n', "", "vendors[0].to"),
        ('to = "support@acme.example"', 'to = "the support"', "vendors[0].to"),
        ('name = "Acme"', 'name = ""', "vendors[0].name"),
        ("mailbox = {", "postbox = {", "vendors[0].postbox"),
        ('"{key:MAIL}"', '"hunter2"', "vendors[0].mailbox"),
        ("minutes = { day = 8", "minutes = { peak = 8", "vendors[0].guess.minutes.day"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, was: str, written_as: str, place: str) -> None:
    assert was in WHOLE
    with pytest.raises(UsageError) as refused:
        load(written(tmp_path, WHOLE.replace(was, written_as, 1)), {"HOUDUN_KEY_MAIL": "secret"})
    assert f"[{place}" in refused.value.where
    assert "hunter2" not in str(refused.value)


def test_two_vendors_of_one_name_and_plan_are_refused(tmp_path: Path) -> None:
    again = LEAST[LEAST.index("[[vendors]]") :]
    with pytest.raises(UsageError, match="all different"):
        load(written(tmp_path, LEAST + again), {})


def test_a_vendor_reached_by_mail_needs_a_mailbox(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        load(written(tmp_path, LEAST.replace('reached = "manual"', "")), {})
    assert refused.value.where.endswith("[vendors[0].mailbox]")


def test_who_stands_in_for_a_vendor_is_packaged_or_a_file_beside_the_plan(tmp_path: Path) -> None:
    for named, held in (("chenfeng", "chenfeng"), ("slow.toml", str(tmp_path / "slow.toml"))):
        made = load(written(tmp_path, LEAST + f'persona = "{named}"\n'), {})
        assert [contact.persona for contact in made.contacts] == [held]
