from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

from houdun.facts.verdict import Comparison, Estimate, GateStatus
from houdun.language import Language
from houdun.report.document import Document
from houdun.report.html import html

VOID = {"meta", "br", "img", "link", "input", "hr"}
Attributes = dict[str, str]


class Page(HTMLParser):
    """Tags with their attributes, the text shown, and whether every tag is closed where it should be."""

    def __init__(self, source: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Attributes]] = []
        self.text = ""
        self.style = ""
        self.open: list[str] = []
        self.feed(source.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.text += data

    def all(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_fetches_nothing_and_runs_nothing(kind: str, rendered: Callable[..., bytes]) -> None:
    page = Page(rendered(kind, "html"))
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "object", "embed", "link", "base", "form", "img", "image", "use", "foreignobject", "a:href"}  # fmt: skip
    for tag, attributes in page.tags:
        assert not [
            name for name in attributes if name.startswith("on") or name in {"src", "srcset", "style", "action", "xlink:href"}
        ], tag
        address = attributes.get("href", "#")
        assert address.startswith("#") or ("noreferrer" in attributes["rel"] and address.startswith("https://"))
    assert set(re.findall(r"url\(([^)]{0,22})", page.style)) <= {"data:font/woff2;base64"}
    assert "@import" not in page.style


def test_the_policy_allows_this_very_style_and_nothing_else(rendered: Callable[..., bytes]) -> None:
    page = Page(rendered("three", "html"))
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy.split("; ")[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]
    assert "unsafe" not in policy


def test_every_element_is_closed_and_every_id_unique_and_every_link_lands(kind: str, rendered: Callable[..., bytes]) -> None:
    page = Page(rendered(kind, "html"))
    assert page.open == []
    ids = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert max(ids.values()) == 1
    assert {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")} <= set(ids)
    described = {attributes.get(name) for _, attributes in page.tags for name in ("aria-labelledby", "aria-describedby")}
    assert described - {None} <= set(ids)


def test_every_number_of_the_verdict_is_on_the_page(
    compared: Callable[[str], Comparison], rendered: Callable[..., bytes]
) -> None:
    text, verdict = Page(rendered("three", "html")).text, compared("three").verdict
    estimates = [vendor.score for vendor in verdict.vendors]
    for dimension in (dimension for vendor in verdict.vendors for dimension in vendor.dimensions):
        estimates += [dimension.score, *(criterion.score for criterion in dimension.criteria)]
    for estimate in estimates:
        assert estimate is None or f"{100 * estimate.mean:.0f}" in text
        assert estimate is None or interval(estimate) in text
    for vendor in verdict.vendors:
        assert f"{100 * verdict.rank_acceptability[vendor.vendor][0]:.0f}%" in text
        for gate in vendor.gates:
            assert gate.probability is not None
            sure = 1 - gate.probability if gate.status is GateStatus.BELOW else gate.probability
            assert f"{gate.status.value}, {100 * sure:.0f}%" in text


def interval(estimate: Estimate) -> str:
    return f"{100 * estimate.low:.0f}–{100 * estimate.high:.0f}"


def test_a_reader_who_listens_finds_headers_captions_and_summaries(rendered: Callable[..., bytes]) -> None:
    page = Page(rendered("three", "html", Language.ZH))
    assert page.all("html") == [{"lang": "zh-Hans"}]
    assert all(cell.get("scope") in {"col", "row", "rowgroup"} for cell in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table")) > 10
    assert len(page.all("figcaption")) == len(page.all("figure")) == 6
    pictures = [attributes for _, attributes in page.tags if attributes.get("role") == "img"]
    assert len(pictures) == 6
    assert all(len(picture["aria-label"]) > 20 for picture in pictures)
    assert len(page.all("h1")) == len(page.all("main")) == 1


def test_hostile_words_are_shown_and_do_nothing(rendered: Callable[..., bytes]) -> None:
    page = Page(rendered("hostile", "html"))
    assert "<script>alert(1)</script>⟨U+202E⟩⟨U+001B⟩[31m{{7*7}}#set page(width: 1pt)" in page.text
    assert "49" not in re.findall(r"U\+001B⟩\[31m(\d+)", page.text)
    assert not {"\u202e", "\x1b", "\ufffe"} & set(rendered("hostile", "html").decode())
    assert max(len(word) for word in page.text.split()) <= 1000
    assert not [link for link in page.all("a") if "script" in link["href"]]


def test_the_same_document_gives_the_same_bytes(document: Callable[..., Document], rendered: Callable[..., bytes]) -> None:
    assert html(document("three")) == rendered("three", "html")


def test_nothing_at_all_says_so(rendered: Callable[..., bytes]) -> None:
    assert "nothing to compare yet" in Page(rendered("nothing", "html")).text
    assert "还没有可比的内容" in Page(rendered("nothing", "html", Language.ZH)).text
