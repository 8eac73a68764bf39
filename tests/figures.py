"""A publication of figures that holds none, for whoever walks through the doors."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.measurement.models import StatisticsEdition, YearEstimate


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


def drafted_estimate(cast) -> YearEstimate:
    """An estimate of a year that refuses, as a draft."""
    found = YearEstimate.objects.first()
    why = {"id": "too-few-cases", "es": "Hay 12 casos.", "en": "There are 12 cases."}
    told = {"n": 12, "lists": ["A", "B", "C"], "results": [], "headline": None, "refused": [why]}
    empty = {"warnings": [], "sensitivity": None, "shares": {}, "heterogeneity": [], "linkage": None}
    return found or YearEstimate.objects.create(
        year=2024,
        origin="file",
        given_hash="0" * 64,
        document=told | empty,
        code_version="0",
        hash="0" * 64,
        prepared_by=str(cast.elena.user.id),
        prepared_at=timezone.now(),
    )


def figures_to_sign(cast) -> dict[str, object]:
    """What stands in the addresses of figures: an edition, and an estimate."""
    return {"edition_id": drafted_figures(cast).id, "estimate_id": drafted_estimate(cast).id}
