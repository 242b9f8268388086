"""How exactly the drift of sound against picture is measured: the fault `clock_drift` at several strengths, through RTMP in virtual time.

    python -m benchmarks.live.drift [--seconds 70]

The slope is `av_offset_drift` as the probe tells it at the end. To reach: an error of at most 1 % at 1000 ppm.
"""

from __future__ import annotations

import argparse

from houdun.probe.session import watch
from houdun.scenario import catalogue
from houdun.scenario.performance import perform
from houdun.scenario.show import load
from houdun.testing.virtual import watched

STRENGTHS = (200, 500, 1000, 2000)
SIZE = {"width": 426, "height": 240, "video_kbps": 150}


def slope(ppm: int, seconds: float) -> float:
    """Milliseconds a second, as measured."""
    show = load("solo")
    fault = catalogue.parse(f"clock_drift:ppm={ppm}")
    performance = perform(show, show.setup.changed(SIZE), fault, seconds=seconds)
    told = [
        value for second in watch(watched(performance), "drift") for name, value in second.samples if name == "av_offset_drift"
    ]
    return told[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=70.0)
    asked = parser.parse_args()
    for ppm in STRENGTHS:
        measured = slope(ppm, asked.seconds)
        print(
            f"{ppm:5d} ppm: {measured:.4f} ms/s measured, error {abs(measured / (ppm / 1000) - 1):.2%} (to reach at 1000 ppm: 1 %)",
            flush=True,
        )


if __name__ == "__main__":
    main()
