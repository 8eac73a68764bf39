"""What must hold of every plan, on the invented edition and on the one in ``content/``."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.conditions import compile_condition
from cauce.content.loader import load_edition
from cauce.content.tests.fixture_edition import fixture_edition
from cauce.rules.pathway import CLOSED, Act, Clock, Passed, plan
from cauce.rules.pathway.model import Fails
from tests.profiles import examples

START = dt.datetime(2026, 3, 1, 16, tzinfo=dt.UTC)
END = dt.datetime(2026, 12, 31, 16, tzinfo=dt.UTC)
POSTS = ("HOU", "PHX", "LAX")
EDITIONS = {"invented": fixture_edition, "real": load_edition}
each_edition = pytest.mark.parametrize("edition_name", list(EDITIONS))
quick = examples(60)


@cache
def edition_named(name):
    return EDITIONS[name]()


INSTANTS = st.integers(0, 24 * 300).map(lambda hours: START + dt.timedelta(hours=hours))


def value_of(fact):
    return {
        "boolean": st.booleans(),
        "integer": st.integers(0, 90),
        "choice": st.sampled_from(fact.values or ["none"]),
        "date": INSTANTS.map(dt.datetime.date),
        "instant": INSTANTS,
    }[fact.type]


def draw_facts(data, edition):
    """Any part of the facts of a case, each known or not."""
    named = [fact for fact in edition.facts.values() if fact.scope == "case"]
    chosen = data.draw(st.lists(st.sampled_from(named), max_size=14, unique_by=lambda f: f.id))
    return {fact.id: data.draw(value_of(fact)) for fact in chosen}


def draw_acts(data, edition):
    names = sorted(edition.acts)
    act = st.builds(Act, st.sampled_from(names), INSTANTS, st.none())
    tied = st.builds(
        Act,
        st.sampled_from(["departed", "declined"]),
        INSTANTS,
        st.sampled_from(sorted(edition.actions)),
    )
    return data.draw(st.lists(st.one_of(act, act, act, tied), max_size=14))


def draw_case(data, edition_name):
    edition = edition_named(edition_name)
    post = data.draw(st.sampled_from(POSTS))
    return edition, draw_facts(data, edition), draw_acts(data, edition), post


def by_action(obligations):
    return {obligation.action: obligation for obligation in obligations}


@each_edition
@quick
@given(st.data())
def test_it_gives_the_same_plan_whatever_the_order_of_facts_and_acts(edition_name, data):
    edition, facts, acts, post = draw_case(data, edition_name)
    shuffled = dict(data.draw(st.permutations(list(facts.items()))))
    first = plan(edition, facts, acts, END, post)
    assert first == plan(edition, shuffled, data.draw(st.permutations(acts)), END, post)


@each_edition
@quick
@given(st.data())
def test_it_never_lets_a_new_fact_remove_what_was_met(edition_name, data):
    edition, facts, acts, post = draw_case(data, edition_name)
    more = draw_facts(data, edition) | facts
    before = by_action(plan(edition, facts, acts, END, post))
    after = by_action(plan(edition, more, acts, END, post))
    for name, obligation in before.items():
        assert after[name].met_at == obligation.met_at
        again = edition.actions[name].recurs or any(
            within.start.startswith("last:") or within.known for within in edition.actions[name].within
        )
        if obligation.state in ("met", "declined", "waived") and not again:
            assert after[name].state == obligation.state


@each_edition
@quick
@given(st.data())
def test_it_drops_an_action_only_when_its_condition_is_known_to_be_false(edition_name, data):
    edition, facts, acts, post = draw_case(data, edition_name)
    for obligation in plan(edition, facts, acts, END, post):
        verdict = compile_condition(edition.actions[obligation.action].when, edition.facts).evaluate(facts)
        if obligation.state == "not_required":
            assert verdict.value is False
        if verdict.value is None and obligation.state not in CLOSED:
            assert obligation.state == "to_find_out"
            assert set(verdict.missing) <= set(obligation.missing)
        if obligation.state == "to_find_out":
            assert obligation.missing and not set(obligation.missing) & set(facts)


@each_edition
@quick
@given(st.data())
def test_it_gives_every_obligation_a_reason_and_a_source_that_exists(edition_name, data):
    edition, facts, acts, post = draw_case(data, edition_name)
    for obligation in plan(edition, facts, acts, END, post):
        assert obligation.reasons and obligation.sources
        assert set(obligation.sources) <= set(edition.sources)


@each_edition
@quick
@given(st.data())
def test_it_only_lets_open_become_overdue_as_time_passes(edition_name, data):
    edition, facts, acts, post = draw_case(data, edition_name)
    later = END + dt.timedelta(days=data.draw(st.integers(0, 400)))
    before = plan(edition, facts, acts, END, post)
    for old, new in zip(before, plan(edition, facts, acts, later, post), strict=True):
        assert new == old or (old.state, new.state) == ("open", "overdue")
        assert new._replace(state=old.state) == old


@each_edition
@quick
@given(st.data())
def test_it_never_makes_an_urgent_action_wait_for_another(edition_name, data):
    edition, facts, acts, post = draw_case(data, edition_name)
    for obligation in plan(edition, facts, acts, END, post):
        assert not (obligation.urgent and obligation.state == "blocked")


@each_edition
@quick
@given(st.data())
def test_it_makes_due_what_is_overdue_and_only_that(edition_name, data):
    edition, facts, acts, post = draw_case(data, edition_name)
    for obligation in plan(edition, facts, acts, END, post):
        if obligation.state == "overdue":
            assert obligation.due is not None and obligation.due < END
        if obligation.state == "open":
            assert obligation.due is None or obligation.due >= END


@each_edition
@quick
@given(st.data())
def test_it_is_never_late_for_what_a_fact_had_ended_before_contact(edition_name, data):
    edition, facts, acts, post = draw_case(data, edition_name)
    contact = min((act.at for act in acts if act.name == "contact_started"), default=None)
    for obligation in plan(edition, facts, acts, END, post):
        ended = [r for r in obligation.reasons if isinstance(r, Passed)]
        clocks = [r for r in obligation.reasons if isinstance(r, Clock)]
        if ended:
            assert contact is not None and ended[0].ended <= contact
            assert obligation.due is None and obligation.state != "overdue"
        elif contact is not None and obligation.due and any(c.start in facts for c in clocks):
            assert obligation.due > contact


@each_edition
@quick
@given(st.data())
def test_no_fact_that_is_not_known_is_a_reason_against_unless_the_condition_asks_whether_it_is(
    edition_name, data
):
    edition, facts, acts, post = draw_case(data, edition_name)
    for obligation in plan(edition, facts, acts, END, post):
        for reason in obligation.reasons:
            if isinstance(reason, Fails):
                assert reason.facts  # something fails, and it is said
                rows = edition.actions[reason.action].when
                named = {name for row in rows for name in row}
                assert {name for name, _ in reason.facts} <= named
                for name, value in reason.facts:
                    assert value is not None or any("unknown" in str(row.get(name, "")) for row in rows)
