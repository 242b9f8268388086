"""Still pictures as arrays."""

from __future__ import annotations

import io

import av
import numpy as np
from numpy.typing import NDArray


def pixels(png: bytes) -> NDArray[np.uint8]:
    """The pixels of a PNG file, shape (height, width, 4): red, green, blue, alpha, not premultiplied."""
    with av.open(io.BytesIO(png), "r", format="png_pipe") as container:
        frame = next(container.decode(video=0))
    return np.asarray(frame.to_ndarray(format="rgba"), np.uint8)
