"""An outing as a post plans it, for tests: a school in Albuquerque, an hour behind Houston."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from cauce.intake.collection.actions import register
from cauce.intake.outings.actions import Facts, plan_outing, set_team
from cauce.intake.outings.models import Outing
from tests.cast import today


def facts(first: dt.date, **more: Any) -> Facts:
    """One day from nine to three on the wall of Albuquerque, for sixty people."""
    given: dict[str, Any] = {
        "venue": "Escuela (ejemplo)",
        "city": "Albuquerque",
        "state": "NM",
        "time_zone": "America/Denver",
        "first_on": first,
        "last_on": first,
        "opens": dt.time(9),
        "closes": dt.time(15),
        "people": 60,
        "private_place": "Salón 3",
    }
    return Facts(**given | more)


def planned(cast, at: dt.datetime, first: dt.date, **more: Any) -> Outing:
    """Planned by Inés; nobody and nothing chosen yet."""
    return plan_outing(actor=cast.ines.actor, post=cast.houston, facts=facts(first, **more), at=at)


def chosen(cast, outing: Outing, at: dt.datetime, *phones, tongues=None) -> None:
    """Inés leads and keeps the telephones, Mateo talks, Lucía welcomes."""
    ines, mateo, lucia = (str(one.user.id) for one in (cast.ines, cast.mateo, cast.lucia))
    set_team(
        actor=cast.ines.actor,
        outing=outing,
        at=at,
        phones={one.id for one in phones},
        members={"lead": {ines}, "telephones": {ines}, "talks": {mateo}, "welcome": {lucia}},
        tongues=tongues or {},
    )


def telephone(cast, at: dt.datetime, name: str = "Teléfono 1"):
    return register(actor=cast.mateo.actor, post=cast.houston, name=name, forms=["formato-d"], at=at).device


def an_outing(cast) -> dict[str, Any]:
    """One of the post, a week from now: name of the place in an address → id."""
    at = timezone.now()
    return {"outing_id": planned(cast, at, today() + dt.timedelta(days=7)).id}
