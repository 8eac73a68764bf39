"""Which dates of somebody who is held can be."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from cauce.cases.rules.detention import check_dates
from cauce.content.errors import BadInput

HOUSTON = ZoneInfo("America/Chicago")
NOW = dt.datetime(2026, 5, 4, 15, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("hearing", "removal", "where"),
    [
        (dt.datetime(9999, 12, 30, tzinfo=dt.UTC), None, "hearing_at"),
        (None, dt.date(9999, 12, 31), "removal_on"),
        (NOW + dt.timedelta(days=9), dt.date(2026, 5, 6), "hearing_at"),
    ],
)
def test_a_year_that_cannot_be_meant_is_told_and_reaches_no_deadline(hearing, removal, where):
    with pytest.raises(BadInput) as refused:
        check_dates(hearing, removal, NOW, HOUSTON)
    assert refused.value.where == where and refused.value.cure_es
    check_dates(NOW + dt.timedelta(days=5 * 366), dt.date(2032, 1, 1), NOW, HOUSTON)
