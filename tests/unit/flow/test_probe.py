"""The story of `houdun probe`, with a player that is given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from houdun import clock
from houdun.errors import OutsideError
from houdun.flow.probe import Probing, probe
from houdun.language import Bilingual
from houdun.media.endpoints.address import Address
from houdun.media.endpoints.replay import Replay
from houdun.media.events import Event, Trouble
from houdun.probe.session import Second
from houdun.testing.streams import encoded


class Given:
    """A player of a stream in virtual time that begins now. `ctrl_c` after so many events; `dead` before any."""

    def __init__(self, seconds: float = 6.0, ctrl_c: int | None = None, dead: bool = False) -> None:
        self.stopped, self._seconds, self._ctrl_c, self._dead = False, seconds, ctrl_c, dead

    def play(self, address: Address, *, loop_filter: bool) -> Given:
        self.loop_filter = loop_filter
        return self

    def stop(self) -> None:
        self.stopped = True

    def __iter__(self) -> Iterator[Event]:
        if self._dead:
            raise OutsideError(Bilingual("无人应答", "nobody answers"), Bilingual("再试", "try again"))
        for count, event in enumerate(Replay(encoded(self._seconds), epoch=clock.seconds())):
            if count == self._ctrl_c:
                raise KeyboardInterrupt
            if self.stopped:
                return
            yield event


def test_a_stream_is_watched_to_its_end() -> None:
    shown: list[Second] = []
    summary = probe(Probing(address="x.flv"), shown.append, play=Given().play)
    assert summary.seconds == len(shown) >= 6
    assert summary.ended is not None
    assert summary.ended.what is Trouble.ENDED


def test_after_so_many_seconds_the_player_is_stopped() -> None:
    given = Given(seconds=9)
    shown: list[Second] = []
    summary = probe(Probing(address="x.flv", seconds=3), shown.append, play=given.play)
    assert given.stopped
    assert len(shown) == 3
    assert summary.ended is None


def test_ctrl_c_ends_in_a_summary_of_what_was_measured(tmp_path: Path) -> None:
    lines = tmp_path / "x.jsonl"
    summary = probe(Probing(address="x.flv", json=lines), lambda second: None, play=Given(ctrl_c=300).play)
    assert summary.seconds >= 2
    assert "summary" in json.loads(lines.read_text(encoding="utf-8").splitlines()[-1])


def test_ctrl_c_before_anything_came_is_an_interruption() -> None:
    with pytest.raises(KeyboardInterrupt):
        probe(Probing(address="x.flv"), lambda second: None, play=Given(ctrl_c=0).play)


def test_a_dead_address_is_an_error_and_leaves_earlier_files_alone(tmp_path: Path) -> None:
    lines = tmp_path / "x.jsonl"
    lines.write_text("earlier\n", encoding="utf-8")
    with pytest.raises(OutsideError):
        probe(Probing(address="x.flv", json=lines), lambda second: None, play=Given(dead=True).play)
    assert lines.read_text(encoding="utf-8") == "earlier\n"


def test_every_second_is_kept_in_both_files_under_an_address_without_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUDUN_KEY_PLAY", "s3cr3t-key")
    lines, parquet = tmp_path / "x.jsonl", tmp_path / "x.parquet"
    asked = Probing(address="https://host/room1.flv?txSecret={key:PLAY}", json=lines, parquet=parquet)
    summary = probe(asked, lambda second: None, play=Given().play)
    written = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert len(written) == summary.seconds + 2
    count = duckdb.execute("SELECT count(DISTINCT at_ms) FROM read_parquet(?)", [str(parquet)]).fetchone()
    assert count == (summary.seconds,)
    assert b"s3cr3t" not in lines.read_bytes() + parquet.read_bytes()


def test_the_loop_filter_is_skipped_unless_the_picture_is_wanted() -> None:
    plain, full = Given(1), Given(1)
    probe(Probing(address="x.flv"), lambda second: None, play=plain.play)
    probe(Probing(address="x.flv", picture=True), lambda second: None, play=full.play)
    assert (plain.loop_filter, full.loop_filter) == (False, True)
