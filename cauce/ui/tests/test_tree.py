"""A family drawn: every word is escaped and said, every line stands between two boxes, all inside."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from cauce.ui.charts import Caption
from cauce.ui.tree import ACROSS, NARROW, Somebody, longest, tree

FAMILY = (
    Somebody("m", 0, ("Rosa <b>", "Madre", "Viaje")),
    Somebody("p", 1, ("La persona",), main=True),
    Somebody("s", 1, ("Un nombre larguísimo que no cabe de ninguna manera", "Esposo", "Llegada"), "done"),
    Somebody("c", 2, ("Lía", "Hija", "Custodia o permiso"), "danger"),
    Somebody("x", 2, ("Iván", "Hijo", "No viene"), "no", faint=True),
)
LINES = (("m", "p"), ("p", "c"), ("s", "c"), ("p", "x"))


def drawn(people=FAMILY, lines=LINES):
    return str(tree(Caption("f", "La familia & más", "Rosa: madre."), people, lines, [("p", "s")]))


def test_it_says_who_everybody_is_and_lets_nothing_through():
    svg = drawn()
    ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert "Rosa &lt;b&gt;" in svg and "<b>" not in svg and "&amp; más" in svg
    assert "Rosa: madre." in svg and "style=" not in svg and svg.count("<rect") == len(FAMILY)


def test_a_long_name_ends_with_a_sign_that_it_goes_on():
    assert "…" in drawn() and "manera" not in drawn()


def test_every_box_stands_inside_and_none_on_another():
    many = [Somebody(str(n), 1, (f"Hermana {n}",)) for n in range(9)]
    svg = drawn(many, [])
    wide, high = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
    boxes = [
        tuple(map(float, found))
        for found in re.findall(
            r'<rect class="\w[^"]*" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg
        )
    ]
    assert len(boxes) == 9
    for x, y, w, h in boxes:
        assert x >= 0 and x + w <= wide and y + h <= high
    for a in boxes:
        assert not [b for b in boxes if b != a and abs(a[0] - b[0]) < a[2] and abs(a[1] - b[1]) < a[3]]


def test_a_line_to_somebody_who_is_not_drawn_is_left_out():
    assert "None" not in drawn(FAMILY, [("m", "nobody"), ("nobody", "c")])


def test_a_phone_has_a_narrow_drawing_of_a_long_generation_with_everybody_in_it():
    many = [Somebody(str(n), 1, (f"Hermana {n}",)) for n in range(3)]
    desk, phone = (tree(Caption("f", "t", "d"), many, [], (), row) for row in (ACROSS, NARROW))
    assert longest(many) == 3
    assert 'data-kind="narrow"' in phone and 'data-kind="narrow"' not in desk
    for svg in (desk, phone):
        assert [f"Hermana {n}" in svg for n in range(3)] == [True] * 3
