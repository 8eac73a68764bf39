"""The two pictures as slides: one zip with the table, and the drawing as SVG, PNG and PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from cauce.content.model import Text, both
from cauce.protocol.documents.paper import printed
from cauce.rules.permissions import Scope
from cauce.staff.exports.actions import Content
from cauce.ui.figure_files import csv_of, drawing_of, said
from cauce.ui.slide import FOOT, page_of
from cauce.ui.words import say

Figure = dict[str, Any]
UNITS_A_POINT = 96 / 72  # a unit of a page of CSS is 1/96 of an inch, a point of a PDF 1/72
NAMES: dict[str, Text] = {
    "alcance": both("A cuántas personas llegamos", "How many people we reach"),
    "parecido": both("Qué tan parecido actúan los consulados", "How alike posts act"),
}


@dataclass(frozen=True)
class Picture:
    """A figure of a page that is to leave, and the day of the closing that it tells."""

    name: str
    figure: Figure
    day: str

    @property
    def scope(self) -> Scope:
        return Scope()


def content_of(one: Picture, language: str) -> Content:
    """The files of a picture."""
    figure, title = one.figure, said(NAMES[one.name], language)
    source = both(
        f"Cauce. Cifras internas de la red, corte al {one.day}; no están publicadas.",
        f"Cauce. Internal figures of the network, as of {one.day}; they are not published.",
    )
    svg = drawing_of(figure, language, str(say(source.es, source.en)))
    pdf = printed(page_of(svg, title, said(figure["sentence"], language), language))
    body = csv_of(figure["table"], language)
    drawn = {
        f"{one.name}.svg": svg.encode(),
        f"{one.name}.png": _points(pdf),
        f"{one.name}.pdf": pdf,
    }
    return Content(one.name, "csv", body.encode("utf-8"), len(figure["table"]["rows"]), drawn)


def _points(pdf: bytes) -> bytes:
    """The slide as a PNG, without the foot of its page, of twice as many points as the slide has units."""
    from pypdfium2 import PdfDocument  # it opens a library of its own

    with PdfDocument(pdf) as document:
        foot = FOOT / UNITS_A_POINT
        drawn = document[0].render(scale=2 * UNITS_A_POINT, crop=(0, foot, 0, 0)).to_pil()
    out = io.BytesIO()
    drawn.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
