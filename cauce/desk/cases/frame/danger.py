"""Which answer says that there is danger: where, when and in which words it was given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cauce.content.model import Text
from cauce.intake.screenings.facts import DANGER, tells_danger
from cauce.intake.screenings.known import ITEM, Known
from cauce.rules.dates import zone
from cauce.rules.told import OPPOSITE, YES, Telling
from cauce.ui.words import hour_or_day

from . import saying
from .told import SAID

AT_SAFETY = frozenset({"safety:danger", "safety:self_harm"})
IN_A_CALL = "bank:danger_now"
MINUTE = dt.timedelta(minutes=1)  # what a page keeps of the hour


@dataclass(frozen=True, slots=True)
class SetBy:
    """Since when there is danger. ``where`` None: no answer on record says so, it was noted by itself.
    ``words`` None: a page asks it in words of its own."""

    hour: str
    where: Text | None = None
    words: Text | None = None
    answer: str = ""


def set_by(context: dict[str, Any], known: Known) -> SetBy | None:
    """What says of a case (``case_page``) that there is danger; None: nothing on record does."""
    page, clock = context["page"], zone(context["post"].time_zone)
    if page.facts.get(DANGER) is not True:
        return None
    since = page.since[DANGER]
    said = (one for one in known.said if abs(one.at - since) <= MINUTE and _tells(one))
    one = max(said, key=lambda one: one.at, default=None)
    hour = hour_or_day(since.astimezone(clock), context["at"].astimezone(clock), saying.language())
    if one is None:
        return SetBy(hour)
    words = one.words or known.title_of(one.place)
    return SetBy(hour, one.where, words, SAID[one.answer][saying.language()])


def _tells(one: Telling) -> bool:
    """Asked on the telephone, not to know counts as danger where nobody could ask on."""
    if one.place == IN_A_CALL and one.answer not in OPPOSITE:
        return True
    if one.place.startswith(ITEM):
        return tells_danger(one.place.removeprefix(ITEM), one.answer)
    return one.place in AT_SAFETY and one.answer == YES
