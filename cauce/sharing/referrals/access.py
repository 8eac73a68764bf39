"""The only look-ups of referrals: the sender's post sees them, the receiver sees its own alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from cauce.cases.models import Consent
from cauce.custody.journal.door import Absent, check_may, record_read
from cauce.custody.journal.look_up import among, look_up
from cauce.custody.journal.models import Entry
from cauce.directory.access import PhoneView, calls_first, intake_numbers
from cauce.directory.access.entries import may_see
from cauce.directory.models import Service
from cauce.rules.permissions import Actor, partners_with
from cauce.rules.referral import ENDS, OPEN, PRESSING, WAITING, stations
from cauce.rules.referral import Step as Stop
from cauce.staff.offices import access as offices

from .facts import listed_of, shared_of
from .models import Referral, Step

HOW_SOON = "urgent"  # the datum of shareable_fields.yaml
SHELTER = "shelter"  # the need that a safe place answers


def _rows():
    return Referral.objects.select_related(
        "case__post", "case__officer", "service__organization", "partner", "consent", "group"
    )


def referral_for(actor: Actor, referral_id: UUID | str, *, permission: str = "referral.read") -> Referral:
    """One referral. Absent and not for this actor raise the same ``Absent``, and are journalled."""
    return look_up(_rows().exclude(state="draft"), actor, referral_id, permission, "referral")


def shared_with(actor: Actor, referral: Referral) -> dict[str, Any]:
    """What the receiver may see of the person; the read is journalled."""
    check_may(actor, "referral.read", referral, about=("referral", referral.id))
    with transaction.atomic():
        record_read(actor, "referral.open", about=("referral", referral.id), post=referral.case.post_id)
        return shared_of(referral)


def inbox(actor: Actor, ended: int | None = None) -> list[Referral]:
    """What was sent to the actor's organisations, waiting first, newest first; one entry for the list.
    ``ended``: how many of those that ended, the last to be sent; None: all."""
    mine = partners_with(actor, "referral.answer")
    sent = Referral.objects.filter(partner_id__in=mine, case__blocked_at=None, case__erased_at=None)
    rows = _rows().filter(id__in=sent.exclude(state="draft").values("id"))
    if ended is not None:
        last = sent.filter(state__in=ENDS).order_by("-sent_at").values("id")[:ended]
        rows = rows.filter(~Q(state__in=ENDS) | Q(id__in=last))
    with transaction.atomic():
        record_read(actor, "referral.list", about=("partner", min(mine, default="")), post=None)
        return sorted(rows, key=lambda r: (r.state not in WAITING, -r.sent_at.timestamp()))


def tells_how_soon(referral: Referral, shared: Collection[str] | None = None) -> bool:
    """Whether its receiver may know how soon it is needed (record 99): as far as the person agreed to tell
    that. ``shared``: what may leave now, where it was read; None: for a row of a list."""
    return HOW_SOON in (listed_of(referral) if shared is None else shared)


def read_by_receiver(referral: Referral) -> bool:
    """Whether anybody but the post that sent it has read it, or has seen it in a list, or it left on paper.

    When in doubt, yes: of whoever has no account only a link that was never opened tells that they did not.
    """
    links = list(referral.links.all())
    known = referral.partner_id is not None or (bool(links) and not any(one.opened_at for one in links))
    if not known or referral.envelopes.exists() or referral.steps.filter(side="receiver").exists():
        return True
    one = Q(about_kind="referral", about_id=str(referral.id))
    if Entry.objects.filter(one, kind="read", what="referral.print").exists():
        return True
    if referral.partner_id is not None:
        one |= Q(about_kind="partner", about_id=str(referral.partner_id))
    rows = Entry.objects.filter(one, kind="read", at__gte=referral.sent_at).exclude(actor="system")
    readers = set(rows.values_list("actor", flat=True))
    # Whoever reads through a link has no account.
    return any(
        len(reader) != 36 or referral.case.post_id not in offices.actor_of(reader).posts for reader in readers
    )


def cases_waiting(post_code: str) -> QuerySet[Referral, dict[str, Any]]:
    """Ids of the cases of a post of which an organisation has still to answer; to be asked within a list."""
    return Referral.objects.filter(case__post_id=post_code, state__in=WAITING).values("case_id")


def of_case(case) -> list[Referral]:
    """Referrals of a case (already checked by ``cases.access``), newest first."""
    return list(_rows().filter(case=case).prefetch_related("steps").order_by("-sent_at"))


def sent_for(case) -> list[Referral]:
    """Referrals of a case (already checked by ``cases.access``) without their steps, newest first."""
    return list(_rows().filter(case=case).order_by("-sent_at"))


def told_to(case, recipient: str) -> dict[str, Any]:
    """What an organisation was told in the newest request of a case (already looked up), as far as the yes
    still carries it; {}: nothing. For a page of that case, of which the read is journalled."""
    rows = _rows().filter(case=case, service__organization_id=recipient).exclude(shared=None)
    newest = rows.order_by("-sent_at").first()
    return shared_of(newest) if newest else {}


def expecting(case) -> set[str]:
    """The organisations whose safe place agreed and expects the person of a case (already looked up)."""
    agreed = Referral.objects.filter(case=case, need=SHELTER, state="accepted")
    return {str(id) for id in agreed.values_list("service__organization_id", flat=True)}


def shared_by(referral: Referral) -> dict[str, Any]:
    """What was shared, for the page of the case that sent it: that read is journalled already."""
    return shared_of(referral)


def shared_to_print(actor: Actor, referral: Referral) -> dict[str, Any]:
    """What may leave on paper now; that it is printed, and which fields, is journalled.

    Raises ``Absent`` for whoever may not send referrals of its post.
    """
    check_may(actor, "referral.send", referral, about=("referral", referral.id))
    with transaction.atomic():
        shared = shared_of(referral)
        record_read(
            actor,
            "referral.print",
            about=("referral", referral.id),
            post=referral.case.post_id,
            fields=sorted(shared),
        )
        return shared


def may_call(referral: Referral) -> bool:
    """Whether the number of the intake may be asked for: it presses, the person agreed and it goes on, and
    the entry says to call first."""
    open_now = referral.state in OPEN and referral.state != "draft"
    return referral.priority in PRESSING and open_now and calls_first(referral.service)


def intake_for(actor: Actor, referral: Referral) -> tuple[PhoneView, ...]:
    """The number of the intake of whoever received this referral, journalled. Empty: the entry has none.

    Raises ``Absent`` for whoever may not send referrals of its post, and where none is called (``may_call``).
    """
    check_may(actor, "referral.send", referral, about=("referral", referral.id))
    if not may_call(referral):
        raise Absent()
    with transaction.atomic():
        about = ("referral", referral.id)
        record_read(actor, "referral.intake_number", about=about, post=referral.case.post_id)
        return intake_numbers(referral.service)


def steps_of(referral: Referral) -> list[Any]:
    """The steps of a referral (already looked up), oldest first; read once for the line as well."""
    prefetch_related_objects([referral], "steps")
    return sorted(referral.steps.all(), key=lambda step: step.number)


def line_of(referral: Referral):
    """The stations of a referral's line, for drawing."""
    steps = sorted(referral.steps.all(), key=lambda step: step.number)
    return stations([Stop(step.state, step.at) for step in steps])


def silent(at: dt.datetime, days: Sequence[int]) -> list[Referral]:
    """Open referrals whose receiver has not decided and whose time is over, or for which a day of the
    list has come that they were not chased for, for the loop; the oldest first."""
    due = Q(due_at__lte=at)
    for day in days:
        due |= Q(sent_at__lte=at - dt.timedelta(days=day), chased__lt=day)
    # Thousands of rows: what a reminder needs, and no more, comes along with each.
    rows = Referral.objects.select_related("case__officer", "service")
    return list(rows.filter(due, state__in=WAITING).order_by("sent_at"))


def steps_with_places(service_ids: Iterable[UUID] | None, since: dt.date | None) -> QuerySet[Step, Any]:
    """(service, free places, when) of the answers that said how many there were.

    ``service_ids`` None: of any service; ``since`` None: however long ago. What partners' systems say
    beside an answer is added by ``machines.access.places_reported``.
    """
    rows = Step.objects.everywhere("numbers").filter(places__isnull=False)
    if service_ids is not None:
        rows = rows.filter(referral__service__in=list(service_ids))
    if since is not None:
        rows = rows.filter(at__date__gte=since)
    return rows.values_list("referral__service_id", "places", "at")


def places_reported(service_ids: Iterable[UUID]) -> dict[UUID, tuple[int, dt.datetime]]:
    """The free places that each service last reported with an answer, and when; by service."""
    rows = steps_with_places(service_ids, None).order_by("at")
    return {service: (places, at) for service, places, at in rows}


def group_of(referral: Referral) -> tuple[int, int | None] | None:
    """For a referral of a crew: how many were sent to that service together, and at least how many
    more there are (None: it is not told). None: it is of no crew."""
    if referral.group_id is None:
        return None
    return Referral.objects.filter(group_id=referral.group_id).count(), referral.group.others


def without_consent(at: dt.datetime) -> list[Referral]:
    """What is still stored for a receiver although her yes is over, taken back or followed by a no."""
    later_no = Consent.objects.filter(
        case=OuterRef("case"), purpose="referral", given=False, given_at__gte=OuterRef("consent__given_at")
    ).filter(Q(recipient="") | Q(recipient=OuterRef("consent__recipient")))
    over = Q(consent__expires_at__lte=at) | Q(consent__withdrawn_at__lte=at) | Exists(later_no)
    return list(_rows().filter(over, shared__isnull=False))


def receiver_for(actor: Actor, service_id: UUID | str) -> Service:
    """Where a referral would go, with its organisation and kinds. Raises ``Absent``.

    Only services that the actor may see in the directory.
    """
    check_may(actor, "directory.find", about=("service", service_id))
    rows = Service.objects.select_related("organization__partner").prefetch_related("kinds")
    return among(rows.filter(visibility__in=may_see(actor)), actor, service_id, "directory.find", "service")
