"""What may be drawn of a pool of years: nothing of few years, of few people, or when all is spent."""

from __future__ import annotations

from decimal import Decimal

from cauce.measurement.rules.privacy_budget import Pool, Standing, said, standing

FIVE = Pool(2021, 2025)


def asked(pool: Pool = FIVE, spent: tuple[str, ...] = (), **other) -> Standing:
    given = {"epsilon": Decimal(2), "people": 5000, "budget": Decimal(4), "least_people": 1000}
    return standing(pool, spent=[Decimal(one) for one in spent], current_year=2026, **(given | other))


def reasons(found: Standing) -> list[str]:
    return [one.en for one in found.refused]


def test_it_allows_five_whole_years_with_people_enough():
    found = asked()
    assert reasons(found) == [] and found.left == 4


def test_it_refuses_four_years_and_a_year_that_is_not_over():
    assert "at least 5 whole years" in reasons(asked(Pool(2022, 2025)))[0]
    assert "2026 is not over" in reasons(asked(Pool(2022, 2026)))[0]
    assert reasons(asked(Pool(2025, 2021)))


def test_it_refuses_a_pool_of_few_people_without_telling_how_many():
    (told,) = reasons(asked(people=999))
    assert "1000" in told and "999" not in told


def test_the_same_pool_spends_again_and_so_does_another():
    once = asked(spent=("2",))
    assert reasons(once) == [] and once.left == 2
    twice = asked(spent=("2", "2"))
    assert "0 of 4 is left" in reasons(twice)[0] and "does not come back" in reasons(twice)[0]
    # One person may be in both pools: other years are no fresh budget.
    assert reasons(asked(Pool(2016, 2020), spent=("2", "1.5")))


def test_it_tells_every_reason_at_once():
    found = asked(Pool(2023, 2026), people=3, epsilon=Decimal(9))
    assert len(found.refused) == 4
    assert "above zero" in reasons(asked(epsilon=Decimal(0)))[0]


def test_it_writes_an_amount_without_idle_zeros():
    assert [said(Decimal(one)) for one in ("2.000", "0.50", "10", "0")] == ["2", "0.5", "10", "0"]
