"""The loop tells partners' systems; one that is away holds up nobody, and three days off lose nothing."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cauce.operations.loop.tick import tick
from cauce.sharing.machines.actions import set_hook
from cauce.sharing.machines.models import Telling
from cauce.sharing.referrals.models import Referral
from tests.peer import Peer

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def peer(cast, clock):
    one = Peer(base="http://127.0.0.1:1", now=timezone.now)
    made = set_hook(actor=cast.bruno.actor, partner=cast.jacaranda, url=one.url, at=timezone.now())
    one.secret = made.secret
    yield one
    one.close()


def test_the_loop_tells_once_and_again_after_three_days_off(cast, peer, sent, clock):
    peer.close()
    assert tick(timezone.now())["systems_told"] == 0
    clock.shift(dt.timedelta(days=3))
    peer.open()
    assert tick(timezone.now())["systems_told"] == 1
    assert tick(timezone.now())["systems_told"] == 0
    assert peer.told[0]["data"]["task"] == str(sent.referral.id)


def test_a_secret_that_no_longer_opens_holds_up_no_other(cast, peer, sent, clock, monkeypatch):
    from cauce.custody.keystore import KeystoreDown
    from cauce.sharing.machines import access

    def down(hook):
        raise KeystoreDown("Sin llaves.", "No keys.")

    monkeypatch.setattr(access, "secret_of", down)
    assert tick(timezone.now())["systems_told"] == 0
    monkeypatch.undo()
    assert tick(timezone.now())["systems_told"] == 1


def test_what_expired_is_told_as_over(cast, peer, sent, clock):
    tick(timezone.now())
    # One unanswered stays open for days after it is due.
    long_ago = timezone.now() - dt.timedelta(days=14)
    Referral.objects.filter(id=sent.referral.id).update(due_at=timezone.now(), sent_at=long_ago)
    clock.shift(dt.timedelta(hours=1))
    tick(timezone.now())
    assert [one["data"]["status"] for one in peer.told] == ["requested", "cancelled"]
    assert peer.told[-1]["data"]["businessStatus"] == "expired"
    assert Telling.objects.filter(told_at=None).count() == 0
