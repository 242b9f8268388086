from __future__ import annotations

from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.scenario import show
from houdun.scenario.host.gifts import DRAWINGS
from houdun.scenario.host.look import LOOKS
from houdun.scenario.host.stage import LAYOUTS
from houdun.scenario.host.voice import VOICES

SOLO = (Path(show.__file__).parent / "shows" / "solo.toml").read_text(encoding="utf-8")


def own(folder: Path, text: str) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_four_packaged_shows_can_be_played() -> None:
    assert show.packaged() == ("cohost", "dating", "shopping", "solo")
    for name in show.packaged():
        loaded = show.load(name)
        assert loaded.id == loaded.layout == name
        assert loaded.length_s >= 600
        assert loaded.gifts


def test_a_room_is_the_first_host_s_unless_the_file_names_it(tmp_path: Path) -> None:
    assert show.load("cohost").room == ("林小满的直播间", "Mia Lin's room")
    named = show.load(own(tmp_path, SOLO.replace("length_s =", 'room = { zh = "八号房", en = "Room 8" }\nlength_s =')))
    assert named.room == ("八号房", "Room 8")


def test_everything_that_a_show_may_name_can_be_drawn_or_heard() -> None:
    assert set(show.LOOKS) == set(LOOKS)
    assert set(show.VOICES) == set(VOICES)
    assert set(show.GIFTS) == set(DRAWINGS)
    assert set(show.SEATS) == set(LAYOUTS)


def test_viewers_follow_the_ramp_and_its_top_is_the_peak(tmp_path: Path) -> None:
    solo = show.load("solo")
    assert solo.viewers_at(0) == 40
    assert solo.viewers_at(150) == 470
    assert solo.viewers_at(1e6) == 1200
    assert solo.peak == (1800.0, 2600)


def test_a_show_of_one_s_own_is_played_from_its_file(tmp_path: Path) -> None:
    loaded = show.load(own(tmp_path, SOLO.replace("周六夜话", "我的节目").replace("width = 1280", "width = 640")))
    assert loaded.title.zh == "我的节目"
    assert loaded.setup.width == 640
    assert loaded.setup.video_kbps == 500


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("width = 1280", "width = 1281", "stream.width"),
        ("fps = 30", "fps = 31", "stream.fps"),
        ("fps = 30", "fps = 29.97", "stream.fps"),
        ("gop_s = 2.0", "gop_s = -1", "stream.gop_s"),
        ("video_kbps = 500", 'video_codec = "aac"', "stream.video_codec"),
        ('look = "lin"', 'look = "nobody"', "hosts[0].look"),
        ('layout = "solo"', 'layout = "cohost"', "hosts"),
        ("at_s = 300", "at_s = -3", "viewers[1].at_s"),
        ("at_s = 1800", "at_s = 10", "viewers"),
        ('kind = "heart"', 'kind = "yacht"', "gifts[0].kind"),
        ("length_s = 3600", "length_s = 0", "length_s"),
        ("length_s = 3600", "length_s = 3600\ncolour = 1", "colour"),
    ],
)
def test_a_mistake_in_a_show_is_named_with_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(UsageError) as caught:
        show.load(own(tmp_path, SOLO.replace(old, new, 1)))
    assert caught.value.where == f"{tmp_path / 'own.toml'} [{key}]"
    assert caught.value.mend.zh
    assert caught.value.mend.en


def test_a_show_that_there_is_not_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="cohost, dating, shopping, solo"):
        show.load("karaoke")
    with pytest.raises(UsageError, match=r"nowhere\.toml"):
        show.load("nowhere.toml")
