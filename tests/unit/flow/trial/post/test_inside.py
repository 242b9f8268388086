from __future__ import annotations

from collections.abc import Sequence

from houdun.channel.port import Fate
from houdun.desk.inside import Inside
from houdun.desk.turn import Act, Turn
from houdun.flow.trial.post.inside import Post
from houdun.testing.trials import letter


class Echo:
    """Acknowledges by a machine after a second, answers once after a minute, and warns at 5,000."""

    def next(self, turns: Sequence[Turn]) -> Act | None:
        said = sum(turn.ours for turn in turns)
        if turns[0].ours or said == 2:
            return None
        at = turns[0].at + (1_000, 60_000)[said]
        return Act(at=at, step=f"s{said}", author="Vera", subject="Re", text=f"answer {said}", automatic=not said)

    def unasked(self, threads: Sequence[Sequence[Turn]]) -> Act | None:
        warned = any(thread[0].ours for thread in threads)
        return None if warned else Act(at=5_000, step="warn", author="Vera", subject="Soon", text="We maintain.")


def test_a_letter_is_with_the_desk_at_once_and_what_it_says_comes_when_it_is_due() -> None:
    post = Post(Inside(Echo()), "support@acme.example")
    assert post.send(letter(), 1_000).fate is Fate.SENT
    assert post.next_due() == 2_000
    post.advance(2_000)
    (taken,) = post.new("")
    assert (taken.at, taken.text, taken.address) == (2_000, "answer 0", "support@acme.example")
    assert taken.automatic
    assert taken.answers == (letter().id,)
    post.advance(61_000)
    assert [each.text for each in post.new(taken.cursor)] == ["We maintain.", "answer 1"]


def test_a_word_unasked_answers_nothing() -> None:
    post = Post(Inside(Echo()), "support@acme.example")
    post.send(letter(), 1_000)
    post.advance(5_000)
    assert [each.answers for each in post.new("1")] == [()]
    assert post.end() == "2"
