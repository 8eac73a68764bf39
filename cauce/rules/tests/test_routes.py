"""The dates of the routes: only those a source gives, three-valued, never late."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput, Unknown
from cauce.content.loader import load_edition
from cauce.rules.routes import (
    FILED,
    GRANTED,
    NOT_PURSUED,
    Age,
    Standing,
    birthday,
    check_standing,
    dates_of,
    reminders,
    week_of,
    years_after,
)

TODAY = dt.date(2026, 11, 26)
ROUTES = load_edition().routes


NOBODY = Age()


def found(route, age=NOBODY, standings=None, on=TODAY):
    return {one.date.id: one for one in dates_of(ROUTES[route], age, standings or {}, on)}


def test_at_17_the_last_day_for_otip_and_the_state_court_are_the_18th_birthday():
    age = Age(born=dt.date(2009, 3, 14))
    otip, court = found("otip_interim", age)["otip_18"], found("sij", age)["sij_court"]
    assert (otip.state, otip.first, otip.exact) == ("ahead", dt.date(2027, 3, 14), True)
    assert otip.reminders == (dt.date(2026, 12, 14), dt.date(2027, 2, 12), dt.date(2027, 3, 7))
    assert court.first == otip.first and court.date.mark == "K"
    assert "no la sabe" in court.date.why.es  # nobody here knows the age of the state
    assert found("sij", age)["sij_21"].first == dt.date(2030, 3, 14)


def test_a_said_age_gives_a_period_and_the_first_day_counts():
    said = Age(years=17, said_on=TODAY)
    otip = found("otip_interim", said)["otip_18"]
    assert (otip.first, otip.last) == (dt.date(2026, 11, 27), dt.date(2027, 11, 26))
    assert otip.state == "ahead" and not otip.exact
    tomorrow = found("otip_interim", said, on=TODAY + dt.timedelta(days=1))["otip_18"]
    assert tomorrow.state == "near"  # it may be any day now
    assert [r.days for r in reminders([tomorrow])] == [0]


def test_an_unknown_age_is_to_be_found_out_and_never_taken_for_an_adult():
    for age in (Age(), Age(years=19, said_on=TODAY, doubted=True)):
        otip = found("otip_interim", age)["otip_18"]
        assert otip.state == "to_find_out" and otip.first is None and "Por averiguar" in otip.reason.es
        assert reminders([otip]) == ()


def test_a_principal_who_filed_at_20_keeps_her_place_when_she_turns_21():
    age = Age(born=dt.date(2005, 12, 1))
    assert found("t_derivative", age)["principal_21"].first == dt.date(2026, 12, 1)
    filed = {"t1": Standing(FILED, dt.date(2026, 5, 2))}
    after = found("t_derivative", age, filed, on=dt.date(2027, 1, 1))["principal_21"]
    assert after.state == "settled" and "2026-05-02" in after.reason.es


def test_what_was_granted_runs_from_its_day():
    granted = {
        "cp": Standing(GRANTED, dt.date(2024, 2, 29)),
        "t1": Standing(GRANTED, dt.date(2026, 1, 5)),
    }
    cp = found("cp", standings=granted)["cp_two_years"]
    assert (cp.state, cp.first) == ("passed", dt.date(2026, 2, 28))
    assert found("t1", standings=granted)["t1_four_years"].first == dt.date(2030, 1, 5)
    assert found("cp")["cp_two_years"].state == "waits"
    interim = {"otip_interim": Standing(GRANTED, TODAY)}
    assert found("otip_interim", standings=interim)["otip_interim_ends"].first == TODAY + dt.timedelta(90)


def test_a_route_that_is_not_pursued_still_says_its_dates():
    sij = found("sij", Age(born=dt.date(2009, 3, 14)), {"sij": Standing(NOT_PURSUED)})
    assert sij["sij_21"].state == "ahead"


LIMITS = {
    "wages": ("Two years, or three", "each pay"),
    "retaliation": ("30 days", "from the punishment"),
    "discrimination": ("180 days", "300"),
    "civil_action": ("Ten years", "turning 18"),
    "safety": ("30 days", "when it happens"),
    "acting_together": ("Six months", "from the act"),
}


@pytest.mark.parametrize("id", LIMITS)
def test_each_labour_remedy_says_how_long_from_when_by_which_law_and_that_a_lawyer_decides(id):
    remedy, sources = ROUTES[id], load_edition().sources
    assert remedy.clock is not None and not remedy.dates and not remedy.verified
    assert all(part in remedy.clock.en for part in (*LIMITS[id], "A lawyer decides."))
    laws = [one for one in remedy.sources if sources[one].kind == "law"]
    assert laws and all(re.search(r"\d+ U\.S\.C\. (\S+?)[(:,]", sources[one].title.es) for one in laws)


def test_no_labour_remedy_is_left_without_its_limit():
    assert {one.id for one in ROUTES.values() if one.kind == "labour"} == set(LIMITS)
    farm = " ".join(point.en for point in ROUTES["acting_together"].plain)
    assert "farm work" in farm and "domestic work" in farm


def test_the_routes_say_what_marriage_age_and_a_denial_change():
    said = {id: " ".join(p.en for p in (*r.plain, *r.lawyer_decides)) for id, r in ROUTES.items()}
    assert "Only a federal" in said["cp"] and "on behalf of a state or local" in said["cp"]
    assert (
        "former spouse" in said["vawa"] and "parent abused by a citizen son or daughter of 21" in said["vawa"]
    )
    assert "An earlier marriage that has ended does not prevent it" in said["sij"]
    assert "marriage must exist when it is decided" in said["t_derivative"]
    assert "waits for years" in said["u"]
    assert all("notice to appear" in said[id] for id in ("t1", "u"))
    assert "certification of adults remains open" in said["otip_interim"]
    (ends,) = [d for d in ROUTES["otip_interim"].dates if d.id == "otip_interim_ends"]
    assert ends.days == 90 and "120 in all" in ends.why.en


def test_every_route_of_the_catalogue_has_its_sheet_and_none_is_called_verified():
    named = {row.id for row in load_edition().catalogues["us_routes"]} - {"none"}
    assert named == {one.id for one in ROUTES.values() if one.kind == "status"}
    assert not any(one.verified for one in ROUTES.values())


@given(
    st.dates(dt.date(1940, 1, 1), dt.date(2026, 1, 1)),
    st.integers(0, 2000),
    st.sampled_from((18, 21)),
)
def test_the_true_birthday_is_never_before_the_first_day_nor_after_the_last(born, later, years):
    said_on = born + dt.timedelta(days=later * 10)
    age = next(n for n in range(120) if years_after(born, n + 1) > said_on)
    span = birthday(Age(years=age, said_on=said_on), years)
    assert span is not None
    true = years_after(born, years)
    slack = dt.timedelta(days=1)  # of 29 February
    assert span[0] - slack <= true <= span[1] + slack


@given(st.dates())
def test_a_reminder_in_clear_is_a_monday_and_never_later_than_its_day(day):
    kept = week_of(day) if day > dt.date(1, 1, 10) else week_of(dt.date(2026, 1, 1))
    assert kept.weekday() == 0


def test_what_was_filed_needs_its_day_and_it_has_come():
    with pytest.raises(BadInput, match="day is missing"):
        check_standing(FILED, None, "lawyer", TODAY)
    with pytest.raises(BadInput, match="has not come"):
        check_standing(GRANTED, TODAY + dt.timedelta(days=1), "lawyer", TODAY)
    for state, by in (("won", "lawyer"), (FILED, "neighbour")):
        with pytest.raises(Unknown):
            check_standing(state, TODAY, by, TODAY)
    check_standing(NOT_PURSUED, None, "person", TODAY)
