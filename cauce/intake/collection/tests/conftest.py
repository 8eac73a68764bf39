"""A telephone of Houston, and forms that came from it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.intake.collection import actions
from cauce.intake.collection.access import actor_of
from tests.field import current, finalise


@pytest.fixture
def registered(cast, ready_pairs):
    return actions.register(
        actor=cast.mateo.actor, post=cast.houston, name="Teléfono 1", forms=[], at=timezone.now()
    )


@pytest.fixture
def came(registered):
    """Takes a form of an instrument, encrypted on the telephone; returns the arrival."""

    def take(answers, instrument="mobile-consulate", **more):
        device = registered.device
        form = finalise(device.public_key, current(instrument, answers, **more))
        return actions.receive(
            actor=actor_of(device),
            post=device.post,
            device=device,
            packet=actions.Packet(data=form.xml, files=form.files),
            at=timezone.now(),
        ).arrival

    return take
