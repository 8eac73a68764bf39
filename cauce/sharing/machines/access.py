"""The only look-ups of systems of partners and of what waits to be told to them."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Coalesce

from cauce.custody.journal.door import Absent, check_may, record_refusal
from cauce.custody.journal.look_up import among
from cauce.rules.permissions import Actor, Grant
from cauce.sharing.referrals.access import steps_with_places
from cauce.sharing.referrals.access_machines import steps_since
from cauce.sharing.referrals.models import Referral, Step
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Partner
from cauce.staff.oversight.models import Proposal

from .models import Hook, Machine, Report, Telling

PREFIX = "api:"
KIND = "machine.give"


def digest_of(key: str) -> str:
    # A key has 256 random bits: a plain hash cannot be guessed back, and none is slow.
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def actor_of(machine: Machine) -> Actor:
    """The actor a system is: it reads and answers what was sent to its partner, and nothing else."""
    return Actor(f"{PREFIX}{machine.id}", (Grant("partner_machine", partner=str(machine.partner_id)),))


def machine_by_key(key: str, at: dt.datetime) -> Machine:
    """The system that knows this key, unless it was revoked or is over. Raises ``Absent``."""
    digest = digest_of(key)
    found = Machine.objects.select_related("partner").filter(key_hash=digest).first()
    if found is None or not hmac.compare_digest(found.key_hash, digest):
        raise Absent()
    if found.revoked_at is not None or found.expires_at <= at:
        record_refusal(actor_of(found), "machine.ask", about=("machine", found.id))
        raise Absent()
    return found


def is_in_use(machine: Machine, at: dt.datetime) -> bool:
    return machine.revoked_at is None and machine.expires_at > at


@dataclass(frozen=True)
class Listed:
    """A partner, its keys in use, and where it is told."""

    partner: Partner
    keys: int
    hook: Hook | None


def partners(actor: Actor, at: dt.datetime) -> list[Listed]:
    """Every partner with what its systems have. Raises ``Absent``."""
    check_may(actor, "machine.see")
    machines = list(Machine.objects.filter(revoked_at=None, expires_at__gt=at))
    hooks = {hook.partner_id: hook for hook in Hook.objects.filter(revoked_at=None)}
    return [
        Listed(one, sum(m.partner_id == one.id for m in machines), hooks.get(one.id))
        for one in sorted(offices.partners(), key=lambda p: p.name)
    ]


def partner_for(actor: Actor, partner_id: UUID) -> Partner:
    """One partner, for whoever looks after its systems. Raises ``Absent``."""
    check_may(actor, "machine.see", about=("partner", partner_id))
    return among(Partner.objects, actor, partner_id, "machine.see", "partner")


def machines_of(partner: Partner) -> list[Machine]:
    """The keys of a partner (already looked up), newest first."""
    return list(Machine.objects.filter(partner=partner).order_by("-made_at"))


def hook_of(partner: Partner) -> Hook | None:
    """Where a partner (already looked up) is told now; None: nowhere."""
    return Hook.objects.filter(partner=partner, revoked_at=None).first()


def standing(hook: Hook) -> dict[str, object]:
    """How many wait, the last one told, and how the first that waits failed."""
    waits = waiting(hook)
    return {
        "waiting": len(waits),
        "first": waits[0] if waits else None,
        "told_at": hook.tellings.aggregate(last=Max("told_at"))["last"],
        "dropped": hook.tellings.exclude(dropped_at=None).count(),
    }


def proposals_of(partner: Partner, at: dt.datetime) -> list[Proposal]:
    """What is proposed or approved for a partner's systems and not done yet."""
    return list(
        Proposal.objects.filter(
            kind=KIND,
            about_kind="partner",
            about_id=str(partner.id),
            expires_at__gt=at,
            state__in=("waiting", "approved"),
        ).order_by("proposed_at")
    )


def secret_of(hook: Hook) -> str:
    """The secret with which this address is signed."""
    return str(Hook.secret.open(hook))


def hooks() -> list[Hook]:
    """Every address in use, for the loop."""
    return list(Hook.objects.filter(revoked_at=None).select_related("partner"))


def to_queue(hook: Hook) -> list[Step]:
    """Steps that this partner's systems did not take themselves and are not told of yet."""
    known = set(Telling.objects.filter(hook=hook).values_list("step_id", flat=True))
    steps = steps_since(hook.partner_id, hook.since)
    return [one for one in steps if one.id not in known and not one.by.startswith(PREFIX)]


def waiting(hook: Hook) -> list[Telling]:
    """What this address was not told yet, in the order in which it happened."""
    rows = Telling.objects.filter(hook=hook, told_at=None, dropped_at=None)
    return list(rows.select_related("step__referral").order_by("step_id"))


def report_of(referral: Referral) -> Report | None:
    """What the receiver's system said of a referral (already looked up); None: nothing."""
    return Report.objects.select_related("machine").filter(referral=referral).first()


def reports_of(referrals: list[Referral]) -> dict[UUID, Report]:
    rows = Report.objects.select_related("machine").filter(referral__in=referrals)
    return {row.referral_id: row for row in rows}


def places_reported(
    service_ids: Iterable[UUID] | None = None, since: dt.date | None = None
) -> dict[UUID, tuple[int, dt.datetime]]:
    """The free places that each service last said with an answer, or its own system did, and when; in
    one query. ``service_ids`` None: of any; ``since`` None: however long ago.

    A number of that day, never a promise.
    """
    rows = Report.objects.filter(free_places__isnull=False)
    rows = rows.annotate(said_at=Coalesce("free_places_at", "at"))
    if service_ids is not None:
        rows = rows.filter(referral__service__in=list(service_ids))
    if since is not None:
        rows = rows.filter(said_at__date__gte=since)
    answered = steps_with_places(service_ids, since)
    found = answered.union(rows.values_list("referral__service_id", "free_places", "said_at"), all=True)
    return {service: (places, at) for service, places, at in sorted(found, key=lambda row: row[2])}
