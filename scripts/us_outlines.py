"""The outlines of the United States for the maps: us-atlas reduced to one small file of SVG paths.

    npm pack us-atlas@3.0.1 && tar xzf us-atlas-3.0.1.tgz
    python scripts/us_outlines.py package/states-albers-10m.json package/states-10m.json

Writes ``cauce/ui/data/us_states.json``. Whole units of a drawing of 975 by 610 are enough: a unit is
less than a pixel. Borders that two states share are reduced once, so no gap opens between them.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cauce.ui.projection import project  # noqa: E402 - the house is found from here

FINE = 2.5  # a bend that encloses less than this (square units) is straightened
SMALLEST = 14.0  # an island smaller than this is left out, unless it is all there is
PUERTO_RICO = "72"
Ring = list[tuple[float, float]]


def arcs_of(atlas: dict) -> list[Ring]:
    """The arcs of a TopoJSON file in its own units (deltas undone)."""
    (kx, ky), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * kx + dx, y * ky + dy))
        found.append(line)
    return found


def corner(a, b, c) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def straighten(line: Ring) -> Ring:
    """Visvalingam's: the bend that matters least goes first; both ends stay."""
    kept = list(line)
    while len(kept) > (4 if kept[0] == kept[-1] else 2):
        areas = [corner(*kept[i - 1 : i + 2]) for i in range(1, len(kept) - 1)]
        least = min(areas)
        if least >= FINE:
            break
        del kept[areas.index(least) + 1]
    return kept


def area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def rings_of(geometry: dict, arcs: list[Ring]) -> list[Ring]:
    """The outer rings, largest first; small islands left out."""
    many = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = []
    for polygon in many:
        ring: Ring = []
        for index in polygon[0]:
            line = arcs[index] if index >= 0 else arcs[~index][::-1]
            ring += line[1:] if ring else line
        rings.append(ring)
    rings.sort(key=area, reverse=True)
    return [ring for place, ring in enumerate(rings) if not place or area(ring) >= SMALLEST]


def path_of(ring: Ring) -> str:
    """«M10 20l3-4…z»: whole units, each from the one before."""
    points = [(round(x), round(y)) for x, y in ring]
    told, (x, y) = f"M{points[0][0]} {points[0][1]}l", points[0]
    first = True
    for px, py in points[1:]:
        if (px, py) == (x, y):
            continue
        told += ("" if first or px - x < 0 else " ") + f"{px - x}"
        told += ("" if py - y < 0 else " ") + f"{py - y}"
        x, y, first = px, py, False
    return told + "z"


def is_inside(x: float, y: float, ring: Ring) -> bool:
    found = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
    return found


def middle(ring: Ring) -> list[int]:
    """The point inside that is farthest from the border: where a number has most room."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    step = max(max(xs) - min(xs), max(ys) - min(ys)) / 40
    best, where = -1.0, (sum(xs) / len(xs), sum(ys) / len(ys))
    for i in range(41):
        for j in range(41):
            x, y = min(xs) + i * step, min(ys) + j * step
            if is_inside(x, y, ring):
                far = min(near(x, y, a, b) for a, b in zip(ring, ring[1:], strict=False))
                if far > best:
                    best, where = far, (x, y)
    return [round(where[0]), round(where[1])]


def near(x: float, y: float, a, b) -> float:
    length = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    t = 0 if not length else ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length
    t = min(max(t, 0), 1)
    return ((x - a[0] - t * (b[0] - a[0])) ** 2 + (y - a[1] - t * (b[1] - a[1])) ** 2) ** 0.5


def main(projected: str, round_earth: str) -> None:
    with (ROOT / "content/catalogues/us_states.csv").open(encoding="utf-8") as held:
        codes = {row["fips"]: row["code"] for row in csv.DictReader(held)}
    atlas = json.loads(Path(projected).read_text())
    arcs = [straighten(line) for line in arcs_of(atlas)]
    states = {}
    for one in atlas["objects"]["states"]["geometries"]:
        rings = rings_of(one, arcs)
        states[codes[one["id"]]] = {"d": "".join(map(path_of, rings)), "at": middle(rings[0])}
    # Puerto Rico is not in the projected file: the same outline, put beside Florida.
    earth = json.loads(Path(round_earth).read_text())
    degrees = arcs_of(earth)
    island = next(g for g in earth["objects"]["states"]["geometries"] if g["id"] == PUERTO_RICO)
    lines = [[project(lat, lon, "PR") for lon, lat in line] for line in degrees]
    rings = rings_of(island, [straighten(line) for line in lines])
    states["PR"] = {"d": "".join(map(path_of, rings)), "at": middle(rings[0])}
    out = {
        "source": "us-atlas 3.0.1 (npm), from the US Census Bureau's cartographic boundary files, 2017",
        "licence": "us-atlas: ISC, Copyright 2013-2019 Michael Bostock; the boundaries: public domain",
        "made_by": "scripts/us_outlines.py",
        "size": [975, 610],
        "states": dict(sorted(states.items())),
    }
    target = ROOT / "cauce/ui/data/us_states.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(out, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
