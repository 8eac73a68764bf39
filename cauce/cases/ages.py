"""A birth date and an age that was said: both are kept, and when they disagree the doubt is a fact."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.people.access import birth_date_doubts
from cauce.rules.permissions import Actor

from .facts import edition_of, facts_of, zone_of
from .models import Case

AGE, DOUBT = "person.age", "person.age_doubt"
GROUND, WRITTEN = "person.age_doubt_ground", "seen_and_written"
COMPARED = "compared"  # how the doubt was known: nobody said it, the two disagree


def doubted_facts(
    actor: Actor, case: Case, facts: dict[str, Any], at: dt.datetime
) -> tuple[dict[str, Any], dict[str, str]]:
    """The facts to keep, and how: with an age, the doubt that the sealed birth date casts on it.

    It stays in doubt, whatever was answered, while the two disagree: the younger age counts.
    """
    if AGE not in facts and DOUBT not in facts:
        return facts, {}
    age = facts[AGE] if AGE in facts else facts_of(case).get(AGE)
    on = at.astimezone(zone_of(case)).date()
    if not birth_date_doubts(actor, case.person, age, on):
        return facts, {}
    grounded = facts.get(GROUND) or GROUND not in edition_of(case).facts
    ground = {} if grounded else {GROUND: WRITTEN}
    return facts | {DOUBT: True} | ground, {DOUBT: COMPARED} | dict.fromkeys(ground, COMPARED)
