"""An attempt to reach the person, a sitting of outcomes, and silence that somebody else must know."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from cauce.cases.rules.follow_up import REACHED, check_result, level_of
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.rules.contact import NEVER, SHE_COMES
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices

from .. import access_follow
from ..access_told import officer_of
from ..contact import is_safe_try, said
from ..facts import edition_of, facts_of, zone_of
from ..models import Case, ContactTry, OutcomeSitting
from ..replan import replan
from ._shared import add_act, check_happened

bad_input = BadInputs(__file__)

NOT_ASKED = "not_asked"
SUBJECT = "Tiene un pendiente / You have something to do"
BODY = "Un seguimiento necesita su atención. / A follow-up needs your attention."


@dataclass(frozen=True)
class ContactAttempt:
    """One attempt to reach the person: how, when, and what came of it."""

    way: str
    language: str
    result: str
    word_said: str
    note: str
    happened_at: dt.datetime


@act("contact.log", requires="case.work", on="case")
def log_contact(*, actor: Actor, entry: Entry, case: Case, attempt: ContactAttempt) -> ContactTry:
    """An attempt to reach the person. Spoken to by a safe way, it meets the follow-up of the Protocol.

    One that was not safe at that hour is written down all the same, and counts for nothing.
    Raises ``BadInput`` for the future or an agreed word that was not said, ``Unknown`` for a way.
    """
    known = [one.id for one in edition_of(case).catalogues["contact_ways"] if one.id != NEVER]
    if attempt.way not in known:
        raise unknown("medios", "ways", attempt.way, known)
    check_happened(attempt.happened_at)
    came = attempt.way == SHE_COMES
    check_result(attempt.result, bool(said(case).get("word")), attempt.word_said, she_came=came)
    if came and attempt.result != REACHED:
        raise bad_input("if_the_person_came_or_called", where="result")
    safe = came or is_safe_try(case, attempt.way, attempt.language, _heard(attempt.happened_at))
    made = ContactTry(
        id=uuid.uuid4(),
        case=case,
        happened_at=attempt.happened_at,
        result=attempt.result,
        safe=safe,
        on=attempt.happened_at.astimezone(zone_of(case)).date(),
        typed_at=timezone.now(),
        by=actor.user,
    )
    told = {
        "way": attempt.way,
        "language": attempt.language,
        "word_said": attempt.word_said,
        "note": attempt.note,
    }
    # From detention every call and visit counts as listened to: whoever reads the attempts sees it.
    monitored = facts_of(case).get("person.detained") is True
    told |= {"monitored": True} if monitored else {}
    made.sealed = ContactTry.sealed.seal(made, told)
    made.save(force_insert=True)
    if attempt.result == REACHED and safe:
        add_act(case, "safe_contact_made", at=attempt.happened_at, by=actor.user)
        replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(result=attempt.result, safe=safe, monitored=monitored)
    return made


def _heard(happened_at: dt.datetime) -> dt.datetime:
    """Typed to the minute: the end of it counts, or what was marked as safe in it would not."""
    return max(happened_at, min(happened_at + dt.timedelta(seconds=59), timezone.now()))


@act("outcome.record", requires="case.work", on="case")
def record_outcomes(
    *, actor: Actor, entry: Entry, case: Case, answers: Mapping[str, str], sat_on: dt.date
) -> OutcomeSitting:
    """What the person said on a day of the outcomes and needs; what is missing was not asked.

    ``answers``: ``outcome:<id>`` or ``need:<id>`` → a code. Raises ``BadInput`` without consent to
    keep, when nothing was asked, or for a day to come; ``Unknown`` for a heading or an answer.
    """
    lists = edition_of(case).catalogues
    headings = [f"outcome:{one.id}" for one in lists["outcomes"]]
    headings += [f"need:{one.id}" for one in lists["outcome_needs"]]
    codes = [one.id for one in lists["outcome_answers"]]
    for heading, code in answers.items():
        if heading not in headings:
            raise unknown("resultados", "outcomes", heading, headings)
        if code not in codes:
            raise unknown("respuestas", "answers", code, codes)
    _check_sitting(case, answers, sat_on)
    made = OutcomeSitting(
        id=uuid.uuid4(),
        case=case,
        number=case.outcomes.count() + 1,
        edition=case.edition,
        sat_on=sat_on,
        typed_at=timezone.now(),
        by=actor.user,
    )
    whole = {heading: answers.get(heading, NOT_ASKED) for heading in headings}
    made.sealed = OutcomeSitting.sealed.seal(made, whole)
    made.save(force_insert=True)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(number=made.number)
    return made


def _check_sitting(case: Case, answers: Mapping[str, str], sat_on: dt.date) -> None:
    if case.keeping != "given":
        raise bad_input("there_is_no_consent_yet_to_keep")
    if all(code == NOT_ASKED for code in answers.values()):
        raise bad_input("nothing_was_asked")
    if sat_on > timezone.now().astimezone(zone_of(case)).date():
        raise bad_input("that_date_is_in_the_future", where="sat_on")


@act("contact.escalate", requires="system.run", on="case")
def escalate_silence(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> bool:
    """Nobody could reach the person: whoever works on it and who leads protection are told, once for each
    silence; with high risk whoever leads the post as well. False: it is not silent any more."""
    entry.about("case", case.id, post=case.post_id)
    found = access_follow.silence_of(case, at)
    entry.detail(reasons=len(found.reasons))
    if not found.tell:
        return False
    roles = ["protection_consul"]
    if level_of(facts_of(case).get("risk.level")) == "high":
        roles.append("head_of_post")
    told = [*offices.staff(case.post_id, *roles, case=case.id), *officer_of(case)]
    people = {str(user.id) for user in told}
    key = access_follow.silence_key(case)
    queue_each(sorted(people), key=key, about=case.id, subject=SUBJECT, body=BODY, at=at, kept=True)
    return True
