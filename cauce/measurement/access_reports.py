"""The only look-ups of the editions of statistics that reports are made of."""

from __future__ import annotations

from uuid import UUID

from cauce.custody.journal.door import check_may
from cauce.custody.journal.look_up import among
from cauce.rules.permissions import Actor

from .models import StatisticsEdition, StatisticsFile

KINDS = ("donors", "transparency", "microdata")
SHOWN = ("draft", "proposed", "published", "superseded")


def reports(actor: Actor) -> list[StatisticsEdition]:
    """Every report that was not rejected, the newest period first. Raises ``Absent``."""
    check_may(actor, "statistics.read")
    rows = StatisticsEdition.objects.filter(kind__in=KINDS, state__in=SHOWN)
    return list(rows.order_by("-period", "kind", "-number"))


def report_for(actor: Actor, edition_id: UUID | str) -> StatisticsEdition:
    """One of them. Raises ``Absent`` for what is not there or not the actor's to see."""
    check_may(actor, "statistics.read", about=("statistics", edition_id))
    return among(
        StatisticsEdition.objects.filter(kind__in=KINDS), actor, edition_id, "statistics.read", "statistics"
    )


def published(kind: str, periods: list[str] | None = None) -> list[StatisticsEdition]:
    """The newest published edition of each period, oldest first: anybody may read these.

    ``periods`` None: all of them.
    """
    rows = StatisticsEdition.objects.filter(kind=kind, state="published")
    if periods is not None:
        rows = rows.filter(period__in=periods)
    return list(rows.order_by("period"))


def signed_file(edition: StatisticsEdition, name: str) -> StatisticsFile | None:
    """A file of it as it was made when it was signed; None: it is not public, or has none of that name."""
    if not edition.is_public:
        return None
    return StatisticsFile.objects.filter(edition=edition, name=name).first()
