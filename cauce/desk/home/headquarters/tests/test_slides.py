"""Raúl takes a picture to a slide: with its table, as three kinds of file, and only with a reason."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.utils import timezone

from cauce.content.model import both
from cauce.desk.home.headquarters.slides import UNITS_A_POINT, Picture, content_of
from cauce.desk.measurement.post_comparison.matrix import matrix_figure
from cauce.measurement import access
from cauce.measurement.access_cascade import NO_VERDICT
from cauce.measurement.boards.cascade import Cascade, Reached, Stage, Year
from cauce.measurement.boards.cascade_figure import cascade_figure
from cauce.staff.offices import access as offices
from cauce.ui.slide import size_of

from ....measurement.post_comparison.tests.test_post_page import numbers as numbers

UNSEEN = both("Nadie puede decir cuántas son.", "Nobody can say how many there are.")
STAGES = (
    Stage("spoke", 600, 300, (0.5, 0.46, 0.54)),
    Stage("identified", 300, 120, (0.4, 0.35, 0.46)),
    Stage("served", None, None, None),
)
YEARS = Year(2025, False, STAGES), Year(2026, True, STAGES)
REACHED = Reached(Cascade(YEARS), {2025: 3_000_000}, UNSEEN, NO_VERDICT)


@pytest.fixture(scope="module")
def made():
    figure = cascade_figure(REACHED)
    assert figure is not None
    return content_of(Picture("alcance", figure, "2026-11-23"), "es")


def test_the_table_is_the_one_of_the_page(made):
    rows = list(csv.reader(io.StringIO(made.body.decode("utf-8"))))
    assert rows[0][:2] == ["Año", "Con una señal"] and len(rows) == 1 + made.rows == 3
    assert rows[1][:4] == ["2025", "600", "2.0", "300 de 600 · 50\u00a0% (46 a 54\u00a0%)"]
    assert rows[1][5] == "oculto" and rows[2][-1] == "aún sin cumplirse"


def test_the_drawing_stands_alone_with_its_sentence_and_what_is_not_known(made):
    svg = made.beside["alcance.svg"].decode()
    assert svg.startswith("<svg xmlns=") and "var(--" not in svg and "url(http" not in svg
    read = re.sub(r"</text><text[^>]*>", " ", svg)  # a sentence goes on from line to line
    for words in (
        "En 2025 se habló",
        "todavía no están validados",
        "Nadie puede decir",
        "corte al 2026-11-23",
        "vinieran de donde vinieran",
    ):
        assert words in read, words
    assert "por cada 10,000 actos: 2.0" in svg


def test_where_our_typeface_is_missing_wider_letters_go_on_into_the_margin(made):
    _, drawing = re.findall(r"<svg [^>]*>", made.beside["alcance.svg"].decode())
    assert ' overflow="visible"' in drawing and ' width="640"' in drawing


def test_the_points_and_the_paper_are_made_of_the_same_drawing(made):
    from PIL import Image

    picture = Image.open(io.BytesIO(made.beside["alcance.png"])).convert("RGB")
    colours = {colour for _, colour in picture.getcolors(1 << 24)}
    assert picture.width == 2 * 696 and len(colours) > 8
    dark = sum(count for count, colour in picture.getcolors(1 << 24) if sum(colour) < 200)
    assert dark > 5_000, "the bars and the words are there"
    assert made.beside["alcance.pdf"].startswith(b"%PDF")


def test_on_paper_a_foot_below_the_slide_is_kept_for_who_took_it_out(made):
    from PIL import Image
    from pypdfium2 import PdfDocument

    svg = made.beside["alcance.svg"].decode()
    tall = size_of(svg)[1]
    last = max(float(y) for y in re.findall(r'<text x="28.0" y="([\d.]+)"', svg))
    with PdfDocument(made.beside["alcance.pdf"]) as document:
        high = document[0].get_height() * UNITS_A_POINT
    mark = 29 * UNITS_A_POINT  # the upper of its two lines ends 29 points above the edge
    assert high - last > mark + 8
    assert Image.open(io.BytesIO(made.beside["alcance.png"])).height == pytest.approx(2 * tall, abs=2)


@pytest.mark.django_db
def test_the_matrix_leaves_without_a_name_in_its_drawing(cast, numbers):
    known = {one.code: one.name for one in offices.posts()}
    figure = matrix_figure(access.likeness(cast.sofia.actor, timezone.now()), known)
    assert figure is not None
    files = content_of(Picture("parecido", figure, "2026-11-23"), "es")
    svg = files.beside["parecido.svg"].decode()
    assert "Los consulados actúan igual en" in svg and not [name for name in known.values() if name in svg]
    assert "Houston y Laredo" in files.body.decode("utf-8")


@pytest.mark.django_db
def test_before_a_closing_it_says_that_there_is_nothing_and_offers_no_form(client, cast):
    client.force_login(cast.raul.user)
    for name in ("alcance", "parecido"):
        shown = client.get(f"/red/laminas/{name}/").content.decode()
        assert "Todavía no hay nada que dibujar" in shown and "Crear el archivo" not in shown
    assert client.get("/red/laminas/otra/").status_code == 404


@pytest.mark.django_db
def test_it_leaves_with_a_reason_alone(client, cast, numbers):
    client.force_login(cast.raul.user)
    address = "/red/laminas/parecido/"
    assert "Crear el archivo" in client.get(address).content.decode()
    refused = client.post(address, {"reason": "", "why": "", "once": "a"})
    assert "Escriba en una frase para qué sale" in refused.content.decode() or refused.status_code == 302
