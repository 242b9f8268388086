from __future__ import annotations

from houdun.desk.occasions import Kind, occasions
from houdun.facts.time import HOUR
from tests.desks import ZONE

BRIEF = """What comes:
- 2026-03-09 10:00 … 2026-03-09 12:00 App release 5.2
- 2026-03-07 20:00 … 2026-03-07 23:00 Spring gala (peak)
- 2026-03-11 02:00 - 04:00 机房维护
- 2026-02-31 02:00 … 2026-02-31 04:00 a day that there is not
We are a live app."""


def test_the_lines_of_a_brief_are_occasions_in_order() -> None:
    gala, release, maintenance = occasions(BRIEF, ZONE)
    assert (gala.name, gala.kind, gala.ends - gala.begins) == ("Spring gala (peak)", Kind.PEAK, 3 * HOUR)
    assert (release.kind, maintenance.kind) == (Kind.RELEASE, Kind.MAINTENANCE)
    assert maintenance.ends - maintenance.begins == 2 * HOUR


def test_a_mail_without_such_lines_holds_none() -> None:
    assert occasions("It broke on 2026-03-07 20:00 and again later", ZONE) == ()
