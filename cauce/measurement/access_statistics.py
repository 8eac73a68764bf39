"""The only look-ups of editions of statistics: all of them for who works on them, the published for all."""

from __future__ import annotations

from uuid import UUID

from cauce.custody.journal.door import check_may
from cauce.custody.journal.look_up import among
from cauce.rules.permissions import Actor

from .models import StatisticsEdition, StatisticsFile

READ = "statistics.read"


def editions(actor: Actor) -> list[StatisticsEdition]:
    """Every edition, what waits first and then the newest. Raises ``Absent``."""
    check_may(actor, READ)
    waiting = {"proposed": 0, "draft": 1}
    rows = StatisticsEdition.objects.defer("tables", "audit").order_by("-prepared_at")
    return sorted(rows, key=lambda one: waiting.get(one.state, 2))


def edition_for(actor: Actor, id: UUID | str, permission: str = READ) -> StatisticsEdition:
    """One edition, for whoever may. Raises ``Absent``; the attempt is journalled."""
    check_may(actor, permission, about=("statistics", id))
    return among(StatisticsEdition.objects.select_related("supersedes"), actor, id, permission, "statistics")


def published() -> list[tuple[StatisticsEdition, list[StatisticsFile]]]:
    """What anybody may read, the newest period first, each with its files but not their bytes."""
    rows = StatisticsEdition.objects.filter(state__in=StatisticsEdition.PUBLIC).defer("audit")
    files: dict[UUID, list[StatisticsFile]] = {}
    for one in StatisticsFile.objects.defer("body").order_by("order"):
        files.setdefault(one.edition_id, []).append(one)
    newest = sorted(rows, key=lambda one: (one.until, one.since, one.number), reverse=True)
    return [(one, files.get(one.id, [])) for one in newest]


def published_file(edition_id: UUID, order: int) -> StatisticsFile | None:
    """A file of a published edition by its place; None: there is none, or it is not published."""
    return StatisticsFile.objects.filter(
        edition_id=edition_id, edition__state__in=StatisticsEdition.PUBLIC, order=order
    ).first()
