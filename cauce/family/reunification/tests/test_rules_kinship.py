"""Who may come under which category: ages count on the filing date, unknown is never a no."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.family.reunification.rules.kinship import PRINCIPAL, Kin, Principal, age, check_birth, read

TABLE = tuple(load_edition().kinship.values())
TODAY = dt.date(2026, 11, 26)
ADULT, YOUNG = dt.date(1990, 5, 1), dt.date(2008, 3, 9)


def born(years: int, months: int = 0) -> dt.date:
    return dt.date(TODAY.year - years, TODAY.month, TODAY.day) - dt.timedelta(days=30 * months)


def one(principal: Principal, kin: Kin, *others: Kin, on=TODAY):
    return read(TABLE, principal, (kin, *others), on)[kin.id]


def not_filed(when=ADULT, danger: bool | None = False) -> Principal:
    return Principal(born=when, filed=False, danger=danger)


def test_an_adult_may_bring_a_spouse_and_unmarried_children_under_21():
    assert one(not_filed(), Kin("a", "spouse")).codes == ("T-2",)
    assert one(not_filed(), Kin("a", "child", born(20), False)).codes == ("T-3",)
    assert one(not_filed(), Kin("a", "child", born(21), False)).codes == ()
    assert one(not_filed(), Kin("a", "child", born(20), True)).codes == ()
    assert one(not_filed(), Kin("a", "parent", born(60))).codes == ()
    assert one(not_filed(), Kin("a", "sibling", born(9), False)).codes == ()


def test_a_person_under_21_also_parents_and_siblings_under_18():
    assert one(not_filed(YOUNG), Kin("a", "parent")).codes == ("T-4",)
    assert one(not_filed(YOUNG), Kin("a", "sibling", born(17), False)).codes == ("T-5",)
    assert one(not_filed(YOUNG), Kin("a", "sibling", born(18), False)).codes == ()


def test_danger_opens_parents_siblings_and_the_children_of_relatives_at_any_age():
    danger = not_filed(danger=True)
    mother = Kin("m", "parent")
    assert one(danger, mother).codes == ("T-4",)
    assert one(danger, Kin("a", "sibling", born(17), False)).codes == ("T-5",)
    grown = Kin("a", "sibling", born(30), True, parents=frozenset({"m"}))
    assert one(danger, grown, mother).codes == ("T-6",)
    child = Kin("c", "child", born(17), False)
    grandchild = Kin("g", "descendant", born(1), False, parents=frozenset({"c"}))
    assert one(danger, grandchild, child).codes == ("T-6",)
    assert one(not_filed(danger=False), grandchild, child).codes == ()


def test_what_is_not_known_is_named_and_is_to_find_out():
    reading = one(not_filed(), Kin("a", "child"))
    assert reading.codes == () and reading.missing[:2] == ("born", "married")
    assert one(not_filed(when=None, danger=None), Kin("a", "parent")).missing == ("principal_born",)
    unknown_day = Principal(born=ADULT, filed=True, danger=False)
    assert one(unknown_day, Kin("a", "child", born(23), False)).missing == ("filed",)
    assert one(unknown_day, Kin("a", "child", born(19), False)).codes == ("T-3",)
    assert one(not_filed(danger=True), Kin("g", "descendant")).missing == ("parents",)


def test_a_child_who_turned_21_after_the_filing_still_counts_and_the_page_says_why():
    filed = Principal(born=ADULT, filed=True, filed_on=TODAY - dt.timedelta(days=700), danger=False)
    reading = one(filed, Kin("a", "child", born(21, 3), False))
    assert reading.codes == ("T-3",)
    assert "el día en que se presentó" in reading.possible[0].reasons[1].text.es
    assert [change.kind for change in reading.changes] == ["marriage"]


def test_before_the_filing_a_coming_birthday_is_said_with_its_day():
    soon = dt.date(2027, 1, 5)
    child = one(not_filed(), Kin("a", "child", dt.date(2006, 1, 5), False)).changes[0]
    assert (child.kind, child.on, child.turns, child.codes) == ("birthday", soon, 21, ("T-3",))
    assert "5 de enero de 2027" in child.text.es
    principal = not_filed(dt.date(2006, 1, 5))
    mother = one(principal, Kin("m", "parent")).changes[0]
    assert (mother.on, mother.who, mother.codes) == (soon, PRINCIPAL, ("T-4",))
    sibling = one(not_filed(YOUNG), Kin("b", "sibling", dt.date(2009, 1, 5), False)).changes[0]
    assert (sibling.on, sibling.turns, sibling.codes) == (soon, 18, ("T-5",))
    # Danger stands in for the principal's age: that birthday changes nothing.
    assert one(not_filed(dt.date(2006, 1, 5), danger=True), Kin("m", "parent")).changes == ()


def test_marriage_after_the_filing_may_exclude_and_is_no_verdict():
    day = dt.date(2025, 1, 1)
    filed = Principal(born=ADULT, filed=True, filed_on=day, danger=False)
    after = Kin("a", "child", born(19), True, day + dt.timedelta(days=9))
    before = Kin("a", "child", born(19), True, day - dt.timedelta(days=9))
    assert one(filed, after).possible[0].holds is None
    assert one(filed, before).possible[0].holds is False
    assert one(filed, Kin("a", "child", born(19), True)).missing[0] == "married_on"


def test_a_birth_date_in_the_future_is_refused():
    check_birth(None, TODAY)
    for wrong in (TODAY + dt.timedelta(days=1), dt.date(1850, 1, 1)):
        with pytest.raises(BadInput) as refused:
            check_birth(wrong, TODAY)
        assert refused.value.where == "born"


def test_the_birthday_of_29_february_is_the_last_of_february():
    assert age(dt.date(2008, 2, 29), dt.date(2026, 2, 28)) == 18
    assert age(dt.date(2008, 2, 29), dt.date(2026, 2, 27)) == 17


# What holds for every family ---------------------------------------------------------------------

days = st.dates(dt.date(1950, 1, 1), TODAY)
maybe = st.sampled_from((True, False, None))
principals = st.builds(Principal, born=st.none() | days, filed=maybe, danger=maybe).flatmap(
    lambda p: st.builds(
        lambda day: Principal(p.born, p.filed, day if p.filed else None, p.danger),
        st.none() | st.dates(dt.date(2020, 1, 1), TODAY),
    )
)
ids = ("a", "b", "c")


def kin(id: str):
    return st.builds(
        Kin,
        id=st.just(id),
        relation=st.sampled_from(("spouse", "child", "parent", "sibling", "descendant")),
        born=st.none() | days,
        married=maybe,
        married_on=st.none() | days,
        parents=st.frozensets(st.sampled_from((PRINCIPAL, *ids))),
    )


families = st.tuples(*(kin(id) for id in ids))
later = st.dates(TODAY, dt.date(2060, 1, 1))


def values(principal, family, on=TODAY):
    return {
        (id, one.category.id): one.holds
        for id, reading in read(TABLE, principal, family, on).items()
        for one in reading.possible
    }


@given(principals, families, later)
def test_after_the_filing_no_birthday_drops_anybody(principal, family, on):
    if principal.filed and principal.filed_on:
        assert values(principal, family, on) == values(principal, family)


@given(principals, families)
def test_danger_never_removes_a_category(principal, family):
    order = {False: 0, None: 1, True: 2}
    ways = [
        values(Principal(principal.born, principal.filed, principal.filed_on, danger), family)
        for danger in (False, None, True)
    ]
    for key in ways[0]:
        assert order[ways[0][key]] <= order[ways[1][key]] <= order[ways[2][key]]


@given(principals, families, st.sampled_from(("born", "married", "married_on", "parents")))
def test_to_forget_a_fact_never_makes_a_no_and_never_makes_a_yes(principal, family, forgotten):
    """Unknown is never a no: whatever was possible is still possible, or to find out."""
    empty = frozenset() if forgotten == "parents" else None
    less = tuple(
        Kin(**{**{name: getattr(one, name) for name in Kin.__slots__}, forgotten: empty}) for one in family
    )
    known, unknown = values(principal, family), values(principal, less)
    for key, value in unknown.items():
        if value is False:
            assert known[key] is False
        if value is True:
            assert known[key] is True


@given(families)
def test_with_nothing_known_nothing_is_refused(family):
    blank = tuple(Kin(one.id, one.relation) for one in family)
    assert False not in values(Principal(), blank).values()


@given(principals, families)
def test_what_is_to_find_out_says_what(principal, family):
    for reading in read(TABLE, principal, family, TODAY).values():
        for possible in reading.open:
            said = any("puede excluir" in reason.text.es for reason in possible.reasons)
            assert possible.missing or said
