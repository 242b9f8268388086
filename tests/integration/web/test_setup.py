"""What Houdun goes by, page by page: as it was read, and what is wrong in it."""

from __future__ import annotations

import re
import shutil
from http import HTTPStatus
from pathlib import Path

import pytest

from houdun.app.workspace import Workspace
from houdun.flow.occasions import import_calendar
from houdun.web import audit
from houdun.web.roles import Role
from tests.integration.web.conftest import AT, As

PLAN = Path(__file__).parents[3] / "examples" / "trials" / "three-vendors.toml"
PAGES = ("", "settings", "promises", "rubric", "occasions", "channels", "plans/trial.toml")
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:one
DTSTAMP:20260101T000000Z
DTSTART:20260110T120000Z
DTEND:20260110T150000Z
SUMMARY:高峰 <script>alert(1)</script>
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def planned(space: Workspace) -> Workspace:
    shutil.copy(PLAN, space.root / "trial.toml")
    return space


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_page_is_there_in_both_languages(planned: Workspace, visit: As, path: str, language: str) -> None:
    answer = visit(Role.VIEWER).get(f"/setup/{path}", headers={"accept-language": language})
    assert answer.status_code == HTTPStatus.OK
    assert ("设置" in answer.content.decode()) == language.startswith("zh")


def test_a_mistake_in_a_plan_stands_on_its_page(space: Workspace, visit: As) -> None:
    (space.root / "trial.toml").write_text('[trial]\nname = "x"\nblooks = 3\n')
    for path in ("/setup/", "/setup/channels", "/setup/plans/trial.toml"):
        assert visit(Role.VIEWER).get(path).status_code == HTTPStatus.OK
    assert "trial.toml [vendors]" in visit(Role.VIEWER).get("/setup/plans/trial.toml").content.decode()


def test_no_file_but_a_plan_of_the_workspace_is_shown(planned: Workspace, visit: As) -> None:
    for name in ("houdun.toml", "web.key", "..%2Ftrial.toml", "none.toml"):
        assert visit(Role.OWNER).get(f"/setup/plans/{name}").status_code == HTTPStatus.NOT_FOUND


def test_the_calendars_names_are_text(space: Workspace, visit: As, tmp_path: Path) -> None:
    (tmp_path / "team.ics").write_text(CALENDAR)
    import_calendar(space.store.journal, tmp_path / "team.ics", zone=space.zone, now=AT)
    page = visit(Role.VIEWER).get("/setup/occasions").content.decode()
    assert "高峰 &lt;script&gt;" in page
    assert "<script>alert" not in page


def test_a_connection_is_tried_at_the_plans_address_and_the_try_is_told(
    planned: Workspace, visit: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = re.sub(r'"(smtp|imap)\.[^"]+"', '"127.0.0.1", port = 1', (planned.root / "trial.toml").read_text())
    (planned.root / "trial.toml").write_text(plan)
    for name in re.findall(r"\{key:(\w+)\}", plan):
        monkeypatch.setenv(f"HOUDUN_KEY_{name}", "long enough")
    tried = visit(Role.OPERATOR).post("/setup/channels/trial.toml/0").content.decode()
    assert tried.count("127.0.0.1:1") == len(["SMTP", "IMAP"])
    assert [deed.what for deed in audit.deeds(planned)] == ["connect"]


def test_what_the_plan_does_not_have_is_not_tried(planned: Workspace, visit: As) -> None:
    assert visit(Role.OPERATOR).post("/setup/channels/trial.toml/99").status_code == HTTPStatus.NOT_FOUND
    assert not list(audit.deeds(planned))


def test_no_key_is_ever_shown(planned: Workspace, visit: As, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [word.split("}")[0] for word in PLAN.read_text().split("{key:")[1:]]
    for name in names:
        monkeypatch.setenv(f"HOUDUN_KEY_{name}", f"hidden-{name}-value")
    for path in PAGES:
        assert b"hidden-" not in visit(Role.OWNER).get(f"/setup/{path}").content


def test_the_trail_is_the_owners(space: Workspace, visit: As) -> None:
    audit.record(space, "li", "stamp", "case 1", "<b>located</b>")
    assert "&lt;b&gt;located" in visit(Role.OWNER).get("/setup/trail").content.decode()
