"""To whom a person said yes, and who said yes to a service: what may be asked together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from cauce.cases.facts import agreed_of_many
from cauce.cases.models import Case, Consent
from cauce.custody.journal.door import as_id, check_may, record_read
from cauce.directory.access.entries import may_see
from cauce.directory.models import Service
from cauce.rules.consent import Consents, may
from cauce.rules.permissions import Actor
from cauce.rules.referral import OPEN
from cauce.staff.offices.models import Post

from .models import Referral

MOST = 60


def services_agreed(
    actor: Actor, case: Case, consents: Consents, at: dt.datetime
) -> list[tuple[Service, frozenset[str]]]:
    """The services of every organisation to which the person (of a case already read) says yes now,
    by name, and what may be told to each."""
    check_may(actor, "referral.send", case)
    agreed = {}
    for recipient in {c.recipient for c in consents if c.purpose == "referral" and c.recipient}:
        verdict = may(consents, "referral", at, recipient)
        if verdict.allowed and verdict.consent:
            agreed[recipient] = verdict.consent.fields
    rows = _services(actor, [as_id(one) for one in agreed])
    return [(row, agreed[str(row.organization_id)]) for row in rows]


def agreed_by_many(
    actor: Actor, post: Post, cases: Sequence[Case], at: dt.datetime
) -> list[tuple[Service, int]]:
    """The services of an organisation to which two or more of these cases (of the post, already read)
    say yes now, by name, and how many do."""
    check_may(actor, "referral.send", post)
    rows = Consent.objects.filter(case__in=cases, purpose="referral", given=True, withdrawn_at=None).exclude(
        recipient=""
    )
    pairs = {(row.case_id, row.recipient) for row in rows}
    by_id = {case.id: case for case in cases}
    asked = [(by_id[id], recipient) for id, recipient in sorted(pairs, key=str)]
    count: Counter[str] = Counter()
    for (_, recipient), fields in zip(asked, agreed_of_many(asked, "referral", at), strict=True):
        count[recipient] += bool(fields)
    several = [as_id(one) for one, people in count.items() if people > 1]
    found = _services(actor, several)
    return [(row, count[str(row.organization_id)]) for row in found]


def with_others(case: Case) -> list[Referral]:
    """The requests of a case (already read) still under way that were sent for several together."""
    rows = case.referrals.filter(state__in=OPEN, group__isnull=False)
    return list(rows.select_related("service").order_by("-sent_at"))


def _services(actor: Actor, organizations: Iterable[UUID]) -> list[Service]:
    rows = (
        Service.objects.filter(organization_id__in=list(organizations), visibility__in=may_see(actor))
        .exclude(status__in=("inactive", "defunct"))
        .select_related("organization__partner")
        .prefetch_related("kinds")
        .order_by("name")
    )
    return list(rows[:MOST])


def cases_agreed(
    actor: Actor, post: Post, service: Service, at: dt.datetime, of: Sequence[Case] | None = None
) -> list[tuple[Case, frozenset[str]]]:
    """The open cases of a post whose person says yes to this service now, by folio, and what may be
    told of each; one entry for the list. ``of`` None: any case of the post. Raises ``Absent``."""
    check_may(actor, "referral.send", post)
    recipient = str(service.organization_id)
    with transaction.atomic():
        record_read(actor, "referral.agreed", about=("service", service.id), post=post.code)
        rows = Consent.objects.filter(
            case__post_id=post.code,
            purpose="referral",
            recipient=recipient,
            given=True,
            withdrawn_at=None,
            case__status__in=("active", "follow_up"),
        )
        if of is not None:
            rows = rows.filter(case__in=of)
        rows = rows.select_related("case__post").order_by("case__folio")
        cases = list({row.case_id: row.case for row in rows}.values())
    agreed = agreed_of_many([(case, recipient) for case in cases], "referral", at)
    return [(case, fields) for case, fields in zip(cases, agreed, strict=True) if fields][:MOST]
