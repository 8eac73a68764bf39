"""Two spellings of the same are one; too little is nothing; minors are told of sooner."""

from __future__ import annotations

import pytest

from cauce.intake.screenings.rules import FIELDS, NEED_COMPLAINT, Limits, alike, is_many, period_of

LIMITS = Limits(adults=4, children=2, days=90)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("companion_phone", "+1 (713) 555-0147", "713.555.0147"),
        ("address", "Calle 8 Núm. 12, Depto. B", "CALLE 8 NUM 12 DEPTO B"),
        ("employer", "Rancho  El Olvido", "rancho el olvido."),
    ],
)
def test_it_reads_two_spellings_as_one(field, one, other):
    assert alike(field, one) == alike(field, other) is not None


@pytest.mark.parametrize("typed", ["", "  ", "no", "555 0147", "—", "¿?"])
def test_it_compares_nothing_when_too_little_was_written(typed):
    assert alike("companion_phone", typed) is None
    assert typed == "555 0147" or alike("address", typed) is None


def test_it_tells_of_minors_sooner_than_of_adults():
    assert [is_many(n, minor=False, limits=LIMITS) for n in (3, 4)] == [False, True]
    assert [is_many(n, minor=True, limits=LIMITS) for n in (1, 2)] == [False, True]
    assert NEED_COMPLAINT < set(FIELDS)


def test_it_begins_another_period_when_one_is_over():
    assert period_of(89, 90) == 0 and period_of(90, 90) == 1
