"""Two systems over real HTTP: a request goes, comes back with its service, and is taken back there too.

What is done later returns, and a yes that is withdrawn reaches whoever received it.
"""

from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine
from django.utils import timezone

from cauce.api.fhir.telling import tell_one
from cauce.sharing.machines import access
from cauce.sharing.machines.actions import revoke_hook, set_hook
from cauce.sharing.machines.models import Hook, Report, Telling
from cauce.sharing.referrals import actions as referrals
from cauce.sharing.referrals.models import Referral, Step
from cauce.standards import webhooks
from tests.cast import today as cast_today
from tests.peer import Peer

from .conftest import CANARY, give, reason, send_to

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def peer(live_server, transactional_db, cast):
    one = Peer(base=f"{live_server.url}/api/fhir", now=timezone.now)
    one.key = give(cast, cast.jacaranda).key
    made = set_hook(actor=cast.bruno.actor, partner=cast.jacaranda, url=one.url, at=timezone.now())
    one.secret = made.secret
    yield one
    one.close()


def tell(at=None) -> int:
    """One round of the loop."""
    return sum(tell_one(hook, at or timezone.now()) for hook in access.hooks())


def state(referral) -> str:
    return Referral.objects.get(id=referral.id).state


def test_a_request_goes_is_accepted_served_and_comes_back(peer, referral):
    id = str(referral.id)
    assert tell() == 1 and tell() == 0
    assert peer.told[0]["data"] == {"task": id, "status": "requested", "version": "1"}
    peer.work()
    assert state(referral) == "acknowledged", "fetching it confirms that it was read"
    assert peer.answer(id, "accepted")[0] == 200
    today = cast_today().isoformat()
    assert peer.answer(id, "in-progress", executionPeriod={"start": today})[0] == 200
    assert peer.answer(id, "completed")[0] == 200
    assert state(referral) == "completed", "gap 4: later updates come back"
    kept = peer.kept[id]
    ours = {"system": "urn:cauce:referral", "value": id}
    theirs = {"system": "casa.ejemplo", "value": kept.number}
    assert kept.task["identifier"] == [ours, theirs]
    assert Report.objects.get().external_id == kept.number, "the same pair on both sides"
    assert tell() == 0, "nobody is told of what they did themselves"


def test_a_yes_that_is_withdrawn_reaches_the_other_system(cast, case, peer, referral):
    id = str(referral.id)
    tell()
    peer.work()
    peer.answer(id, "accepted")
    assert "orderDetail" in peer.kept[id].request
    referrals.withdraw_consent_everywhere(
        actor=cast.ines.actor, case=case, consent=referral.consent, at=timezone.now()
    )
    assert tell() == 1
    assert peer.told[0]["data"]["status"] == "cancelled", "gap 5: it is told"
    assert peer.told[0]["data"]["businessStatus"] == "withdrawn"
    peer.work()
    kept = peer.kept[id]
    assert kept.task["status"] == "cancelled" and kept.request["status"] == "revoked"
    assert "orderDetail" not in kept.request, "and what was shared is no longer there to be read"
    code, said = peer.answer(id, "completed")
    assert code == 409 and said["resourceType"] == "OperationOutcome"
    assert state(referral) == "withdrawn"


def test_what_is_told_holds_ids_and_a_status_alone(peer, case, referral, monkeypatch):
    sent: list[bytes] = []
    real = webhooks.tell
    monkeypatch.setattr(
        webhooks,
        "tell",
        lambda url, body, headers, **more: (sent.append(body), real(url, body, headers, **more))[1],
    )
    tell()
    document = json.loads(sent[0])
    assert set(document) == {"type", "timestamp", "data"}
    assert set(document["data"]) <= {"task", "status", "businessStatus", "version"}
    said = sent[0].decode()
    assert not any(word in said for word in (*CANARY.split(), case.folio, str(case.id), "shelter"))


def test_a_receiver_away_for_three_days_gets_all_in_order_and_once(cast, case, service, peer, clock):
    """The queue is in the database: nothing of it is in the memory of the loop."""
    peer.close()
    first = send_to(cast, case, service)
    for hour in range(72):
        assert tell() == 0
        if hour == 10:
            second = send_to(cast, case, service, need="food")
        clock.shift(HOUR)
    assert 20 <= Telling.objects.order_by("step_id").first().attempts <= 80
    assert Telling.objects.order_by("step_id").last().attempts == 0, "none overtakes another"
    peer.open()
    clock.shift(HOUR)
    assert tell() == 2 and tell() == 0
    assert [one["data"]["task"] for one in peer.told] == [str(first.id), str(second.id)]
    assert len(peer.seen) == len(set(peer.seen)) == 2 and peer.refused == 0
    peer.work()
    assert peer.answer(str(first.id), "accepted")[0] == 200


def test_what_was_taken_back_before_it_left_never_leaves(cast, peer, referral, clock):
    peer.close()
    tell()
    referrals.withdraw(actor=cast.ines.actor, referral=referral, at=timezone.now())
    peer.open()
    clock.shift(2 * HOUR)
    tell()
    assert [one["data"]["status"] for one in peer.told] == ["cancelled"]
    assert Telling.objects.filter(last="taken_back", told_at=None).count() == 1


def test_an_answer_that_was_lost_on_the_way_makes_it_come_again_with_the_same_id(
    peer, referral, clock, monkeypatch
):
    """Taken, but nobody heard that it was: the receiver knows it by its id."""
    real = webhooks.tell
    monkeypatch.setattr(webhooks, "tell", lambda *a, **b: (real(*a, **b), "silent")[1])
    assert tell() == 0
    monkeypatch.setattr(webhooks, "tell", real)
    clock.shift(HOUR)
    assert tell() == 1
    assert len(peer.seen) == 2 and len(set(peer.seen)) == 1 and len(peer.told) == 1


def test_a_receiver_that_answers_nonsense_is_tried_again_and_led_nowhere(peer, referral, clock):
    for attempt, status in enumerate((301, 302, 400, 404, 410, 500, 503), start=1):
        peer.answers = status
        assert tell() == 0
        telling = Telling.objects.get()
        assert (telling.attempts, telling.last, telling.told_at) == (attempt, str(status), None)
        assert tell() == 0 and Telling.objects.get().attempts == attempt, "not before its time"
        clock.shift(HOUR)
    peer.answers = 200
    assert tell() == 1


def test_after_two_weeks_nobody_is_tried_any_more_and_asking_finds_everything(peer, referral, clock):
    peer.close()
    tell()
    clock.shift(15 * DAY)
    tell()
    assert Telling.objects.get().dropped_at is not None
    code, found = peer.ask("GET", "Task")
    assert code == 200 and found["total"] == 1


def test_it_answers_twice_and_later_says_something_else(peer, referral):
    id = str(referral.id)
    tell()
    peer.work()
    old = dict(peer.kept[id].task)
    assert peer.answer(id, "accepted")[0] == 200
    peer.kept[id].task = old  # as if its answer had been lost
    assert peer.answer(id, "accepted")[0] == 200
    assert Step.objects.filter(referral=referral, act="accept").count() == 1
    peer.kept[id].task = old
    assert peer.answer(id, "rejected", statusReason=reason("no_capacity"))[0] == 412
    peer.told.append({"data": {"task": id}})
    peer.work()
    assert peer.answer(id, "rejected", statusReason=reason("no_capacity"))[0] == 422
    assert state(referral) == "accepted"


def test_it_answers_for_another_partners_request(cast, case, peer, referral):
    from tests.cast import shelter

    other = send_to(cast, case, shelter(cast.nopal, "Casa Nopal (ejemplo)"))
    tell()
    peer.work()
    assert str(other.id) not in peer.kept
    peer.kept[str(other.id)] = peer.kept[str(referral.id)]
    assert peer.answer(str(other.id), "accepted")[0] == 404
    assert state(other) == "sent"


def test_what_a_person_does_in_the_portal_is_told_to_the_system(cast, peer, referral):
    tell()
    referrals.answer(actor=cast.clara.actor, referral=referral, what="accept", at=timezone.now())
    assert tell() == 1
    assert peer.told[-1]["data"]["status"] == "accepted"


def test_another_address_gets_nothing_of_what_waited_and_an_ended_one_nothing_at_all(cast, peer, referral):
    peer.close()
    tell()
    peer.open()
    made = set_hook(actor=cast.bruno.actor, partner=cast.jacaranda, url=peer.url, at=timezone.now())
    assert Hook.objects.filter(revoked_at=None).count() == 1
    peer.secret = made.secret
    assert tell() == 0 and peer.told == []
    revoke_hook(actor=cast.bruno.actor, hook=made.hook, at=timezone.now())
    referrals.withdraw(actor=cast.ines.actor, referral=referral, at=timezone.now())
    assert tell() == 0 and access.hooks() == []


def test_a_wrong_secret_is_refused_there(peer, referral):
    peer.secret = "whsec_" + "QQ" * 16
    assert tell() == 0 and peer.refused == 1 and peer.told == []
    assert Telling.objects.get().last == "401"
