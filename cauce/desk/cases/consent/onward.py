"""From the page of consent into the talk: with the yes to it the questions begin, on their first page."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import uuid5

from django.http import HttpRequest
from django.urls import reverse

from cauce.cases.facts import consents_of
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.intake.screenings import access
from cauce.intake.screenings.actions import start
from cauce.intake.screenings.asking import instrument_for, space_of
from cauce.protocol.editions.access import current_edition
from cauce.rules.consent import may
from cauce.ui import form_token

from ..frame.frame import ONWARD

TALK = "screening"


def talk_offered(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What the page says of the talk: whether the person said yes to it, where it is held by how they came,
    and where a yes that is said with the button goes. Every other button of the page goes ``here``: also when
    it is shown again because that one was refused."""
    query = request.GET.copy()
    query.pop(ONWARD, None)
    here = f"{request.path}?{query.urlencode()}" if query else request.path
    query[ONWARD] = "1"
    space = current_edition().spaces[space_of(context["page"].facts.get("contact.channel"))]
    return {
        "agreed": may(context["page"].consents, TALK, context["at"]).allowed,
        "purpose": TALK,
        "place": space.title,
        "here": here,
        "href": f"{request.path}?{query.urlencode()}",
    }


def talk_address(request: HttpRequest, context: dict[str, Any]) -> str:
    """The first talk of the case, begun; one that was begun before, to go on with it; else the door to the
    questions: where the answer was no, nothing may be kept, there is danger now, or a talk ended before."""
    case, at = context["case"], context["at"]
    door = reverse("protection:screening", args=[case.id])
    held = [row for row, _ in access.sittings(case, TALK)]
    going = next((row for row in held if row.state in ("open", "paused")), None)
    if going is not None:
        return reverse("protection:sitting", args=[going.id])
    danger = context["page"].facts.get("danger.immediate") is True
    if held or danger or not may(consents_of(case), TALK, at).allowed:
        return door
    once = form_token.sent(request)
    with suppress(AlreadyDone, CauceError):  # then the door says why, or that it began
        made = start(
            actor=request.actor,
            case=case,
            instrument=instrument_for(context["page"].facts.get("contact.channel")),
            at=at,
            once=uuid5(once, TALK) if once else None,
        )
        return reverse("protection:sitting", args=[made.id])
    return door
