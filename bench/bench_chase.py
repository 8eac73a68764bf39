"""The hourly loop over open referrals, and how long «sent» takes to be «read» in the portal.

    python bench/bench_chase.py [--referrals 10000] [--quick]

Invented cases with a referral each, in a temporary SQLite database with the settings of a running
server (WAL, synchronous FULL, every index). All of them became late in the same hour: the worst the
loop can meet. The baseline does the same acts one by one, as the loop did before, on a part of them.
"""

from __future__ import annotations

import datetime as dt
import time
import uuid
from typing import Any

from house import empty
from measure import options, table

from cauce.cases.models import Consent

BASELINE = "one act for each (measured on a part)"
SAMPLE = 300
PARTNERS = 200


def network(count: int) -> Any:
    """A post, its people, shelters with an account, and so many cases with a yes and a referral.

    The first case is made by the acts; the others are rows like it, each with its own keys, and their
    referrals come through the bulk door.
    """
    from django.utils import timezone

    from cauce.cases.models import Case
    from cauce.custody.keystore import create_keys
    from cauce.custody.keystore.store import keys
    from cauce.rules.permissions import SYSTEM
    from cauce.sharing.referrals.actions.bulk import Sent, load_referrals
    from cauce.sharing.referrals.models import Referral
    from cauce.staff.offices.actions import add_partner
    from tests import cast as people

    cast, now = people.build(), timezone.now()
    services = [people.shelter(cast.jacaranda)]
    for number in range(min(PARTNERS, count // 5) - 1):
        name = f"Casa {number} (ejemplo)"
        partner = add_partner(actor=SYSTEM, name=name)
        people.member(f"p{number}", f"Enlace {number}", "partner_staff", partner=partner)
        services.append(people.shelter(partner, name))
    model, ines = agreed(cast, services[0]), cast.ines.user
    made = [
        Case(
            folio=f"HOU-X-{number:06d}",
            post=model.post,
            person=model.person,
            key_id=uuid.uuid4(),
            draft_key_id=uuid.uuid4(),
            edition=model.edition,
            officer=ines,
            opened_at=now,
        )
        for number in range(count)
    ]
    create_keys([case.key_id for case in made], "HOU")
    opened = keys(case.key_id for case in made)
    Case.objects.bulk_create(made, batch_size=500)
    consents, sent = [], []
    for number, case in enumerate(made):
        service = services[number % len(services)]
        consent = Consent(
            id=uuid.uuid4(),
            case=case,
            purpose="referral",
            given=True,
            given_at=now,
            typed_at=now,
            recipient=str(service.organization_id),
            by=str(ines.id),
            expires_at=now + dt.timedelta(days=90),
        )
        consent.terms = Consent.terms.seal(consent, {"fields": ["needs"]}, opened[case.key_id])
        consents.append(consent)
        referral = Referral(
            id=uuid.uuid4(),
            case=case,
            service=service,
            partner=service.organization.partner,
            consent=consent,
            need="shelter",
            priority="normal",
            sent_at=now,
            by=str(ines.id),
        )
        steps = [("send", "sender", now, str(ines.id))]
        sent.append(Sent(referral, "HOU", {"needs": "alojamiento"}, steps))
    Consent.objects.bulk_create(consents, batch_size=500)
    assert load_referrals(actor=SYSTEM, post_code="HOU", rows=sent) == count
    return cast


def agreed(cast: Any, service: Any) -> Any:
    """A case of Houston whose person agrees to one thing for this service."""
    from django.utils import timezone

    from cauce.cases import actions as cases

    now = timezone.now()
    case = cases.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="window", started_at=now, officer=cast.ines.user
    )
    cases.record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="referral",
        given=True,
        at=now,
        recipient=str(service.organization_id),
        terms=cases.ConsentTerms(fields=("needs",)),
    )
    return case


def one_by_one(late: list[Any], at: dt.datetime) -> float:
    """Seconds for all, from a part chased one by one and then put back."""
    from django.db import transaction

    from cauce.rules.permissions import SYSTEM
    from cauce.sharing.referrals.actions import chase

    part, began = late[:SAMPLE], time.perf_counter()
    for referral in part:
        chase(actor=SYSTEM, referral=referral, day=3, at=at)
    took = (time.perf_counter() - began) / len(part) * len(late)
    from cauce.sharing.referrals.models import Referral
    from cauce.staff.notices.models import Message

    with transaction.atomic():
        Referral.objects.update(chased=0)
        Message.objects.filter(key__startswith="chase:").delete()
    return took


def each(rows: Any, do: Any) -> int:
    return sum(do(row) for row in rows)


def loop(count: int, at: dt.datetime) -> dict[str, float]:
    from cauce.custody.journal.models import Entry
    from cauce.sharing.referrals import access
    from cauce.sharing.referrals.rounds import referrals_chased
    from cauce.staff.notices.models import Message

    found = {BASELINE: one_by_one(access.silent(at, [3, 7, 15]), at)}
    before = Entry.objects.filter(what="referral.chase").count()
    began, cpu = time.perf_counter(), time.process_time()
    assert referrals_chased(at, each) == count
    found["the loop, all of them late"] = time.perf_counter() - began
    found["  of it, time of the processor"] = time.process_time() - cpu
    assert Entry.objects.filter(what="referral.chase").count() - before == count
    messages = Message.objects.filter(key__startswith="chase:")
    assert messages.count() == 2 * count, "one to each receiver and one to the officer"
    began = time.perf_counter()
    assert referrals_chased(at, each) == 0
    found["the loop again, nothing to do"] = time.perf_counter() - began
    assert messages.count() == 2 * count, "a reminder was sent twice"
    return found


def portal(cast: Any, times: int) -> float:
    """Seconds from the act of sending to what the receiver reads, its reading written down."""
    from django.utils import timezone

    from cauce.directory.models import Service
    from cauce.sharing.referrals import access
    from cauce.sharing.referrals.actions import Asked, Sought, acknowledge, send

    service = Service.objects.get(organization__partner=cast.jacaranda)
    took = []
    for _ in range(times):
        case, began = agreed(cast, service), time.perf_counter()
        sent = send(
            actor=cast.ines.actor,
            case=case,
            asked=Asked(service=service, shared={"needs": "Dormir hoy."}),
            sought=Sought(need="shelter", priority="urgent"),
            at=timezone.now(),
        )
        assert sent.id in [one.id for one in access.inbox(cast.clara.actor)]
        found = access.referral_for(cast.clara.actor, sent.id, permission="referral.answer")
        acknowledge(actor=cast.clara.actor, referral=found, at=timezone.now())
        assert access.shared_with(cast.clara.actor, found) == {"needs": "Dormir hoy."}
        took.append(time.perf_counter() - began)
    return sorted(took)[len(took) // 2]


def main() -> None:
    chosen = options(__doc__, referrals=10_000)
    count = 40 if chosen.quick else chosen.referrals
    with empty():
        from django.utils import timezone

        began = time.perf_counter()
        cast = network(count)
        print(f"{count:,} referrals made in {time.perf_counter() - began:.0f} s")
        rows = loop(count, timezone.now() + dt.timedelta(days=3))
        read = portal(cast, 1 if chosen.quick else 7)
    table("Chasing open referrals", "s", rows, BASELINE, "asked: 10,000 in under 10 s")
    print(f"  from «Enviar» to read in the portal: {read * 1000:.0f} ms (asked: under 2 s)")


if __name__ == "__main__":
    main()
