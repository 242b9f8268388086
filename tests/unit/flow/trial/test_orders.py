from __future__ import annotations

from houdun.facts.happening import Happening
from houdun.facts.question import Given
from houdun.flow.trial.orders import foreseen, order
from houdun.flow.trial.record import SHOWING, Memory
from houdun.flow.trial.stage.given import given
from houdun.grading.blind.mask import blind, known
from houdun.scenario.setup import Setup
from tests.trial_given import BLOCKS, TERMS

SHOWN = next(block for block in BLOCKS if block.question.show and any(each.cures for each in block.question.key.proposals))


def test_every_vendor_of_a_block_gets_the_same_run_at_an_address_of_its_own() -> None:
    orders = [order(TERMS, matter) for matter in SHOWN.matters]
    assert len({(each.seed, each.stream, each.instance.situation) for each in orders}) == 1
    assert [each.case for each in orders] == [matter.case for matter in SHOWN.matters]
    assert all("{stream}" not in each.publish + each.play for each in orders)


def test_two_blocks_are_never_the_same_run() -> None:
    orders = [order(TERMS, block.matters[0]) for block in BLOCKS]
    assert len({(each.seed, each.stream) for each in orders}) == len(BLOCKS)


def test_the_openings_at_their_moments_and_the_cure_are_foreseen_of_every_block_that_plays_something() -> None:
    wishes = list(foreseen(TERMS, BLOCKS, Memory()))
    assert len(wishes) == sum(bool(block.question.show) for block in BLOCKS)
    (of_block,) = [each for each in wishes if each[0][0].stream == SHOWN.number]
    openings, (cure, _) = of_block[:-1], of_block[-1]
    assert [(each.case, at) for each, at in openings] == [(matter.case, matter.due) for matter in SHOWN.matters]
    assert not any(each.remedies for each, _ in openings)
    assert [each.cures for each in SHOWN.question.key.proposals if each.id in cure.remedies] == [True]


def test_a_block_that_somebody_was_shown_is_not_played_ahead_again() -> None:
    journal = Memory()
    journal.append_all([Happening(SHOWING, f"{SHOWN.matters[0].case}/0", SHOWN.due, {})])
    assert SHOWN.number not in {wishes[0][0].stream for wishes in foreseen(TERMS, BLOCKS, journal)}


def test_the_name_of_a_stream_tells_a_rater_nothing_whatever_a_vendor_has_put_around_it() -> None:
    addresses = (order(TERMS, matter).play for matter in SHOWN.matters)
    names = [
        given(Setup(), 0, f"rtmp://x/app/desk7-{play.rpartition('/')[2].rpartition('-')[2]}")[Given.STREAM].zh
        for play in addresses
    ]
    assert names
    assert {blind(f"流 {name}，刚开始的", known()) for name in names} == {"流 【流名】，刚开始的"}
