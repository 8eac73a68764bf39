"""The way of a family: order of steps, custody, waiting, and what counts as reunited."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput, Unknown
from cauce.content.loader import load_edition
from cauce.family.reunification.rules.reunion import (
    STEPS,
    TOGETHER,
    Arrival,
    Reunited,
    Traveller,
    check_custody,
    check_paper,
    check_step,
    check_undo,
    family_standing,
    reunited,
    standing,
    warnings_of,
)

TODAY = dt.date(2026, 11, 26)


def day(back: int) -> dt.date:
    return TODAY - dt.timedelta(days=back)


def on_the_way(*done: str, **more) -> Traveller:
    return Traveller("a", {name: day(60 - 5 * i) for i, name in enumerate(done)}, **more)


def refused(function, *given) -> BadInput:
    with pytest.raises(BadInput) as found:
        function(*given)
    return found.value


def test_the_steps_are_those_of_the_content_in_order():
    assert [one.id for one in load_edition().catalogues["reunion_steps"]] == list(STEPS)


def test_nobody_arrives_before_travelling():
    no_travel = on_the_way("filed", "interview")
    assert "el viaje" in refused(check_step, no_travel, "arrival", TODAY, TODAY).es
    went = Traveller("a", {"interview": day(9), "travel": day(5)})
    assert refused(check_step, went, "arrival", day(6), TODAY).where == "day"
    check_step(went, "arrival", day(5), TODAY)


def test_no_step_is_noted_before_its_day_comes():
    assert refused(check_step, on_the_way(), "filed", TODAY + dt.timedelta(1), TODAY).where == "day"
    with pytest.raises(Unknown):
        check_step(on_the_way(), "flight", TODAY, TODAY)


def test_a_child_does_not_travel_before_custody_is_settled_nor_somebody_of_unknown_age():
    for minor in (True, None):
        waits = on_the_way("interview", minor=minor)
        assert "18" in refused(check_step, waits, "travel", TODAY, TODAY).es
        check_step(on_the_way("interview", minor=minor, custody="order"), "travel", TODAY, TODAY)
    check_step(on_the_way("interview", minor=False), "travel", TODAY, TODAY)


def test_a_parent_who_did_the_harm_is_never_asked():
    for custody in ("asked", "letter"):
        assert "orden judicial" in refused(check_custody, custody, "trafficker", "family").cure_es
        assert refused(check_custody, custody, "not_known", "family").where == "other_parent"
    check_custody("order", "trafficker", "trafficker_family")
    check_custody("letter", "consents", "family")
    kinds = ("passport", "consent_letter")
    refused(check_paper, "consent_letter", "asked", "trafficker", kinds)
    check_paper("consent_letter", "not_needed", "trafficker", kinds)
    check_paper("passport", "asked", "trafficker", kinds)
    kept = on_the_way(other_parent="trafficker", held_by="trafficker_family")
    assert [one.kind for one in warnings_of(kept)] == ["other_parent", "held"]
    assert warnings_of(on_the_way(held_by="other_parent")) == ()


def test_what_another_step_rests_on_is_not_taken_back():
    went = Traveller("a", {"interview": day(9), "travel": day(5)})
    refused(check_undo, went, "interview")
    check_undo(went, "travel")


def test_a_family_waits_where_the_one_furthest_behind_does():
    one = on_the_way("filed", "located", "custody")
    two = on_the_way("filed")
    assert standing(one, day(90), TODAY).step == "papers"
    assert standing(two, day(90), TODAY) == family_standing([one, two], day(90), TODAY)
    assert family_standing([one, two], day(90), TODAY).days == 60
    gone = Traveller("c", {}, left=True)
    assert family_standing([one, gone], day(90), TODAY).step == "papers"
    assert family_standing([], day(8), TODAY).days == 8
    here = Traveller("a", {"arrival": day(3)})
    assert family_standing([here], day(90), TODAY).step == TOGETHER
    assert family_standing([here, two], day(90), TODAY).step == "located"


def test_a_case_counts_once_on_the_day_of_the_first_arrival_and_a_person_once():
    rows = [
        Arrival("f", "ana", dt.date(2025, 12, 30)),
        Arrival("f", "beto", dt.date(2026, 2, 1)),
        Arrival("g", "ana", dt.date(2026, 3, 1)),
        Arrival("g", "carla", dt.date(2026, 3, 1)),
    ]
    assert reunited(rows) == Reunited(cases=2, persons=3)
    year = dt.date(2026, 1, 1)
    assert reunited(rows, since=year) == Reunited(cases=1, persons=2)
    assert reunited(rows, until=year) == Reunited(cases=1, persons=1)


arrivals = st.lists(
    st.builds(
        Arrival,
        st.sampled_from("fgh"),
        st.sampled_from("abcde"),
        st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)),
    ),
    max_size=8,
)


@given(arrivals)
def test_the_years_add_up_to_the_whole(rows):
    years = [reunited(rows, dt.date(y, 1, 1), dt.date(y + 1, 1, 1)) for y in (2024, 2025, 2026)]
    whole = reunited(rows)
    assert sum(one.cases for one in years) == whole.cases
    assert sum(one.persons for one in years) == whole.persons
    assert reunited(rows + rows) == whole
