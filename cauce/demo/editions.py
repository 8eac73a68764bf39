"""How the present edition came to be: registered, drafted, tried, proposed by one and approved by another.

Each step is the program's own act, at the instant it would have happened before the edition began. Where
that day is still to come, the story goes as far as today.
"""

from __future__ import annotations

import datetime as dt

from cauce.cases.draft_trial import try_edition
from cauce.content import earlier_editions
from cauce.content.errors import BadInputs
from cauce.protocol.editions import actions, schedule
from cauce.protocol.editions.models import Edition
from cauce.rules.permissions import SYSTEM, Actor
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

from .clock import standing_at
from .world import Invented

bad_input = BadInputs(__file__)

# Days before the edition begins, at ten in the morning of Mexico City.
REGISTERED, DRAFTED, TRIED, PROPOSED, APPROVED = 60, 45, 30, 24, 13
MORNING = dt.timedelta(hours=10)
NOTE = (
    "Corregir lo que una lectura de las leyes, de la atención, de los plazos y del lenguaje encontró en la "
    "edición anterior. / To correct what a reading of the laws, the care, the deadlines and the language "
    "found in the edition before."
)


def load(now: dt.datetime) -> int:
    """Tell it as far as today; how many editions are registered. Nothing before the first step."""
    begins = schedule.start_of(earlier_editions.shipped()[-1].in_force_from)
    steps = {
        REGISTERED: _register,
        DRAFTED: _draft,
        TRIED: _try,
        PROPOSED: _propose,
        APPROVED: _approve,
    }
    for days, step in steps.items():
        at = begins - dt.timedelta(days=days) + MORNING
        if at <= now:
            with standing_at(at):
                step(at)
    return Edition.objects.count()


def _who(username: str) -> Actor:
    return actor_for(User.objects.get(username=username))


def _newest() -> Edition:
    return Edition.objects.order_by("-in_force_from")[0]


def _register(at: dt.datetime) -> None:
    actions.adopt(actor=SYSTEM, at=at)


def _draft(at: dt.datetime) -> None:
    actions.take(actor=_who("central"), note=NOTE)


def _try(at: dt.datetime) -> None:
    found = try_edition(_who("central"), _newest()).found
    for one in found["errors"]:
        raise bad_input(
            "the_edition_cannot_be_shown",
            where=one.get("file", "content"),
            one_es=one["es"],
            one_en=one["en"],
        )


def _propose(at: dt.datetime) -> None:
    edition = _newest()
    actions.propose(actor=_who("central"), edition=edition, seen=edition.content_hash)


def _approve(at: dt.datetime) -> None:
    edition = _newest()
    actions.approve(actor=_who("central2"), edition=edition, seen=edition.content_hash)


INVENTED = Invented(60, lambda world: load(world.now), "· ediciones / editions")
