from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import av
import pytest

from houdun.facts.fault import Evidence
from houdun.facts.question import Given, Instance, Sort
from houdun.facts.time import SECOND
from houdun.flow.trial.stage.port import Order, Showing, Timing
from houdun.flow.trial.stage.virtual import VirtualStage
from houdun.language import Language
from houdun.scenario import carousel, instance, question
from tests.leak_scan import leaks, searched, texts

NOW = 1_767_800_000_000
SMALL = {"width": 320, "height": 180, "fps": 15}
STAGE = VirtualStage(SMALL, Timing(control=15.0))
LEAD_S = Timing().lead
ONSET = NOW + round(LEAD_S * SECOND)


@pytest.fixture(autouse=True)
def _short_loops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carousel, "LEAST_S", 4.0)


def first(name: str) -> Instance:
    return instance.instances([question.load(name)])[0]


def order(name: str, remedy: str = "", **changed: object) -> Order:
    asked = {"case": "case-1", "publish": "loop://room7", "play": "rtmp://play.example.com/live/room7?token=secret-5"}
    return Order(**{"instance": first(name), "remedies": [remedy] if remedy else [], **asked, **changed})  # type: ignore[arg-type]  # names are data


@lru_cache
def shown(name: str, remedy: str = "") -> Showing:
    return STAGE.show(order(name, remedy), NOW)


def test_a_fault_is_seen_after_its_onset_and_the_stream_is_not_well() -> None:
    seen = shown("apart_after_a_hitch")
    assert seen.reason is None
    assert seen.onset_at == ONSET
    assert seen.detected_at is not None
    assert ONSET < seen.detected_at <= ONSET + 5 * SECOND
    assert not seen.healthy


@pytest.mark.parametrize(("remedy", "cures"), [("shared_stamps", True), ("sound_earlier", False)])
def test_the_right_remedy_heals_the_stream_and_a_wrong_one_does_not(remedy: str, cures: bool) -> None:
    assert shown("apart_after_a_hitch", remedy).healthy is cures


def test_a_control_is_well_and_nothing_is_seen() -> None:
    seen = shown("bars_at_the_sides")
    assert (seen.onset_at, seen.detected_at, seen.healthy) == (None, None, True)
    assert seen.given[Given.SINCE].en == "2026-01-07 15:33 UTC"
    assert "clip.ts" in seen.files


def test_what_may_be_asked_for_is_there_and_the_clip_plays() -> None:
    name = "apart_after_a_hitch"
    seen = shown(name)
    withheld = set(question.load(name).withheld)
    assert {kind for kind in Evidence if seen.file_of(kind)} >= withheld
    with av.open(io.BytesIO(seen.files["clip.ts"]), "r") as clip:
        assert len(list(clip.decode(video=0))) > 100


def test_the_offsets_show_the_change_at_its_moment() -> None:
    before = [value for at, value in shown("apart_after_a_hitch").offsets if at < LEAD_S - 1]
    after = [value for at, value in shown("apart_after_a_hitch").offsets if at > LEAD_S + 2]
    assert max(map(abs, before)) < 1.0
    assert min(map(abs, after)) > 1000.0


def test_a_question_put_again_elsewhere_tells_its_own_moment_and_address() -> None:
    later = NOW + 3_600 * SECOND
    once, again = (
        shown("apart_after_a_hitch"),
        STAGE.show(
            order("apart_after_a_hitch", play="rtmp://other.example.com/live/b", language=Language.ZH, case="case-2"), later
        ),
    )
    assert (again.began_at, again.onset_at) == (later, ONSET + 3_600 * SECOND)
    assert again.detected_at is not None
    assert once.detected_at is not None
    assert again.detected_at - once.detected_at == 3_600 * SECOND
    assert again.files["clip.ts"] == once.files["clip.ts"]
    assert b"2026-01-07T16:33" in again.files["publisher_log.csv"]
    assert b"other.example.com" in again.files["observations.csv"]
    assert b"play.example.com" not in again.files["observations.csv"]
    assert "onset-zh.png" in again.files


def test_no_key_of_an_address_is_in_any_file() -> None:
    assert not [name for name, data in shown("apart_after_a_hitch").files.items() if b"secret-5" in data]


def test_it_says_which_questions_it_can_show() -> None:
    loaded = question.load_all(question.packaged())
    cannot = {each.id for each in loaded if not STAGE.shows(each)}
    assert cannot == {"broken_now_and_then", "dark_after_joining", "jitter_in_browser", "latecomers_see_nothing", "not_live"}
    assert all(STAGE.shows(each) for each in loaded if each.sort in (Sort.CONTROL, Sort.ADVICE, Sort.REFERENCES))


@pytest.mark.parametrize("name", ["not_live", "which_region"])
def test_what_cannot_be_shown_has_a_reason(name: str) -> None:
    seen = STAGE.show(order(name), NOW)
    assert seen.reason is not None
    assert not seen.files


def test_stop_leaves_a_stage_that_goes_on() -> None:
    STAGE.stop("case-1")
    assert STAGE.show(order("apart_after_a_hitch"), NOW) == shown("apart_after_a_hitch")


SEED = 48_611_973
TINY = VirtualStage(
    {"width": 160, "height": 90, "fps": 15, "video_kbps": 300},
    Timing(lead=1.0, limit=2.5, tail=0.5, control=2.5),
)
PLAYED = sorted((each.show, each.id) for each in question.load_all(question.packaged()) if each.show and STAGE.shows(each))


@pytest.mark.parametrize("name", [name for _, name in PLAYED])
def test_no_byte_of_any_file_tells_what_was_done_or_by_whom(name: str, tmp_path: Path) -> None:
    seen = TINY.show(order(name, seed=SEED), NOW)
    for file, data in seen.files.items():
        (tmp_path / file).write_bytes(data)
    words = searched() | {str(SEED), "houdun", "后盾"}
    assert len(seen.files) >= 8
    assert {(file, word) for file, text in texts(tmp_path) for word in words if leaks(text, word)} == set()
