"""How life goes over time, and attempts to reach, for a few invented people of the shown post."""

from __future__ import annotations

import datetime as dt
import random

from cauce.cases.access import WORKING
from cauce.cases.actions import ContactAttempt, log_contact, record_outcomes
from cauce.cases.models import Case
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices import access as offices
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

from . import network
from .world import Invented

SEED = 20260109
CASES = 3
APART = dt.timedelta(days=45)
STEPS = ("no", "in_part", "yes")


def load(now: dt.datetime) -> int:
    """Three sittings each, mostly but not always for the better; how many cases have them."""
    chance = random.Random(SEED)  # noqa: S311 - invented answers
    post = offices.post(network.SHOWN)
    officer = actor_for(User.objects.get(username=f"{post.code.lower()}-proteccion"))
    rows = Case.objects.filter(post=post, status__in=WORKING, keeping="given", opened_at__lte=now - 3 * APART)
    lists, found = current_edition().catalogues, rows.order_by("-opened_at")[:CASES]
    headings = [f"outcome:{one.id}" for one in lists["outcomes"]]
    headings += [f"need:{one.id}" for one in lists["outcome_needs"]]
    for case in found:
        level = {heading: chance.randrange(2) for heading in headings}
        for number in range(3):
            answers = {}
            for heading in headings:
                level[heading] = min(2, max(0, level[heading] + chance.choice((-1, 0, 0, 1, 1))))
                asked = chance.random() > 0.15
                answers[heading] = STEPS[level[heading]] if asked else "not_asked"
            record_outcomes(
                actor=officer,
                case=case,
                answers=answers,
                sat_on=(now - (2 - number) * APART - dt.timedelta(hours=12)).date(),
            )
        log_contact(
            actor=officer,
            case=case,
            attempt=ContactAttempt(
                way="comes_in",
                language="spa",
                result="reached",
                word_said="not_agreed",
                note="",
                happened_at=now - dt.timedelta(hours=5),
            ),
        )
    return len(found)


INVENTED = Invented(120, lambda world: load(world.now))
