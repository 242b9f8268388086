"""Every `houdun play` that the help or a page shows can be typed as it stands: its show, options, fault, parameters and remedy exist."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from houdun.flow.play import ask
from houdun.scenario import catalogue

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "src" / "houdun" / "cli").glob("*.py")])
COMMAND = re.compile(r"houdun play ([^`\n\"]+)")
OPTIONS = {
    name
    for line in (ROOT / "docs" / "reference" / "play.md").read_text(encoding="utf-8").splitlines()
    for name in re.findall(r"`(--[a-z]+)", line)
}
UNDERSTOOD = {"--fault": "fault", "--remedy": "remedy", "--hls": "hls"}
PLACEHOLDER = re.compile(r"NAME|SHOW")


def examples() -> list[tuple[str, str]]:
    """(page, what stands behind `houdun play`)."""
    return [
        (str(page.relative_to(ROOT)), found.strip())
        for page in PAGES
        for found in COMMAND.findall(page.read_text(encoding="utf-8"))
    ]


@pytest.fixture
def anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which a show of one's own lies under whatever name a page gives it."""
    monkeypatch.chdir(tmp_path)
    packaged = next((ROOT / "src" / "houdun" / "scenario" / "shows").glob("*.toml")).read_text(encoding="utf-8")
    for _, example in examples():
        if (name := example.split()[0]).endswith(".toml"):
            Path(name).write_text(packaged, encoding="utf-8")


def defined_there(page: str, fault: str) -> bool:
    """Does the page itself write that fault, as the how-to does? Then it is tested with it."""
    return f'id="{fault.partition(":")[0]}"' in (ROOT / page).read_text(encoding="utf-8")


def test_there_are_examples_of_shows_faults_and_remedies_in_the_help_the_pages_and_the_readme() -> None:
    where = {page.partition("/")[0] for page, _ in examples()}
    assert {"README.md", "docs", "src"} <= where
    assert any("--remedy" in example for _, example in examples())


@pytest.mark.usefixtures("anywhere")
@pytest.mark.parametrize(("page", "example"), examples())
def test_an_example_can_be_typed_as_it_stands(page: str, example: str) -> None:
    words = shlex.split(example, comments=True)
    given = dict(pairwise(words))
    assert {word for word in words if word.startswith("--")} <= OPTIONS
    said = {name: given[option] for option, name in UNDERSTOOD.items() if option in given}
    if any(PLACEHOLDER.search(each) for each in (words[0], *said.values())):
        return
    if "fault" in said and defined_there(page, said["fault"]):
        return
    asked = ask(words[0], **said)  # type: ignore[arg-type]  # names that are data
    assert (asked.fault is not None, asked.remedy is not None) == ("fault" in said, "remedy" in said)


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "src" / "houdun" / "flow" / "play.py"], ids=lambda page: str(page.relative_to(ROOT))
)
def test_a_remedy_that_is_named_with_its_moment_exists(page: Path) -> None:
    known = {remedy.id for fault in catalogue.entries() for remedy in fault.remedies}
    assert set(re.findall(r"\b([a-z]+(?:_[a-z]+)*)@\d+\b(?!\.[a-z])", page.read_text(encoding="utf-8"))) <= known
