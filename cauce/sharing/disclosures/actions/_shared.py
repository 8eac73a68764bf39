"""What several acts share: the task to tell the person, and who is told that somebody waits."""

from __future__ import annotations

import datetime as dt

from cauce.cases.actions import add_task
from cauce.cases.facts import edition_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import parameter_on
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.access import day_at

from ..models import Disclosure

bad_input = BadInputs(__file__)

WAITS = "Hay algo por revisar. / Something waits for your review."


def written(text: str, where: str, least: int = 10) -> str:
    """A reason of some length. Raises ``BadInput``: a word or two says nothing to whoever reviews."""
    kept = text.strip()
    if len(kept) < least:
        raise bad_input("write_the_reason_in_some_more_detail", where=where)
    return kept


def check_authority(case: Case, recipient: str) -> None:
    known = [one.id for one in edition_of(case).catalogues["us_authorities"]]
    if recipient not in known:
        raise unknown("autoridades", "authorities", recipient, known)


def open_task(made: Disclosure, *, by: str, at: dt.datetime) -> None:
    """«Avisar a la persona»: the person hears what was told about her without her yes."""
    case = made.case
    days = parameter_on(edition_of(case), "exception-tell-person", at.date()).value
    made.task = add_task(
        case=case,
        need="tell_person",
        due_on=day_at(case.post, at) + dt.timedelta(days=days),
        by=by,
        words="Decirle qué se compartió, con quién y por qué. / Say what was shared, with whom and why.",
    )


def tell_post(case: Case, *, key: str, at: dt.datetime, roles: tuple[str, ...], but: str = "") -> None:
    """A neutral line to those of the post who may review, but no party; whoever asked is not told of it."""
    here = offices.staff(case.post_id, *roles, case=case.id)
    people = [user for user in here if str(user.id) != but]
    queue_each(people, key=key, about=case.id, subject="Por revisar / To review", body=WAITS, at=at)


def tell_network(case: Case, *, key: str, at: dt.datetime, role: str) -> None:
    """The same to those who hold a role for the network; kept once even where nobody holds it."""
    people = offices.open_to(offices.holders(role), case.id)
    queue_each(
        people, key=key, about=case.id, subject="Por revisar / To review", body=WAITS, at=at, kept=True
    )
