"""Lucía at the window of Houston, with her browser."""

from __future__ import annotations

import uuid

import pytest

from cauce.intake.screenings.models import Encounter


class Window:
    """What Lucía does at her screen."""

    def __init__(self, client, cast) -> None:
        self.client, self.cast = client, cast
        client.force_login(cast.lucia.user)

    def tick(self, *noticed: str, asks: tuple[str, ...] = (), clears: tuple[str, ...] = (), **more):
        form = {"noticed": noticed, "asks": asks, "clears": clears, "once": str(uuid.uuid4())}
        return self.client.post("/mostrador/", form | more)

    def pass_turn(self, turn: str = "A47", **more):
        form = {"turn": turn, "do": "pass", "once": str(uuid.uuid4())}
        return self.client.post("/mostrador/siguiente/", form | more)

    def passed(self, turn: str = "A47") -> Encounter:
        """An encounter with two cues, passed to protection."""
        self.tick("other_speaks", "visible_fear")
        self.pass_turn(turn)
        return Encounter.objects.get(turn=turn)


@pytest.fixture
def window(client, cast):
    return Window(client, cast)
