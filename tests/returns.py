"""A return as the cast makes it: Inés prepares it, Nora receives in Puebla."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.cases.models import CaseAct
from cauce.demo import returning as demo
from cauce.demo.returning import Who
from cauce.family.reunification import access_returning as access
from cauce.family.reunification.actions import confirm_reception
from cauce.family.reunification.facts_returning import gates_of
from cauce.family.reunification.rules.returning import closed
from cauce.staff.notices.models import Message

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
NOON = dt.datetime(2026, 11, 26, 18, tzinfo=dt.UTC)


def houston(cast, officer=None) -> Who:
    """Inés (or another) of Houston, and the office in Puebla."""
    one = officer or cast.ines
    return Who(cast.houston, one.user, one.actor, cast.nora.actor, cast.puebla)


def left(who, trip) -> set[str]:
    trip = access.newest(trip.case)
    return {one.id for one in closed(gates_of(who.actor, trip, timezone.now()))}


def acts(case, name: str) -> int:
    return CaseAct.objects.filter(case=case, name=name).count()


def ready(who, trip):
    now = timezone.now()
    demo.arranged(who, trip, now + HOUR, now)
    confirm_reception(actor=who.there, trip=trip, at=now)
    demo.completed(who, trip, now)
    return access.newest(trip.case)


def told(start: str) -> list[str]:
    return sorted(Message.objects.filter(key__startswith=start).values_list("recipient", flat=True))
