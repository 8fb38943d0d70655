"""The globe as seen from one place: near things large, far things small, directions true.

An azimuthal projection whose radius grows with the inverse hyperbolic sine of the distance, so
that a crowded neighbourhood and a partner on the other side of an ocean fit one small picture.
The idea of a logarithmic distance scale is Hägerstrand's (1957, map of migration from Asby); the
spherical formulas are those of the azimuthal equidistant projection (Snyder, "Map Projections:
A Working Manual", USGS Professional Paper 1395, 1987, section 25).
"""

from __future__ import annotations

import math
from collections.abc import Callable

from msgspec import Struct

# Within about this many degrees of the centre the scale is nearly even.
_NEAR = 9.0

Position = tuple[float, float]
Projection = Callable[[float, float], Position]


class Place(Struct, frozen=True):
    """A point on the globe in degrees, north and east positive."""

    latitude: float
    longitude: float


def projection_from(centre: Place) -> Projection:
    """A function from (latitude, longitude) to flat (x, y): the centre at 0, 0, y down."""
    latitude0, longitude0 = math.radians(centre.latitude), math.radians(centre.longitude)
    sine0, cosine0 = math.sin(latitude0), math.cos(latitude0)

    def project(latitude: float, longitude: float) -> Position:
        turn = math.radians(longitude) - longitude0
        sine, cosine = math.sin(math.radians(latitude)), math.cos(math.radians(latitude))
        east = cosine * math.sin(turn)
        north = cosine0 * sine - sine0 * cosine * math.cos(turn)
        across = math.hypot(east, north)
        if not across:
            return 0.0, 0.0
        ahead = sine0 * sine + cosine0 * cosine * math.cos(turn)
        radius = math.asinh(math.degrees(math.atan2(across, ahead)) / _NEAR)
        return east / across * radius, -north / across * radius

    return project


# The projected world ends at this distance from the centre: the point opposite to it.
EDGE = math.asinh(180 / _NEAR)


class Window(Struct, frozen=True):
    """The part of the flat map that is shown, and how large: `width` by `height` units."""

    left: float
    top: float
    scale: float
    width: float
    height: float

    def place(self, position: Position) -> Position:
        """Flat map position → units of the picture from its top left corner."""
        return (position[0] - self.left) * self.scale, (position[1] - self.top) * self.scale


def window_around(positions: list[Position], *, width: float, margin: float) -> Window:
    """The smallest window with all positions and a neighbourhood of the centre in it.

    `margin` is in units of the picture. The picture is never flatter than 3:2 and never higher
    than wide, so that it fits a phone and a column beside it alike.
    """
    near = math.asinh(16 / _NEAR)
    xs = [x for x, _ in positions] + [-near, near]
    ys = [y for _, y in positions] + [-near, near]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    scale = (width - 2 * margin) / max(right - left, bottom - top)
    height = max((bottom - top) * scale + 2 * margin, width * 2 / 3)
    return Window(
        left=(left + right) / 2 - width / 2 / scale,
        top=(top + bottom) / 2 - height / 2 / scale,
        scale=scale,
        width=width,
        height=float(round(height)),
    )
