"""Over time, in parts, on the map: what is hidden is no zero, and no line runs over a change."""

import csv
import itertools
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.utils.translation import override

from cauce.ui import maps
from cauce.ui.charts import Caption
from cauce.ui.lines import Beside, Break, Moment, Panel, Said, line, panels
from cauce.ui.maps import places, spot_at, spot_of
from cauce.ui.projection import project
from cauce.ui.shares import Share, shares
from cauce.ui.style_drawings import drawings

SAID = Said(hidden="oculto", none="no hubo", part="no termina")
POSTS = Path(__file__).parents[3] / "content/catalogues/posts.csv"
NAMED = Caption("x", "Título <a>", "Descripción")


def course(drawn: str) -> list[list[float]]:
    """The heights of each stretch of line."""
    return [
        [float(pair.split(",")[1]) for pair in one.get("points").split()]
        for one in ET.fromstring(drawn).iter("polyline")
        if one.get("class") == "course"
    ]


def of(kind: str, drawn: str) -> int:
    return len(re.findall(rf'class="[^"]*\b{kind}\b', drawn))


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_drawing_is_named_described_and_without_inline_style(language):
    with override(language):
        made = [f[size] for f in drawings().values() for size in ("svg", "phone") if size in f]
    assert len(made) == 6
    for drawing in made:
        root = ET.fromstring(drawing)
        title, told = root.find("title"), root.find("desc")
        assert root.get("role") == "img" and title.text and told.text
        assert root.get("aria-labelledby").split() == [title.get("id"), told.get("id")]
        assert not re.search(r"style\s*=|<style|fill=|stroke=|<a>", drawing)
    assert ("hidden" in made[0]) and (("oculto" in made[0]) == (language == "es"))


def test_a_hidden_moment_is_a_square_one_without_anything_a_stroke_and_zero_a_point_on_the_axis():
    drawn = line(
        [Moment("T1", 0), Moment("T2", None, hidden=True), Moment("T3", None), Moment("T4", 8)],
        said=SAID,
        caption=NAMED,
    )
    assert of("point", drawn) == 2 and of("hidden-count", drawn) == 2  # the second tells what it is
    assert course(drawn) == [], "no line runs over a gap"
    words = [text.text for text in ET.fromstring(drawn).iter("text")]
    assert {"oculto", "no hubo"} < set(words) and "no termina" not in words
    only = line([Moment("T1", 0), Moment("T2", 8)], said=SAID, caption=NAMED)
    assert of("hidden-count", only) == 0 and len(course(only)) == 1


def test_no_line_nor_band_runs_over_a_change_and_the_change_is_told():
    moments = [Moment(f"T{n}", 0.5, 0.4, 0.6) for n in range(1, 6)]
    whole = line(moments, said=SAID, share=True, caption=NAMED)
    cut = line(
        moments,
        said=SAID,
        share=True,
        breaks=[Break(2, "definición 2")],
        beside=Beside("la red", (0.5,) * 5),
        caption=NAMED,
    )
    assert [len(stretch) for stretch in course(whole)] == [5] and of("band", whole) == 1
    assert [len(stretch) for stretch in course(cut)] == [2, 3] and of("band", cut) == 2
    assert "definición 2" in cut and of("break", cut) == 1 and of("reference", cut) == 3
    small = panels(
        [Panel("Norte", tuple(moments))],
        said=SAID,
        breaks=[Break(2, "x")],
        caption=NAMED,
    )
    assert [len(stretch) for stretch in course(small)] == [2, 3]


def test_a_moment_alone_keeps_its_interval_and_one_not_over_is_hollow():
    drawn = line([Moment("T1", 0.5, 0.2, 0.8, part=True)], said=SAID, share=True, caption=NAMED)
    assert of("whisker", drawn) == 3 and of("open", drawn) == 2 and "no termina" in drawn


def test_small_drawings_have_the_same_axis():
    rows = [
        Panel("A", (Moment("T1", 10), Moment("T2", 20))),
        Panel("B", (Moment("T1", 10), Moment("T2", 100))),
    ]
    one, other = course(panels(rows, said=SAID, caption=NAMED))
    assert one[0] == other[0] and other[1] < one[1]


def test_the_parts_fill_the_whole_and_the_hidden_are_one_dashed_part():
    drawn = shares(
        [Share("A", 50), Share("B", None), Share("C", None), Share("D", 0)],
        80,
        hidden_words="oculto",
        caption=NAMED,
    )
    wide = [float(r.get("width")) for r in ET.fromstring(drawn).iter("rect") if r.get("y") == "6.0"]
    assert sum(wide) == pytest.approx(636, abs=0.2) and len(wide) == 2
    words = [text.text for text in ET.fromstring(drawn).iter("text")]
    assert {"A: 50 · 62 %", "B: oculto", "C: oculto", "D: 0 · 0 %"} < set(words)
    with pytest.raises(ValueError, match="more|whole"):
        shares([Share("A", 9)], 8, hidden_words="", caption=NAMED)


def _inside(x: float, y: float, path: str) -> bool:
    found = False
    for ring in path.split("M")[1:]:
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        here, points = (0, 0), []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            here = (here[0] + dx, here[1] + dy)
            points.append(here)
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                found = not found
    return found


def test_every_post_lies_on_its_own_state_or_at_its_shore():
    held = json.loads(maps.OUTLINES.read_text(encoding="utf-8"))
    assert len(held["states"]) == 52 and "public domain" in held["licence"]
    placed = 0
    for row in csv.DictReader(POSTS.open(encoding="utf-8")):
        if row["lat"]:
            x, y = project(float(row["lat"]), float(row["lon"]), row["state"])
            path = held["states"][row["state"]]["d"]
            near = [(x + dx, y + dy) for dx in (-6, 0, 6) for dy in (-6, 0, 6)]
            assert any(_inside(*point, path) for point in near), row["code"]
            placed += 1
    assert placed >= 45
    for code, state in held["states"].items():
        assert _inside(*state["at"], state["d"]), code
    assert spot_of("X", 3, "ZZ") is None and spot_at("X", 3, None, None, "TX").x > 0


def test_on_the_map_hidden_and_nothing_have_no_size_and_no_name_lies_on_another():
    spots = [
        spot_at(row["name"], 7 + n, float(row["lat"]), float(row["lon"]), row["state"])
        for n, row in enumerate(csv.DictReader(POSTS.open(encoding="utf-8")))
        if row["lat"]
    ]
    spots += [spot_of("Oculto", None, "MT"), spot_of("Nada", 0, "ND")]
    drawn = places(spots, said={"hidden": "de 1 a 5: oculto", "none": "nadie"}, caption=NAMED)
    root = ET.fromstring(drawn)
    assert of("hidden-count", drawn) == 2 and of("ring", drawn) == 2
    named = [text for text in root.iter("text") if "place" in (text.get("class") or "")]
    assert not {"Oculto", "Nada"} & {text.text for text in named}
    boxes = []
    for text in named:
        wide, x, y = maps.LETTER * len(text.text), float(text.get("x")), float(text.get("y"))
        x -= wide if "end" in text.get("class") else wide / 2 if "mid" in text.get("class") else 0
        boxes.append((x, y - 14, x + wide, y + 3))
    assert len(boxes) > 12
    for place, one in enumerate(boxes):
        assert one[0] >= 0 and one[2] <= maps.ACROSS
        assert not any(maps._overlap(one, other) for other in boxes[:place])
    sizes = {float(c.get("r")) for c in root.iter("circle") if c.get("class") == "spot"}
    assert min(sizes) >= 5 and max(sizes) == maps.LARGEST


def test_what_a_mark_means_goes_on_below_it_and_not_out_of_a_phone():
    young = "hollow: not all were followed for the same days yet; the share is an estimate"
    said = Said(hidden="1 to 9, or next to such a figure: hidden", none="", part="", young=young)
    moments = (Moment("2025", 0.5, young=True), Moment("2026", None, hidden=True))
    for wide, least in ((640, 1), (360, 2)):
        root = ET.fromstring(line(moments, caption=NAMED, said=said, share=True, wide=wide))
        words = [t for t in root.iter("text") if t.get("x") == "42.0" and t.get("class") == "quiet"]
        *first, last = [t.text for t in words]
        assert " ".join(first) == young and len(first) >= least and last == said.hidden
        assert max(42 + 7 * len(t.text) for t in words) <= wide
        heights = [float(t.get("y")) for t in words]
        assert all(two - one >= 16 for one, two in itertools.pairwise(heights))
        assert heights[-1] < float(root.get("viewBox").split()[3])
