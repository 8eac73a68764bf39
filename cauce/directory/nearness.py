"""Distances without asking anybody outside. Pure. A sealed place is never measured exactly."""

from __future__ import annotations

import math

Point = tuple[float, float]
EARTH_KM = 6371.0
# A sealed place is moved to the centre of a square of about fifty kilometres before anything is
# measured, and the result is rounded: asking from many places tells no more than that square.
SQUARE = 0.5
STEP_KM = 25


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, p)) for p in (a, b))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def blurred(point: Point) -> Point:
    """The centre of the square in which a point lies."""
    lat, lon = (math.floor(c / SQUARE) * SQUARE + SQUARE / 2 for c in point)
    return lat, lon


def distance(here: Point, there: Point, sealed: bool) -> int:
    """Whole kilometres; for a sealed place, to the nearest 25 from the centre of its square."""
    if sealed:
        return max(STEP_KM, round(kilometres(here, blurred(there)) / STEP_KM) * STEP_KM)
    return round(kilometres(here, there))


def square_around(middle: Point, km: float) -> tuple[Point, Point]:
    """The least and the greatest latitude and longitude that a circle reaches; a little more, never less.

    Longitudes beyond 180 on either side mean that it crosses the line of the date, or holds a pole.
    """
    lat, lon = middle
    high = math.degrees(km / EARTH_KM) + 1e-6
    if abs(lat) + high >= 90:
        return (max(-90.0, lat - high), -360.0), (min(90.0, lat + high), 360.0)
    wide = math.degrees(math.asin(min(1.0, math.sin(math.radians(high)) / math.cos(math.radians(lat)))))
    return (lat - high, lon - wide - 1e-6), (lat + high, lon + wide + 1e-6)
