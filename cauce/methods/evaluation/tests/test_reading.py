"""Files as people have them: read where they can be, refused with line and cure where not."""

from __future__ import annotations

import numpy as np
import pytest

from cauce.methods.errors import BadInput
from cauce.methods.evaluation.reading import RollOut, read_panel, read_posts

from .panels import as_csv, rollout

HEADER = "post,month,count,exposure,treated_from"
GOOD = [
    "HOU,2027-01,3,100,2027-02",
    "HOU,2027-02,4,100,2027-02",
    "LAR,2027-01,1,50,never",
    "LAR,2027-02,2,50,never",
]


def read(lines, header: str = HEADER, **options):
    return read_panel("\n".join([header, *lines]).encode(), "panel.csv", **options)


def test_a_panel_is_read_back_as_it_was_written():
    panel = rollout()
    back = read_panel(as_csv(panel).encode(), "panel.csv")
    assert (back.posts, back.months) == (panel.posts, panel.months)
    assert (back.counts == panel.counts).all() and (back.exposure == panel.exposure).all()
    assert (back.starts == panel.starts).all() and back.control is None


def test_what_begins_later_than_the_file_or_never_is_not_yet_begun():
    panel = read(GOOD)
    assert panel.starts.tolist() == [1, 2] and panel.waves == [1]
    assert panel.treated.tolist() == [[0.0, 1.0], [0.0, 0.0]]


def test_latin_letters_semicolons_and_decimal_commas_are_read():
    body = "post;month;count;exposure;treated_from\nTucsón;2027-01;3;12,5;nunca\n"
    panel = read_panel(body.encode("cp1252"), "panel.csv")
    assert panel.posts == ("Tucsón",) and panel.exposure[0, 0] == 12.5


def test_lines_in_any_order_and_days_of_a_month_are_read():
    turned = [line.replace("-01,", "-01-15,", 1) for line in GOOD[::-1]]
    assert read(turned).months == ("2027-01", "2027-02")


def test_waves_become_months_from_the_first_on():
    lines = [line.rpartition(",")[0] + (",2" if "HOU" in line else ",1") for line in GOOD]
    header = HEADER.replace("treated_from", "wave")
    panel = read(lines, header, rollout=RollOut("2027-01", 1))
    assert panel.starts.tolist() == [1, 0]
    with pytest.raises(BadInput, match="waves and no months") as told:
        read(lines, header)
    assert "--first" in told.value.cure_en


def test_the_file_of_the_draw_says_starts_and_strata():
    order = b"post,stratum,wave,treated_from\nLAR,2,1,2027-01\nHOU,1,2,2027-02\n"
    bare = [line.rpartition(",")[0] for line in GOOD]
    panel = read(bare, "post,month,count,exposure", order=(order, "order.csv"))
    assert panel.starts.tolist() == [1, 0] and panel.stratified
    with pytest.raises(BadInput, match="does not name: LAR"):
        read(bare, "post,month,count,exposure", order=(order.replace(b"LAR", b"LARR"), "o.csv"))


def test_a_closed_month_is_told_by_an_exposure_of_zero():
    panel = read([GOOD[0], "HOU,2027-02,0,0,2027-02", *GOOD[2:]])
    assert panel.exposure[0].tolist() == [100.0, 0.0]


def test_columns_that_are_not_read_are_told():
    panel = read([line + ",x" for line in GOOD], HEADER + ",region")
    assert panel.not_read == ("region",)


BROKEN = [
    ([*GOOD[:3]], "Months are missing: LAR 2027-02"),
    ([*GOOD, GOOD[0]], "'HOU' has two lines for 2027-01"),
    ([GOOD[0].replace(",3,", ",-3,"), *GOOD[1:]], "'count' is negative"),
    ([GOOD[0].replace(",3,", ",3.5,"), *GOOD[1:]], "no whole number"),
    ([GOOD[0].replace(",3,", ",,"), *GOOD[1:]], "'count' is empty"),
    ([GOOD[0].replace(",100,", ",0,"), *GOOD[1:]], "zero and there are cases"),
    ([GOOD[0].replace(",100,", ",nan,"), *GOOD[1:]], "no number from zero on"),
    ([GOOD[0].replace("2027-01", "2027-13"), *GOOD[1:]], "is no month"),
    ([GOOD[0].replace("2027-01", "enero"), *GOOD[1:]], "is no month"),
    ([*GOOD[:2], *(line.replace("never", "") for line in GOOD[2:])], "'treated_from' is empty"),
    ([GOOD[0], GOOD[1].replace(",2027-02", ",2027-01", 2), *GOOD[2:]], "two lines|changes within"),
    ([GOOD[0], "HOU,2027-02,4,100,2027-01", *GOOD[2:]], "changes within 'HOU'"),
    ([GOOD[0] + ",9", *GOOD[1:]], "6 cells and the header 5"),
    ([",2027-01,3,100,2027-02"], "'post' is empty"),
    ([], "no lines"),
]


@pytest.mark.parametrize(("lines", "words"), BROKEN, ids=[words for _, words in BROKEN])
def test_unusable_lines_are_told_with_their_cure(lines, words):
    with pytest.raises(BadInput, match=words) as told:
        read(lines)
    assert told.value.cure_es and told.value.cure_en and told.value.es != told.value.en


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (HEADER.replace("exposure", "exposur"), "'exposure' is missing; is it 'exposur'"),
        (HEADER.replace("treated_from", "x"), "'treated_from' is missing"),
        (HEADER.replace("treated_from", "count"), "stands twice"),
    ],
)
def test_a_column_that_is_missing_or_twice_is_named(header, words):
    with pytest.raises(BadInput, match=words):
        read(GOOD, header)


@pytest.mark.parametrize("body", [b"", b"\0\1\2", b"\n\n"])
def test_what_is_no_table_is_told(body):
    with pytest.raises(BadInput):
        read_panel(body, "panel.csv")


def test_posts_to_be_drawn_are_read_once_each():
    posts = read_posts(b"post,size\nHOU,120\nLAR,12\n", "posts.csv")
    assert [(post.name, post.size) for post in posts] == [("HOU", 120.0), ("LAR", 12.0)]
    assert read_posts(b"post,stratum\nHOU,a\n", "posts.csv")[0].stratum == "a"
    with pytest.raises(BadInput, match="repeats 'HOU'"):
        read_posts(b"post,size\nHOU,120\nHOU,12\n", "posts.csv")
    with pytest.raises(BadInput, match="'size' is missing"):
        read_posts(b"post\nHOU\n", "posts.csv")


def test_a_year_far_away_does_not_fill_the_memory():
    with pytest.raises(BadInput, match="Months are missing"):
        read([*GOOD, "HOU,9027-02,4,100,2027-02"])
    assert np.isfinite(read(GOOD).counts).all()
