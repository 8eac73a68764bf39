"""The drawing of stages by year: what is hollow, hatched or hidden, and what stands beside a bar."""

from __future__ import annotations

import re

from cauce.ui.cascade import Group, Step, steps_down
from cauce.ui.charts import Caption

CAPTION = Caption("c", "Por año", "Cuatro barras.")
STEPS = [Step("Con una señal", 200, "200"), Step("Se habló", 100, "100 de 200", 90, 110)]


def drawn(*groups: Group):
    return steps_down(groups, caption=CAPTION, unseen=("No vistas", "Nadie puede decir cuántas <son>."))


def wide(svg: str, kind: str) -> list[float]:
    return [float(one) for one in re.findall(rf'width="([\d.]+)" height="16" class="{kind}"', svg)]


def test_bars_are_as_long_as_their_numbers_over_all_years():
    svg = drawn(Group("2024", STEPS), Group("2025", [Step("Con una señal", 400, "400")]))
    one, two, three = wide(svg, "bar")
    assert abs(one - 2 * two) < 0.2 and abs(three - 2 * one) < 0.2


def test_a_year_that_is_not_over_is_hollow():
    svg = drawn(Group("2026", STEPS, hollow=True))
    assert len(wide(svg, "bar hollow")) == 2 and not wide(svg, "bar")


def test_what_is_hidden_is_drawn_as_hidden_and_never_as_nothing():
    svg = drawn(Group("2025", [Step("Atendidas", None, "oculto")]))
    assert 'class="bar hidden-count"' in svg and ">oculto<" in svg and not wide(svg, "bar")


def test_what_was_not_seen_is_hatched_over_the_whole_width_whatever_the_years_hold():
    for svg in (drawn(), drawn(Group("2025", STEPS))):
        assert svg.count('class="not-seen"') == 1 and 'fill="url(#c-unseen)"' in svg
        assert "&lt;son&gt;" in svg
    assert "url(#c-s-unseen)" in drawn().phone


def test_on_a_phone_the_words_stand_above_each_bar():
    assert "Se habló: 100 de 200" in drawn(Group("2025", STEPS)).phone


def test_on_a_phone_no_line_of_what_was_not_seen_runs_out_of_the_drawing():
    said = "Nobody can say how many people were not seen in 2025: no estimate of that year is signed."
    phone = steps_down([], caption=CAPTION, unseen=("Not seen", said)).phone
    lines = re.findall(r'class="">([^<]+)</text>', phone)
    assert " ".join(lines) == said
    assert 4 + 6.9 * max(map(len, lines)) < 360, "a letter is 6.9 of the 360 units, as Chromium draws it"
