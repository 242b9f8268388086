"""The verdict's page: what weights move and what they do not, the cases behind a number, the report."""

from __future__ import annotations

import re
import shutil
from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client

from houdun import clock
from houdun.app import jobs, verdicts
from houdun.app.exporting import SHELF
from houdun.app.workspace import Workspace, open_workspace
from houdun.testing.large import fill
from houdun.web import audit
from houdun.web.roles import Role
from houdun.web.verdict import asking
from houdun.web.verdict.asking import Weights
from tests.integration.web.conftest import As


@pytest.fixture(scope="module")
def computed(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with some cases and a snapshot of them, to be copied."""
    root = tmp_path_factory.mktemp("judged") / "workspace"
    shutil.copytree(fresh, root)
    with open_workspace(root) as made:
        fill(made.store, cases=60)
        verdicts.compute(made, draws_figures=False)
    return root


@pytest.fixture
def judged(space: Workspace, computed: Path) -> Workspace:
    """The served workspace with the cases and the snapshot."""
    space.store.close()
    shutil.copytree(computed, space.root, dirs_exist_ok=True)
    return space


@pytest.fixture
def reader(judged: Workspace, visit: As) -> Client:
    return visit(Role.VIEWER)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def test_without_a_snapshot_it_says_what_to_do(space: Workspace, visit: As) -> None:
    assert "houdun import" in text(visit(Role.VIEWER), "/verdict/")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_answers_in_both_languages(judged: Workspace, visit: As, language: str) -> None:
    page = visit(Role.VIEWER).get("/verdict/", headers={"accept-language": language}).content.decode()
    assert ("看重什么" in page) == language.startswith("zh")
    assert 'id="scores"' in page


def test_weights_rank_anew_without_a_page(judged: Workspace, reader: Client) -> None:
    rubric = judged.rubric()
    ids = [dimension.id for dimension in rubric.dimensions]
    one, other = (text(reader, f"/verdict/ranked?stage=growth&{id}=100") for id in ids[:2])
    assert one != other
    assert "<html" not in one


def test_the_address_says_at_which_weights(judged: Workspace, reader: Client) -> None:
    answer = reader.get("/verdict/ranked?stage=scale&response=60&team=40")
    assert answer.headers["HX-Replace-Url"] == "/verdict/?stage=scale&response=60&team=40&closure=0&proactive=0&references=0"


@pytest.mark.parametrize(
    "query", ["stage=none", "stage=growth&response=nan", "stage=growth&response=-5", "stage=growth&response=x", "response=1e999"]
)
def test_weights_that_make_no_sense_are_as_good_as_none(reader: Client, query: str) -> None:
    assert text(reader, f"/verdict/ranked?{query}") == text(reader, "/verdict/ranked?stage=growth")


def test_kept_weights_are_everybodys_and_are_told(judged: Workspace, visit: As) -> None:
    visit(Role.OPERATOR).post("/verdict/weights", {"stage": "startup", "response": "70", "team": "30"})
    assert asking.kept(judged, judged.rubric()) == Weights(
        "startup", {"response": 70.0, "team": 30.0} | dict.fromkeys(("closure", "proactive", "references"), 0.0)
    )
    assert 'value="70"' in text(visit(Role.VIEWER), "/verdict/")
    assert [(deed.what, deed.on) for deed in audit.deeds(judged)] == [("weights", "startup")]


def test_every_number_opens_the_cases_behind_it(judged: Workspace, reader: Client) -> None:
    links = set(re.findall(r'href="(/verdict/behind[^"]+)"', text(reader, "/verdict/")))
    assert links
    for link in sorted(links)[:6]:
        page = text(reader, link.replace("&amp;", "&"))
        cases = re.findall(r'href="(/cases/[0-9a-f]{32})', page)
        assert cases
        assert reader.get(cases[0]).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    "query", ["", "vendor=None&criterion=response.first", "vendor=%00&criterion=x", "vendor=A&criterion=x&from=99999999999"]
)
def test_behind_a_number_that_is_not_there_is_nothing(reader: Client, query: str) -> None:
    assert reader.get(f"/verdict/behind?{query}").status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST)


def test_a_report_is_asked_for_written_and_handed_out_as_a_file(judged: Workspace, visit: As) -> None:
    client = visit(Role.VIEWER)
    there = client.post("/verdict/export", {"format": "md", "lang": "en", "stage": "startup"}).headers["Location"]
    assert client.get(there).status_code == HTTPStatus.ACCEPTED
    assert client.get(f"{there}/waiting").status_code == HTTPStatus.NO_CONTENT
    (asked,) = jobs.waiting(judged)
    jobs.do(judged, asked.key, clock.now())
    assert client.get(f"{there}/waiting").headers["HX-Refresh"] == "true"
    assert "?get=1" in text(client, there)
    handed = client.get(f"{there}?get=1")
    assert handed.headers["Content-Disposition"].startswith("attachment")
    assert handed.headers["Content-Type"] == "application/octet-stream"
    assert b"stage startup" in b"".join(handed)


def test_a_report_that_cannot_be_written_says_why(judged: Workspace, visit: As) -> None:
    client = visit(Role.VIEWER)
    there = client.post("/verdict/export", {"format": "md", "lang": "en", "stage": "growth"}).headers["Location"]
    (asked,) = jobs.waiting(judged)
    (judged.root / SHELF).write_text("in the way")
    jobs.do(judged, asked.key, clock.now())
    answer = client.get(there)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "the folder reports cannot be made" in answer.content.decode()


@pytest.mark.parametrize("form", [{"format": "exe", "lang": "en"}, {"format": "md", "lang": "fr"}, {}])
def test_no_other_report_is_asked_for(judged: Workspace, visit: As, form: dict[str, str]) -> None:
    assert visit(Role.VIEWER).post("/verdict/export", form).status_code == HTTPStatus.NOT_FOUND
    assert not list(jobs.waiting(judged))


def test_news_makes_the_page_say_that_it_is_older(judged: Workspace, reader: Client) -> None:
    assert "computed anew" not in text(reader, "/verdict/")
    fill(judged.store, cases=61)
    assert "computed anew" in text(reader, "/verdict/")
