"""Somebody of another nationality is asked whether their own consulate is to be told; only a yes is told.

Whoever fled their own government is put in danger by it. So it is asked apart from everything else, it
may be left for later, and nothing else depends on the answer.
"""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.cases.access import WORKING
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from ..access import newest_answer
from ..models import ConsulateAnswer

bad_input = BadInputs(__file__)

MAY_TELL = (
    "here",
    "name",
    "call",
)  # only that somebody is here; also the name; also how to call back


@act("crew.ask_consulate", requires="case.work", on="case")
def answer_consulate(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    answer: str,
    at: dt.datetime,
    country: str = "",
    may_tell: str = "here",
) -> ConsulateAnswer:
    """Note what the person answered. The country is kept only with a yes.

    Raises ``BadInput`` for a yes without a country, or for a closed case.
    """
    if answer not in dict(ConsulateAnswer.ANSWERS) or may_tell not in MAY_TELL:
        raise KeyError(answer)
    if case.status not in WORKING:
        raise bad_input("the_case_is_closed")
    row = ConsulateAnswer(id=uuid.uuid4(), case=case, answer=answer, asked_at=at, asked_by=actor.user)
    if answer == "yes":
        if not country.strip():
            raise bad_input("say_which_countrys_consulate_it_is", where="country")
        said = {"country": country.strip(), "may_tell": may_tell}
        row.sealed = ConsulateAnswer.sealed.seal(row, said)
    row.save(force_insert=True)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(answer=str(row.id))
    return row


@act("crew.tell_consulate", requires="case.work", on="case")
def tell_consulate(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> ConsulateAnswer:
    """Note that the person's consulate was told, as the person wished.

    Raises ``BadInput``, and nothing is noted, unless the newest answer is a yes.
    """
    row = newest_answer(case)
    if row is None or row.answer != "yes":
        raise bad_input("person_has_not_asked_for_their_consulate")
    if row.told_at is None:
        row.told_at, row.told_by = at, actor.user
        row.save(update_fields=["told_at", "told_by"])
    entry.about("case", case.id, post=case.post_id)
    entry.detail(answer=str(row.id))
    return row
