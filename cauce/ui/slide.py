"""A drawing of a page as a slide: with its sentence above, what to know below, and a style of its own.

The colours and lines are those of the pages (``tokens.css``, ``parts.css``), so that the same thing looks the
same on a slide; nothing is asked of any server.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap

from django.utils.html import escape

STYLES = Path(__file__).parent / "static/ui"
SIDE, LEAST_WIDE = 28.0, 640.0
SAID, SMALL = 22, 17  # height of a line of the sentence, and of the notes
FOOT = 28  # below a slide on paper: who took it out and why is written there
_RULE = re.compile(r"^\.chart (?!\[)([^{}]+?)\s*\{([^}]*)\}$", re.MULTILINE)
_TOKEN = re.compile(r"^ *--([a-z-]+): *(#[0-9a-f]{6});", re.MULTILINE)
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True)
class Slide:
    """``svg``: a drawing of a page. ``notes``: one line each, or more. ``source``: where and of which day."""

    svg: str
    sentence: str
    notes: Sequence[str]
    source: str


@cache
def colours() -> dict[str, str]:
    """The tokens as a light page has them."""
    light = (STYLES / "tokens.css").read_text("utf-8").split("@media", 1)[0]
    return dict(_TOKEN.findall(light))


@cache
def rules() -> tuple[tuple[str, dict[str, str]], ...]:
    """Each rule of a drawing: its selector, and what it says, with the colours filled in."""
    found = []
    for selectors, said in _RULE.findall((STYLES / "parts.css").read_text("utf-8")):
        lines = (line.split(":", 1) for line in said.split(";") if ":" in line)
        made = {name.strip(): _filled(value.strip()) for name, value in lines}
        found += [(one.strip().removeprefix(".chart "), made) for one in selectors.split(",")]
    return tuple(found)


def _filled(value: str) -> str:
    return re.sub(r"var\(--([a-z-]+)\)", lambda one: colours().get(one[1], one[0]), value)


def _style() -> str:
    said = "".join(
        f"{selector}{{{';'.join(f'{name}:{value}' for name, value in made.items())}}}"
        for selector, made in rules()
    )
    return (
        f"text{{font-family:'Atkinson Hyperlegible Next','Noto Sans','DejaVu Sans',Verdana,sans-serif}}{said}"
    )


def standing_alone(slide: Slide) -> str:
    """The slide as one SVG."""
    size = _SIZE.search(slide.svg)
    assert size, "no drawing of ours"
    wide, tall = float(size[1]), float(size[2])
    across = max(wide, LEAST_WIDE)
    body: list[str] = []
    y = SIDE
    for line in wrap(slide.sentence, int(across / 8.6)):
        y += SAID
        body.append(
            f'<text x="{SIDE}" y="{y - 5:.0f}" class="strong" style="font-size:17px">{escape(line)}</text>'
        )
    y += 12
    # Visible: letters of a reader without our typeface are wider, and go on into the margin.
    place = f'x="{SIDE}" y="{y:.0f}" width="{wide:g}" height="{tall:g}" overflow="visible" '
    inner = slide.svg.replace("<svg ", f"<svg {place}", 1)
    body.append(re.sub(r' (role|aria-labelledby)="[^"]*"', "", inner))
    y += tall + 6
    for note in (*slide.notes, slide.source):
        for line in wrap(note, int(across / 6.6)):
            y += SMALL
            body.append(
                f'<text x="{SIDE}" y="{y:.0f}" class="quiet" style="font-size:13px">{escape(line)}</text>'
            )
        y += 3
    whole, high = across + 2 * SIDE, y + SIDE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {whole:g} {high:.0f}" '
        f'width="{whole:g}" height="{high:.0f}"><title>{escape(slide.sentence)}</title>'
        f"<style>{_style()}</style>"
        f'<rect width="{whole:g}" height="{high:.0f}" style="fill:{colours()["paper"]}"/>'
        f"{''.join(body)}</svg>"
    )


def size_of(svg: str) -> tuple[float, float]:
    """How wide and how tall a slide is."""
    size = _SIZE.search(svg)
    assert size, "no drawing of ours"
    return float(size[1]), float(size[2])


def page_of(svg: str, title: str, alt: str, language: str) -> str:
    """The slide as a page of its own size, and a foot, to be printed."""
    from base64 import b64encode

    wide, tall = size_of(svg)
    data = b64encode(svg.encode()).decode()
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>{escape(title)}</title><style>'
        f"@page {{ size: {wide:.0f}px {tall + FOOT:.0f}px; margin: 0 }} body {{ margin: 0 }} "
        f"img {{ width: {wide:.0f}px; height: {tall:.0f}px; display: block }}</style></head><body>"
        f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}"></body></html>'
    )
