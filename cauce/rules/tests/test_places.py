"""The post of a county on a day, with what it rests on; the days on which nobody is there."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.content.errors import Unknown
from cauce.content.loader import load_edition
from cauce.rules.closures import closures
from cauce.rules.dates import closed_days
from cauce.rules.places import counties_of_post, counties_of_state, post_for_county

TODAY = dt.date(2026, 11, 25)
HARRIS, LUBBOCK = "48201", "48303"


def test_it_names_the_post_and_says_that_nobody_confirmed_it():
    found = post_for_county(load_edition(), HARRIS, TODAY)
    assert (found.post, found.verified, found.basis) == ("HOU", False, "seat")


def test_what_a_notice_changed_holds_from_its_date_and_says_nothing_of_before():
    edition = load_edition()
    after = post_for_county(edition, LUBBOCK, dt.date(2022, 6, 1))
    assert (after.post, after.basis, after.since) == ("ABQ", "notice_2022", dt.date(2022, 6, 1))
    before = post_for_county(edition, LUBBOCK, dt.date(2022, 5, 31))
    assert (before.post, before.verified) == (None, False)


def test_a_county_without_a_row_is_not_known_rather_than_guessed():
    edition = load_edition()
    texas = counties_of_state(edition, "TX")
    unknown = [row for row in texas if post_for_county(edition, row["code"], TODAY).post is None]
    assert (len(texas), len(unknown)) == (254, 198)


def test_no_such_county_is_an_error_and_connecticut_is_explained():
    with pytest.raises(Unknown, match="Nearest"):
        post_for_county(load_edition(), "48202x", TODAY)
    with pytest.raises(Unknown, match="eight counties"):
        post_for_county(load_edition(), "09110", TODAY)


def test_the_district_of_a_post_is_what_its_counties_say():
    edition = load_edition()
    mine = counties_of_post(edition, "ABQ", TODAY)
    assert len(mine) > 30
    assert all(post_for_county(edition, one.county, TODAY) == one for one in mine)


def test_closed_days_have_names_and_are_those_that_deadlines_skip():
    named = closures(2026)
    assert {one.day for one in named} == closed_days(2026)
    christmas = [one for one in named if one.day == dt.date(2026, 12, 25)]
    assert [(one.country, one.es) for one in christmas] == [("MX", "Navidad"), ("US", "Navidad")]
    assert any(one.es == "Día de la Independencia (se guarda)" for one in named)
