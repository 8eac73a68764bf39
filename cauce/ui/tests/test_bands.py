"""Lines under one another: where a post is, where all are; and two measures of each post at once."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from cauce.ui.bands import SHARES, Band, bands, time_scale
from cauce.ui.charts import Caption
from cauce.ui.scatter import Spot, scatter

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = bands(
    [
        Band("Preguntar a solas <hoy>", 0.9, "90 % (9/10)", (0.6, 0.95), (0.5, 1.0), reference=0.8),
        Band("Conversar", 0.2, "20 % (4/20)", (0.6, 0.95), (0.5, 1.0), reference=0.8, outside=True),
        Band("Entrevistar", None),
        Band("Firmar", 0.5, "", whisker=(0.3, None)),
    ],
    SHARES,
    caption=Caption(ident="b", title="Pasos", description="Una línea por paso."),
    rail=True,
)


def test_it_is_named_escaped_and_without_inline_style():
    root = ET.fromstring(DRAWN)
    assert root.find("title").text == "Pasos" and root.find("desc").text
    assert "&lt;hoy&gt;" in DRAWN and not re.search(r"style\s*=|<style|fill=|stroke=", DRAWN)


def test_what_is_not_known_is_no_low_value_and_what_is_outside_is_told_by_its_shape():
    root = ET.fromstring(DRAWN)
    kinds = [one.get("class") for one in root.iter() if one.get("class")]
    assert kinds.count("point") == 2 and kinds.count("point outside") == 1
    assert kinds.count("bar hidden-count") == 1 and "aún no se sabe" in DRAWN
    assert kinds.count("stop") == 4 and kinds.count("band") == 2
    points = {one.get("cx") for one in root.iter("circle") if one.get("class") == "point"}
    assert len(points) == 2


def test_an_interval_without_an_end_goes_on_to_the_edge():
    # A line and one closed end: the other end is not known, and is not drawn as if it were.
    assert DRAWN.count('class="whisker"') == 2


def test_a_scale_of_times_spreads_minutes_and_months_alike():
    places = [time_scale(hours) for hours in (0.0, 1 / 60, 1, 24, 168, 8760, 99999)]
    assert places == sorted(places) and places[0] == places[1] == 0 and places[-1] == 1
    assert 0.25 < places[2] < 0.4


def test_a_post_is_named_only_when_it_is_ones_own():
    drawn = scatter(
        [Spot("Laredo", 20, 0.7), Spot("Houston", 31, 0.8, mine=True)],
        caption=Caption(ident="s", title="Minutos", description="Puntos."),
        across="minutos",
        up="a tiempo",
        middle=(25, 0.75),
    )
    ET.fromstring(drawn)
    assert "Houston" in drawn and "Laredo" not in drawn
    assert drawn.count("<circle") == 1 and drawn.count('class="reference"') == 2
    empty = scatter([], caption=Caption(ident="s", title="t", description="d"), across="a", up="b")
    assert ET.fromstring(empty) is not None
