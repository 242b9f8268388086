"""How fast signals are read: `python -m benchmarks.reading`.

The distinct messages of our own dialogues, by whoever can speak a signal, in one process: once as an import meets them, and once more, when every
sentence was read before but no message is kept, as where a support team says again what it has said. The vocabularies are compiled by
the first messages, which are not counted. Seconds are the processor's. To reach: 2,000 distinct messages a second.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from benchmarks.signals import texts
from houdun.facts.case import Message
from houdun.grading import find

FIRST = 1_000
"""Messages by which the vocabularies are compiled."""


def distinct() -> list[Message]:
    held = {(said.text, said.role): said for part in ("dev", "heldout") for _, said in texts.ours(part)}
    return list(held.values())


def rate(messages: Sequence[Message]) -> float:
    """Messages in a second of the processor."""
    began = time.process_time()
    for each in messages:
        find(each)
    return len(messages) / (time.process_time() - began)


def main() -> None:
    messages = distinct()
    rate(messages[:FIRST])
    rest = messages[FIRST:]
    print(f"{len(rest):,} distinct messages: {rate(rest):,.0f} a second, {rate(rest):,.0f} of sentences read before")


if __name__ == "__main__":
    main()
