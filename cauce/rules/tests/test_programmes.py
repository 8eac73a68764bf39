"""Which programmes fit a case: three answers with their reasons, and nothing known is never a no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.rules.programmes import NO_RULE, fits, rule_of
from cauce.rules.routes import DENIED, FILED, GRANTED, NOT_PURSUED, Standing

EDITION = load_edition()
ALL = {one.id for one in EDITION.programmes.values()}


def found(facts=None, standings=None):
    return {one.programme.id: one for one in fits(EDITION, facts or {}, standings or {})}


def test_with_nothing_known_no_programme_is_left_out_and_each_says_what_to_ask():
    known = found()
    assert set(known) == ALL and {one.verdict for one in known.values()} == {"ask"}
    assert all(one.ask for one in known.values())
    assert known["otip_interim_help"].ask[0].es == "no se sabe la edad de la persona"
    assert known["health_window"].ask == (NO_RULE,)  # no source says whom it takes


def test_a_child_fits_what_is_asked_for_before_18_and_an_adult_does_not():
    child, adult = found({"person.age": 17}), found({"person.age": 18})
    assert child["otip_interim_help"].verdict == "fits"
    assert child["otip_interim_help"].yes[0].en == "the person's age: 17 years"
    assert adult["otip_interim_help"].verdict == "no"
    assert adult["otip_interim_help"].no[0].es == "la edad de la persona: 18 años"
    assert child["hhs_help"].verdict == "no" and adult["hhs_help"].verdict == "ask"


def test_an_age_in_doubt_closes_nothing():
    known = found({"person.age": 19, "person.age_doubt": True})
    assert known["otip_interim_help"].verdict == "ask" and known["hhs_help"].verdict == "ask"


@pytest.mark.parametrize(
    ("standings", "verdict"),
    [
        ({}, "ask"),
        ({"t1": FILED}, "ask"),
        ({"t1": GRANTED}, "fits"),
        ({"cp": GRANTED, "t1": DENIED}, "fits"),
        ({"t1": DENIED}, "ask"),  # nobody said that of continued presence
        ({"t1": DENIED, "cp": NOT_PURSUED}, "no"),
    ],
)
def test_what_a_route_opens_waits_for_the_route(standings, verdict):
    given = {id: Standing(state) for id, state in standings.items()}
    assert found({"person.age": 30}, given)["hhs_help"].verdict == verdict


def test_what_was_filed_opens_what_only_asks_for_filing():
    one = found({"wish.reunification": True}, {"t1": Standing(FILED)})["iom_family"]
    assert one.verdict == "fits" and "Estatus T" in one.yes[1].es


def test_nobody_is_offered_a_return_that_the_person_does_not_want():
    known = found({"wish.return": False})
    for id in ("consular_repatriation", "iom_return"):
        assert known[id].verdict == "no"
        assert known[id].no[0].es == "no se da que la persona quiere volver a México"


def test_what_the_person_needs_comes_first_among_those_that_fit():
    rows = fits(EDITION, {"person.nationality": "mx", "person.age": 30, "need.economic": True}, {})
    verdicts = [one.verdict for one in rows]
    assert verdicts == sorted(verdicts, key=["fits", "ask", "no"].index)
    fitting = [one.programme.id for one in rows if one.verdict == "fits"]
    assert fitting == ["consular_aid", "pale"]


def test_a_fact_of_the_wrong_type_is_refused():
    with pytest.raises(BadInput):
        found({"person.age": "17"})


_VALUES = {
    "person.age": st.integers(0, 99),
    "person.sex": st.sampled_from(["woman", "man", "other"]),
    "person.nationality": st.sampled_from(["mx", "other"]),
    **{
        name: st.booleans()
        for name in (
            "wish.return",
            "labour.claim",
            "labour.situation",
            "person.with_children",
            "wish.victim_register",
            "wish.reunification",
        )
    },
}


@given(st.fixed_dictionaries({}, optional=_VALUES), st.sampled_from(sorted(_VALUES)))
def test_knowing_less_never_turns_a_maybe_into_a_no(facts, forgotten):
    more = found(facts)
    less = found({name: value for name, value in facts.items() if name != forgotten})
    for id, one in less.items():
        assert one.verdict in ("ask", more[id].verdict)


def test_every_programme_is_marked_says_where_it_comes_from_and_that_nobody_confirmed_it():
    for one in EDITION.programmes.values():
        assert not one.verified  # nobody of an authority has confirmed any; say so before changing this
        assert all(source in EDITION.sources for source in one.sources)
        assert one.provenance in ("real", "derived")
        rule = rule_of(one, EDITION.facts)
        assert (rule is None) == (not one.when)


def test_no_rule_reads_immigration_papers():
    read = {name for one in EDITION.programmes.values() for row in one.when for name in row}
    assert read and not read & {"person.temporary_visa", "person.lacks_documents"}
