"""The drawing of many steps at many posts: what is told apart by its place, and how little is sent."""

from __future__ import annotations

import re

from cauce.ui.charts import Caption
from cauce.ui.matrix import PLACES, Strip, strips

CAPTION = Caption("m", "Pasos", "Una tira por paso.")
LEGEND = [(kind, f"así es {kind}") for kind in PLACES]


def drawn(*kinds: str, label: str = "Preguntar"):
    return strips(
        [Strip(label, "1/2", kinds)], ["A", *[""] * (len(kinds) - 1)], caption=CAPTION, legend=LEGEND
    )


def marks(svg: str, kind: str) -> list[str]:
    return re.findall(rf'<path d="([^"]*)" class="mark-{kind}"/>', svg)[1:]  # the first is of the legend


def test_neighbours_of_one_kind_are_one_mark_and_each_kind_of_a_strip_one_path():
    svg = drawn("like", "like", "below", "like", "", "below")
    assert [one.count("M") for one in marks(svg, "like")] == [2]
    assert [one.count("M") for one in marks(svg, "below")] == [2]
    assert not marks(svg, "above") and not marks(svg, "undone")


def test_each_kind_has_a_place_of_its_own_so_that_colour_alone_tells_nothing():
    assert len(set(PLACES.values())) == len(PLACES)


def test_what_is_not_compared_has_no_mark():
    assert not any(marks(drawn("", ""), kind) for kind in PLACES)


def test_a_phone_gets_a_drawing_of_its_own_with_the_whole_name_of_the_step():
    label = "Explicar derechos, límites y alcance, y preguntar si acepta la protección consular"
    svg = drawn("like", "below", label=label)
    assert 'data-kind="narrow"' in svg.phone and "consular: 1/2" in re.sub("<[^>]*>", " ", svg.phone)
    assert 'id="m-s-t"' in svg.phone and 'id="m-t"' in svg


def test_no_letter_over_the_columns_lies_on_another():
    rows = [Strip("Preguntar", "1/2", ("like",) * 60)]
    svg = strips(rows, list("ABCDEFGHIJ") * 6, caption=CAPTION, legend=LEGEND)
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)" y="[\d.]+" class="quiet">[A-J]<', svg)]
    assert len(places) > 10 and all(two - one >= 8 for one, two in zip(places, places[1:], strict=False))


def test_words_are_escaped():
    assert "<b>" not in drawn("like", label="<b>")
