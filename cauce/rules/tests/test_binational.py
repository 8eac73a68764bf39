"""What a post may ask of Mexico, what may leave, and that the table of states has no way back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput, Unknown
from cauce.content.loader import load_edition
from cauce.rules import binational as rules
from cauce.rules.consent import ConsentGiven, Consents, may

AT = dt.datetime(2026, 12, 1, 18, tzinfo=dt.UTC)
KINDS, VOCABULARY = load_edition().petition_kinds, load_edition().vocabulary
SIDES = ("post", "second", "office", "system")
kinds = st.sampled_from(sorted(KINDS))


def verdict(fields, office="puebla", asked="puebla"):
    given_ = ConsentGiven("mexico", "yes", AT, recipient=office, fields=frozenset(fields))
    return may(Consents(VOCABULARY, (given_,)), rules.PURPOSE, AT, asked, frozenset(fields))


@given(kind=kinds, data=st.data())
def test_no_datum_of_identity_leaves_without_a_yes_to_that_office(kind, data):
    one = KINDS[kind]
    wanted = data.draw(st.sets(st.sampled_from(one.identity), min_size=1))
    agreed = data.draw(st.sets(st.sampled_from(one.identity)))
    office = data.draw(st.sampled_from(("puebla", "oaxaca")))
    given_ = ConsentGiven("mexico", "yes", AT, recipient=office, fields=frozenset(agreed))
    found = may(Consents(VOCABULARY, (given_,)), rules.PURPOSE, AT, "puebla", frozenset(wanted))
    if office == "puebla" and wanted <= agreed:
        leaves = rules.leaving(one, wanted, found)
        assert (set(leaves.fields), leaves.second, leaves.basis) == (wanted, True, "consent")
    else:
        with pytest.raises(BadInput):
            rules.leaving(one, wanted, found)


@given(kind=kinds)
def test_the_general_part_needs_nobody_else_and_names_nobody(kind):
    leaves = rules.leaving(KINDS[kind], (), verdict(()))
    assert (leaves.basis, leaves.fields, leaves.second) == ("none", (), False)


@given(kind=kinds, data=st.data())
def test_an_exception_covers_only_the_indispensable_of_the_kinds_that_know_it(kind, data):
    one = KINDS[kind]
    wanted = data.draw(st.sets(st.sampled_from(one.identity), min_size=1))
    no = may(Consents(VOCABULARY), rules.PURPOSE, AT, "puebla", frozenset(wanted))
    allowed = one.exception == "danger_to_life" and wanted <= set(one.spared)
    if allowed:
        assert rules.leaving(one, wanted, no, exception="danger_to_life").second
    else:
        with pytest.raises(BadInput):
            rules.leaving(one, wanted, no, exception="danger_to_life")


def test_every_kind_names_data_results_and_exceptions_that_exist():
    edition = load_edition()
    exceptions = {one.id for one in edition.catalogues["sharing_exceptions"]}
    known = {one.id for one in VOCABULARY.asked(rules.PURPOSE)}
    for kind in KINDS.values():
        assert set(kind.identity) <= known and set(kind.coarse) <= set(rules.COARSE_FIELDS)
        assert set(kind.spared) <= set(kind.identity) & set(rules.AS_MINIMUM)
        assert not kind.spared or kind.exception in exceptions
        assert not kind.verified  # the ministry has confirmed none
    assert {"family_protection_requested", "victim_register_filed"} <= {
        one.meets for kind in KINDS.values() for one in kind.results
    }


@given(acts=st.lists(st.tuples(st.sampled_from(rules.ACTS), st.sampled_from(SIDES)), max_size=12))
def test_what_ended_stays_ended_and_nothing_comes_to_an_office_unsent(acts):
    state, seen = "to_sign", ["to_sign"]
    for act, side in acts:
        before = state
        try:
            state = rules.advance(state, act, by=side)
        except BadInput:
            continue
        assert before not in rules.ENDS or state == before
        seen.append(state)
    if "received" in seen or "done" in seen:
        assert "sent" in seen


def test_a_step_that_is_not_possible_says_what_is():
    with pytest.raises(BadInput, match="the petition is 'Withdrawn'"):
        rules.advance("withdrawn", "finish", by="office")
    with pytest.raises(BadInput, match="From here you can: receive"):
        rules.advance("sent", "sign", by="office")
    with pytest.raises(Unknown):
        rules.advance("sent", "burn", by="office")
    assert rules.possible("sent", "office") == ("receive", "start", "forward", "finish", "cannot")


def test_danger_is_read_as_the_step_of_the_pathway_reads_it():
    assert rules.level_of({"danger.immediate": True}) == "high"
    assert rules.level_of({"risk.level": "high"}) == "high"
    assert rules.level_of({"risk.level": "medium"}) == "medium"
    assert rules.level_of({}) == "low"


@given(hours=st.integers(1, 1000), before=st.integers(1, 48))
def test_the_reminder_comes_before_the_deadline_and_not_in_its_first_half(hours, before):
    due = AT + dt.timedelta(hours=hours)
    when = rules.remind_at(AT, due, dt.timedelta(hours=before))
    assert AT + dt.timedelta(hours=hours) / 2 <= when < due


def test_nobody_signs_what_they_asked_for():
    with pytest.raises(BadInput, match="Another person signs"):
        rules.check_second("ines", "ines")
    rules.check_second("ines", "mateo")
    with pytest.raises(Unknown):
        rules.kind_of(KINDS, "vacation")
