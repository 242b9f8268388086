"""Whatever stands in mail, files and names: on every page it is text. Two workspaces differ in nothing but that."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import override_settings

from houdun.app.workspace import Workspace, open_workspace
from houdun.web import project
from houdun.web.models import Account
from houdun.web.roles import Role
from houdun.web.urls import PAGES
from tests.integration.web.conftest import AT
from tests.integration.web.stocked import Stocked, Text, on_call, stock

MOST = 400
"""Addresses of a crawl: more than there are."""
SELDOM = re.compile(r"/files/|/pictures/|/(stamp|paste|follow|upload|forget|fetch)$")
"""What is no page."""
REACH = {
    "account",
    "audit",
    "author",
    "body",
    "event",
    "feed",
    "file",
    "guess",
    "id",
    "letter",
    "note",
    "owner",
    "plan",
    "price",
    "problem",
    "said",
    "sender",
    "subject",
    "task",
    "title",
    "to",
    "twin",
    "vendor",
    "why",
}
"""Fields that stand on some page."""
LINK = re.compile(r"(/|#|\?|https://|mailto:)")


def evil(name: str) -> str:
    return f"</p></script><script>alert('{name}')</script><img src=x onerror=alert(1)>\u202e\u200b\x1b[31m\" style='x' onload='y' {{{{7*7}}}}-{name}-"


def calm(name: str) -> str:
    """As long, so that it is cut where the other is."""
    return f"quiet {name} ".ljust(len(evil(name)), "x")


class Shape(HTMLParser):
    """What a browser makes of a page: its elements, each with the names of its attributes; and every address in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[tuple[str, ...]] = set()
        self.links: set[str] = set()
        self.words = ""
        self._typed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, *sorted(name for name, _ in attrs)))
        self._typed = tag == "textarea"
        self.links |= {
            value or "" for name, value in attrs if name in ("href", "src", "action", "hx-get", "hx-post", "poster", "formaction")
        }

    def handle_data(self, data: str) -> None:
        """What somebody may go on typing stays as he typed it; all else is to be read."""
        self.words += "" if self._typed else data


@dataclass
class Crawled:
    """`raw` holds every page, `seen` how each was answered."""

    shape: Shape = field(default_factory=Shape)
    raw: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def with_(self, more: Crawled) -> Crawled:
        self.shape.elements |= more.shape.elements
        self.shape.links |= more.shape.links
        self.shape.words += more.shape.words
        return Crawled(self.shape, self.raw + more.raw, self.failed + more.failed)


def addresses(stocked: Stocked) -> Iterator[str]:
    for given in (stocked.given, {**stocked.given, **stocked.others}):
        for page in PAGES:
            if "GET" in page.methods:
                yield "/" + re.sub(r"<\w+:(\w+)>", lambda found: given[found[1]], page.route)  # noqa: B023  # used at once


def crawl(client: Client, begin: Iterable[str]) -> Crawled:
    """Every page, and every page that these lead to."""
    found, waiting, known = Crawled(), list(begin), set[str]()
    while waiting:
        address = waiting.pop(0).partition("#")[0]
        if not address.startswith("/") or address in known or address.startswith("/static/"):
            continue
        known.add(address)
        if SELDOM.search(address):
            continue
        assert len(known) < MOST
        answer = client.get(address)
        if answer.status_code >= 500:
            found.failed.append(address)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            page = Shape()
            page.feed(text := answer.content.decode())
            found.raw.append(text)
            found.shape.elements |= page.elements
            found.shape.words += page.words
            found.shape.links |= page.links
            waiting += sorted(page.links)
        answer.close()
    return found


@dataclass(frozen=True)
class Looked:
    zh: Crawled
    en: Crawled

    @property
    def raw(self) -> str:
        return "".join(self.zh.raw + self.en.raw)


def looked(fresh: Path, folder: Path, text: Text) -> Looked:
    with served(fresh, folder / "tried") as space:
        whole = both(addresses(stock(space, folder, text)))
    with served(fresh, folder / "on-call") as space:
        on_call(space, folder, text)
        more = both(["/now/"])
    return Looked(whole.zh.with_(more.zh), whole.en.with_(more.en))


@contextmanager
def served(fresh: Path, root: Path) -> Iterator[Workspace]:
    shutil.copytree(fresh, root)
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with open_workspace(root) as space, override_settings(PASSWORD_HASHERS=hashers):
        project.settle(space)
        yield space
        connections["default"].close()


def both(begin: Iterable[str]) -> Looked:
    account, _ = Account.objects.get_or_create(name="owner-person", role=Role.OWNER, made_at=AT)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    made, begin = {}, tuple(begin)
    for language in ("zh", "en"):
        client.cookies["language"] = language
        made[language] = crawl(client, begin)
    return Looked(**made)


@pytest.fixture(scope="module")
def attacked(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    return looked(fresh, tmp_path_factory.mktemp("attacked"), evil)


@pytest.fixture(scope="module")
def quiet(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    return looked(fresh, tmp_path_factory.mktemp("quiet"), calm)


def test_no_page_fails(attacked: Looked) -> None:
    assert attacked.zh.failed + attacked.en.failed == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_element_and_no_attribute_comes_from_the_content(attacked: Looked, quiet: Looked, language: str) -> None:
    ours, theirs = (getattr(each, language).shape.elements for each in (quiet, attacked))
    assert ours
    assert theirs - ours == set()
    assert not {name for _, *names in theirs for name in names if name.startswith("on") or name == "style"}
    assert ("script",) not in theirs


def test_every_field_reached_a_page_so_that_the_test_means_something(attacked: Looked) -> None:
    assert set(re.findall(r"alert\('(\w+)'", attacked.zh.shape.words)) == REACH


def test_nothing_that_hides_or_turns_what_is_read_is_left_as_it_came(attacked: Looked) -> None:
    assert not set(attacked.zh.shape.words + attacked.en.shape.words) & set("\u202e\u200b\x1b")


def test_no_template_of_theirs_is_run(attacked: Looked) -> None:
    assert "{{7*7}}" in attacked.raw


def test_every_address_on_a_page_is_ours_or_a_safe_one(attacked: Looked) -> None:
    links = attacked.zh.shape.links | attacked.en.shape.links
    assert [link for link in links if link and not LINK.match(link)] == []
    assert not any(link.startswith("//") for link in links)
