import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from cauce.ui.charts import NAME_WIDTH, NARROW, Bar, Caption, Point, bars, funnel, limits, nice_top
from cauce.ui.scatter import Spot, scatter

BARS = bars(
    [Bar("Dónde dormir <hoy>", 0.64, 0.49, 0.77), Bar("Orientación", None), Bar("Médica", 0.0)],
    caption=Caption(ident="n", title="Necesidades", description="Barras."),
    share=True,
    reference=0.7,
)
FUNNEL = funnel(
    [Point("A", 14, 20), Point("B", 30, 52), Point("C", 6, 9), Point("E", 12, 80), Point("F", 0, 0)],
    caption=Caption(ident="p", title="A tiempo", description="Puntos."),
    across="casos",
    up="a tiempo",
)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("drawing", [BARS, FUNNEL])
def test_it_is_named_described_and_without_inline_style(drawing):
    root = ET.fromstring(drawing)
    assert root.find("title").text and root.find("desc").text
    named = root.get("aria-labelledby").split()
    assert named == [root.find("title").get("id"), root.find("desc").get("id")]
    assert not re.search(r"style\s*=|<style|fill=|stroke=", drawing)


def test_it_escapes_the_words_of_a_label():
    assert "<hoy>" not in BARS
    assert "&lt;hoy&gt;" in BARS


def test_it_draws_a_hidden_count_as_hidden_and_zero_as_zero():
    assert BARS.count("hidden-count") == 1
    assert "oculto" in BARS
    assert ">0 %<" in BARS


def test_it_draws_less_than_chance_as_no_bar_with_its_number_and_an_interval_that_runs_out():
    drawn = bars(
        [Bar("Igual", 0.6, 0.4, 0.8), Bar("Menos", -0.12, -0.4, 0.2), Bar("Lejos", -0.5, -0.9, -0.1)],
        caption=Caption(ident="k", title="Acuerdo", description="Kappa."),
        top=1.0,
        digits=2,
    )
    root = ET.fromstring(drawn)
    words = [t.text for t in root.iter("text")]
    assert {"0.60", "−0.12", "−0.50"} < set(words)
    assert words[-5:] == ["0.00", "0.25", "0.50", "0.75", "1.00"]
    assert [float(r.get("width")) > 0 for r in root.iter("rect")] == [True, False, False]
    assert drawn.count('class="whisker"') == 3 + 2 + 0


def test_a_long_label_stands_on_two_lines_and_never_runs_out_of_the_drawing():
    label = "Visita a centro de detención o prisión"
    drawn = bars([Bar(label, 0.5)], caption=Caption(ident="l", title="t", description="d"), share=True)
    words = [t.text for t in ET.fromstring(drawn).iter("text") if t.get("class") == "end"]
    assert len(words) == 2 and " ".join(words) == label
    assert max(map(len, words)) <= 27


def test_it_names_only_the_post_that_chance_does_not_explain():
    words = [t.text for t in ET.fromstring(FUNNEL).iter("text")]
    assert "E" in words
    assert not {"A", "B", "C", "F"} & set(words)


def test_it_leaves_out_a_post_without_cases():
    assert FUNNEL.count('class="point"') == 3


def test_it_draws_wider_limits_for_a_smaller_post_and_stays_between_zero_and_one():
    small, large = limits(0.5, 5, 0.001), limits(0.5, 500, 0.001)
    assert 0 <= small[0] < large[0] < 0.5 < large[1] < small[1] <= 1


def test_it_agrees_with_the_normal_limits_for_a_large_post():
    low, high = limits(0.5, 10_000, 0.025)
    assert low == pytest.approx(0.4902, abs=0.0003)
    assert high == pytest.approx(0.5098, abs=0.0003)


def test_it_draws_an_empty_network():
    assert "<svg" in funnel([], caption=Caption(ident="p", title="t", description="d"), across="x", up="y")
    assert "<svg" in bars([], caption=Caption(ident="p", title="t", description="d"))


@pytest.mark.parametrize(("value", "top"), [(0, 1), (1, 1), (3, 5), (96, 100), (101, 200), (22, 25)])
def test_it_ends_the_axis_at_a_round_number(value, top):
    assert nice_top(value) == pytest.approx(top)


def test_the_line_of_a_funnel_is_the_share_of_the_whole_network_though_not_all_of_it_is_drawn():
    few = [Point("A", 50, 85), Point("B", 15, 30), Point("C", 62, 80)]
    names = {"caption": Caption(ident="p", title="t", description="d"), "across": "x", "up": "y"}
    for rate in (0.81, 0.95):
        root = ET.fromstring(funnel(few, rate=rate, **names))
        marks = [t for t in root.iter("text") if t.get("class") == "quiet end"]
        (low, bottom), *_, (high, top) = ((int(t.text[:-2]), float(t.get("y")) - 5) for t in marks)
        (line,) = (one for one in root.iter("line") if one.get("class") == "reference")
        at = low + (high - low) * (bottom - float(line.get("y1"))) / (bottom - top)
        assert at == pytest.approx(100 * rate, abs=0.2)


def test_it_names_none_over_another_and_runs_the_axis_where_the_posts_are():
    near = [Point(f"Consulado {n}", 2000 + n, 3000) for n in range(6)]
    drawn = funnel(
        [*near, Point("Grande", 44_000, 50_000)],
        caption=Caption(ident="p", title="t", description="d"),
        across="x",
        up="y",
    )
    root = ET.fromstring(drawn)
    named = [t for t in root.iter("text") if (t.text or "").startswith("Consulado")]
    assert 1 <= len(named) < 6
    heights = sorted(float(t.get("y")) for t in named)
    assert all(b - a >= 9 for a, b in itertools.pairwise(heights))
    assert not {"0 %", "100 %"} <= {t.text for t in root.iter("text")}
    assert drawn.count('class="point outside"') >= 6


def test_the_order_of_circles_does_not_say_whose_each_is():
    # They are given in the order of the names of posts: a reader of the page's source could count.
    spots = [Spot("Albuquerque", 30, 0.9), Spot("Boston", 10, 0.5), Spot("Houston", 20, 0.7, True)]
    names = {"caption": Caption("x", "T", "D"), "across": "a", "up": "u"}
    assert scatter(spots, **names) == scatter(spots[::-1], **names)
    circles = re.findall(r'<circle cx="([\d.]+)"', scatter(spots, **names))
    assert circles == sorted(circles, key=float) and len(circles) == 2


SCATTER = scatter(
    [Spot("Houston", 30, 0.5, mine=True), Spot("Laredo", 10, 0.7)],
    caption=Caption(ident="s", title="t", description="d"),
    across="casos",
    up="a tiempo",
)


def words_of(drawn: str) -> list[str]:
    return sorted(one.text for one in ET.fromstring(drawn).iter("text"))


@pytest.mark.parametrize("drawing", [BARS, FUNNEL, SCATTER])
def test_each_is_drawn_for_a_phone_as_well_with_the_same_words_and_an_id_of_its_own(drawing):
    root, other = ET.fromstring(drawing.phone), ET.fromstring(drawing)
    assert root.get("viewBox").split()[2] == str(NARROW) and root.get("data-kind") == "narrow"
    assert words_of(drawing.phone) == words_of(drawing)
    assert root.find("title").get("id") != other.find("title").get("id")
    assert root.find("desc").text == other.find("desc").text


@pytest.mark.parametrize("drawing", [BARS, FUNNEL, SCATTER])
def test_no_word_of_a_drawing_for_a_phone_runs_out_of_it(drawing):
    for one in ET.fromstring(drawing.phone).iter("text"):
        wide, x = NAME_WIDTH * len(one.text), float(one.get("x"))
        kind = one.get("class").split()
        start = x - wide if "end" in kind else x - wide / 2 if "mid" in kind else x
        assert -2 <= start and start + wide <= NARROW + 2, one.text


def test_a_phone_shows_the_whole_label_above_its_bar_however_long():
    label = "Visita a centro de detención o prisión de otro estado, con intérprete de la lengua de la persona"
    given = {"caption": Caption(ident="l", title="t", description="d"), "share": True}
    one, two = bars([Bar(label, 0.5)], **given).phone, bars([Bar("Corta", 0.5)], **given).phone
    said = [text.text for text in ET.fromstring(one).iter("text") if not text.get("class")]
    assert " ".join(said[:3]) == label and said[3] == "50 %"
    assert float(ET.fromstring(one).get("viewBox").split()[3]) > float(
        ET.fromstring(two).get("viewBox").split()[3]
    )
    assert not hasattr(bars([Bar("Corta", 0.5)], wide=NARROW, **given), "phone")


def test_no_name_is_cut_on_a_desk_either_and_its_row_has_room_for_it():
    label = "Visita a centro de detención o prisión de otro estado, con intérprete de la lengua de la persona"
    drawn = bars([Bar(label, 0.5), Bar("Otra", 0.25)], caption=Caption("v", "Visitas", "Barras."), share=True)
    said = re.findall(r'y="([\d.]+)" class="end">([^<]*)<', drawn)
    assert " ".join(words for _, words in said[:-1]) == label and said[-1][1] == "Otra"
    tops = [float(y) for y, _ in said]
    assert all(later - earlier >= 16 for earlier, later in zip(tops, tops[1:], strict=False))
