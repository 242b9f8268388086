"""The brief: honest, complete, and with a calendar that can be read."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.desk import occasions as as_a_desk_reads_it
from houdun.facts.occasion import Occasion, OccasionKind
from houdun.facts.time import DAY, HOUR
from houdun.flow.trial.letters.introduction import brief, calendar_file
from houdun.flow.trial.letters.letter import Envelope
from houdun.flow.trial.terms import Brief
from houdun.language import Bilingual, Language
from houdun.prevention.ics import reader
from houdun.testing.factories import MONDAY

ENVELOPE = Envelope(to="help@vendor.example", domain="us.example", seed="secret")
TOLD = Brief(business="连麦相亲房，日活三万", architecture="自研客户端，推流走 RTMP")
GALA = Occasion(start=MONDAY + 12 * HOUR, end=MONDAY + 15 * HOUR, uid="gala", kind=OccasionKind.PEAK, name="Spring gala")
RELEASE = Occasion(start=MONDAY + DAY, end=MONDAY + DAY + HOUR, uid="v9", kind=OccasionKind.RELEASE, name="Version 9")
PUBLISHED = Bilingual("1280×720，30 帧/秒", "1280×720, 30 fps")


def test_it_says_who_we_are_and_what_is_coming_up() -> None:
    text = brief(TOLD, PUBLISHED, [GALA, RELEASE], "Asia/Shanghai", Language.EN, ENVELOPE).text
    assert "test account" in text
    assert "no real users" in text
    assert "连麦相亲房" in text
    assert (
        "- 2025-03-03 20:00 … 2025-03-03 23:00 Spring gala (peak)\n- 2025-03-04 08:00 … 2025-03-04 09:00 Version 9 (release)"
        in text
    )


@pytest.mark.parametrize("language", list(Language))
def test_a_desk_can_read_the_occasions(language: Language) -> None:
    text = brief(TOLD, PUBLISHED, [GALA, RELEASE], "Asia/Shanghai", language, ENVELOPE).text
    read = as_a_desk_reads_it.occasions(text, ZoneInfo("Asia/Shanghai"))
    assert [(each.begins, each.ends) for each in read] == [(GALA.start, GALA.end), (RELEASE.start, RELEASE.end)]
    assert [str(each.kind) for each in read] == ["peak", "release"]


def test_what_is_not_known_is_left_out() -> None:
    letter = brief(Brief(business="", architecture=""), None, [], "UTC", Language.EN, ENVELOPE)
    assert letter.attachments == ()
    assert not any(word in letter.text for word in ("Business:", "Architecture:", "Our streams:", "coming up"))


def test_its_identity_is_the_address_s_and_the_trial_s() -> None:
    one = brief(TOLD, None, [], "UTC", Language.EN, ENVELOPE)
    other = brief(TOLD, None, [], "UTC", Language.EN, Envelope(to="b@c.example", domain="us.example", seed="secret"))
    assert one.id != other.id
    assert one.id == brief(TOLD, None, [GALA], "UTC", Language.ZH, ENVELOPE).id


names = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=120).filter(str.strip)


@given(st.lists(names, min_size=1, max_size=4), st.integers(0, 400))
def test_the_calendar_holds_what_it_was_made_of(told: list[str], days: int) -> None:
    occasions = [
        Occasion(start=MONDAY + days * DAY, end=MONDAY + days * DAY + HOUR, uid=f"u{n}", kind=OccasionKind.PEAK, name=name)
        for n, name in enumerate(told)
    ]
    data = calendar_file(occasions)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    read = reader.read(data.decode(), zone=ZoneInfo("UTC"), since=MONDAY - DAY, until=MONDAY + 500 * DAY)
    found = [each for series in read.series for each in series.occasions]
    assert sorted((each.start, each.end) for each in found) == [(each.start, each.end) for each in occasions]
