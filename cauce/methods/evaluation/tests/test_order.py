"""The order of beginning: by lot within strata, and the same for whoever draws it again."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace

import pytest

from cauce.methods.errors import BadInput
from cauce.methods.evaluation.order import Post, draw, month_after
from cauce.methods.evaluation.order_record import as_document, as_lines, as_table

FIFTY = [Post(f"P{number:02d}", 1000 / number) for number in range(1, 51)]


def test_each_wave_has_as_many_large_posts_as_small_ones():
    drawn = draw(FIFTY, 5, "3-14-15")
    assert drawn.strata == ("1", "2", "3", "4", "5")
    counted = Counter((place.stratum, place.wave) for place in drawn.places)
    assert set(counted.values()) == {2} and len(counted) == 25
    largest = {place.post for place in drawn.places if place.stratum == "1"}
    assert largest == {f"P{number:02d}" for number in range(1, 11)}


def test_it_can_be_drawn_again_with_nothing_but_sha256():
    drawn = draw(FIFTY, 5, "3-14-15")
    largest = sorted(
        (f"P{number:02d}" for number in range(1, 11)),
        key=lambda post: hashlib.sha256(f"3-14-15|{post}".encode()).hexdigest(),
    )
    first = [place for place in drawn.places if place.stratum == "1"]
    assert [place.post for place in first] == largest
    assert [place.wave for place in first] == [1, 2, 3, 4, 5] * 2


def test_the_order_of_the_file_changes_nothing_and_another_seed_does():
    drawn = draw(FIFTY, 5, "3-14-15")
    assert draw(FIFTY[::-1], 5, "3-14-15") == drawn
    other = draw(FIFTY, 5, "3-14-16")
    assert [p.post for p in other.places] != [p.post for p in drawn.places]
    assert other.listed == drawn.listed


def test_every_post_may_come_in_every_wave():
    waves = Counter(
        next(p.wave for p in draw(FIFTY, 5, str(seed)).places if p.post == "P01") for seed in range(500)
    )
    # 100 of each are expected; the noise is 9.
    assert set(waves) == {1, 2, 3, 4, 5} and min(waves.values()) > 60


def test_waves_stay_even_where_strata_do_not_divide():
    uneven = [Post(f"P{n}", None, "grande" if n < 7 else "chica") for n in range(17)]
    drawn = draw(uneven, 5, "x")
    counted = Counter(place.wave for place in drawn.places)
    assert max(counted.values()) - min(counted.values()) <= 1
    assert set(drawn.strata) == {"grande", "chica"}


@pytest.mark.parametrize(
    ("waves", "seed", "strata", "words"),
    [
        (1, "x", None, "nobody to compare"),
        (51, "x", None, "more waves"),
        (5, " ", None, "seed is missing"),
        (5, "x", 0, "does not fit"),
        (5, "x", 51, "does not fit"),
    ],
)
def test_what_cannot_be_drawn_is_told(waves, seed, strata, words):
    with pytest.raises(BadInput, match=words):
        draw(FIFTY, waves, seed, strata)


def test_the_record_tells_how_to_repeat_it_in_both_languages():
    drawn = draw(FIFTY, 4, "it's 7")
    spanish, english = (as_lines(drawn, "2027-11", 3, one) for one in ("es", "en"))
    assert any("Ningún consulado espera" in line for line in spanish)
    assert any("No post waits" in line for line in english)
    assert any("sha256sum" in line and drawn.places[0].digest[:16] in line for line in english)
    assert "Oleada 4 · 2028-08" in spanish and "From 5 to 10 waves are advised." in english
    assert sum(line.startswith("  P") for line in spanish) == 50


def test_the_record_as_a_document_and_as_a_table_for_the_evaluation():
    drawn = draw(FIFTY, 5, "9")
    assert as_document(drawn, None, 3)["order"][0]["treated_from"] is None
    assert as_document(drawn, "2027-01", 3)["order"][1]["treated_from"] == "2027-04"
    lines = as_table(drawn, "2027-01", 3).splitlines()
    assert lines[0] == "post,stratum,wave,treated_from" and len(lines) == 51
    assert as_table(drawn, None, 3).splitlines()[0] == "post,stratum,wave"


def test_a_name_that_a_spreadsheet_would_run_leaves_as_text():
    named = [*FIFTY[1:], replace(FIFTY[0], name="=1+1")]
    lines = as_table(draw(named, 5, "9"), None, 3).splitlines()
    assert [line for line in lines if "=1+1" in line][0].startswith("'=1+1,")


def test_months_go_over_the_year():
    assert month_after("2027-11", 3) == "2028-02"
    assert month_after("2027-01", 0) == "2027-01"
