"""Bars within bars: the three lengths, and what is hidden."""

from __future__ import annotations

import re

from cauce.ui.charts import Caption
from cauce.ui.nested import PARTS, Nested, nested

CAPTION = Caption("n", "Por espacio", "Tres barras.")
LEGEND = ("Con una señal", "Se habló", "Identificadas")


def drawn(*values: tuple[int | None, int | None, int | None]):
    rows = [Nested(f"Espacio {place}", one, "palabras") for place, one in enumerate(values)]
    return nested(rows, caption=CAPTION, legend=LEGEND)


def wide(svg: str) -> list[tuple[float, str]]:
    found = re.findall(r'width="([\d.]+)" height="[\d.]+" class="([^"]+)"', svg)[3:]  # after the legend
    return [(float(size), kind) for size, kind in found]


def test_each_bar_lies_in_the_one_before_and_is_as_long_as_its_number():
    (one, _), (two, _), (three, _) = wide(drawn((200, 100, 50)))
    assert one == 2 * two == 4 * three
    assert len({(start, tall) for _, start, tall in PARTS}) == 3


def test_what_is_hidden_has_no_bar_and_where_all_is_hidden_that_is_drawn():
    assert [kind for _, kind in wide(drawn((20, 10, None)))] == ["bar hollow", "mark-like"]
    assert [kind for _, kind in wide(drawn((None, None, None)))] == ["bar hidden-count"]


def test_on_a_phone_the_words_stand_above_the_bar():
    assert "Espacio 0: palabras" in drawn((3, 2, 1)).phone
