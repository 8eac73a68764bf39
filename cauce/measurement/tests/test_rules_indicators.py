"""From facts to the numbers of an indicator: each unit once, and the parts make the whole."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.checks.continuity import broken_promises
from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.content.model_indicators import FACT_KINDS
from cauce.measurement.rules.indicators import Asked, Beside, Cell, Row, count, kinds_of, parts_of
from tests.profiles import examples

EDITION = load_edition()
SINCE, UNTIL = dt.date(2025, 1, 1), dt.date(2027, 1, 1)
IDENTIFIED, ATTENDED = (EDITION.indicators[name] for name in ("identification-rate", "victims-attended"))
REGIONS = {row["post"]: row["region"] for row in EDITION.catalogues["post_regions"]}


ONE = {"period": 2026, "item": "", "group": "", "post": "HOU", "channel": "window", "code": "", "number": 1}


def fact(kind, day, subject="a", **said):
    """One fact of Houston, at the window, but for what is ``said``."""
    return Row(**ONE | said, kind=kind, subject=subject, day=day)


def day(month: int, number: int = 1, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


def whole(one, rows, *by, since=SINCE, until=UNTIL, posts=None, **beside):
    wanted = [row for row in rows if row.kind in kinds_of(one, by)]
    return count(one, wanted, Asked(since, until, by, posts), Beside(regions=REGIONS, **beside))


def course(subject="a", post="HOU", month=1, end="confirmed", **more):
    """Somebody who came, gave grounds, and of whom something was concluded."""
    return [
        fact(kind, day(month, 2 + i), subject, post=post, **more)
        for i, kind in enumerate(("attended", "interviewed", "positive", "accepted", end))
    ]


rows_of_facts = st.lists(
    st.builds(
        fact,
        st.sampled_from([kind for kind in FACT_KINDS if not kind.endswith("_minutes")]),
        st.dates(dt.date(2024, 11, 1), dt.date(2027, 2, 1)),
        st.sampled_from("abcdefg"),
        post=st.sampled_from(["HOU", "LAR", "NYC"]),
        item=st.sampled_from(["", "x", "y", "z"]),
        code=st.sampled_from(["", "legal", "P2-02"]),
        group=st.sampled_from(["", "", "crew"]),
        period=st.sampled_from([2025, 2026]),
        number=st.integers(1, 4),
    ),
    max_size=60,
)
ADDED = [
    one
    for one in EDITION.indicators.values()
    if one.measure in ("count", "rate") and "step" not in one.breakdowns
]


@examples(60)
@given(rows_of_facts, st.sampled_from(ADDED), st.data())
def test_the_cells_of_any_breakdown_add_up_to_the_whole(rows, one, data):
    by = data.draw(st.lists(st.sampled_from(one.breakdowns), max_size=3, unique=True))
    (total,) = whole(one, rows).values() or (Cell(0, 0, 0, 0),)
    cells = whole(one, rows, *by).values()
    assert sum(cell.numerator for cell in cells) == total.numerator
    assert sum(cell.denominator or 0 for cell in cells) == (total.denominator or 0)
    for cell in cells:
        assert cell.largest <= max(cell.contributors, 1)
        if cell.denominator is not None and one.id != "reunification":
            assert one.unit == "obligation" or cell.numerator <= cell.denominator


# What a later fact completes or takes back may differ by the day it is asked of; these do not.
PLAIN = [
    one
    for one in ADDED
    if not (one.denominator or one.numerator).also and "not_victim" not in kinds_of(one, ())
]


@examples(40)
@given(rows_of_facts, st.sampled_from(PLAIN), st.dates(dt.date(2025, 2, 1), dt.date(2026, 12, 1)))
def test_two_stretches_counted_apart_hold_as_many_as_the_whole(rows, one, cut):
    def held(since, until):
        return sum(cell.denominator for cell in whole(one, rows, since=since, until=until).values())

    assert held(SINCE, cut) + held(cut, UNTIL) == held(SINCE, UNTIL)


def test_a_person_who_met_two_posts_counts_once_where_she_was_first():
    rows = course("a", "HOU", 1) + course("b", "LAR", 3)
    assert whole(ATTENDED, rows)[()].numerator == 2
    same = {(2026, "b"): "a"}
    assert whole(ATTENDED, rows, same=same) == {(): Cell(1, None, 1, 1)}
    assert whole(ATTENDED, rows, "post", same=same) == {("HOU",): Cell(1, None, 1, 1)}
    assert whole(ATTENDED, rows, posts=frozenset({"LAR"}), same=same) == {}


def test_a_conclusion_that_was_taken_back_identifies_nobody():
    rows = course(end="presumed")
    assert whole(IDENTIFIED, rows)[()].numerator == 1
    assert whole(IDENTIFIED, [*rows, fact("not_victim", day(2))])[()].numerator == 0
    confirmed = [*rows, fact("possible", day(2)), fact("confirmed", day(3))]
    assert whole(IDENTIFIED, confirmed)[()].numerator == 1


def test_those_who_came_together_are_told_as_the_largest_part():
    rows = [row for name in "abc" for row in course(name, group="crew")]
    rows += [row for name in "de" for row in course(name, "NYC")]
    assert whole(ATTENDED, rows, "year") == {("2026",): Cell(5, None, 5, 3)}
    assert whole(ATTENDED, rows, "post")[("NYC",)].largest == 1


def test_a_profile_not_known_is_a_cell_and_not_a_gap():
    known = {(2026, "a"): ("woman", "25-34", "labour", "labour", "20", "spanish", "met", "unclear")}
    rows = course("a") + course("b")
    found = whole(ATTENDED, rows, "sex", "law_mx", "law_us", profiles=known)
    assert found == {
        ("woman", "met", "unclear"): Cell(1, None, 1, 1),
        ("unknown", "unknown", "unknown"): Cell(1, None, 1, 1),
    }


def test_waits_have_a_middle_and_what_there_was_is_as_the_stretch_ended():
    waits = [fact("service_minutes", day(1, n), number=n) for n in (1, 2, 9)]
    assert whole(EDITION.indicator_versions["times", 1], waits)[()] == Cell(2, 3, 3, 3)
    staff = EDITION.indicators["staff-trained"]
    rows = [
        fact("staff", day(1), number=4),
        fact("staff_trained", day(1), number=1),
        fact("staff_trained", day(8), number=3),
    ]
    found = whole(staff, rows, "half", since=day(1), until=day(1, year=2027))
    assert found == {("2026H1",): Cell(1, 4, 4, 4), ("2026H2",): Cell(3, 4, 4, 4)}


def test_a_family_is_one_case_and_so_many_persons():
    rows = [
        fact("reunited", day(5), item="f", number=4),
        fact("reunited", day(6), "b", item="g", number=2),
    ]
    one = EDITION.indicators["reunited"]
    assert whole(one, rows)[()].numerator == 2
    found = whole(one, rows, "step")
    assert (found[("cases",)].numerator, found[("persons",)].numerator) == (2, 6)


def test_a_definition_that_changes_cuts_the_period_on_its_day():
    old = EDITION.indicator_versions["identification-rate", 1]
    new = old.model_copy(update={"version": 2, "valid_from": day(7)})
    assert [(p.definition.version, p.since, p.until) for p in parts_of([new, old], day(1), UNTIL)] == [
        (1, day(1), day(7)),
        (2, day(7), UNTIL),
    ]
    before = dt.date(2020, 1, 1)
    assert [p.since for p in parts_of([old], before, day(1))] == [before]


def test_a_definition_that_holds_for_what_was_before_too_cuts_nothing():
    old, new = (EDITION.indicator_versions["identification-rate", version] for version in (1, 2))
    found = parts_of([new, old], dt.date(2024, 1, 1), UNTIL)
    assert [(p.definition.version, p.since, p.until) for p in found] == [(2, dt.date(2024, 1, 1), UNTIL)]


def test_a_breakdown_that_the_definition_does_not_allow_is_refused():
    with pytest.raises(BadInput, match="not broken down by 'sex'"):
        whole(EDITION.indicators["adherence"], [], "sex")


def test_a_version_that_was_used_is_not_edited_by_a_later_edition():
    class Later:
        indicator_versions = {  # noqa: RUF012
            key: one.model_copy(update={"unit": "case"}) if key == ("adherence", 1) else one
            for key, one in EDITION.indicator_versions.items()
        }

        def __getattr__(self, name):
            return getattr(EDITION, name)

    assert [one.id for one in broken_promises(EDITION, Later())] == ["version_edited"]
    assert list(broken_promises(EDITION, EDITION)) == []
