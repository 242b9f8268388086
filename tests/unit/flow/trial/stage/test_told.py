from __future__ import annotations

import csv
import io

from houdun.facts.question import Given
from houdun.facts.withheld import Withheld
from houdun.flow.trial.stage.port import Order, Showing, Timing
from houdun.flow.trial.stage.told import Seen, told
from houdun.flow.trial.stage.watch import Watch
from houdun.language import Language
from houdun.media.endpoints.replay import Replay
from houdun.probe.session import Session
from houdun.scenario import instance, question
from houdun.scenario.setup import Setup
from houdun.testing.streams import encoded

BEGAN, HOUR = 1_767_800_000_000, 3_600_000
TIMING = Timing(lead=2.0, judged=2.0)


def showing(now: int, language: Language = Language.EN) -> Showing:
    watch = Watch(Session("", BEGAN / 1000), BEGAN + 2000)
    for event in Replay(encoded(4.0, late=0.3), epoch=BEGAN / 1000):
        watch.event(event)
    watch.gone(BEGAN + 3000)
    (put, *_) = instance.instances([question.load("lips_before_words")])
    order = Order(case="a", instance=put, publish="loop://x", play="rtmp://host/live/room?key=top-secret", language=language)
    return told(order, Seen(began=BEGAN, setup=Setup(), watch=watch, withheld=Withheld()), now, TIMING)


def test_all_of_it_happens_when_it_is_said_to() -> None:
    once, later = showing(BEGAN), showing(BEGAN + HOUR)
    for name in ("began_at", "ended_at", "onset_at", "detected_at"):
        assert getattr(later, name) - getattr(once, name) == HOUR
    assert later.offsets == once.offsets
    rows = list(csv.DictReader(io.StringIO(later.files["observations.csv"].decode())))
    assert {row["at"][:13] for row in rows} == {"2026-01-07T16"}


def test_the_address_is_told_without_its_key() -> None:
    told = showing(BEGAN)
    assert told.given[Given.PLAYED].en == "rtmp://host/live/room?key=***"
    assert not [name for name, data in told.files.items() if b"top-secret" in data]


def test_a_change_that_no_series_showed_has_no_curve() -> None:
    assert not [name for name in showing(BEGAN).files if name.endswith(".png")]
