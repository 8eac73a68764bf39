"""Who the person is: kept apart and sealed, and only once she agreed that her data be kept."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.people.actions import write_identity
from cauce.rules.permissions import Actor

from ..ages import DOUBT, doubted_facts
from ..facts import facts_of
from ..models import Case
from ..replan import replan
from ..route_reminders import day_of, remember
from ._shared import set_facts

bad_input = BadInputs(__file__)


@act("identity.save", requires="case.work", on="case")
def save_identity(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    seen_version: int,
    fields: dict[str, str],
    at: dt.datetime,
) -> int:
    """Seal a new version of the identity and return its number.

    A birth date that casts doubt on the person being of age is kept as that doubt, and the plan
    follows: both values stay, nobody is corrected. Raises ``BadInput`` when keeping was not agreed or a field
    is bad, and the ``Conflict`` of ``people`` when ``seen_version`` is not the newest: nothing is
    overwritten.
    """
    if case.keeping != "given":
        raise bad_input("there_is_no_consent_yet_to_keep_persons", where="keeping")
    version = write_identity(
        person=case.person, seen_version=seen_version, fields=fields, at=at, by=actor.user
    )
    if (born := day_of(fields.get("birth_date", ""))) is not None:
        remember(case, at, born=born)  # the dates of the routes follow the birthday
    doubt = facts_of(case).get(DOUBT)
    facts, how = doubted_facts(actor, case, {DOUBT: doubt}, at)
    if facts[DOUBT] != doubt:
        set_facts(case, facts, at=at, by=actor.user, how=how)
        replan(case, timezone.now())
    entry.about("person", case.person_id, post=case.post_id)
    entry.detail(version=version)
    return version
