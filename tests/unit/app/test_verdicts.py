from __future__ import annotations

import dataclasses
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houdun import app
from houdun.app import verdicts
from houdun.app.verdicts.columns import columns, contributions
from houdun.app.verdicts.file import TOLD, pack, unpack
from houdun.app.workspace import Workspace
from houdun.errors import InputError, UsageError
from houdun.facts.attestation import Assurance
from houdun.facts.case import CaseKey
from houdun.facts.time import DAY
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison, Contribution, VendorResult
from houdun.flow.compare import Compared
from houdun.language import Language
from houdun.report.build import SECTIONS, build
from houdun.report.document import Figure, walk
from houdun.report.html import drawing
from houdun.report.story.cases import cases
from houdun.report.view import View
from houdun.store import Reached, Store
from houdun.testing import large
from houdun.testing.factories import log, message
from houdun.testing.tried import tried
from houdun.verdict.judge import Assessment
from houdun.verdict.results import Assessed

NOW = large.HORIZON + DAY
MARK = verdicts.Mark(Reached(3, 0, 0, 1), "abc")
HOSTILE = "\x00 \ud800 音画 \u202e '\"<script>"
SETTINGS = 'draws = 256\nrun_by = "us"\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a snapshot. Whoever changes it changes a copy."""
    root = tmp_path_factory.mktemp("workspace")
    with app.create(root, SETTINGS) as space:
        large.fill(space.store, cases=60)
        verdicts.compute(space, now=NOW)
    return root


@pytest.fixture
def space(folder: Path) -> Iterator[Workspace]:
    with app.open_workspace(folder) as space:
        yield space


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Workspace]:
    """A small workspace to change."""
    with app.create(tmp_path, SETTINGS) as space:
        large.fill(space.store, cases=10)
        yield space


def snapshot_of(root: Path) -> verdicts.Snapshot:
    found = verdicts.load(root)
    assert found is not None
    return found


def computed(space: Workspace) -> verdicts.Snapshot:
    """Without figures, which take seconds."""
    return verdicts.compute(space, draws_figures=False, now=NOW)


def invented(made: Comparison) -> Compared:
    """With draws that fit to nothing, and two of its cases as what was said beforehand."""
    chance, shape = np.random.default_rng(1), (len(made.rubric.dimensions), 8)
    vendors = tuple(
        Assessed(
            vendor=result.vendor, cases=result.cases, dimensions=result.dimensions, gates=result.gates, scores=chance.random(shape),
            earned=chance.random(shape), held=np.ones(shape[0]), tiers=np.zeros(shape[1], dtype=np.int8),
        )
        for result in made.verdict.vendors
    )  # fmt: skip
    assessment = Assessment(made.rubric, vendors, made.verdict.central_weights, made.verdict.draws, made.verdict.seed)
    told = {CaseKey(key.vendor, "occasion", HOSTILE): reading for key, reading in list(made.cases.items())[:2]}
    return Compared(dataclasses.replace(made, cases={**made.cases, **told}), assessment, told)


def test_what_is_loaded_is_what_was_computed(space: Workspace) -> None:
    whole, found = space.compare(now=NOW), snapshot_of(space.root)
    slim = found.comparison
    assert found.made_at == NOW
    assert slim.provenance == whole.provenance
    assert slim.curves == whole.curves
    assert slim.hours == whole.hours
    assert slim.deliveries == whole.deliveries
    assert slim.rubric == whole.rubric
    assert slim.limits == whole.limits
    assert slim.severity_mix == whole.severity_mix
    assert slim.cases == {}


@pytest.mark.parametrize("stage", ["startup", "growth", "scale"])
def test_a_snapshot_ranks_as_the_whole_comparison_does(space: Workspace, stage: str) -> None:
    """To the last digit, with what would change the winner."""
    whole, ranked = space.compare(stage=stage, now=NOW).verdict, snapshot_of(space.root).rank(stage)
    scores = [(result.vendor, result.score, result.coverage, result.gates, result.below_base_line) for result in whole.vendors]
    assert scores == [(each.vendor, each.score, each.coverage, each.gates, each.below_base_line) for each in ranked.vendors]
    for field in ("stage", "weights", "rank_acceptability", "beats", "central_weights", "leader", "clear", "flips", "shift"):
        assert getattr(ranked, field) == getattr(whole, field)


def test_own_weights_rank_as_they_do_on_the_command_line(space: Workspace) -> None:
    found = snapshot_of(space.root)
    weights = {dimension.id: float(place) for place, dimension in enumerate(found.comparison.rubric.dimensions)}
    typed = [f"{id}={weight}" for id, weight in weights.items()]
    whole = space.compare(weights=typed, now=NOW).verdict
    assert found.rank("growth", weights).rank_acceptability == whole.rank_acceptability
    assert found.at("growth", weights).verdict.weights == whole.weights
    with pytest.raises(UsageError):
        found.rank("no such stage")


@pytest.mark.parametrize("language", Language)
def test_every_section_but_the_cases_is_that_of_the_whole_report(space: Workspace, language: Language) -> None:
    whole, slim = (View(made, language) for made in (space.compare(now=NOW), snapshot_of(space.root).comparison))
    for section in SECTIONS:
        if section is not cases:
            assert section(slim) == section(whole)


@pytest.mark.parametrize("language", Language)
def test_the_sections_of_a_trial_are_those_of_the_whole_report_too(language: Language) -> None:
    compared = invented(tried())
    whole, slim = (View(made, language) for made in (compared.comparison, unpack(pack(MARK, compared, {})).comparison))
    for section in SECTIONS:
        if section is not cases:
            assert section(slim) == section(whole)


def test_the_figures_of_other_stages_are_drawn_beforehand_too(space: Workspace) -> None:
    found = snapshot_of(space.root)
    assert space.settings.stage != "scale"
    blocks = build(found.at("scale"), Language.ZH).blocks
    expected = drawing(blocks)["pictures"]
    assert expected
    assert found.pictures(blocks) == expected


def test_ranks_at_any_weights_are_drawn_at_once(space: Workspace) -> None:
    found = snapshot_of(space.root)
    blocks = build(found.at("growth", {each.id: 1.0 for each in found.comparison.rubric.dimensions}), Language.EN).blocks
    (figure,) = (each for each in walk(blocks) if isinstance(each, Figure) and each.anchor == "f-ranks")
    assert drawing((figure,))["pictures"] == {"f-ranks": found.pictures(blocks)["f-ranks"]}


def test_a_figure_that_was_not_drawn_is_left_out(space: Workspace) -> None:
    found = snapshot_of(space.root)
    changed = tuple(dataclasses.replace(curve, until_ms=curve.until_ms + 1) for curve in found.comparison.curves)
    blocks = build(dataclasses.replace(found.comparison, curves=changed), Language.EN).blocks
    drawn = {each.anchor for each in walk(blocks) if isinstance(each, Figure)}
    assert drawn - set(found.pictures(blocks)) == {f"f-{clock.replace('_', '-')}" for clock in {curve.clock for curve in changed}}


def test_every_link_out_of_a_section_says_where_it_leads(space: Workspace) -> None:
    compared = snapshot_of(space.root), unpack(pack(MARK, invented(tried()), {}))
    kinds = set()
    for found in compared:
        view = View(found.comparison, Language.EN)
        blocks = tuple(block for section in SECTIONS if section is not cases for block in section(view))
        links = set(re.findall(r"'(#[^']+)'", repr(blocks)))
        inside = {f"#{anchor}" for anchor in re.findall(r"anchor='([^']+)'", repr(blocks))}
        led = verdicts.leads(view)
        assert links - inside - {"#cases"} <= led.keys()
        kinds |= {type(led[link]) for link in links & led.keys()}
        numbers = [lead for lead in led.values() if isinstance(lead, verdicts.Number)]
        assert all(found.behind(*number).total for number in numbers)
    assert kinds == {CaseKey, verdicts.Number}


def test_nothing_said_in_a_case_is_kept_but_what_was_said_beforehand() -> None:
    compared = invented(tried())
    data = pack(MARK, compared, {})
    found = unpack(data)
    assert found.mark == MARK
    assert {key: found.comparison.cases[key] for key in compared.told} == compared.told
    assert [
        reading.log.entries for key, reading in found.comparison.cases.items() if key not in compared.told and reading.log.entries
    ] == []
    assert compared.comparison.trial is not None
    assert {key for key in found.comparison.cases if key not in compared.told} == set(compared.comparison.trial.cases)


def test_every_contribution_is_behind_its_number(space: Workspace) -> None:
    found = snapshot_of(space.root)
    for result in space.compare(now=NOW).verdict.vendors:
        for dimension in result.dimensions:
            for criterion in dimension.criteria:
                behind = found.behind(result.vendor, criterion.id, limit=10_000)
                assert behind.total == len(criterion.contributions)
                assert sorted(behind.rows, key=repr) == sorted(criterion.contributions, key=repr)


def test_the_worst_comes_first_and_pages_follow_each_other(space: Workspace) -> None:
    found = snapshot_of(space.root)
    vendor = found.comparison.verdict.vendors[0].vendor
    slow, prompt = "response.tail_p90", "response.human_15min_day"
    waits = [each.value for each in found.behind(vendor, slow).rows]
    assert len(set(waits)) > 1
    assert waits == sorted(waits, reverse=True)
    kept = [each.value for each in found.behind(vendor, prompt).rows]
    assert kept == sorted(kept)
    pages = [found.behind(vendor, slow, offset=offset, limit=5).rows for offset in range(0, len(waits) + 5, 5)]
    assert [each for page in pages for each in page] == list(found.behind(vendor, slow).rows)


def test_behind_what_is_not_there_is_nothing(space: Workspace) -> None:
    found = snapshot_of(space.root)
    assert found.behind(Vendor("nobody"), "response.tail_p90") == verdicts.Behind(0, ())
    assert found.behind(found.comparison.verdict.vendors[0].vendor, "no.such") == verdicts.Behind(0, ())


texts = st.text(alphabet=st.characters() | st.sampled_from(HOSTILE), max_size=8)


@given(
    st.lists(
        st.lists(st.tuples(texts, texts, st.floats(allow_nan=False), st.booleans(), texts), max_size=4), min_size=34, max_size=34
    )
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_contributions_of_any_kind_come_back_from_their_columns(rows: list[list[tuple[str, str, float, bool, str]]]) -> None:
    vendor = tried().verdict.vendors[0]
    result = _with(
        vendor,
        [[Contribution(CaseKey(vendor.vendor, a, b), value, lost, uid) for a, b, value, lost, uid in each] for each in rows],
    )
    held = columns(result)
    for criterion in (each for dimension in result.dimensions for each in dimension.criteria):
        total, found = contributions(result, held, criterion.id, falling=True, offset=0, limit=10)
        assert total == len(criterion.contributions)
        assert sorted(found, key=repr) == sorted(criterion.contributions, key=repr)


def _with(result: VendorResult, given: list[list[Contribution]]) -> VendorResult:
    rest = iter(given)
    return dataclasses.replace(
        result,
        dimensions=tuple(
            dataclasses.replace(
                each, criteria=tuple(dataclasses.replace(one, contributions=tuple(next(rest))) for one in each.criteria)
            )
            for each in result.dimensions
        ),
    )


def test_a_snapshot_is_not_stale_until_something_is_new(own: Workspace) -> None:
    assert verdicts.load(own.root) is None
    assert verdicts.is_stale(own, None)
    made = computed(own)
    assert not verdicts.is_stale(own, made)
    assert not verdicts.is_stale(own, verdicts.load(own.root))
    with own.store.importing("test", [], NOW) as run:
        run.add(log(message("a"), vendor=Vendor("Kestrel")))
    assert verdicts.is_stale(own, made)
    assert not verdicts.is_stale(own, computed(own))


def test_what_a_person_puts_on_record_is_news(own: Workspace) -> None:
    made = computed(own)
    own.attest(vendor="Kestrel", criterion="team.named_owner", value="yes", assurance=Assurance.SEEN)
    assert verdicts.is_stale(own, made)


def test_topics_that_no_comparison_reads_are_no_news(own: Workspace) -> None:
    made = verdicts.compute(own, apart_from=["audit"], draws_figures=False, now=NOW)
    own.store.journal.append("audit", "1", NOW, {"who": "Cora"})
    assert not verdicts.is_stale(own, made, apart_from=["audit"])
    own.store.journal.append("grade", "1", NOW, {})
    assert verdicts.is_stale(own, made, apart_from=["audit"])


@pytest.mark.parametrize(
    ("name", "text"), [("houdun.toml", 'draws = 256\nstage = "scale"\n'), ("mine.toml", "version = 'changed'\n")]
)
def test_other_settings_and_other_files_to_measure_by_are_news(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "mine.toml").write_bytes(app.packaged_file("promises.toml").read_bytes())
    with app.create(tmp_path, 'draws = 256\npromises = "mine.toml"\n') as space:
        large.fill(space.store, cases=10)
        made = computed(space)
    (tmp_path / name).write_text(text)
    with app.open_workspace(tmp_path) as space:
        assert verdicts.is_stale(space, made)


def test_with_nothing_to_compare_there_is_no_snapshot(tmp_path: Path) -> None:
    with app.create(tmp_path) as space, pytest.raises(InputError, match="no case"):
        verdicts.compute(space, now=NOW)
    assert verdicts.load(tmp_path) is None


def test_the_latest_is_read_again_only_where_the_file_is_another_one(own: Workspace) -> None:
    latest = verdicts.Latest(own.root)
    assert latest.snapshot() is None
    computed(own)
    first = latest.snapshot()
    assert first is not None
    assert latest.snapshot() is first
    computed(own)
    second = latest.snapshot()
    assert second is not None
    assert second is not first
    (own.root / verdicts.FILE).unlink()
    assert latest.snapshot() is None


class Trap:
    """What a pickle would run."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return pytest.fail, ("a file has run",)


def damaged(data: bytes) -> Iterator[bytes]:
    yield b""
    yield b"not a snapshot"
    yield data[: len(data) // 2]
    yield data[:5000] + bytes([data[5000] ^ 1]) + data[5001:]
    yield pickle.dumps(Trap())


def test_a_file_that_cannot_be_read_is_as_good_as_none(folder: Path, tmp_path: Path) -> None:
    for data in damaged((folder / verdicts.FILE).read_bytes()):
        (tmp_path / verdicts.FILE).write_bytes(data)
        assert verdicts.load(tmp_path) is None


def test_a_file_of_another_version_or_with_objects_in_it_is_as_good_as_none(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / verdicts.FILE
    with np.load(folder / verdicts.FILE) as kept:
        arrays = dict(kept)
    told = json.loads(arrays[TOLD].tobytes())
    for text in (json.dumps(told | {"format": "houdun.snapshot/0"}), json.dumps(told | {"comparison": {}}), "[1]", "{"):
        np.savez(path, **arrays | {TOLD: np.frombuffer(text.encode(), dtype=np.uint8)})
        assert verdicts.load(tmp_path) is None
    np.savez(path, **arrays | {TOLD: np.array([Trap()], dtype=object)})
    assert verdicts.load(tmp_path) is None


def test_the_large_workspace_is_always_the_same(tmp_path: Path) -> None:
    assert list(large.logs(40)) == list(large.logs(40))
    with Store.create(tmp_path) as store:
        large.fill(store, cases=130)
        lines = store.case_lines(limit=130).lines
        assert sum(line.messages for line in lines) == 1300
        assert {line.key.vendor for line in lines} == set(large.VENDORS)
        assert store.channels() == large.CHANNELS
