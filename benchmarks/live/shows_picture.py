"""Draws the picture of the four shows in the docs: docs/pictures/shows.png.

    python -m benchmarks.live.shows_picture [FILE]

Each show at a second in which something happens, strip and all, at 800 × 450; two in a row.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from houdun.files import write
from houdun.scenario.show import load
from houdun.scenario.studio import Studio

SHOWN = (("solo", 46.5), ("cohost", 22.4), ("dating", 18.1), ("shopping", 9.3))
EPOCH = 1_760_000_000.0
SIZE = {"width": 1280, "height": 720}
WIDTH, HEIGHT = 800, 450
FILE = Path(__file__).parents[2] / "docs" / "pictures" / "shows.png"


def still(name: str, at: float) -> NDArray[np.uint8]:
    """The show's picture at that second, RGB, shape (HEIGHT, WIDTH, 3)."""
    show = load(name)
    setup = show.setup.changed(SIZE)
    picture = Studio(show, stream=1, epoch=EPOCH).picture(round(at * setup.fps), setup)
    planes = np.concatenate([plane.reshape(-1) for plane in (picture.y, picture.u, picture.v)])
    frame = av.VideoFrame.from_ndarray(planes.reshape(-1, SIZE["width"]), format="yuv420p")
    frame.colorspace, frame.color_range = Colorspace.ITU709, ColorRange.MPEG
    return np.asarray(frame.reformat(WIDTH, HEIGHT, "rgb24", interpolation="LANCZOS").to_ndarray(), np.uint8)


def png(picture: NDArray[np.uint8]) -> bytes:
    encoder = av.CodecContext.create("png", "w")
    assert isinstance(encoder, VideoCodecContext)
    frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
    encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, "rgb24"
    encoder.options = {"compression_level": "9", "pred": "mixed"}
    return b"".join(map(bytes, [*encoder.encode(frame), *encoder.encode(None)]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    file = parser.parse_args().file
    stills = [still(name, at) for name, at in SHOWN]
    write(file, png(np.vstack([np.hstack(stills[:2]), np.hstack(stills[2:])])))


if __name__ == "__main__":
    main()
