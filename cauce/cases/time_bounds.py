"""When may something of a case have happened: never in the future, in no absurd year, and not before the
contact began unless somebody else reported it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import timezone

from cauce.content.errors import BadInputs

from .facts import zone_of
from .models import Case, CaseAct

bad_input = BadInputs(__file__)


class Reported(NamedTuple):
    """When something happened, as somebody else reports it: it may lie before the contact."""

    at: dt.datetime


CONTACT = "contact_started"
FIRST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # no act of any record is older: a slip of the pen is
CLOCKS = dt.timedelta(minutes=5)  # how far two clocks of a post may differ


def check_happened(at: dt.datetime) -> dt.datetime:
    """An act has happened, and not in an absurd year. Raises ``BadInput``."""
    if at > timezone.now() + CLOCKS:
        raise bad_input("date_and_time_are_in_future", where="happened_at")
    if at < FIRST:
        raise bad_input("the_year_cannot_be", where="happened_at", year=at.year)
    return at


def instant_of(when: dt.datetime | Reported) -> dt.datetime:
    """The instant, whoever says it."""
    return when.at if isinstance(when, Reported) else when


def contact_of(case: Case) -> dt.datetime | None:
    """When the contact began; None: it came from an earlier register, which does not say."""
    rows = CaseAct.objects.filter(case=case, name=CONTACT).order_by("happened_at")
    return rows.values_list("happened_at", flat=True).first()


def is_before(at: dt.datetime, contact: dt.datetime) -> bool:
    """Whether an instant lies before the contact, to the minute: a page asks for no seconds."""
    return at < contact.replace(second=0, microsecond=0)


def lies_before_contact(case: Case, at: dt.datetime) -> bool:
    """Whether an instant lies before the contact of a case: what a paper or a telephone brings may."""
    began = contact_of(case)
    return began is not None and is_before(at, began)


def check_after_contact(case: Case, at: dt.datetime) -> None:
    """Raises ``BadInput`` for what would lie before the contact began."""
    began = contact_of(case)
    if began is not None and is_before(at, began):
        shown = began.astimezone(zone_of(case)).strftime("%Y-%m-%d %H:%M")
        raise bad_input("it_lies_before_the_contact_began", where="happened_at", began=shown)
