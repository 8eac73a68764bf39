"""An exception takes two people and ends with the person being told; an authority, a lawyer first."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cauce.cases.actions import close_plan_item
from cauce.cases.facts import consents_of, edition_of, vocabulary_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, CauceError, unknown
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Entry, act
from cauce.rules.consent import may
from cauce.rules.disclosure import check_fields, fields_for_authority, least
from cauce.rules.permissions import Actor
from cauce.sharing.referrals.telling import LookAgain, telling_fields

from ..contexts import told_of
from ..models import Disclosure
from ._shared import check_authority, open_task, tell_network, tell_post, written

bad_input = BadInputs(__file__)

SECONDS = ("protection_consul", "head_of_post")


class NoConsent(CauceError):
    """She did not say yes to this authority and these data; nothing was told."""

    id = "no_consent"


def _save(made: Disclosure, **said: Any) -> Disclosure:
    made.sealed = Disclosure.sealed.seal(made, said)
    made.save(force_insert=True)
    return made


@dataclass(frozen=True)
class ToldWithout:
    """What is told without a yes: under which exception, to whom, which data and why."""

    exception: str
    recipient: str
    fields: tuple[str, ...]
    reason: str
    us_state: str = ""


def _exception(
    case: Case,
    by: str,
    told: ToldWithout,
    at: dt.datetime,
    **more: Any,
) -> Disclosure:
    edition = edition_of(case)
    known = [one.id for one in edition.catalogues["sharing_exceptions"]]
    if told.exception not in known:
        raise unknown("excepciones", "exceptions", told.exception, known)
    states = [row["state"] for row in edition.catalogues["child_report_rules"]]
    if told.exception == "child_abuse" and told.us_state not in states:
        raise unknown("estados", "states", told.us_state, states)
    check_authority(case, told.recipient)
    return Disclosure(
        id=uuid.uuid4(),
        case=case,
        kind="exception",
        exception=told.exception,
        recipient=told.recipient,
        us_state=told.us_state if told.exception == "child_abuse" else "",
        fields=list(check_fields(told.fields, least(vocabulary_of(case)))),
        by=by,
        at=at,
        **more,
    )


@act("disclosure.propose", requires="case.work", on="case")
def propose_exception(
    *, actor: Actor, entry: Entry, case: Case, told: ToldWithout, at: dt.datetime
) -> Disclosure:
    """Ask a second person whether this may be told without her yes; nothing leaves meanwhile."""
    made = _exception(case, actor.user, told, at, state="proposed")
    _save(made, reason=written(told.reason, "reason"))
    tell_post(case, key=f"second:{made.id}", at=at, roles=SECONDS, but=actor.user)
    entry.about("disclosure", made.id, post=case.post_id)
    entry.detail(case=str(case.id), exception=told.exception, recipient=told.recipient, fields=made.fields)
    return made


@act("disclosure.report_danger", requires="case.work", on="case")
def report_danger(
    *, actor: Actor, entry: Entry, case: Case, told: ToldWithout, at: dt.datetime
) -> Disclosure:
    """Immediate danger: it was told at once, and safety waited for nobody. A second person looks at
    it within ``exception-second-look``, and the task to tell the person opens now."""
    hours = parameter_on(edition_of(case), "exception-second-look", at.date()).value
    made = _exception(
        case,
        actor.user,
        told,
        at,
        state="made",
        urgent=True,
        made_at=at,
        second_due_at=timezone.now() + dt.timedelta(hours=hours),
    )
    open_task(made, by=actor.user, at=at)
    _save(made, reason=written(told.reason, "reason"))
    tell_post(case, key=f"second:{made.id}", at=at, roles=SECONDS, but=actor.user)
    entry.about("disclosure", made.id, post=case.post_id)
    entry.detail(
        case=str(case.id), exception=told.exception, recipient=told.recipient, fields=made.fields, urgent=True
    )
    return made


@act("disclosure.second", requires="disclosure.second", on="disclosure")
def second(
    *, actor: Actor, entry: Entry, disclosure: Disclosure, agrees: bool, reason: str, at: dt.datetime
) -> None:
    """A second person decides, or, after an immediate danger, says what they make of it.

    Raises ``BadInput`` for whoever asked, or when somebody decided before.
    """
    if actor.user == disclosure.by:
        raise bad_input("the_second_person_cannot_be_whoever_asked", where="decide")
    if disclosure.second_by or disclosure.kind != "exception":
        raise bad_input("it_has_been_reviewed_already", where="decide")
    said = told_of(disclosure) | {"second": written(reason, "reason")}
    disclosure.sealed = Disclosure.sealed.seal(disclosure, said)
    disclosure.second_by, disclosure.second_at, disclosure.second_agrees = actor.user, at, agrees
    if disclosure.state == "proposed":
        disclosure.state = "agreed" if agrees else "refused"
    disclosure.save()
    entry.about("disclosure", disclosure.id, post=disclosure.case.post_id)
    entry.detail(agrees=agrees, after=disclosure.urgent)


@act("disclosure.make", requires="case.work", on="disclosure")
def make(*, actor: Actor, entry: Entry, disclosure: Disclosure, at: dt.datetime) -> None:
    """What two people agreed to was told; the task to tell the person opens."""
    if disclosure.state != "agreed":
        raise bad_input("two_people_have_not_agreed_yet", where="decide")
    disclosure.state, disclosure.made_at = "made", at
    open_task(disclosure, by=actor.user, at=at)
    disclosure.save()
    entry.about("disclosure", disclosure.id, post=disclosure.case.post_id)


@act("disclosure.tell_person", requires="case.work", on="disclosure")
def tell_person(*, actor: Actor, entry: Entry, disclosure: Disclosure, at: dt.datetime) -> None:
    """The person was told what left, to whom and why. Telling twice changes nothing."""
    if disclosure.state == "made" and disclosure.told_at is None:
        disclosure.told_at = at
        disclosure.save()
        if disclosure.task is not None:
            close_plan_item(actor=actor, case=disclosure.case, item=disclosure.task, state="done", at=at)
    entry.about("disclosure", disclosure.id, post=disclosure.case.post_id)


@dataclass(frozen=True)
class AuthorityContact:
    """What an authority is told, after which lawyer was heard, or why the danger did not allow it."""

    recipient: str
    fields: tuple[str, ...]
    lawyer: str
    danger: str
    words: str


@act("disclosure.note_contact", requires="case.work", on="case")
def note_contact(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    contact: AuthorityContact,
    at: dt.datetime,
    seen_twice: bool = False,
) -> Disclosure:
    """Note a contact with an authority, before it: she said yes to this one and to each of these
    data, and a lawyer was heard first, or why the danger did not allow it.

    Raises ``NoConsent`` without her yes, ``BadInput`` with neither a lawyer nor a danger, and
    ``LookAgain`` for words about papers or her situation that nobody looked at twice.
    """
    check_authority(case, contact.recipient)
    now = timezone.now()
    verdict = may(consents_of(case), "us_authority", now, contact.recipient, frozenset(contact.fields))
    if not verdict.allowed or verdict.consent is None:
        raise NoConsent(
            f"No se comunicó nada. {verdict.reason.es}",
            f"Nothing was disclosed. {verdict.reason.en}",
            where="consent",
            cure_es="Pregunte a la persona por cada dato.",
            cure_en="Ask the person about each item.",
        )
    if not contact.lawyer.strip() and not contact.danger.strip():
        raise bad_input("a_lawyer_first", where="lawyer")
    if not contact.lawyer.strip():
        written(contact.danger, "danger")
    if not seen_twice and (telling := telling_fields({"words": contact.words})):
        raise LookAgain(sorted(telling))
    agreed = fields_for_authority(vocabulary_of(case), verdict.consent.fields)
    consent = case.consents.filter(
        purpose="us_authority", recipient=contact.recipient, given=True, given_at=verdict.consent.given_at
    ).latest("typed_at")
    made = Disclosure(
        id=uuid.uuid4(),
        case=case,
        kind="authority",
        state="made",
        recipient=contact.recipient,
        consent=consent,
        urgent=not contact.lawyer.strip(),
        lawyer=bool(contact.lawyer.strip()),
        fields=list(check_fields(contact.fields, agreed)),
        by=actor.user,
        at=at,
        made_at=now,
        told_at=at,
    )
    _save(made, lawyer=contact.lawyer.strip(), danger=contact.danger.strip(), words=contact.words.strip())
    entry.about("disclosure", made.id, post=case.post_id)
    entry.detail(case=str(case.id), recipient=contact.recipient, fields=made.fields, lawyer=made.lawyer)
    return made


@act("disclosure.chase_second", requires="system.run", on="disclosure")
def chase_second(*, actor: Actor, entry: Entry, disclosure: Disclosure, at: dt.datetime) -> None:
    """Nobody looked at it in time: the post is told again, headquarters and the auditor too."""
    entry.about("disclosure", disclosure.id, post=disclosure.case.post_id)
    if disclosure.second_by:
        return
    key = f"second_late:{disclosure.id}"
    tell_post(disclosure.case, key=key, at=at, roles=SECONDS, but=disclosure.by)
    for role in ("headquarters", "auditor"):
        tell_network(disclosure.case, key=key, at=at, role=role)
