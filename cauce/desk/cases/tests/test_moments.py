"""A day and an hour as somebody types them."""

from __future__ import annotations

import pytest
from django.forms import ValidationError

from cauce.ui.moment_field import MomentField


@pytest.mark.parametrize("typed", ["9999-12-31T23:59", "2026-02-30T10:00", "ayer", "2026"])
def test_what_is_no_instant_is_said_on_the_page_and_breaks_nothing(typed):
    with pytest.raises(ValidationError):
        MomentField("America/Chicago").clean(typed)
