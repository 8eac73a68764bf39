"""The numbers of the network as the loop closes them, for a test that reads them."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.measurement.access_closed import closed
from cauce.measurement.actions import close_numbers
from cauce.measurement.closed import names as every_name
from cauce.measurement.facts.reading import read_for_all
from cauce.rules.permissions import SYSTEM


def close(*names: str, at: dt.datetime | None = None) -> None:
    """Close these tables for the week of ``at`` (now), or all of them."""
    with read_for_all():
        for name in names or every_name():
            close_numbers(actor=SYSTEM, name=name, at=at or timezone.now())


__all__ = ["close", "closed"]
