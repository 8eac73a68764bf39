"""A publication of figures that holds none, for whoever walks through the doors."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.measurement.models import StatisticsEdition


def drafted_figures(cast) -> StatisticsEdition:
    """An edition of figures that holds none, as a draft: of the network, whoever asks."""
    now, day = timezone.now(), dt.date(2024, 1, 1)
    found = StatisticsEdition.objects.first()
    return found or StatisticsEdition.objects.create(
        kind="yearbook",
        period="2024",
        since=day,
        until=dt.date(2025, 1, 1),
        due_on=day,
        known_at=now,
        tables=[],
        hidden={},
        audit={"passed": True},
        content_edition="2026.1",
        content_hash="0" * 64,
        definitions={},
        code_version="0",
        rounding_key="0" * 16,
        hash="0" * 64,
        prepared_by=str(cast.elena.user.id),
        prepared_at=now,
    )
