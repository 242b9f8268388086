"""From vector drawings to planes: SVG in the scene's coordinates (1280 × 720) becomes sprites that are laid over a picture of any size.

Colours go to limited range by ITU-R BT.709. A picture of another shape shows the middle of the scene.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import vl_convert
from numpy.typing import NDArray

from houdun.media.marks import strip
from houdun.media.still import pixels

Plane = NDArray[np.uint8]
Planes = tuple[Plane, Plane, Plane]
Floats = NDArray[np.float64]

WIDTH, HEIGHT = 1280, 720
FONT = "Noto Sans SC"
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float64)


class Box(NamedTuple):
    """A rectangle in the scene."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layer:
    """One plane of a sprite, in 256ths: its colour already multiplied by alpha, and what it lets through."""

    colour: NDArray[np.uint16]
    rest: NDArray[np.uint16]

    def over(self, plane: Plane, x: int, y: int) -> None:
        """Lays it over the plane with its corner at (x, y); what sticks out is cut off."""
        height, width = plane.shape
        top, left = max(0, -y), max(0, -x)
        bottom, right = min(self.rest.shape[0], height - y), min(self.rest.shape[1], width - x)
        if top >= bottom or left >= right:
            return
        under = plane[y + top : y + bottom, x + left : x + right]
        mixed = under * self.rest[top:bottom, left:right]
        mixed += self.colour[top:bottom, left:right]
        mixed >>= 8
        under[...] = mixed


@dataclass(frozen=True, slots=True)
class Sprite:
    """Where it stands, in even pixels, so that chroma falls into place, and its layers y, u, v."""

    x: int
    y: int
    layers: tuple[Layer, Layer, Layer]

    def over(self, planes: Planes, dx: int = 0, dy: int = 0) -> None:
        """Lays it over a picture, moved by that many pixels; odd ones are rounded down."""
        x, y = self.x + dx // 2 * 2, self.y + dy // 2 * 2
        for layer, plane, shift in zip(self.layers, planes, (0, 1, 1), strict=True):
            layer.over(plane, x >> shift, y >> shift)


class Canvas:
    """Draws for pictures of one size, which must be even."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.scale = max(width / WIDTH, height / HEIGHT)
        self._left, self._top = (width - WIDTH * self.scale) / 2, (height - HEIGHT * self.scale) / 2

    def backdrop(self, drawing: str) -> Planes:
        """The whole scene, opaque. Under the strip there is no colour."""
        y, u, v = _yuv(self._raster(drawing, 0, 0, self.width, self.height, "#000"), 1.0)
        planes = (_rounded(y), _rounded(_halved(u)), _rounded(_halved(v)))
        for plane in planes[1:]:
            plane[: -(-round(strip.SHARE * self.height) // 2)] = 128
        return planes

    def sprite(self, drawing: str, box: Box) -> Sprite:
        """What the drawing, in the scene's coordinates, shows within the box: cut down to what is not empty."""
        left, top = int(self._left + box.x * self.scale) // 2 * 2, int(self._top + box.y * self.scale) // 2 * 2
        width = -int(-(self._left + (box.x + box.width) * self.scale - left) // 2) * 2
        height = -int(-(self._top + (box.y + box.height) * self.scale - top) // 2) * 2
        # vl-convert's own alpha is of no use, as it cuts colours that are brighter than it: two grounds tell both exactly.
        colour, light = (self._raster(drawing, left, top, max(width, 2), max(height, 2), ground) for ground in ("#000", "#fff"))
        alpha = 1 - (light - colour).mean(axis=2)
        rows, columns = _filled(alpha, 1), _filled(alpha, 0)
        alpha = alpha[rows, columns]
        y, u, v = _yuv(colour[rows, columns], alpha)
        half = _halved(alpha)
        layers = (_layer(y, alpha), _layer(_halved(u), half), _layer(_halved(v), half))
        return Sprite(left + columns.start, top + rows.start, layers)

    def _raster(self, drawing: str, left: int, top: int, width: int, height: int, ground: str) -> Floats:
        """Red, green and blue, 0–1, of the drawing on that ground."""
        _register_fonts()
        x, y = (left - self._left) / self.scale, (top - self._top) / self.scale
        wide, tall = width / self.scale, height / self.scale
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="{FONT}" '
            f'viewBox="{x:.4f} {y:.4f} {wide:.4f} {tall:.4f}" preserveAspectRatio="none">'
            f'<rect x="{x - 1:.4f}" y="{y - 1:.4f}" width="{wide + 2:.4f}" height="{tall + 2:.4f}" fill="{ground}"/>{drawing}</svg>'
        )
        return pixels(vl_convert.svg_to_png(svg))[:, :, :3].astype(np.float64) / 255


def _filled(alpha: Floats, across: int) -> slice:
    """From the first to the last row or column that shows something, in even numbers."""
    found = np.flatnonzero(alpha.max(axis=across) > 0.5 / 255)
    return slice(int(found[0]) // 2 * 2, int(found[-1]) // 2 * 2 + 2) if len(found) else slice(0, 2)


def _yuv(colour: Floats, alpha: Floats | float) -> tuple[Floats, Floats, Floats]:
    """Y, Cb, Cr in limited range, of colours multiplied by their alpha, and multiplied likewise."""
    luma = colour @ LUMA
    blue, red = (colour[:, :, 2] - luma) / 1.8556, (colour[:, :, 0] - luma) / 1.5748
    return 16 * alpha + 219 * luma, 128 * alpha + 224 * blue, 128 * alpha + 224 * red


def _halved(plane: Floats) -> Floats:
    """The mean of each four."""
    mean: Floats = (plane[::2, ::2] + plane[1::2, ::2] + plane[::2, 1::2] + plane[1::2, 1::2]) / 4
    return mean


def _rounded(plane: Floats) -> Plane:
    return np.rint(plane).astype(np.uint8)


def _layer(colour: Floats, alpha: Floats) -> Layer:
    # Half a step more, because laying over rounds down.
    return Layer(np.rint(colour * 256 + 128).astype(np.uint16), np.rint((1 - alpha) * 256).astype(np.uint16))


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(resources.files("houdun.data") / "fonts"))
