"""The report: a range or its refusal in words, drawings with tables, both languages, no other host."""

from __future__ import annotations

import json
import math
import re
from html.parser import HTMLParser

import numpy as np
import pytest

from cauce.methods.estimation import Choices, analyse, document, html
from cauce.methods.estimation.pictures import Line, histogram, ranges
from cauce.methods.estimation.wording import CRITICS, LOWER_BOUND, shown, two_figures

from .known import invented, published, small

FOUND = analyse(
    invented(2, 5000, [0.25, 0.2, 0.15, 0.12, 0.1]), methods=["stepwise"], choices=Choices(resamples=500)
)
REFUSED = analyse(published("Australia"), methods=["main", "stepwise", "bic"], choices=Choices(resamples=300))


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.open, self.wrong = [], []
        self.feed(text)
        self.wrong += self.open

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "circle", "line", "path", "rect", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs): ...

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("found", [FOUND, REFUSED], ids=["range", "refused"])
def test_it_is_whole_in_spanish_and_then_in_english(found):
    page = html(found)
    assert Tags(page).wrong == []
    es, _, en = page.partition('<section lang="en">')
    assert 'lang="es"' in es
    for said in (LOWER_BOUND, *CRITICS):
        assert said[0].replace("&", "&amp;") in es and said[1].replace("&", "&amp;") in en
    assert es.count("<svg") == en.count("<svg") == 3
    assert es.count("<table") == en.count("<table") >= 4


def test_it_asks_nobody_for_anything_and_its_title_tells_nothing():
    page = html(FOUND)
    addresses = re.findall(r"https?://[^\"' <]+", page)
    assert set(addresses) == {"http://www.w3.org/2000/svg"}
    title = re.search(r"<title>(.*?)</title>", page)[1]
    assert title == "Estimación por sistemas múltiples"


def test_a_range_is_given_with_its_assumptions_and_the_share_of_each_list():
    page = html(FOUND)
    assert "Al menos 4," in page and "between 4," in page
    assert "cota superior de la parte detectada" in page
    assert "The share each list found, at most" in page


def test_a_refusal_gives_its_reasons_and_no_share():
    page = html(REFUSED)
    assert "No se da una estimación" in page and "Unstable: leaving out" in page
    assert "The share each list found" not in page


def test_names_of_lists_are_written_as_text():
    here = invented(2, 500, [0.3, 0.25, 0.2])
    bad = type(here)(("<script>x</script>", "a&b", "c"), here.masks, here.counts)
    page = html(analyse(bad, methods=["main"], choices=Choices(resamples=0)))
    assert "<script>" not in page and "&lt;script&gt;" in page and "a&amp;b" in page


@pytest.mark.parametrize("given", [small(A=5), small(A=50, B=40, C=30), small(ABC=500)])
def test_even_a_table_that_says_nothing_has_a_report_and_a_document(given):
    found = analyse(given, methods=["main", "stepwise", "bic"], choices=Choices(resamples=20))
    assert Tags(html(found)).wrong == []
    json.dumps(document(found), allow_nan=False)


def test_the_document_holds_no_number_that_json_cannot():
    keys = ["n", "lists", "results", "headline", "refused", "warnings", "sensitivity"]
    told = document(REFUSED)
    assert list(told)[:7] == keys
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    for one in told["results"]:
        assert set(one) >= {"method", "estimate", "lower", "upper", "terms", "status"}


def test_two_figures_round_outwards():
    assert two_figures(11417.9, up=False) == 11000 and two_figures(11417.9, up=True) == 12000
    assert two_figures(4100, up=True) == 4100 and two_figures(7.2, up=True) == 8
    assert (shown(12345.6), shown(math.inf), shown(None)) == ("12,346", "∞", "–")


def test_a_drawing_holds_every_row_and_says_where_there_is_none():
    drawn = ranges(
        [Line("a", 100, 80, 130), Line("b", 1000, 50, math.inf), Line("c", None)],
        title="T",
        none="no estimate",
    )
    assert drawn.count("<circle") == 2 and "no estimate" in drawn and "<title>T</title>" in drawn
    assert "nan" not in drawn and "inf" not in drawn


def test_a_drawing_of_resamples_leaves_out_the_infinite_ones():
    values = np.append(np.linspace(90, 110, 500), [math.inf] * 5)
    drawn = histogram(values, [("x", 100.0), ("y", math.inf)], title="T")
    assert drawn.count("<rect") == 40 and ">x<" in drawn and ">y<" not in drawn
    assert histogram(np.array([math.inf]), [], title="T") == ""
