"""The pictures of the web app in docs/pictures: a demo is played, graded and looked at, wide and on a phone.

    python -m tests.web_pictures [FOLDER]

About four minutes. Each picture is of what the pages show then; nothing is staged but who the two raters are and what they say.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect

from tests.acceptance.test_web import LONG, PASSWORD, Served, Visitor, grade, invited, join, served_in, until, visitor
from tests.browser_given import chromium

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
GRADED = 12
Look = Callable[[str, str], None]


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place, served_in(Path(place)) as served, chromium() as browser:
        owner = visitor(browser, "zh")
        join(owner, served.welcome, "李雷")
        raters = _begin(owner, browser, served)
        look = _looker(browser, served, folder)
        expect(owner.page.locator("#waiting button[name=block]").first).to_be_visible(timeout=LONG)
        look("now", "/now/")
        owner.page.once("dialog", lambda dialog: dialog.accept())
        owner.page.locator("form:has(input[type=hidden][name=block]) button").click()
        until(raters[0].page, f"{served.address}/grade/", "#next")
        look("packet", raters[0].page.locator("#next").get_attribute("href") or "")
        for came in raters:
            for _ in range(GRADED):
                until(came.page, f"{served.address}/grade/", "#next")
                grade(came.page, served.address)
        until(owner.page, f"{served.address}/verdict/", "main a[href^='/verdict/behind']")
        look("running", "/now/")
        look("agreement", "/grade/agreement")
        look("verdict", "/verdict/")
        look("case", _longest(owner.page, served))
        look("setup", "/setup/plans/trial.toml")


def _begin(owner: Visitor, browser: Browser, served: Served) -> list[Visitor]:
    owner.page.click("form[action='/now/demo'] button")
    raters = [visitor(browser, "zh"), visitor(browser, "en")]
    for came, name in zip(raters, ("韩梅梅", "Kate"), strict=True):
        join(came, invited(owner.page, "rater"), name)
    owner.page.goto(f"{served.address}/now/")
    return raters


def _looker(browser: Browser, served: Served, folder: Path) -> Look:
    """Takes a page wide in Chinese and light, and narrow in English and dark."""
    screens: tuple[tuple[str, str, dict[str, int], Literal["light", "dark"]], ...] = (
        ("zh", "zh-CN", WIDE, "light"),
        ("en", "en-GB", NARROW, "dark"),
    )
    pages: list[tuple[str, Page]] = []
    for language, locale, size, scheme in screens:
        page = browser.new_context(
            locale=locale, viewport={"width": size["width"], "height": size["height"]}, color_scheme=scheme
        ).new_page()
        page.goto(f"{served.address}/sign-in")
        page.fill("#name", "李雷")
        page.fill("#password", PASSWORD)
        page.click("main button")
        page.wait_for_url(re.compile("/now/$"))
        pages.append((language, page))

    def look(name: str, path: str) -> None:
        for language, page in pages:
            page.goto(served.address + path)
            page.evaluate("document.fonts.ready")
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"web-{name}-{language}.png")

    return look


def _longest(page: Page, served: Served) -> str:
    """A case's page: of the first list the one with the most messages is as good as any."""
    page.goto(f"{served.address}/cases/")
    return page.locator("main a[href^='/cases/']").nth(3).get_attribute("href") or ""


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))
