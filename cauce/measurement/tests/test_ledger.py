"""Who drew invented records, at what price; the same years pay again, and what was spent stays spent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction

from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.measurement.access_draws import last_draw, privacy_ledger
from cauce.measurement.actions import draw_records
from cauce.measurement.indicators.figures import Cell, Figures
from cauce.measurement.models import SyntheticDraw
from cauce.measurement.publishing import pooled, synthetic
from cauce.measurement.rules.privacy_budget import Pool

NOW = dt.datetime(2027, 5, 3, 16, tzinfo=dt.UTC)
POOL = Pool(2022, 2026)


@pytest.fixture(autouse=True)
def people(monkeypatch):
    """Three thousand people over five years, one of them of a kind that no list has."""
    held = {"people": 3000}

    def figures(indicator, *, since, until, known, by):
        told = {
            ("woman", "18-29", "sex_adult", "texas"): held["people"] - 1,
            ("woman", "18-29", "of_no_list", "texas"): 1,
        }
        cells = {key: Cell(n, None, n, 1) for key, n in told.items()}
        return Figures(indicator, 1, tuple(by), since, until, known, cells, ("2026.1",), ())

    monkeypatch.setattr(pooled, "figures", figures)
    with time_machine.travel(NOW, tick=False):
        yield held


def drawn(cast, epsilon: str = "2", pool: Pool = POOL) -> SyntheticDraw:
    return draw_records(actor=cast.raul.actor, pool=pool, epsilon=Decimal(epsilon))


def test_an_analyst_draws_and_the_ledger_tells_who_when_and_what_is_left(cast):
    row = drawn(cast)
    found = privacy_ledger(cast.elena.actor, NOW)
    assert [(one.number, one.pool, one.epsilon, one.left) for one in found.rows] == [
        (1, "2022-2026", Decimal(2), Decimal(2))
    ]
    assert (row.drawn_by, row.drawn_at) == (str(cast.raul.user.id), NOW)
    assert abs(sum(row.counts) - 3000) < 900 and min(row.counts) >= 0
    assert len(row.counts) == len(pooled.columns_on(NOW).keys())
    # The true counts are nowhere, nor anything they could be drawn again from.
    assert not {"seed", "people"} & {one.name for one in SyntheticDraw._meta.fields}
    with pytest.raises(Refused):
        draw_records(actor=cast.sofia.actor, pool=POOL, epsilon=Decimal(1))
    with pytest.raises(Absent):
        privacy_ledger(cast.ines.actor, NOW)


def test_the_same_pool_pays_again_until_nothing_is_left(cast):
    first, second = drawn(cast), drawn(cast)
    assert (first.left, second.left) == (Decimal(2), Decimal(0))
    assert last_draw("2022-2026").number == 2 and last_draw("2021-2025") is None
    with pytest.raises(BadInput, match="0 of 4 is left"):
        drawn(cast, "0.5")
    # Nor do other years bring a budget of their own: one person may be in both.
    with pytest.raises(BadInput, match="does not come back"):
        drawn(cast, "0.5", Pool(2021, 2025))
    assert SyntheticDraw.objects.count() == 2


def test_a_refusal_spends_nothing(cast, people):
    with pytest.raises(BadInput, match="at least 5 whole years"):
        drawn(cast, pool=Pool(2023, 2026))
    with pytest.raises(BadInput, match="2027 is not over"):
        drawn(cast, pool=Pool(2023, 2027))
    people["people"] = 900
    with pytest.raises(BadInput, match="fewer than 2500"):
        drawn(cast)
    assert privacy_ledger(cast.raul.actor, NOW).left == 4


def test_of_two_draws_at_once_the_second_finds_its_place_taken(cast, monkeypatch):
    real = synthetic.draw

    def slow(*given, **more):
        """While this one draws, somebody else's is written down."""
        monkeypatch.setattr(synthetic, "draw", real)
        drawn(cast)
        return real(*given, **more)

    monkeypatch.setattr(synthetic, "draw", slow)
    with pytest.raises(BadInput, match="at this moment"):
        drawn(cast)


def test_the_database_keeps_what_was_spent(cast):
    row = drawn(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        SyntheticDraw.objects.filter(id=row.id).update(epsilon=Decimal("0.1"))
    with pytest.raises(IntegrityError), transaction.atomic():
        row.delete()
    assert SyntheticDraw.objects.get().epsilon == Decimal(2)
