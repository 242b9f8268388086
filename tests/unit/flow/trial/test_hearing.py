"""What a vendor says, as played scripts: `houdun.testing.trial_play` says how to read them."""

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
ADVICE = """
    question sizing_for_a_peak
    >> 10:00 began
    << 10:00 say 0: opening
    >> 10:01 sent 0
"""


def test_several_messages_within_the_delay_are_answered_by_one_letter() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: wants player_log
        >> 10:36 heard b: wants encoder_settings, reproduction
        << 10:40 say 1: gives player_log encoder_settings reproduction
        >> 10:40 sent 1
        """
    )


def test_while_a_letter_is_on_its_way_the_next_one_waits() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: wants player_log
        << 10:40 say 1: gives player_log
        >> 10:41 heard b: wants encoder_settings
        >> 10:59 sent 1
        << 10:59 say 2: gives encoder_settings
        """
    )


def test_what_was_given_is_given_again_on_demand_and_named_so() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: wants player_log, reproduction
        << 10:40 say 1: gives player_log reproduction
        >> 10:40 sent 1
        >> 11:00 heard b: wants player_log packet_capture, reproduction
        << 11:10 say 2: gives packet_capture; gave player_log reproduction
        >> 11:10 sent 2
        """
    )


def test_who_asks_again_before_our_letter_is_out_has_not_read_it_yet() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: wants player_log
        >> 10:35 heard b: wants player_log
        << 10:40 say 1: gives player_log
        >> 10:41 heard c: wants player_log
        >> 10:42 sent 1
        >> 11:00 end
        """
    )


def test_a_letter_that_did_not_go_out_has_given_nothing() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: wants player_log
        << 10:40 say 1: gives player_log
        >> 10:41 notsent 1
        >> 11:00 heard b: wants player_log
        << 11:10 say 2: gives player_log
        """
    )


def test_what_the_opening_said_is_pointed_out() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: given stream since, brief
        << 10:40 say 1: gave stream since brief
        """
    )


def test_settings_that_are_not_withheld_were_told_at_the_start() -> None:
    play(
        """
        question not_live
        >> 10:00 began
        << 10:00 show 0
        >> 10:05 shown 0: seen
        << 10:05 note impact_started observed 10:03
        << 10:05 say 0: opening
        >> 10:05 sent 0
        >> 10:30 heard a: wants encoder_settings server_reply
        << 10:40 say 1: gives server_reply; gave published
        """
    )


def test_what_nobody_has_is_said_to_be_lacking() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: wants sender_reports player_log
        << 10:40 say 1: gives player_log; lacks sender_reports
        """
    )


def test_advice_has_no_reproduction() -> None:
    play(
        ADVICE
        + """
        >> 10:30 heard a: reproduction, reserves regions
        << 10:40 say 1: gives regions; lacks reproduction
        """
    )


def test_who_wants_everything_is_asked_once_what_exactly() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: everything
        << 10:40 say 1: which
        >> 10:40 sent 1
        >> 11:00 heard b: everything
        >> 12:00 heard c: everything, wants player_log
        << 12:10 say 2: gives player_log
        """
    )


def test_a_reserve_is_told_when_it_is_asked_for() -> None:
    play(
        ADVICE
        + """
        >> 10:30 heard a: reserves ramp
        << 10:40 say 1: gives ramp
        >> 10:40 sent 1
        >> 11:00 heard b: reserves ramp regions nothing_of_the_kind
        << 11:10 say 2: gives regions; gave ramp
        """
    )


def test_a_cause_alone_is_asked_once_what_to_change() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: cause
        << 10:40 say 1: what_to_change
        >> 10:40 sent 1
        >> 11:00 heard b: cause
        >> 12:00 heard c: proposes gop_of_2_s
        << 12:00 show 1 gop_of_2_s
        """
    )


def test_a_change_that_follows_at_once_spares_the_question() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: cause
        >> 10:32 heard b: proposes gop_of_2_s
        << 10:32 show 1 gop_of_2_s
        >> 10:35 shown 1: ill
        << 10:42 say 1: did_not_help gop_of_2_s
        """
    )


def test_a_machine_changes_nothing() -> None:
    play(
        ASKED
        + """
        >> 10:06 heard a: machine, wants player_log, everything
        << +3 10:05 finish ran_out
        >> +4 10:00 end
        """
    )


def test_a_doubtful_reply_waits_for_a_person() -> None:
    play(
        ASKED
        + """
        >> 10:06 heard a: doubtful, wants player_log
        << 10:06 ask a
        >> 14:00 decided a: wants player_log
        << 14:10 say 1: gives player_log
        >> 14:10 sent 1
        >> 14:20 decided a: wants packet_capture
        >> 15:00 end
        """
    )


def test_a_doubtful_reply_may_be_found_to_be_a_machine_s() -> None:
    play(
        ASKED
        + """
        >> 10:06 heard a: doubtful, wants player_log
        << 10:06 ask a
        >> 14:00 decided a: machine
        >> 15:00 end
        """
    )


def test_an_unclear_reply_goes_to_a_person_and_what_is_understood_goes_on() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: wants player_log, unclear
        << 10:30 ask a
        << 10:40 say 1: gives player_log
        >> 10:40 sent 1
        >> 11:00 decided a: wants player_log, answer yes we are on 4.2, proposes gop_of_2_s
        << 11:00 show 1 gop_of_2_s
        >> 11:03 shown 1: well
        << 11:03 note mitigated observed 11:03
        << 11:10 say 2: helped gop_of_2_s; own_words yes we are on 4.2
        >> 11:10 sent 2
        """
    )


def test_a_person_s_word_on_a_message_that_is_not_there_yet_counts_when_it_is_said() -> None:
    play(
        ASKED
        + """
        >> 10:30 decided a: wants player_log
        >> 10:31 heard a: wants player_log packet_capture
        << 10:40 say 1: gives player_log
        """
    )


def test_once_it_has_recovered_nothing_more_is_tried() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: proposes gop_of_2_s
        << 10:30 show 1 gop_of_2_s
        >> 10:31 heard b: proposes lower_bitrate
        >> 10:33 shown 1: well
        << 10:33 note mitigated observed 10:33
        >> 10:34 heard c: proposes faster_preset, cause, fixed
        << 10:40 say 1: helped gop_of_2_s
        """
    )


def test_a_change_that_is_none_of_ours_is_not_tried() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: cause, other_change, proposes never_heard_of, unclear
        << 10:30 ask a
        >> 12:00 end
        """
    )


def test_nobody_can_answer_before_we_have_asked() -> None:
    play(
        """
        question slow_first_picture
        >> 09:00 heard a: wants player_log
        >> 10:00 began
        << 10:00 show 0
        >> 10:01 heard a: wants player_log
        >> 10:01 decided a: wants player_log
        >> 10:05 shown 0: seen
        << 10:05 note impact_started observed 10:03
        << 10:05 say 0: opening
        """
    )


def test_a_person_who_never_decides_holds_nobody_up() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: proposes gop_of_2_s, unclear
        << 10:30 show 1 gop_of_2_s
        << 10:30 ask a
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


def test_a_request_that_a_person_confirms_is_no_answer() -> None:
    play(
        ADVICE
        + """
        >> 10:30 heard a: reserves ramp, unclear
        << 10:30 ask a
        << 10:40 say 1: gives ramp
        >> 10:40 sent 1
        >> 11:00 decided a: reserves ramp
        << +3 11:00 finish ran_out
        """
    )


def test_who_is_still_looking_is_not_asked_what_to_change() -> None:
    play(
        ASKED
        + """
        >> 10:30 heard a: cause, wants player_log
        << 10:40 say 1: gives player_log
        >> 10:40 sent 1
        >> 11:00 heard b: cause, more_to_come
        >> 12:00 heard c: cause
        << 12:10 say 2: what_to_change
        """
    )
