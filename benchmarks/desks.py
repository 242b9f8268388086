"""How fast simulated desks think: `python -m benchmarks.desks`. Whole threads with a patient customer; processor time of one core."""

from __future__ import annotations

import time

from houdun.desk.mind import Mind
from houdun.desk.persona import packaged
from tests.desks import ZONE, asked, put, questions, thread

THREADS = 2_000
ANSWERS = {"first": "Here it is.", "again": "Here it is.", "verdict": "We tried it: no change."}


def main() -> None:
    for persona in packaged():
        mind = Mind(persona, questions(), 1, ZONE)
        firsts = [asked(put()[number * 7 % len(put())], number) for number in range(THREADS)]
        begun = time.process_time()
        for first in firsts:
            mind.script(first)
        recognised = time.process_time()
        acts = sum(bool(step) for first in firsts for step, _ in thread(mind, first, lambda act: ANSWERS.get(act.step)))
        thought = time.process_time() - recognised
        print(f"{persona.id}: {THREADS / (recognised - begun):,.0f} first mails/s, then {acts / thought:,.0f} acts/s")


if __name__ == "__main__":
    main()
