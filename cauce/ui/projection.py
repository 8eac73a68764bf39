"""Where a place lies on the map of the United States: degrees in, units of the drawing out.

Pure. The equal-area conic of Albers, laid out as ``geoAlbersUsa().scale(1300).translate([487.5, 305])``
of d3-geo does it, which is how the outlines in ``data/us_states.json`` were projected: Alaska is drawn
at about a third of its size, Hawaii and Puerto Rico stand beside. A test lays every post on its state.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

SCALE = 1300.0
MIDDLE = (487.5, 305.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece of the map: two parallels, the point in its middle, its scale and where it is laid."""

    parallels: tuple[float, float]
    centre: tuple[float, float]  # longitude west, latitude
    scale: float
    at: tuple[float, float]

    def lay(self, lat: float, lon: float) -> tuple[float, float]:
        """Equal-area conic: Snyder, "Map Projections", USGS Professional Paper 1395, p. 100."""
        one, two = (math.radians(value) for value in self.parallels)
        cone = (math.sin(one) + math.sin(two)) / 2
        across = math.cos(one) ** 2 + 2 * cone * math.sin(one)

        def radius(latitude: float) -> float:
            return math.sqrt(across - 2 * cone * math.sin(math.radians(latitude))) / cone

        turn = cone * math.radians(lon - self.centre[0])
        x = radius(lat) * math.sin(turn)
        y = radius(self.centre[1]) - radius(lat) * math.cos(turn)
        return self.at[0] + self.scale * x, self.at[1] - self.scale * y


# The middle of the largest piece lies at 96° W turned by 0.6°: d3 writes rotate([96, 0]).center([-.6, 38.7]).
_STATES = Sheet((29.5, 45.5), (-96.0, 38.7), SCALE, MIDDLE)
SHEETS = {
    "AK": Sheet(
        (55, 65),
        (-154.0, 58.5),
        0.35 * SCALE,
        (MIDDLE[0] - 0.307 * SCALE, MIDDLE[1] + 0.201 * SCALE),
    ),
    "HI": Sheet((8, 18), (-157.0, 19.9), SCALE, (MIDDLE[0] - 0.205 * SCALE, MIDDLE[1] + 0.212 * SCALE)),
    # Not in d3's: beside Florida, at the scale of the other states.
    "PR": Sheet((8, 18), (-66.4, 18.2), SCALE, (905.0, 572.0)),
}


def _shifted(sheet: Sheet, west: float) -> tuple[float, float]:
    """How far a centre of ``west`` degrees moves a sheet that is turned to its own meridian."""
    x, y = sheet.lay(sheet.centre[1], sheet.centre[0] + west)
    return sheet.at[0] - x, sheet.at[1] - y


def project(lat: float, lon: float, state: str) -> tuple[float, float]:
    """Units of a drawing of 975 by 610. ``state``: which piece of the map the place is on."""
    sheet, west = SHEETS.get(state, _STATES), {"AK": -2.0, "HI": -3.0, "PR": 0.0}.get(state, -0.6)
    (x, y), (dx, dy) = sheet.lay(lat, lon), _shifted(sheet, west)
    return x + dx, y + dy
