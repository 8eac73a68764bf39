"""What an act and a page cost in queries: constant, and known."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cauce.cases import access, actions
from cauce.sharing.referrals import access as sent_access
from cauce.sharing.referrals import actions as referrals
from tests.cast import shelter

from .conftest import consent, open_case, send

pytestmark = pytest.mark.django_db
# No page has above 15, its session and its user included (issue of the main job, part 11).
PAGE, ACT = 9, 15


def cost(work):
    with CaptureQueriesContext(connection) as seen:
        work()
    said = [q["sql"] for q in seen.captured_queries if "SAVEPOINT" not in q["sql"]]
    return len(said)


def grow(cast, case, count):
    for _ in range(count):
        actions.record_act(
            actor=cast.ines.actor,
            case=case,
            name="safe_contact_made",
            happened_at=timezone.now(),
            facts={"need.food": True},
        )
        consent(cast, case, "contact")


def test_reading_a_case_costs_the_same_however_much_happened(cast):
    case = open_case(cast)
    read = lambda: access.page_for(cast.ines.actor, case.id, "page", timezone.now())  # noqa: E731
    few = cost(read)
    grow(cast, case, 6)
    assert cost(read) == few <= PAGE


def test_an_act_costs_the_same_however_much_happened(cast):
    case = open_case(cast)
    do = lambda: actions.record_act(  # noqa: E731
        actor=cast.ines.actor,
        case=case,
        name="safe_contact_made",
        happened_at=timezone.now() - dt.timedelta(seconds=1),
    )
    do()
    few = cost(do)
    assert few <= ACT
    grow(cast, case, 1)  # from here on the hour of ``do`` is the earlier one: what is owed is looked at
    again = cost(do)
    grow(cast, case, 6)
    assert cost(do) <= again <= ACT


def test_the_worklist_costs_the_same_however_many_wait(cast):
    read = lambda: access.worklist(cast.ines.actor, "HOU")  # noqa: E731
    open_case(cast)
    few = cost(read)
    for _ in range(5):
        open_case(cast)
    assert cost(read) == few == 1


def test_what_it_costs_is_written_down(cast, record_property):
    case, service = open_case(cast), shelter(cast.jacaranda)
    box = {}
    box["record_act"] = cost(
        lambda: actions.record_act(
            actor=cast.ines.actor,
            case=case,
            name="urgent_needs_checked",
            happened_at=timezone.now(),
            facts={"need.shelter": True},
        )
    )
    box["record_consent"] = cost(lambda: consent(cast, case, "keeping"))
    box["save_section"] = cost(
        lambda: actions.save_section(actor=cast.ines.actor, case=case, kind="narrative", content="x", seen=0)
    )
    box["consent_and_send"] = cost(lambda: box.update(r=send(cast, case, service)[0]))
    sent = box.pop("r")
    seen = sent_access.referral_for(cast.clara.actor, sent.id)
    box["acknowledge"] = cost(
        lambda: referrals.acknowledge(actor=cast.clara.actor, referral=seen, at=timezone.now())
    )
    box["answer"] = cost(
        lambda: referrals.answer(actor=cast.clara.actor, referral=seen, what="accept", at=timezone.now())
    )
    box["open_case"] = cost(lambda: open_case(cast))
    box["page_for"] = cost(lambda: access.page_for(cast.ines.actor, case.id, "page", timezone.now()))
    print(box)
    for name, queries in box.items():
        record_property(name, queries)
    assert max(box.values()) <= 60
