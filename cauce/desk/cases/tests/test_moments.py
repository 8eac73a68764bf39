"""A day and an hour as somebody types them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.forms import ValidationError
from django.utils import timezone

from cauce.ui.moment_field import MomentField


@pytest.mark.parametrize("typed", ["9999-12-31T23:59", "2026-02-30T10:00", "ayer", "2026"])
def test_what_is_no_instant_is_said_on_the_page_and_breaks_nothing(typed):
    with pytest.raises(ValidationError):
        MomentField("America/Chicago").clean(typed)


@pytest.mark.parametrize(
    ("now", "typed", "meant"),
    [
        ("06:40", "01:40", "06:40"),  # the first time that a clock in Houston says so
        ("07:05", "01:05", "07:05"),  # the second: an hour earlier lies before what was done since
        ("07:05", "01:55", "06:55"),  # the second is still to come
        ("09:00", "02:30", "08:30"),
    ],
)
def test_an_hour_that_comes_twice_is_the_last_that_has_come(monkeypatch, now, typed, meant):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.fromisoformat(f"2026-11-01T{now}:00+00:00"))
    found = MomentField("America/Chicago").clean(f"2026-11-01T{typed}")
    assert f"{found.astimezone(dt.UTC):%H:%M} {found:%H:%M}" == f"{meant} {typed}"
    assert (found + dt.timedelta(seconds=1)).astimezone(dt.UTC) > found.astimezone(dt.UTC)
