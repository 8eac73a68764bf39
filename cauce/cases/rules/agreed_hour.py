"""The hour that an act agrees on, and from which the clock of its step runs: which, and whether it can be."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs
from cauce.content.loader import Edition
from cauce.content.model import Action, Fact

bad_input = BadInputs(__file__)

FARTHEST = dt.timedelta(days=7)  # what is agreed for later than that is a plan, and no arrival to wait for


def hours_agreed(edition: Edition, action: Action) -> dict[str, Fact]:
    """The acts that somebody may note of a step to say the hour of its clock, and the fact that holds it."""
    found = {}
    for one in action.within:
        fact = edition.facts.get(one.start)
        if one.known and fact and fact.type == "instant" and not edition.acts[one.known].by_system:
            found[one.known] = fact
    return found


def check_hour(hour: object, agreed_at: dt.datetime) -> None:
    """Raises ``BadInput`` where there is no hour, or it does not come within a week after it was agreed."""
    if not isinstance(hour, dt.datetime) or hour <= agreed_at:
        raise bad_input("the_agreed_hour_comes_after", where="hour")
    if hour > agreed_at + FARTHEST:
        raise bad_input("the_agreed_hour_is_too_far", where="hour", days=FARTHEST.days)
