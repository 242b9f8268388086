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
GRAVE = ASKED.replace("slow_first_picture", "delay_that_grows")
CONTROL = """
    question zigzag_in_the_chart
    >> 10:00 began
    << 10:00 show 0
    >> 10:05 shown 0: unseen
    << 10:05 say 0: opening
    >> 10:05 sent 0
"""
ADVICE = """
    question sizing_for_a_peak
    >> 10:00 began
    << 10:00 say 0: opening
    >> 10:01 sent 0
"""


def test_a_vendor_that_never_answers_runs_out_of_our_patience() -> None:
    play(
        ASKED
        + """
        << +3 10:05 finish ran_out
        >> +4 10:00 end
        """
    )


def test_a_fault_that_the_probe_does_not_see_is_not_asked() -> None:
    play(
        """
        question slow_first_picture
        >> 10:00 began
        << 10:00 show 0
        >> 10:05 shown 0: unseen
        << 10:05 finish not_asked
        >> 10:06 heard a: proposes gop_of_2_s
        """
    )


def test_a_control_in_which_the_probe_sees_something_is_not_asked() -> None:
    play(
        """
        question zigzag_in_the_chart
        >> 10:00 began
        << 10:00 show 0
        >> 10:05 shown 0: seen
        << 10:05 finish not_asked
        """
    )


def test_what_could_not_be_played_is_not_asked() -> None:
    play(
        """
        question slow_first_picture
        >> 10:00 began
        << 10:00 show 0
        >> 10:05 notshown 0
        << 10:05 finish not_asked
        """
    )


def test_what_could_not_be_sent_is_not_asked() -> None:
    play(
        """
        question sizing_for_a_peak
        >> 10:00 began
        << 10:00 say 0: opening
        >> 10:20 notsent 0
        << 10:20 finish not_asked
        """
    )


def test_an_opening_that_came_back_was_not_asked() -> None:
    play(
        """
        question sizing_for_a_peak
        >> 10:00 began
        << 10:00 say 0: opening
        >> 10:00 sent 0
        >> 10:20 returned 0
        << 10:20 finish not_asked
        """
    )


def test_an_opening_that_came_back_and_is_answered_all_the_same_goes_on() -> None:
    play(
        """
        question sizing_for_a_peak
        >> 10:00 began
        << 10:00 say 0: opening
        >> 10:00 sent 0
        >> 10:10 heard a: more_to_come
        >> 10:20 returned 0
        >> 10:30 end
        """
    )


def test_an_opening_that_nobody_sends_is_given_up() -> None:
    play(
        """
        question sizing_for_a_peak
        >> 10:00 began
        << 10:00 say 0: opening
        << +3 10:00 finish not_asked
        >> +3 11:00 end
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


def test_a_wrong_change_does_not_help() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: proposes lower_bitrate
        << 10:30 show 1 lower_bitrate
        >> 10:33 shown 1: ill
        << 10:40 say 1: did_not_help lower_bitrate
        >> 10:40 sent 1
        << +3 10:40 finish ran_out
        >> +4 10:00 end
        """
    )


def test_changes_are_tried_each_alone_until_one_helps_and_told_together() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: proposes lower_bitrate gop_of_2_s faster_preset
        << 10:30 show 1 lower_bitrate
        >> 10:38 shown 1: ill
        << 10:38 show 2 gop_of_2_s
        >> 10:46 shown 2: well
        << 10:46 note mitigated observed 10:46
        << 10:46 say 1: helped gop_of_2_s; did_not_help lower_bitrate
        >> 10:46 sent 1
        """
    )


def test_a_change_that_failed_is_not_tried_again() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: proposes lower_bitrate
        << 10:30 show 1 lower_bitrate
        >> 10:33 shown 1: ill
        << 10:40 say 1: did_not_help lower_bitrate
        >> 10:40 sent 1
        >> 11:00 heard b: proposes lower_bitrate
        << 11:10 say 2: did_not_help lower_bitrate
        >> 11:10 sent 2
        """
    )


def test_a_try_that_cannot_be_played_tells_nothing_and_may_be_proposed_again() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: proposes lower_bitrate
        << 10:30 show 1 lower_bitrate
        >> 10:33 notshown 1
        >> 11:00 heard b: proposes lower_bitrate
        << 11:00 show 2 lower_bitrate
        >> 11:03 shown 2: ill
        << 11:10 say 1: did_not_help lower_bitrate
        """
    )


def test_evidence_goes_with_the_delay_while_a_try_is_still_running() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: wants player_log, proposes lower_bitrate
        << 10:30 show 1 lower_bitrate
        << 10:40 say 1: gives player_log
        >> 10:40 sent 1
        >> 10:50 shown 1: ill
        << 10:50 say 2: did_not_help lower_bitrate
        >> 10:50 sent 2
        """
    )


def test_where_it_is_grave_the_post_mortem_is_asked_for_with_the_good_news() -> None:
    play(
        GRAVE
        + """
        >> 10:30 heard a: proposes lift_uplink_cap
        << 10:30 show 1 lift_uplink_cap
        >> 10:33 shown 1: well
        << 10:33 note mitigated observed 10:33
        << 10:40 say 1: helped lift_uplink_cap; asks_postmortem
        >> 10:40 sent 1
        >> 15:00 heard b: postmortem_later, more_to_come
        >> 18:00 heard c: postmortem
        << 18:00 note rca_delivered claimed 18:00
        << 18:00 show 2 lift_uplink_cap
        >> 18:03 shown 2: well
        << 18:03 note retro_tested observed 18:03
        << 18:03 say 2: retested
        >> 18:03 sent 2
        << +1 18:03 say 3: thanks
        >> +1 18:04 sent 3
        << +1 18:04 finish settled
        """
    )


def test_a_post_mortem_that_never_comes_leaves_the_case_open_until_our_patience_ends() -> None:
    play(
        GRAVE
        + """
        >> 10:30 heard a: proposes lift_uplink_cap
        << 10:30 show 1 lift_uplink_cap
        >> 10:33 shown 1: well
        << 10:33 note mitigated observed 10:33
        << 10:40 say 1: helped lift_uplink_cap; asks_postmortem
        >> 10:40 sent 1
        << +1 10:33 show 2 lift_uplink_cap
        >> +1 10:36 shown 2: well
        << +1 10:36 note retro_tested observed +1 10:36
        << +1 10:36 say 2: retested
        >> +1 10:36 sent 2
        << +4 10:36 finish ran_out
        >> +5 10:00 end
        """
    )


def test_an_offer_to_test_again_is_taken_up_at_once() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: proposes gop_of_2_s
        << 10:30 show 1 gop_of_2_s
        >> 10:33 shown 1: well
        << 10:33 note mitigated observed 10:33
        << 10:40 say 1: helped gop_of_2_s
        >> 10:40 sent 1
        >> 12:00 heard b: retest
        << 12:00 show 2 gop_of_2_s
        >> 12:03 shown 2: well
        << 12:03 note retro_tested observed 12:03
        << 12:03 say 2: retested
        >> 12:03 sent 2
        >> 12:30 heard c: retest
        << +1 12:30 say 3: thanks
        >> +1 12:30 sent 3
        << +1 12:30 finish settled
        """
    )


def test_a_retro_test_that_fails_opens_the_case_again() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: proposes gop_of_2_s
        << 10:30 show 1 gop_of_2_s
        >> 10:33 shown 1: well
        << 10:33 note mitigated observed 10:33
        << 10:40 say 1: helped gop_of_2_s
        >> 10:40 sent 1
        << +1 10:33 show 2 gop_of_2_s
        >> +1 10:36 shown 2: ill
        << +1 10:36 note reopened observed +1 10:36
        << +1 10:36 say 2: retest_failed
        >> +1 10:36 sent 2
        >> +1 11:00 heard b: proposes gop_of_2_s lower_bitrate
        << +1 11:00 show 3 lower_bitrate
        >> +1 11:03 shown 3: well
        << +1 11:03 note mitigated observed +1 11:03
        << +1 11:10 say 3: helped lower_bitrate; did_not_help gop_of_2_s
        >> +1 11:10 sent 3
        """
    )


def test_fixed_is_looked_at_and_is_not() -> None:
    play(
        ASKED
        + """
        >> 11:00 heard a: fixed
        << 11:00 show 1
        >> 11:03 shown 1: ill
        << 11:10 say 1: still_there
        >> 11:10 sent 1
        << 12:03 show 2
        >> 12:06 shown 2: ill
        << +3 12:06 finish ran_out
        >> +4 10:00 end
        """
    )


def test_fixed_is_looked_at_and_is() -> None:
    play(
        ASKED
        + """
        >> 11:00 heard a: fixed
        << 11:00 show 1
        >> 11:03 shown 1: well
        << 11:03 note mitigated observed 11:03
        << 11:10 say 1: is_gone
        >> 11:10 sent 1
        << +1 11:03 show 2
        """
    )


def test_a_fix_that_takes_time_to_arrive_is_noticed() -> None:
    play(
        ASKED
        + """
        >> 11:00 heard a: fixed
        << 11:00 show 1
        >> 11:03 shown 1: ill
        << 11:10 say 1: still_there
        >> 11:10 sent 1
        << 12:03 show 2
        >> 12:06 shown 2: well
        << 12:06 note mitigated observed 12:06
        << 12:06 say 2: is_gone
        >> 12:06 sent 2
        """
    )


def test_advice_is_settled_when_an_answer_has_come_and_quiet_follows() -> None:
    play(
        ADVICE
        + """
        >> 12:00 heard a: more_to_come
        >> +1 15:00 heard b
        << +2 15:00 say 1: thanks
        >> +2 15:01 sent 1
        << +2 15:01 finish settled
        """
    )


def test_advice_that_was_only_announced_runs_out() -> None:
    play(
        ADVICE
        + """
        >> 12:00 heard a: more_to_come
        << +3 12:00 finish ran_out
        >> +4 10:00 end
        """
    )


def test_a_control_is_never_tried() -> None:
    play(
        CONTROL
        + """
        >> 12:00 heard a: cause, other_change
        << 12:10 say 1: did_not_help
        >> 12:10 sent 1
        << +1 12:10 say 2: thanks
        >> +1 12:10 sent 2
        << +1 12:10 finish settled
        """
    )


def test_a_control_that_is_explained_is_thanked_for() -> None:
    play(
        CONTROL
        + """
        >> 12:00 heard a: cause, fixed
        << +1 12:00 say 1: thanks
        >> +1 12:00 notsent 1
        << +1 12:00 finish settled
        """
    )


def test_who_writes_while_we_thank_is_heard_out() -> None:
    play(
        CONTROL
        + """
        >> 12:00 heard a: cause
        << +1 12:00 say 1: thanks
        >> +1 12:01 heard b: wants network_test
        >> +1 12:02 sent 1
        << +1 12:11 say 2: gives network_test
        >> +1 12:11 sent 2
        >> +1 13:00 heard c
        << +2 13:00 finish settled
        >> +3 10:00 end
        """
    )


def test_an_operator_ends_a_case_at_any_moment() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: wants player_log
        >> 10:35 stopped
        << 10:35 finish stopped
        >> 11:00 heard b: wants player_log
        >> +4 10:00 end
        """
    )


def test_what_comes_twice_counts_once() -> None:
    play(
        ASKED
        + """
        >> 10:05 sent 0
        >> 10:05 shown 0: seen
        >> 10:05 began
        >> 10:30 heard a: wants player_log
        >> 10:31 heard a: wants player_log
        << 10:40 say 1: gives player_log
        >> 10:40 sent 1
        >> 10:41 sent 1
        >> 10:42 heard a: wants player_log
        >> 12:00 end
        """
    )


def test_a_reply_that_overtakes_the_word_that_we_were_sent_waits_for_it() -> None:
    play(
        """
        question sizing_for_a_peak
        >> 10:00 began
        << 10:00 say 0: opening
        >> 10:01 heard a: reserves ramp
        >> 10:20 sent 0
        << 10:20 say 1: gives ramp
        >> 10:20 sent 1
        """
    )
