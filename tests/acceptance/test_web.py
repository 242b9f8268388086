"""The whole way in a browser, in both languages side by side: first start, accounts, the demo's trial, approval, blind grades, verdict, case, report."""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.browser_given import IN_BROWSER, chromium

pytestmark = IN_BROWSER

PASSWORD = "correct horse battery"
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
SCREENS: tuple[tuple[str, int, Literal["light", "dark"]], ...] = (("zh", 1280, "light"), ("en", 390, "dark"))
DARK = ("/now/", "/grade/agreement", "/verdict/", "/people/")
"""In the dark and on a phone these stand for their like: each kind of block is on one of them."""
WCAG = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
"""Charts are left out: they are one picture each, told in words, with thousands of parts."""
SOON, LONG = 20_000, 150_000
"""Milliseconds: for what a page does, and for what a trial does on a busy machine."""
FIRST_PAGE = 150 * 1024
PACKETS = 3
PAGES = (
    "/now/",
    "/cases/",
    "/grade/",
    "/grade/agreement",
    "/verdict/",
    "/setup/",
    "/setup/promises",
    "/setup/rubric",
    "/setup/channels",
    "/setup/plans/trial.toml",
    "/setup/trail",
    "/people/",
)


@dataclass
class Visitor:
    """Somebody with a browser of his own: what it complained of, and what it asked for elsewhere."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    bytes: int = 0


@dataclass(frozen=True)
class Served:
    address: str
    welcome: str


@contextlib.contextmanager
def served_in(folder: Path) -> Iterator[Served]:
    """`houdun serve` on a new workspace, as a user starts it."""
    root, log = folder / "mine", folder / "serve.log"
    subprocess.run([sys.executable, "-m", "houdun", "init", str(root)], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "houdun", "serve", "-w", str(root), "--port", str(port)]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT) as process:
        try:
            yield Served(*_answers(port, log, process))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_in(tmp_path_factory.mktemp("served")) as served:
        yield served


def _answers(port: int, log: Path, process: subprocess.Popen[bytes]) -> tuple[str, str]:
    """Its address and the owner's link, once it answers."""
    for _ in range(LONG // 100):
        with socket.socket() as ours:
            ours.settimeout(0.1)
            found = re.search(r"(http://\S+?)/welcome/\S+", log.read_text(encoding="utf-8"))
            if found and ours.connect_ex(("127.0.0.1", port)) == 0:
                return found[1], found[0]
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
            break
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def visitor(browser: Browser, language: str) -> Visitor:
    context: BrowserContext = browser.new_context(locale=LANGUAGES[language], accept_downloads=True)
    came = Visitor(context.new_page())

    def answered(response: Response) -> None:
        if not response.url.startswith("http://127.0.0.1:"):
            came.foreign.append(response.url)
        if response.status >= 400:
            came.complaints.append(f"{response.status} {response.url}")
        came.bytes += int(response.headers.get("content-length", 0))

    came.page.on("response", answered)
    came.page.on("console", lambda message: came.complaints.append(message.text))
    came.page.on("pageerror", lambda error: came.complaints.append(str(error)))
    return came


def join(came: Visitor, link: str, name: str) -> None:
    page = came.page
    page.goto(link)
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click("main button")
    page.wait_for_url(re.compile(r"/(now|grade)/$"))


def invited(owner: Page, role: str) -> str:
    owner.goto(owner.url.split("/", 3)[0] + "//" + owner.url.split("/")[2] + "/people/")
    owner.select_option("form:has(#role) #role", role)
    owner.click("form:has(#role) button")
    return owner.locator(".told code").inner_text()


def grade(page: Page, address: str) -> None:
    """A packet, by keys alone: a level for what has levels, yes for what is yes or no."""
    until(page, f"{address}/grade/", "#next")
    page.keyboard.press("n")
    page.wait_for_url(re.compile(r"/grade/[^/]+/$"))
    for name in page.eval_on_selector_all("fieldset.field", "all => all.map(each => each.dataset.field)"):
        keys = page.locator(f"fieldset[data-field='{name}'] kbd").all_inner_texts()
        page.keyboard.press(keys[min(2, len(keys) - 1)] if keys[0].isdigit() else keys[0])
        expect(page.locator(f"fieldset[data-field='{name}'] input:checked")).to_have_count(1)
    page.keyboard.press("i")
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_function("before => location.href !== before || document.querySelector('.told, .beside, table')", arg=before)


def test_the_first_page_is_light_and_asks_nobody_else(browser: Browser, served: Served) -> None:
    came = visitor(browser, "en")
    came.page.goto(f"{served.address}/sign-in")
    came.page.wait_for_load_state("networkidle")
    assert 0 < came.bytes <= FIRST_PAGE
    assert (came.foreign, came.complaints) == ([], [])
    came.page.context.close()


def test_the_whole_way_in_both_languages(browser: Browser, served: Served, tmp_path: Path) -> None:
    owner, operator = visitor(browser, "zh"), visitor(browser, "en")
    raters = [visitor(browser, "zh"), visitor(browser, "en")]
    _begin(owner, operator, raters, served)
    _approve(owner, operator, served)
    for came in raters:
        expect(came.page.locator("body")).to_be_visible()
        until(came.page, f"{served.address}/grade/", "#next")
        for _ in range(PACKETS):
            grade(came.page, served.address)
    for came in (owner, operator):
        _agreement(came, served)
        _verdict(came, served, tmp_path)
    owner.page.goto(f"{served.address}/now/")
    owner.page.once("dialog", lambda dialog: dialog.accept())
    owner.page.click("button[value=stop]")
    for came in (owner, operator, *raters):
        assert came.foreign == []
        assert came.complaints == []


def test_every_page_is_readable_by_everybody(browser: Browser, served: Served) -> None:
    """WCAG AA as far as a program can tell, wide, on a phone and in the dark."""
    found = []
    for language, width, scheme in SCREENS:
        context = browser.new_context(locale=LANGUAGES[language], viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{served.address}/sign-in")
        found += _seen(page, "/sign-in", width)
        page.fill("#name", "李雷")
        page.fill("#password", PASSWORD)
        page.click("main button")
        page.wait_for_url(re.compile("/now/$"))
        case = None
        for path in PAGES:
            page.goto(served.address + path)
            if scheme == "light" or path in DARK:
                found += _seen(page, f"{path} {language} {width}", width)
            case = case or page.evaluate("document.querySelector('main a[href^=\"/cases/\"]')?.pathname")
        assert case
        page.goto(served.address + case)
        found += _seen(page, f"case {language} {width}", width)
        context.close()
    assert found == []


def _seen(page: Page, what: str, width: int) -> list[str]:
    """What is wrong with the page as it stands."""
    violations = Axe().run(page, {"exclude": [[".panels"]]}, WCAG).response["violations"]
    serious = [
        f"{what}: {each['id']} {[node['target'] for node in each['nodes']][:3]}"
        for each in violations
        if each["impact"] in ("serious", "critical")
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return serious + ([f"{what}: {wide} px wide"] if wide > width else [])


def _begin(owner: Visitor, operator: Visitor, raters: list[Visitor], served: Served) -> None:
    """First start, account, the others' accounts; the demo begins."""
    join(owner, served.welcome, "李雷")
    owner.page.click("form[action='/now/demo'] button")
    links = [invited(owner.page, role) for role in ("operator", "rater", "rater")]
    for came, link, name in zip((operator, *raters), links, ("Kate", "甲", "Rater Two"), strict=True):
        join(came, link, name)


def _approve(owner: Visitor, operator: Visitor, served: Served) -> None:
    """The first question waits for a word, on a page that nobody loads again; then all others."""
    owner.page.goto(f"{served.address}/now/")
    first = owner.page.locator("#waiting button[name=block]").first
    expect(first).to_be_visible(timeout=LONG)
    first.click()
    expect(owner.page.locator("#live")).to_contain_text("已问", timeout=LONG)
    operator.page.goto(f"{served.address}/now/")
    every = operator.page.locator("form:has(input[type=hidden][name=block]) button")
    expect(every).to_be_visible(timeout=LONG)
    operator.page.once("dialog", lambda dialog: dialog.accept())
    every.click()


def until(page: Page, address: str, selector: str) -> None:
    """Looks again, as a rater would, until it is there."""
    for _ in range(LONG // 1000):
        page.goto(address)
        if page.locator(selector).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{selector} never came to {address}")


def _agreement(came: Visitor, served: Served) -> None:
    came.page.goto(f"{served.address}/grade/agreement")
    expect(came.page.locator("main")).to_contain_text("甲")
    expect(came.page.locator("main")).to_contain_text("Rater Two")


def _verdict(came: Visitor, served: Served, folder: Path) -> None:
    page = came.page
    until(page, f"{served.address}/verdict/", "#scores")
    claim = page.locator("#claim, h2#claim ~ *").all_inner_texts()
    before = page.locator("#ranked").inner_text()
    with page.expect_response(re.compile("/verdict/ranked")):
        page.locator("#w-references").focus()
        page.keyboard.press("End")
    expect(page.locator("#ranked")).not_to_have_text(before, timeout=SOON)
    assert page.locator("#claim, h2#claim ~ *").all_inner_texts() == claim
    assert "references=100" in page.url
    until(page, f"{served.address}/verdict/", "main a[href^='/verdict/behind']")
    page.locator("main a[href^='/verdict/behind']").first.click()
    page.locator("main a[href^='/cases/']").first.click()
    page.wait_for_url(re.compile("/cases/[0-9a-f]{32}"))
    expect(page.locator("blockquote").first).to_be_visible()
    page.goto(f"{served.address}/verdict/")
    page.select_option("#format", "md")
    page.click("#export button")
    expect(page.locator("#download")).to_be_visible(timeout=LONG)
    with page.expect_download() as download:
        page.click("#download")
    download.value.save_as(folder / "report.md")
    assert (folder / "report.md").read_text(encoding="utf-8").startswith("# ")
