"""The report as a reader meets it: opened in a browser, without a network, wide and on a phone, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from houdun.language import Language
from houdun.report.build import build
from houdun.report.render import render
from houdun.testing.comparisons import comparison
from tests.browser_given import IN_BROWSER, chromium

pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module", params=list(Language))
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / f"{request.param}.html"
    path.write_bytes(render(build(comparison(), request.param), "html"))
    return path


def opened(browser: Browser, report: Path, width: int) -> tuple[Page, list[Request], list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 900})
    requests: list[Request] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(report.as_uri())
    return page, requests, complaints


@pytest.mark.parametrize("width", [375, 1280])
def test_it_asks_for_nothing_but_itself_and_fits_the_screen(browser: Browser, report: Path, width: int) -> None:
    page, requests, complaints = opened(browser, report, width)
    foreign = [request.url for request in requests if not request.url.startswith(("file:", "data:"))]
    assert foreign == []
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_its_own_font_draws_it(browser: Browser, report: Path) -> None:
    page, _, _ = opened(browser, report, 1280)
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family)")
    assert any("Noto Sans SC" in family for family in loaded)
    page.close()


def test_a_number_leads_to_the_cases_behind_it(browser: Browser, report: Path) -> None:
    page, _, _ = opened(browser, report, 1280)
    links = page.evaluate("[...document.querySelectorAll('table a[href^=\"#\"]')].map(link => link.getAttribute('href'))")
    assert links
    dead = page.evaluate("links => links.filter(link => !document.getElementById(decodeURIComponent(link.slice(1))))", links)
    assert dead == []
    page.close()
