"""Agreements, warnings, links and corrections of entries; and which entries are too old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import among, look_up
from cauce.custody.keystore import KeyGone
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Scope, partners_with

from ..freshness import oldest_current
from ..links import digest_of
from ..models import Agreement, Caution, Correction, Invitation, Service
from .entries import complete, may_see
from .views import EntryView, entry_view


@dataclass(frozen=True, slots=True)
class CautionView:
    """One warning that holds, with its words."""

    caution: Caution
    text: str


def cautions_of(actor: Actor, service_id: UUID) -> tuple[CautionView, ...]:
    """Warnings that hold for a service (looked up before); to read one is written down."""
    check_may(actor, "directory.caution", about=("service", service_id))
    rows = list(Caution.objects.filter(service_id=service_id, ended_at=None).order_by("at"))
    if rows:
        record_read(actor, "directory.caution", about=("service", service_id), post=None)
    return tuple(CautionView(row, _text(row)) for row in rows)


def _text(row: Caution) -> str:
    try:
        return str(Caution.note.open(row)["text"])
    except KeyGone:
        return ""


def caution_for(actor: Actor, caution_id: UUID | str) -> Caution:
    """A warning of the actor's own post, to end it. Raises ``Absent``."""
    return look_up(Caution.objects, actor, caution_id, "directory.warn", "caution")


def agreements_of(organization_id: UUID) -> list[Agreement]:
    """What was agreed with an organisation of an entry that was looked up before, newest first."""
    rows = Agreement.objects.select_related("post").filter(organization_id=organization_id)
    return list(rows.order_by("-valid_from"))


def alert_days(on: dt.date) -> int:
    """How many days before its end an agreement warns."""
    return int(parameter_on(current_edition(), "agreement-alert", on).value)


def agreements_ending(on: dt.date) -> list[Agreement]:
    """What ends soon, for the loop that reminds of it."""
    return list(
        Agreement.objects.filter(valid_to__gte=on, valid_to__lte=on + dt.timedelta(days=alert_days(on)))
    )


def invitation_by(secret: str, at: dt.datetime) -> Invitation | None:
    """The link somebody opened, if it still opens; None for every other secret, whatever the reason."""
    if not secret or len(secret) > 100:
        return None
    rows = Invitation.objects.select_related("service__organization", "post")
    return rows.filter(digest=digest_of(secret), used_at=None, expires_at__gt=at).first()


def said_view(service: Service, on: dt.date) -> EntryView:
    """The entry as its own people see it through a link or when signed in: nothing reserved."""
    return entry_view(complete(Service.objects.filter(id=service.id)).get(), on)


def open_links(service_id: UUID, at: dt.datetime) -> list[Invitation]:
    """Links of an entry (looked up before) that still open."""
    rows = Invitation.objects.filter(service_id=service_id, used_at=None, expires_at__gt=at)
    return list(rows.order_by("-made_at"))


def waiting_corrections(actor: Actor) -> list[Correction]:
    """What services said of themselves and nobody reviewed yet, of entries this actor may see."""
    check_may(actor, "directory.edit")
    rows = Correction.objects.select_related("service__organization", "post")
    return list(rows.filter(decided_at=None, service__visibility__in=may_see(actor)).order_by("made_at"))


def correction_for(actor: Actor, correction_id: UUID | str) -> Correction:
    """One of them, decided or not. Raises ``Absent``."""
    check_may(actor, "directory.edit", about=("correction", correction_id))
    rows = Correction.objects.select_related("service__organization", "post", "invitation")
    return among(
        rows.filter(service__visibility__in=may_see(actor)),
        actor,
        correction_id,
        "directory.edit",
        "correction",
    )


def own_services(actor: Actor) -> list[Service]:
    """The entries of the organisations for which the actor signs in."""
    rows = Service.objects.select_related("organization")
    mine = partners_with(actor, "entry.correct")
    return list(rows.filter(organization__partner_id__in=mine).order_by("name", "id"))


def own_service_for(actor: Actor, service_id: UUID | str) -> tuple[Service, Scope]:
    """One of them, and the scope that the act needs. Raises ``Absent``."""
    rows = Service.objects.select_related("organization")
    mine = rows.filter(organization__partner_id__in=actor.partners)
    found = among(mine, actor, service_id, "entry.correct", "service")
    scope = Scope(partner=str(found.organization.partner_id))
    check_may(actor, "entry.correct", scope, about=("service", service_id))
    return found, scope


def waits_for(services: Iterable[UUID]) -> dict[UUID, Correction]:
    """What waits to be reviewed, by service (looked up before)."""
    rows = Correction.objects.filter(service_id__in=list(services), decided_at=None)
    return {row.service_id: row for row in rows}


def stale(on: dt.date) -> list[Service]:
    """Entries the network knows (somebody signs in, or checked it before) and nobody checked for long."""
    since = oldest_current(on)
    rows = Service.objects.select_related("organization").exclude(status__in=("inactive", "defunct"))
    known = Q(organization__partner__isnull=False) | Q(verified_on__isnull=False)
    old = (Q(verified_on=None) | Q(verified_on__lt=since)) & (
        Q(assured_date=None) | Q(assured_date__lt=since)
    )
    return list(rows.filter(known & old).order_by("id"))
