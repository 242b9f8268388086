from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from houdun.facts.claim import Endpoint
from houdun.facts.time import MINUTE
from houdun.flow.trial.plan_file import load
from houdun.flow.trial.record import Memory
from houdun.flow.trial.terms import Conduct
from houdun.flow.trial.told.declared import declaration, declare
from houdun.testing.trials import TUESDAY, terms

MAILED = """
[trial]
name = "x"
start = 2026-12-01
days = 3
blocks = 2
questions = ["which_region"]
[[vendors]]
name = "Acme"
to = "a@acme.example"
mailbox = { address = "us@here.example", smtp = { host = "127.0.0.1", port = 25 }, imap = { host = "127.0.0.1", port = 143 } }
"""


def test_what_was_declared_first_stands_whatever_the_plan_says_later() -> None:
    journal = Memory()
    journal.append_all([declare(terms(), TUESDAY)])
    journal.append_all([declare(terms(endpoint=Endpoint(level_worth=9.0)), TUESDAY + 1)])
    declared = declaration(journal)
    assert declared is not None
    assert (declared.at, declared.endpoint.level_worth, declared.vendors) == (TUESDAY, 2.0, terms().vendors)


def test_without_a_trial_nothing_was_declared() -> None:
    assert declaration(Memory()) is None


def test_conduct_is_told_by_the_names_of_the_plans_file() -> None:
    journal = Memory()
    conduct = Conduct(window=20 * MINUTE, terms_checked="2026-11-01")
    journal.append_all([declare(terms(conduct=conduct, rules=replace(terms().rules, reply_after=5 * MINUTE)), TUESDAY)])
    declared = declaration(journal)
    assert declared is not None
    told = declared.conduct
    assert (told["window_minutes"], told["reply_after_minutes"], told["terms_checked"]) == (20, 5, "2026-11-01")


def test_desks_on_this_machine_are_simulated_and_nobody_else_is(tmp_path: Path) -> None:
    plan = tmp_path / "trial.toml"
    for host, simulated in (("127.0.0.1", True), ("mail.example.com", False)):
        plan.write_text(MAILED.replace("127.0.0.1", host))
        made = declare(load(plan, {}), TUESDAY)
        assert made.data["simulated"] is simulated
    assert declare(terms(), TUESDAY).data["simulated"] is False
