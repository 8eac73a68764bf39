"""A slide as a picture of points: only what ``slide.standing_alone`` writes can be drawn.

Lines, boxes, circles, straight paths and words, each with the style that the slide brings; hatches are lines.
No library of the browser is needed.
"""

from __future__ import annotations

import io
import re
from functools import cache
from html import unescape
from typing import Any

from .slide import STYLES, colours, rules, size_of

SCALE = 2  # points for each unit; drawn twice as large again, so that edges are smooth
_PART = re.compile(
    r"<(?P<end>/)?(?P<tag>svg|rect|line|circle|path|polyline|polygon|text|pattern|title|desc|style)\b"
    r"(?P<said>[^>]*?)(?P<empty>/)?>(?P<words>[^<]*)"
)
_SAID = re.compile(r'([a-z0-9-]+)="([^"]*)"')
_STEP = re.compile(r"([MHVLZ])\s*(-?[\d.]+)?(?:[ ,]+(-?[\d.]+))?")
FONT = "fonts/atkinson-hyperlegible-next-latin-{}-normal.woff2"


def png(svg: str) -> bytes:
    """The slide at twice its size."""
    from PIL import Image, ImageDraw  # a heavy library

    wide, tall = size_of(svg)
    fine = SCALE * 2
    image = Image.new("RGB", (round(wide * fine), round(tall * fine)), colours()["paper"])
    draw = ImageDraw.Draw(image, "RGBA")
    moved: list[tuple[float, float]] = [(0.0, 0.0)]
    skipped = ""
    for part in _PART.finditer(svg):
        tag, said = part["tag"], dict(_SAID.findall(part["said"]))
        if tag in ("title", "desc", "style", "pattern"):
            skipped = "" if part["end"] else tag
            continue
        if skipped:
            continue
        if tag == "svg":
            if part["end"]:
                moved.pop()
            else:
                x, y = moved[-1]
                moved.append((x + float(said.get("x", 0)), y + float(said.get("y", 0))))
            continue
        if not part["end"]:
            _draw(draw, tag, said, unescape(part["words"]), (*moved[-1], fine))
    image = image.resize((round(wide * SCALE), round(tall * SCALE)), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _style_of(tag: str, said: dict[str, str]) -> dict[str, str]:
    mine = set(said.get("class", "").split())
    found: dict[str, str] = {"fill": "#000000"} if tag != "line" else {}
    for selector, made in rules():
        name, *kinds = selector.split(".")
        if (not name or name == tag) and (kinds or name) and mine.issuperset(kinds):
            found |= made
    found |= dict(one.split(":", 1) for one in said.get("style", "").split(";") if ":" in one)
    if said.get("fill", "").startswith("url("):
        found["fill"] = "hatched"
    return found


def _draw(draw: Any, tag: str, said: dict[str, str], words: str, place: tuple[float, float, float]) -> None:
    dx, dy, by = place
    style = _style_of(tag, said)

    def at(x: float, y: float) -> tuple[float, float]:
        return (x + dx) * by, (y + dy) * by

    def of(name: str) -> float:
        return float(said.get(name, 0))

    if tag == "text":
        _words(draw, words, at(of("x"), of("y")), style, by)
        return
    if tag == "line":
        _stroke(draw, [at(of("x1"), of("y1")), at(of("x2"), of("y2"))], style, by)
        return
    for points, closed in _outlines(tag, said):
        moved = [at(*one) for one in points]
        if closed:
            _fill(draw, moved, style, by)
        _stroke(draw, [*moved, moved[0]] if closed else moved, style, by)


def _outlines(tag: str, said: dict[str, str]) -> list[tuple[list[tuple[float, float]], bool]]:
    """The outlines of a shape, and whether each is closed."""
    if tag == "rect":
        x, y, w, h = (float(said.get(name, 0)) for name in ("x", "y", "width", "height"))
        return [([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], True)]
    if tag == "circle":
        from math import cos, pi, sin

        x, y, r = (float(said[name]) for name in ("cx", "cy", "r"))
        return [([(x + r * cos(pi * i / 16), y + r * sin(pi * i / 16)) for i in range(32)], True)]
    if tag in ("polyline", "polygon"):
        pairs = (one.split(",") for one in said["points"].split())
        return [([(float(x), float(y)) for x, y in pairs], tag == "polygon")]
    found: list[tuple[list[tuple[float, float]], bool]] = []
    points: list[tuple[float, float]] = []
    for step, a, b in _STEP.findall(said.get("d", "")):
        if step == "M":
            points = [(float(a), float(b))]
        elif step == "H":
            points.append((float(a), points[-1][1]))
        elif step == "V":
            points.append((points[-1][0], float(a)))
        elif step == "L":
            points.append((float(a), float(b)))
        else:
            found.append((points, True))
    return found


def _colour(style: dict[str, str], name: str) -> tuple[int, ...] | None:
    value = style.get(name, "none")
    if not value.startswith("#"):
        return None
    part = float(style.get(f"{name}-opacity", 1))
    return (*(int(value[i : i + 2], 16) for i in (1, 3, 5)), round(255 * part))


def _fill(draw: Any, points: list[tuple[float, float]], style: dict[str, str], by: float) -> None:
    if style.get("fill") == "hatched":
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        x = left
        while x < right:
            end = min(x + (bottom - top), right)
            draw.line(
                [(x, bottom), (end, bottom - (end - x))], fill=_colour(style, "stroke"), width=round(by)
            )
            x += 7 * by
    elif colour := _colour(style, "fill"):
        draw.polygon(points, fill=colour)


def _stroke(draw: Any, points: list[tuple[float, float]], style: dict[str, str], by: float) -> None:
    colour = _colour(style, "stroke")
    if colour is None:
        return
    wide = max(round(float(style.get("stroke-width", "1").removesuffix("px")) * by), 1)
    dashes = [float(one) * by for one in style.get("stroke-dasharray", "").split()]
    for one, two in zip(points, points[1:], strict=False):
        for a, b in _dashed(one, two, dashes):
            draw.line([a, b], fill=colour, width=wide)


def _dashed(one: tuple[float, float], two: tuple[float, float], dashes: list[float]) -> Any:
    length = ((two[0] - one[0]) ** 2 + (two[1] - one[1]) ** 2) ** 0.5
    if not dashes or not length:
        yield one, two
        return
    done, turn = 0.0, 0
    while done < length:
        end = min(done + dashes[turn % len(dashes)], length)
        if turn % 2 == 0:
            yield tuple(
                (one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part)
                for part in (done / length, end / length)
            )
        done, turn = end, turn + 1


def _words(draw: Any, words: str, at: tuple[float, float], style: dict[str, str], by: float) -> None:
    size = float(style.get("font-size", "14px").removesuffix("px")) * by
    font = _font("700" if style.get("font-weight") == "700" else "400", round(size))
    anchor = {"end": "rs", "middle": "ms"}.get(style.get("text-anchor", ""), "ls")
    draw.text(at, words, font=font, fill=_colour(style, "fill"), anchor=anchor)


@cache
def _font(weight: str, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(io.BytesIO(_open_font(weight)), size)


@cache
def _open_font(weight: str) -> bytes:
    """The typeface of the pages, unpacked: Pillow reads no WOFF2."""
    from fontTools.ttLib import TTFont

    found = TTFont(STYLES / FONT.format(weight))
    found.flavor = None
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()
