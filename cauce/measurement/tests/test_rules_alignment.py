"""The alignment of a case, proved best against every run of the Protocol there is."""

from __future__ import annotations

from itertools import permutations, product

from hypothesis import given
from hypothesis import strategies as st

from cauce.measurement.rules.alignment import align, earlier
from tests.profiles import examples

NAMES = "ABCDEF"


@st.composite
def cases(draw):
    """A partial order of up to six actions, which are required, and when which were done."""
    size = draw(st.integers(1, len(NAMES)))
    names = NAMES[:size]
    after = {
        one: [other for other in names[:place] if draw(st.integers(0, 2)) == 0]
        for place, one in enumerate(names)
    }
    required = [one for one in names if draw(st.integers(0, 4))]
    done = {one: draw(st.integers(0, 4)) for one in names if draw(st.integers(0, 4))}
    return after, required, done


def runs(required, before):
    """Every ordering of the required actions that the Protocol allows."""
    for order in permutations(required):
        place = {one: index for index, one in enumerate(order)}
        if all(place[o] < place[one] for one in order for o in before[one] if o in place):
            yield order


def orders_of(done):
    """Every way to tell what was done one after the other: those of one instant in any order."""
    instants = sorted(set(done.values()))
    groups = [permutations([one for one in done if done[one] == at]) for at in instants]
    for chosen in product(*groups):
        yield [one for group in chosen for one in group]


def distance(told, run):
    """How many steps stand in one of the two alone, at their place: additions and removals."""
    line = list(range(len(run) + 1))
    for row, one in enumerate(told, 1):
        fresh = [row]
        for column, other in enumerate(run, 1):
            best = line[column - 1] if one == other else min(line[column], fresh[-1]) + 1
            fresh.append(best)
        line = fresh
    return line[-1]


@examples(150)
@given(cases())
def test_no_run_of_the_protocol_is_more_like_the_case_than_the_one_that_is_found(case):
    after, required, done = case
    before = earlier(after)
    found = align(done, required, before)
    best = min(distance(told, run) for told in orders_of(done) for run in runs(required, before))
    assert found.cost == best
    parts = [*found.in_order, *found.early, *found.late, *found.besides]
    assert sorted(parts) == sorted(done)
    assert {*found.skipped} == {*required} - {*done}
    assert 0 <= found.fitness <= 1 and (found.fitness == 1) == (found.cost == 0)
    kept = set(found.in_order)
    assert not any(done[a] < done[b] for a in kept for b in before[a] if b in kept)


ORDER = earlier({"interview": ["permission"], "permission": ["rights"], "safety": []})


def test_it_says_what_came_before_its_time_and_what_was_left_out():
    done = {"safety": 1, "interview": 2, "permission": 3}
    found = align(done, ["safety", "rights", "permission", "interview"], ORDER)
    assert (found.early, found.skipped) == (("interview",), ("rights",))
    assert found.in_order == ("permission", "safety") and found.late == ()
    assert found.cost == 3


def test_it_blames_one_late_step_rather_than_all_that_did_not_wait_for_it():
    found = align(
        {"interview": 2, "permission": 1, "rights": 9}, ["interview", "permission", "rights"], ORDER
    )
    assert found.late == ("rights",) and found.early == ()
    assert found.in_order == ("interview", "permission")


def test_what_was_recorded_at_one_instant_is_in_no_wrong_order():
    found = align(dict.fromkeys(("interview", "permission", "rights"), 5), [*ORDER], ORDER)
    assert found.early == found.late == () and found.skipped == ("safety",)
