"""What a patient attacker learns of a protected table: never one figure, whatever the table holds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from cauce.content.errors import BadInput
from cauce.measurement.hiding.bounds import Attack, known_of
from cauce.measurement.hiding.protect_table import Public, audit, needed, protect
from cauce.measurement.rules.publication.protecting import Limits
from cauce.measurement.rules.publication.rounding import rounded
from cauce.measurement.rules.publication.table import TOTAL, Count, System, Table
from tests.profiles import examples

SECRET = b"a secret of the tests"
LIMITS = Limits()


def table_of(numbers: dict[tuple[str, ...], int], id: str = "t", dims=None, **more) -> Table:
    """A table with its margins from the figures of its inner cells."""
    width = len(next(iter(numbers)))
    dims = dims or tuple(f"d{at}" for at in range(width))
    values = {dim: tuple(sorted({key[at] for key in numbers})) for at, dim in enumerate(dims)}
    cells: dict[tuple[str, ...], int] = {}
    for key, number in numbers.items():
        for mask in product((False, True), repeat=width):
            where = tuple(TOTAL if all_ else one for all_, one in zip(mask, key, strict=True))
            cells[where] = cells.get(where, 0) + number
    counts = {key: Count(number, number, 0) for key, number in cells.items()}
    return Table(id, "attended", "2026", dims, values, counts, **more)


def system_of(*tables: Table) -> System:
    found = System()
    for one in tables:
        found.add(one)
    return found


FIGURES = st.one_of(st.integers(0, 12), st.integers(0, 120))


@st.composite
def tables(draw):
    """Two or three dimensions; many small figures, as there are."""
    shape = draw(st.sampled_from([(3, 4), (5, 3), (2, 2, 3), (3, 2, 2)]))
    keys = list(product(*(tuple(f"v{n}" for n in range(size)) for size in shape)))
    return table_of(
        dict(zip(keys, draw(st.lists(FIGURES, min_size=len(keys), max_size=len(keys))), strict=True))
    )


def whole_bounds(system: System, shown, name: str) -> tuple[float, float]:
    """The bounds for an attacker who knows that people are whole: another solver, another problem."""
    names = list(system.cells)
    place = {one: at for at, one in enumerate(names)}
    rows = np.zeros((len(system.relations), len(names)))
    for line, one in enumerate(system.relations):
        rows[line, [place[part] for part in one.parts]] = 1
        rows[line, place[one.total]] = -1
    known = known_of(shown, LIMITS)
    low, high = zip(*(known.get(one, (0, 10_000)) for one in names), strict=True)
    found = []
    for sign in (1, -1):
        towards = np.zeros(len(names))
        towards[place[name]] = sign
        solved = milp(
            towards,
            constraints=LinearConstraint(rows, 0, 0),
            integrality=np.ones(len(names)),
            bounds=Bounds(low, high),
        )
        found.append(round(sign * solved.fun))
    return found[0], found[1]


@examples(12)
@given(tables(), st.data())
def test_nothing_hidden_can_be_worked_out_and_what_is_shown_is_a_multiple_of_five(table, data):
    system = system_of(table)
    safe = protect(system, SECRET)
    assert safe.findings.passed
    assert set(safe.shown) | set(safe.hidden) == set(system.cells)
    for name, value in safe.shown.items():
        true = system.cells[name]
        assert value % 5 == 0 and abs(value - true.value) < 5
        assert true.contributors >= LIMITS.threshold <= value
    afresh = Attack(system, known_of(safe.shown, LIMITS))
    if safe.hidden:
        name = data.draw(st.sampled_from(sorted(safe.hidden)))
        assert afresh.bounds(name).width >= needed(system.cells[name].value, LIMITS)
        low, high = whole_bounds(system, safe.shown, name)
        assert high - low > 1, "to somebody who counts in whole people"


def test_the_attack_finds_what_a_careless_table_gives_away():
    system = system_of(table_of({("a",): 30, ("b",): 50}))
    hidden = {"attended|2026|d0=a": "dominant"}
    careless = {name: one.value for name, one in system.cells.items() if name not in hidden}
    found = audit(system, careless, hidden)
    assert found.narrow == tuple(hidden) and not found.passed
    assert protect(system, SECRET).findings.passed


def test_two_shown_figures_of_the_same_people_are_hidden_before_they_give_the_number_away():
    # Everybody is of one kind: total and part are the same people, rounded twice.
    system = system_of(table_of({("a",): 14, ("b",): 0}))
    for turn in range(30):
        safe = protect(system, b"%d" % turn)
        assert safe.findings.passed
        for name in safe.shown:
            assert Attack(system, known_of(safe.shown, LIMITS)).bounds(name).width >= 1


def test_averaging_finds_the_same_figure_for_ever_and_in_whatever_table():
    one = table_of(
        {("woman", "north"): 37, ("man", "north"): 58, ("woman", "south"): 44, ("man", "south"): 61},
        dims=("sex", "region"),
    )
    other = table_of({("woman",): 81, ("man",): 119}, "o", dims=("sex",))
    name = "attended|2026|sex=woman"
    seen = {protect(system_of(*some), SECRET).shown[name] for some in ((one,), (other,), (other, one))}
    assert len(seen) == 1
    assert {rounded(7, "a cell", SECRET) for _ in range(200)} <= {5, 10}
    assert len({rounded(7, "a cell", SECRET) for _ in range(200)}) == 1
    mean = np.mean([rounded(7, f"cell {n}", SECRET) for n in range(4000)])
    assert 6.8 < mean < 7.2, "no figure is pushed up or down on the whole"


def test_one_employer_behind_a_figure_hides_it_and_so_does_a_group_that_stands_out_somewhere():
    table = table_of(
        {("woman", "north"): 40, ("other", "north"): 30, ("woman", "south"): 60, ("other", "south"): 40},
        dims=("sex", "region"),
    )
    table.cells[("woman", "south")] = Count(60, 60, 46)
    safe = protect(system_of(table), SECRET, local=("region",), rare={"sex": ("other",)})
    assert safe.hidden["attended|2026|region=south;sex=woman"] == "dominant"
    assert safe.hidden["attended|2026|region=north;sex=other"] == "rare"
    assert "attended|2026|sex=other" in safe.shown, "the whole country may know how many"


def test_overlapping_tables_are_tried_together():
    by_age = table_of({("child",): 12, ("adult",): 188}, "a", dims=("age",))
    by_both = table_of(
        {("child", "woman"): 5, ("child", "man"): 7, ("adult", "woman"): 100, ("adult", "man"): 88},
        "b",
        dims=("age", "sex"),
    )
    safe = protect(system_of(by_age, by_both), SECRET)
    assert safe.findings.passed and safe.findings.checked == 9
    wrong = table_of({("child",): 13, ("adult",): 187}, "c", dims=("age",))
    with pytest.raises(BadInput, match="do not make its totals"):
        system_of(by_both, wrong)


def test_people_who_had_two_kinds_of_aid_do_not_break_the_total():
    cells = {
        ("legal",): Count(40, 40, 0),
        ("shelter",): Count(30, 30, 0),
        (TOTAL,): Count(52, 52, 0),
    }
    table = Table(
        "aid",
        "attended",
        "2026",
        ("aid",),
        {"aid": ("legal", "shelter")},
        cells,
        overlapping=frozenset({"aid"}),
    )
    safe = protect(system_of(table), SECRET)
    assert safe.findings.passed and len(safe.shown) == 3


def test_what_is_public_already_is_left_as_it_is():
    system = system_of(table_of({("a",): 12, ("b",): 34, ("c",): 51}))
    name = "attended|2026|d0=a"
    safe = protect(system, SECRET, public=Public({name: 15}, moved=frozenset({name})))
    assert safe.shown[name] == 15 and safe.findings.passed
    kept = protect(system, SECRET, public=Public({}, hidden=frozenset({name})))
    assert name in kept.hidden and kept.findings.passed
