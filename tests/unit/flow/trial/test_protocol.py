"""The protocol as played scripts: `houdun.testing.trial_play` says how to read them."""

from __future__ import annotations

from houdun.testing.trial_play import play

ASKED = """
    question slow_first_picture
    >> 10:00 began
    << 10:00 show 0
    >> 10:05 shown 0: seen
    << 10:05 note impact_started observed 10:03
    << 10:05 say 0: opening
    >> 10:05 sent 0
"""


def test_a_vendor_that_never_answers_runs_out_of_our_patience() -> None:
    play(
        ASKED
        + """
        << +3 10:05 finish ran_out
        >> +4 10:00 end
        """
    )


def test_the_right_change_is_tried_at_once_and_told_with_the_delay() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: cause, proposes gop_of_2_s
        << 10:30 show 1 gop_of_2_s
        >> 10:33 shown 1: well
        << 10:33 note mitigated observed 10:33
        << 10:40 say 1: helped gop_of_2_s
        >> 10:40 sent 1
        << +1 10:33 show 2 gop_of_2_s
        >> +1 10:36 shown 2: well
        << +1 10:36 note retro_tested observed +1 10:36
        << +1 10:36 say 2: retested
        >> +1 10:36 sent 2
        << +2 10:36 say 3: thanks
        >> +2 10:36 sent 3
        << +2 10:36 finish settled
        """
    )
