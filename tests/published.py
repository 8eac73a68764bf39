"""A signed answer without a single figure in it, for whoever walks the pages; a draft is in
tests/figures.py.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.measurement.models import StatisticsEdition, StatisticsFile

YEAR = 2024


def _edition(kind: str, prepared_by: str) -> StatisticsEdition:
    now = timezone.now()
    return StatisticsEdition.objects.create(
        kind=kind,
        period=str(YEAR),
        since=dt.date(YEAR, 1, 1),
        until=dt.date(YEAR + 1, 1, 1),
        due_on=dt.date(YEAR + 1, 4, 1),
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
        prepared_by=prepared_by,
        prepared_at=now,
    )


def signed_answer(cast) -> StatisticsEdition:
    """A signed answer with its files. The same one again; each step is one that the database allows."""
    there = StatisticsEdition.objects.filter(kind="transparency").first()
    if there is not None:
        return there
    made, now = _edition("transparency", str(cast.raul.user.id)), timezone.now()
    made.state, made.proposed_by, made.proposed_at = "proposed", made.prepared_by, now
    made.save()
    made.state, made.signed_by, made.signed_at = "published", str(cast.sofia.user.id), now
    made.save()
    for order, language in enumerate(("es", "en")):
        StatisticsFile.objects.create(
            edition=made,
            order=order,
            name=f"respuesta-{YEAR}.{language}.csv",
            media_type="text/csv; charset=utf-8",
            hash="0" * 64,
            size=5,
            body=b"nada\n",
        )
    return made
