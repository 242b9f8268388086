from __future__ import annotations

import pytest

from houdun.desk.hear import Heard, hear
from houdun.desk.turn import Turn


def heard(text: str, *files: str) -> Heard:
    return hear(Turn(id="1", at=0, ours=False, subject="", text=text, files=files))


@pytest.mark.parametrize(
    "text",
    [
        "按您说的改了，没有变化。",
        "试过了，还是一样",
        "We tried it: no change.",
        "It did not help.",
        "The picture is still dark.",
        "Not solved yet",
    ],
)
def test_a_try_that_failed(text: str) -> None:
    assert heard(text) == Heard(no_change=True)


@pytest.mark.parametrize(
    "text", ["现在恢复正常了", "改完就好了", "It works now.", "The trouble is gone since then", "Back to normal"]
)
def test_a_try_that_worked(text: str) -> None:
    assert heard(text) == Heard(works=True)


def test_a_report_may_be_asked_for_in_the_same_breath() -> None:
    assert heard("It works now. Could you write a post-mortem?") == Heard(works=True, wants_postmortem=True)
    assert heard("麻烦出一份复盘。") == Heard(wants_postmortem=True)


def test_thanks_are_only_thanks_where_nothing_else_comes() -> None:
    assert heard("好的，谢谢。").thanks
    assert heard("Thank you!").thanks
    assert not heard("Thanks, when will you know?").thanks
    assert not heard("Thanks, here it is", "a.log").thanks
