"""Each file as it was read, or what is wrong in it; keys never shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.app import inspection
from houdun.app.workspace import Workspace, create
from houdun.channel.email.settings import Copies, Server, Settings, Tls
from houdun.keys import Secret

PLAN = Path(__file__).parents[3] / "examples" / "trials" / "three-vendors.toml"


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    with create(tmp_path / "mine") as made:
        yield made


def test_what_no_file_replaces_is_the_packaged_one(space: Workspace) -> None:
    for looked in (inspection.rubric(space), inspection.promises(space)):
        assert not looked.own
        assert looked.held
        assert looked.wrong is None


def test_a_file_that_cannot_be_read_says_what_is_wrong_and_where(space: Workspace) -> None:
    (space.root / "houdun.toml").write_text('stag = "growth"\n')
    looked = inspection.settings(space)
    assert looked.own
    assert looked.held is None
    assert looked.wrong is not None
    assert "houdun.toml" in looked.wrong.where


def test_every_plan_of_the_workspace_is_found_and_imagined(space: Workspace) -> None:
    shutil.copy(PLAN, space.root / "trial.toml")
    (space.root / "other.toml").write_text("[calendars]\n")
    (looked,) = inspection.plans(space)
    assert looked.held is not None
    assert looked.held.outlook.runs == inspection.RUNS
    assert looked.held.plan.blocks


@pytest.mark.parametrize("text", ["[trial]\nname = ", '[trial]\nname = "x"\n'])
def test_a_plan_with_a_mistake_is_shown_with_it(space: Workspace, text: str) -> None:
    (space.root / "trial.toml").write_text(text)
    (looked,) = inspection.plans(space)
    assert looked.wrong is not None


def test_of_keys_it_says_only_whether_they_are_there(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(PLAN, space.root / "trial.toml")
    monkeypatch.setenv("HOUDUN_SECRETS", "/dev/null")
    (looked,) = inspection.plans(space)
    assert looked.held is not None
    missing = inspection.keys_of(looked.held.plan.terms)
    assert missing
    assert not any(key.there for key in missing)
    monkeypatch.setenv(f"HOUDUN_KEY_{missing[0].name}", "not to be seen")
    found = inspection.keys_of(looked.held.plan.terms)
    assert [key.name for key in found if key.there] == [missing[0].name]
    assert "not to be seen" not in repr(found)


def test_a_mailbox_where_nobody_listens_says_so_for_each_end() -> None:
    nobody = Server(
        host="127.0.0.1", port=1, tls=Tls.NONE, user="u", password=Secret("{key:NONE}", {"HOUDUN_KEY_NONE": "long enough"})
    )
    tried = inspection.try_mailbox(Settings(address="a@b.example", name="", smtp=nobody, imap=nobody, copies=Copies.SERVER))
    assert [each.what for each in tried] == ["SMTP", "IMAP"]
    assert all(each.wrong is not None and each.where == "127.0.0.1:1" for each in tried)
