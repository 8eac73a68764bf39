"""Who goes, in which languages, and with which telephones: one on one day in one outing alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.intake.collection import access as collection
from cauce.intake.outings.rules import PARTS
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor

from .. import access
from ..models import Outing, OutingMember, OutingPhone, OutingTongue, PhoneDay
from ..words import COVER_NAMES
from ._shared import check_holds

bad_input = BadInputs(__file__)


@effect
def keep_days(*, outing: Outing) -> None:
    """The days on which its telephones are taken. Raises ``BadInput`` where another outing has one."""
    phones = list(outing.phones.select_related("device"))
    days = [
        outing.first_on + dt.timedelta(days=n) for n in range((outing.last_on - outing.first_on).days + 1)
    ]
    PhoneDay.objects.filter(phone__outing=outing).delete()
    for phone in phones:
        try:
            with transaction.atomic():
                for day in days:
                    PhoneDay.objects.create(phone=phone, device=phone.device, on=day)
        except IntegrityError:
            raise bad_input(
                "name_already_goes_to_another_outing", where="phones", name=phone.device.name
            ) from None


def _phones(outing: Outing, chosen: set[UUID]) -> None:
    """Raises ``BadInput`` for taking out one that something was already noted of; ``Unknown``."""
    have = {one.device_id: one for one in outing.phones.select_related("device")}
    may = {one.id: one for one in collection.in_use(outing.post_id)}
    for device_id in chosen - set(have):
        if device_id not in may:
            names = [one.name for one in may.values()]
            raise unknown(
                "teléfonos en uso de este consulado",
                "telephones in use of this post",
                str(device_id),
                names,
                "phones",
            )
        OutingPhone.objects.create(outing=outing, device_id=device_id)
    for device_id, row in have.items():
        if device_id in chosen:
            continue
        if row.filled is not None or row.back_at or row.missing_at:
            raise bad_input("name_already_went", where="phones", name=row.device.name)
        row.delete()


@act("outing.team", requires="outing.plan", on="outing")
def set_team(
    *,
    actor: Actor,
    entry: Entry,
    outing: Outing,
    members: Mapping[str, set[str]],
    tongues: Mapping[str, str],
    phones: set[UUID],
    at: dt.datetime,
) -> None:
    """Who goes (part → ids of users), which languages are expected (code → who covers it) and which
    telephones go along. Said again, it takes the place of before. Raises ``BadInput``, ``Unknown``."""
    check_holds(outing)
    before = {(one.part, str(one.user_id)) for one in outing.members.all()}
    may = {str(one.id) for one in access.staff_of(outing.post_id)}
    wanted = {(part, id) for part, ids in members.items() for id in ids}
    for part, id in wanted - before:
        if part not in PARTS:
            raise unknown("tareas", "tasks", part, PARTS, part)
        if id not in may:
            raise unknown("personas de este consulado", "people of this post", id, may, part)
    languages = {row["code"] for row in current_edition().catalogues["languages"]}
    for language, cover in tongues.items():
        if language not in languages:
            raise unknown("lenguas", "languages", language, languages, "tongues")
        if cover not in COVER_NAMES:
            raise unknown("maneras de interpretar", "ways to interpret", cover, COVER_NAMES, "tongues")
    for part, id in before - wanted:
        OutingMember.objects.filter(outing=outing, part=part, user_id=id).delete()
    for part, id in wanted - before:
        OutingMember.objects.create(outing=outing, part=part, user_id=id)
    OutingTongue.objects.filter(outing=outing).exclude(language__in=tongues).delete()
    for language, cover in tongues.items():
        OutingTongue.objects.update_or_create(outing=outing, language=language, defaults={"cover": cover})
    _phones(outing, phones)
    keep_days(outing=outing)
    entry.about("outing", outing.id, post=outing.post_id)
    entry.detail(people=len({id for _, id in wanted}), phones=len(phones))
