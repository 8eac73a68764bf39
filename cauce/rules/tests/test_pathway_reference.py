"""The fast plan and the one written on paper say the same, to the last reason."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from cauce.rules.pathway import Act, plan, planner_for
from cauce.rules.pathway.planner import Planner
from cauce.rules.pathway.step import TOLD
from cauce.rules.tests.reference_plan import reference_plan
from cauce.rules.tests.test_pathway_properties import (
    END,
    INSTANTS,
    draw_acts,
    draw_facts,
    each_edition,
    edition_named,
    quick,
)

CONTACT = Act("contact_started", dt.datetime(2026, 4, 1, 16, tzinfo=dt.UTC))


@each_edition
@quick
@given(st.data())
def test_every_obligation_is_the_one_that_paper_gives(edition_name, data):
    edition = edition_named(edition_name)
    facts, acts = draw_facts(data, edition), [*draw_acts(data, edition), CONTACT]
    acts += data.draw(
        st.lists(
            st.builds(
                Act,
                st.sampled_from(sorted(edition.acts)),
                INSTANTS,
                st.sampled_from(sorted(edition.actions)),
            ),
            max_size=3,
        )
    )
    post = data.draw(st.sampled_from(("HOU", "PHX", "LAX")))
    tz = planner_for(edition).zone(post)
    for scope in ("case", "encounter", "post"):
        found = plan(edition, facts, acts, END, post, scope)
        paper = reference_plan(edition, facts, acts, END, tz, scope)
        for one, other in zip(found, paper, strict=True):
            assert one == other
            assert repr(one) == repr(other)  # the kind of each reason and the zone of each instant


@quick
@given(st.data())
def test_what_is_remembered_of_other_cases_changes_nothing(data):
    edition = edition_named("real")
    cases = [(draw_facts(data, edition), draw_acts(data, edition)) for _ in range(3)]
    warm = Planner(edition)
    for facts, acts in cases:
        warm.plan(facts, acts, END, "HOU")
    for facts, acts in cases:
        fresh = Planner(edition).plan(facts, acts, END, "HOU")
        assert repr(warm.plan(facts, acts, END, "HOU")) == repr(fresh)


@each_edition
@quick
@given(st.data())
def test_a_fact_written_as_not_known_says_what_a_fact_left_out_says(edition_name, data):
    edition = edition_named(edition_name)
    facts, acts = draw_facts(data, edition), [*draw_acts(data, edition), CONTACT]
    written = dict.fromkeys(edition.facts) | facts
    said = plan(edition, written, acts, END, "HOU")
    assert repr(said) == repr(plan(edition, facts, acts, END, "HOU"))


def test_every_age_is_decided_and_told_as_it_is_though_conditions_see_no_more_than_its_band():
    edition = edition_named("real")
    planner, tz = Planner(edition), planner_for(edition).zone("HOU")
    for detained in (True, False):
        for age in range(101):
            facts = {"person.age": age, "person.detained": detained, "screening.outcome": "concerns"}
            found = planner.plan(facts, [CONTACT], END, "HOU")
            assert found == reference_plan(edition, facts, [CONTACT], END, tz)
    assert max(len(group) for group in planner.sequence("case").groups) <= 16


def test_ten_thousand_dates_and_ages_are_few_answers_and_are_not_kept():
    edition = edition_named("real")
    planner = Planner(edition)
    dated = next(fact.id for fact in edition.facts.values() if fact.type == "date")
    for number in range(10_000):
        day = dt.date(2000, 1, 1) + dt.timedelta(days=number)
        planner.plan({"person.age": number, dated: day}, [], END)
    groups = planner.sequence("case").groups
    assert max(map(len, groups)) <= 8  # four bands of an age at most, with a date
    said = {answer for group in groups for found in group.values() for answer in found.answers}
    told = [len(answer.tellings) for answer in said if answer.tellings is not None]
    assert told and max(told) <= TOLD


def test_on_the_night_of_two_one_oclocks_what_ran_out_in_the_first_is_overdue_in_the_second():
    edition = edition_named("real")
    tz = planner_for(edition).zone("HOU")
    at = dt.datetime(2026, 11, 1, 1, 5, fold=1, tzinfo=tz)  # ten minutes after the start, on paper
    acts = [Act("contact_started", dt.datetime(2026, 11, 1, 1, 10, tzinfo=tz))]
    said = plan(edition, {}, acts, at, "HOU")
    assert said == plan(edition, {}, acts, at.astimezone(dt.UTC), "HOU")
    assert any(one.state == "overdue" and one.due.hour == 1 for one in said)
