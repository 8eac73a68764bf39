"""A message and a search, made as they are made, for tests that walk every page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from cauce.cases import actions as cases
from cauce.family.searches import actions as searches
from cauce.rules.permissions import SYSTEM


def searching(cast, words: str) -> dict[str, Any]:
    """A message before Inés, for somebody whom she attends, and a search that she is in charge of."""
    now = timezone.now()
    hers = cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        officer=cast.ines.user,
        started_at=now - dt.timedelta(minutes=9),
    )
    request = searches.take_message(
        actor=cast.lucia.actor,
        post=cast.houston,
        message=searches.MessageTold(
            name="Alguien", born=None, caller="Alguien más", phone="", relation="family", words=words
        ),
        at=now,
    )
    searches.look_for(actor=SYSTEM, found={request: [hers]}, at=now)
    search = searches.open_search(
        actor=cast.ines.actor,
        post=cast.houston,
        origin="family",
        told=searches.SearchTold(who=words, asker="Su madre", known=""),
        owner=cast.ines.user,
        at=now,
    )
    return {"passing_id": hers.messages.get().id, "search_id": search.id}
