"""What came from the field is gone, key and all, once somebody dealt with it or its time is over."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.content.errors import BadInput
from cauce.custody.keystore import KeyGone
from cauce.custody.keystore.store import key
from cauce.intake.collection import access, actions
from cauce.intake.collection.models import Arrival
from cauce.operations.loop.tick import tick
from tests.field import current, finalise

ASKS = {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "no", "turn": "M-14"}
CALM = {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "yes"}
NOW = timezone.now


@pytest.fixture
def came(cast):
    """Takes a form, encrypted on a telephone of Houston; returns the arrival."""
    device = actions.register(
        actor=cast.mateo.actor, post=cast.houston, name="Teléfono 1", forms=[], at=NOW()
    ).device

    def take(answers):
        form = finalise(device.public_key, current("mobile-consulate", answers))
        return actions.receive(
            actor=access.actor_of(device),
            post=device.post,
            device=device,
            packet=actions.Packet(data=form.xml, files=form.files),
            at=NOW(),
        ).arrival

    return take


def test_what_was_answered_goes_as_soon_as_somebody_dealt_with_it(came, cast):
    arrival = came(ASKS)
    actions.answer(actor=cast.ines.actor, arrival=arrival, outcome="declined_to_talk", at=NOW())
    assert access.read(cast.ines.actor, Arrival.objects.get()).content == {}
    assert tick(NOW())["field_forms_erased"] == 1
    with pytest.raises(KeyGone):
        key(arrival.key_id)
    assert tick(NOW())["field_forms_erased"] == 0
    with pytest.raises(BadInput, match="no longer waiting"):
        actions.answer(actor=cast.ines.actor, arrival=arrival, outcome="not_found", at=NOW())


def test_nobody_s_answers_outlive_the_time_of_a_cue(came, cast):
    arrival = came(CALM)
    assert tick(NOW() + dt.timedelta(days=29))["field_forms_erased"] == 0
    assert tick(NOW() + dt.timedelta(days=31))["field_forms_erased"] == 1
    assert Arrival.objects.get().state == "expired" and arrival.sealed
