"""With an answer key at hand, the rule's judgement of a thread: a second opinion, shown to a rater only once the rater has committed."""

from houdun.grading.keyed.judge import Heard, judge

__all__ = ["Heard", "judge"]
