"""Sending with consent, and taking it back in a way that reaches the receiver."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cauce.cases.actions import meet_obligation
from cauce.cases.facts import consents_of, edition_of, vocabulary_of
from cauce.cases.models import Case, Consent
from cauce.content.errors import BadInputs, CauceError, unknown
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import create_key
from cauce.directory.models import Service
from cauce.rules.consent import may
from cauce.rules.permissions import Actor
from cauce.rules.referral import PRIORITIES

from ..models import Group, Referral
from ..telling import LookAgain, check_fields, check_offered, telling_fields
from ._shared import LEGAL, step_asked, take_step, tell_partner

bad_input = BadInputs(__file__)

NOWHERE = "none"
UNASKED = (
    "Se revisó el trayecto. Qué datos comparte el servicio no se sabe: nadie le ha preguntado. / "
    "The way was looked at. What data the service shares is not known: nobody has asked."
)
# What ended without a service: another provider may be asked for the same.
AGAIN = ("rejected", "expired", "withdrawn", "not_completed")


class NoConsent(CauceError):
    """There is no live consent for this recipient and these fields; nothing left."""

    id = "no_consent"

    def __init__(self, es: str, en: str) -> None:
        super().__init__(
            f"No se envió nada. {es}",
            f"Nothing was sent. {en}",
            where="consent",
            cure_es="Pregunte a la persona y registre su respuesta para esta organización.",
            cure_en="Ask the person and record the answer for this organisation.",
        )


def _check_words(case: Case, need: str, priority: str) -> None:
    needs = [item.id for item in edition_of(case).catalogues["needs"]]
    if need not in needs:
        raise unknown("necesidades", "needs", need, needs)
    if priority not in PRIORITIES:
        raise unknown("prioridades", "priorities", priority, PRIORITIES)


def _check_asked(shared: dict[str, Any]) -> None:
    if any(str(value).strip() for value in shared.values()):
        return
    raise bad_input("nothing_was_sent", where="shared")


def _leads(case: Case, way: Iterable[str]) -> list[str]:
    """The codes of the way, in order. Raises ``Unknown``, ``BadInput`` for none of these beside one."""
    leads = sorted(set(way))
    known = [item.id for item in edition_of(case).catalogues.get("ways", ())]
    for one in leads:
        if one not in known:
            raise unknown("caminos", "ways", one, known, "way")
    if NOWHERE in leads and len(leads) > 1:
        raise bad_input("none_of_does_not_go_with_another", where="way")
    return leads


@dataclass(frozen=True)
class Sought:
    """What is sought for somebody, and how soon.

    ``way``: codes of where the way to it leads (``ways``), which was looked at with the person before
    sending; empty: it was not. ``seen_twice``: somebody looked again at words that may tell too much.
    """

    need: str
    priority: str
    way: Iterable[str] = ()
    seen_twice: bool = False


@dataclass(frozen=True)
class Asked:
    """One service that is asked, and what she agreed to share with it."""

    service: Service
    shared: dict[str, Any]


@act("referral.send", requires="referral.send", on="case")
def send(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    asked: Asked,
    sought: Sought,
    at: dt.datetime,
    former: Referral | None = None,
    group: Group | None = None,
) -> Referral:
    """Send a referral with only the fields consented to for this organisation.

    ``former``: the referral of this case that it takes up again; what was agreed for that one is not asked,
    this one needs its own. None: the last one to this very service for this need that ended without it, if
    any, so that a yes taken back and given again reads as one history. Raises ``LookAgain`` when there are
    words that may tell too much and nobody looked again, ``NoConsent`` (nothing is saved, nobody is told)
    when consent for this recipient and these fields is missing, refused, expired or withdrawn; ``BadInput``
    for a field that may never be shared with such a service, and when nothing at all is written: whoever
    receives it could not know what is asked.
    """
    words = vocabulary_of(case)
    check_fields(words, asked.shared)
    check_offered(words, asked.shared, {row.kind for row in asked.service.kinds.all()})
    _check_words(case, sought.need, sought.priority)
    leads = _leads(case, sought.way)
    _check_former(case, former)
    former = former or _same_before(case, asked.service, sought.need)
    recipient = str(asked.service.organization_id)
    # What counts is her answer now, whenever the sending is said to have happened.
    now = timezone.now()
    verdict = may(consents_of(case), "referral", now, recipient, frozenset(asked.shared))
    if not verdict.allowed:
        raise NoConsent(verdict.reason.es, verdict.reason.en)
    _check_asked(asked.shared)
    telling = telling_fields(asked.shared)
    if telling and not sought.seen_twice:
        raise LookAgain(sorted(telling))
    consent = (
        Consent.objects.filter(
            case=case, purpose="referral", recipient=recipient, given=True, given_at=verdict.consent.given_at
        )
        .order_by("-typed_at")
        .first()
    )
    referral = Referral(
        id=uuid.uuid4(),
        case=case,
        service=asked.service,
        partner=asked.service.organization.partner,
        consent=consent,
        need=sought.need,
        priority=sought.priority,
        sent_at=at,
        carried_at=now,
        by=actor.user,
        fields=sorted(asked.shared),
        former=former,
        group=group,
    )
    create_key(referral.id, case.post_id)
    referral.shared = Referral.shared.seal(referral, asked.shared)
    referral.save(force_insert=True)
    take_step(referral, "send", side="sender", by=actor.user, at=at)
    referral.save()
    asks = step_asked(case, sought.need)
    legal = sought.need == LEGAL
    meet_obligation(actor=actor, case=case, name="referral_sent", at=at, action="" if legal else asks)
    if legal:
        meet_obligation(actor=actor, case=case, name="legal_referral_sent", at=at, action=asks)
    # Looked at with the person on the page that sends, which says what the service shares, or that nobody
    # asked it yet; then the act says so too, and the request goes on saying that it is missing.
    if leads:
        note = "" if asked.service.sharing else UNASKED
        meet_obligation(actor=actor, case=case, name="way_checked", at=at, note=note)
    tell_partner(
        referral, key=f"sent:{referral.id}", at=at, body="Entre al sistema para verla. / Sign in to see it."
    )
    entry.about("referral", referral.id, post=case.post_id)
    entry.detail(
        case=str(case.id),
        need=sought.need,
        priority=sought.priority,
        fields=sorted(asked.shared),
        seen_twice=telling,
        way=leads,
        former=str(former.id) if former else None,
        group=str(group.id) if group else None,
    )
    return referral


@act("referral.confirm", requires="referral.send", on="referral")
def confirm_given(
    *, actor: Actor, entry: Entry, referral: Referral, given: bool | None, at: dt.datetime | None = None
) -> None:
    """The person says whether the service was given; her word stands beside the receiver's.

    ``given`` None: she does not say. Asked once, when the receiver reports that it was given.
    Raises ``BadInput`` before that, and for another answer afterwards.
    """
    entry.about("referral", referral.id, post=referral.case.post_id)
    entry.detail(given=given)
    if referral.state != "completed":
        raise bad_input("it_is_not_known_yet_whether_service", where="state")
    if referral.asked_at is not None or referral.confirmed is not None:
        if referral.confirmed == given:
            return
        raise bad_input("the_person_was_asked_already", where="given")
    referral.confirmed, referral.asked_at = given, at or timezone.now()
    referral.save(update_fields=["confirmed", "asked_at"])
    meet_obligation(actor=actor, case=referral.case, name="referral_result_recorded", at=timezone.now())


def _same_before(case: Case, service: Service, need: str) -> Referral | None:
    """The last request to this service for this need, ended without it; None: there is none, or
    another took it up already."""
    found = case.referrals.filter(service=service, need=need, state__in=AGAIN, again=None)
    return found.order_by("-sent_at").first()


def _check_former(case: Case, former: Referral | None) -> None:
    if former is None or (former.case_id == case.id and former.state in AGAIN):
        return
    raise bad_input("only_what_ended_without_service_is_taken", where="former")
