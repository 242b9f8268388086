from __future__ import annotations

import vl_convert

from houdun.media.still import pixels


def test_a_png_is_read_pixel_by_pixel() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><rect width="2" height="2" fill="#102030"/>'
        '<rect x="2" width="2" height="2" fill="#ff8040"/></svg>'
    )
    read = pixels(vl_convert.svg_to_png(svg))
    assert read.shape == (2, 4, 4)
    assert read[0, 0].tolist() == [16, 32, 48, 255]
    assert read[1, 3].tolist() == [255, 128, 64, 255]
