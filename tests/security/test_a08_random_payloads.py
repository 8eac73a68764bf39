"""A08, for any consents and any receiver: no payload holds an identity field, or a datum not agreed to.

Random answers of the person over time, random kinds of service, random fields stored behind the back
of the act: what the portal, the link and the printed page show, and the dict that any other channel
is given, hold only what her last word for that receiver carries and such a service may be told.
"""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cauce.cases import actions as cases
from cauce.cases.models import Case, Consent
from cauce.content.loader import load_edition
from cauce.content.vocabulary import FORBIDDEN
from cauce.custody.keystore import create_key
from cauce.desk.sharing.referrals.views_paper import sheet
from cauce.directory.kinds import KINDS
from cauce.directory.models import Organization, Service
from cauce.people.vault import FIELDS as IDENTITY
from cauce.protocol.documents.paper import page
from cauce.rules import envelope as rules
from cauce.rules.consent import REFERRAL, offered_to
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals import access, access_envelopes
from cauce.sharing.referrals.access_links import receiver_of
from cauce.sharing.referrals.actions import invite
from cauce.sharing.referrals.facts import agreed_now, shared_of
from cauce.sharing.referrals.models import Envelope, Referral, Step
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import add_partner
from tests.cast import member
from tests.profiles import examples

pytestmark = pytest.mark.django_db
VOCABULARY = load_edition().vocabulary
SHAREABLE = tuple(one.id for one in VOCABULARY.asked(REFERRAL))
NEVER = tuple(sorted(FORBIDDEN | set(IDENTITY) - set(SHAREABLE)))
DAY = dt.timedelta(days=1)
# A word of each field that stands nowhere else, so that it is found in whatever form.
WORD = {name: f"canario{number:03d}x" for number, name in enumerate((*SHAREABLE, *NEVER))}
fields = st.frozensets(st.sampled_from(SHAREABLE))
answers = st.lists(
    st.fixed_dictionaries(
        {
            "given": st.booleans(),
            "fields": fields,
            "mine": st.booleans(),
            "days": st.integers(0, 120),
            "withdrawn": st.booleans(),
        }
    ),
    max_size=4,
)
kinds = st.frozensets(st.sampled_from(KINDS), max_size=3)
states = st.sampled_from(("sent", "acknowledged", "info_requested", "accepted", "in_service"))


@given(kinds)
def test_no_kind_of_service_may_be_told_an_identity_field(found):
    offered = {one.id for one in offered_to(VOCABULARY, found)}
    assert not offered & set(NEVER)
    assert {one.id for one in offered_to(VOCABULARY, ())} <= offered, (
        "of whom nothing is known, the narrowest"
    )


def service_of(partner, service_kinds) -> Service:
    name = f"Servicio {uuid.uuid4().hex[:8]}"
    organization = Organization.objects.create(name=name, partner=partner, source="tests", external_id=name)
    made = Service.objects.create(
        organization=organization, name=name, source="tests", status="active", external_id=name
    )
    for kind in service_kinds:
        made.kinds.create(kind=kind)
    return made


def say(case: Case, organization: str, answer: dict, now: dt.datetime, purpose: str = "referral") -> Consent:
    at = now - answer["days"] * DAY
    row = Consent(
        id=uuid.uuid4(),
        case=case,
        purpose=purpose,
        recipient=organization,
        by="test",
        given=answer["given"],
        given_at=at,
        typed_at=at,
        expires_at=at + 90 * DAY,
        withdrawn_at=now - dt.timedelta(minutes=1) if answer["withdrawn"] else None,
    )
    row.terms = Consent.terms.seal(row, {"fields": sorted(answer["fields"])})
    row.save(force_insert=True)
    return row


def stored(case, service, state, now) -> Referral:
    """A referral that holds everything, as if whoever wrote it had forgotten every check; the yes that
    the database itself asks for is given and then left behind by the answers that follow."""
    yes = say(
        case,
        str(service.organization_id),
        {"given": True, "fields": SHAREABLE, "days": 121, "withdrawn": False},
        now,
    )
    row = Referral(
        id=uuid.uuid4(),
        case=case,
        service=service,
        partner=service.organization.partner,
        consent=yes,
        need="shelter",
        priority="urgent",
        state=state,
        by="test",
        resume_to="sent" if state == "info_requested" else "",
        sent_at=now - 100 * DAY,
        carried_at=now - 100 * DAY,
        fields=sorted(WORD),
    )
    create_key(row.id, case.post_id)
    row.shared = Referral.shared.seal(row, WORD)
    row.save(force_insert=True)
    Step.objects.create(
        referral=row, number=1, act="send", state="sent", at=row.sent_at, by="test", side="sender"
    )
    return row


def payloads(cast, referral) -> dict[str, str]:
    """Everything that could leave to the receiver, by channel."""
    found = {"dict": repr(shared_of(referral))}
    for lang in ("es", "en"):
        shown = sheet(referral, access.shared_to_print(cast.ines.actor, referral), lang)
        found[f"paper {lang}"] = page(
            "documents/request.html", shown, language=lang, title="Solicitud", medium="pdf"
        )
    if referral.partner_id:
        clara = Client()
        clara.force_login(cast.clara.user)
        found["portal"] = clara.get(f"/solicitudes/{referral.id}/").content.decode()
        found["list"] = clara.get("/solicitudes/").content.decode()
        return found
    # A link is given only while she agrees to something.
    if agreed_now(referral):
        made = invite(actor=cast.ines.actor, referral=referral, at=timezone.now())
        phone, address = Client(), f"/respuesta/{made.token}/"
        found["before the code"] = phone.get(address).content.decode()
        phone.post(address, {"code": made.code})
        found["link"] = phone.get(address).content.decode()
        found["link dict"] = repr(access.shared_with(receiver_of(made.link), referral))
    return found


def may_leave(said, service_kinds) -> set[str]:
    """By the words of the rule, written again: the last of her answers for this receiver decides."""
    about = [one for one in said if one["mine"]]
    if not about:
        return set()  # only the yes of four months ago, which is over
    last = min(about, key=lambda one: min(one["days"], 0.1) if one["withdrawn"] else one["days"])
    stands = last["given"] and not last["withdrawn"] and last["days"] < 90
    offered = {one.id for one in offered_to(VOCABULARY, service_kinds)}
    return set(last["fields"]) & offered if stands else set()


@examples(30, one_fixture=True)
@given(answers=answers, service_kinds=kinds, state=states, portal=st.booleans())
def test_whatever_she_said_no_payload_holds_more(cast, answers, service_kinds, state, portal):
    now = timezone.now()
    case = cases.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="window", started_at=now, officer=cast.ines.user
    )
    # Two answers at one instant would leave the order to chance.
    said = list({one["days"]: one for one in answers}.values())
    service = service_of(cast.jacaranda if portal else None, service_kinds)
    referral = stored(case, service, state, now)
    for one in said:
        say(case, str(service.organization_id if one["mine"] else uuid.uuid4()), one, now)
    allowed = may_leave(said, service_kinds)
    for channel, text in payloads(cast, referral).items():
        seen = {name for name, word in WORD.items() if word in text}
        hidden = channel in ("list", "before the code")
        assert seen == (set() if hidden else allowed), channel
    assert not allowed & set(NEVER)


# A sealed envelope: the same for data of identity and migration, before and after a second signature.

INSIDE = {one.id: f"sobre{number:03d}y" for number, one in enumerate(VOCABULARY.asked(rules.PURPOSE))}
OTHERS = {
    "provider": "partner_staff",
    "counsel": "partner_staff",
    "iom": "iom",
    "authority": "partner_staff",
    "sre_office": "partner_staff",
}
inside = st.lists(
    st.fixed_dictionaries(
        {
            "given": st.booleans(),
            "fields": st.frozensets(st.sampled_from(tuple(INSIDE))),
            "mine": st.booleans(),
            "days": st.integers(0, 120),
            "withdrawn": st.booleans(),
        }
    ),
    max_size=3,
)


def enveloped(referral, signed: bool, now) -> Envelope:
    """One that holds everything, as if whoever wrote it had forgotten every check but the database's;
    the yes it rests on is left behind by the answers that follow."""
    yes = say(
        referral.case,
        str(referral.service.organization_id),
        {"given": True, "fields": INSIDE, "days": 121, "withdrawn": False},
        now,
        "papers",
    )
    row = Envelope(
        id=uuid.uuid4(),
        referral=referral,
        purpose="defence",
        consent=yes,
        by="test",
        state="signed" if signed else "to_sign",
        second_by="another" if signed else "",
        asked_at=now - 100 * DAY,
        carried_at=now - 100 * DAY,
        fields=sorted(INSIDE),
    )
    create_key(row.id, referral.case.post_id)
    row.shared = Envelope.shared.seal(row, INSIDE)
    row.save(force_insert=True)
    return row


def receiver(kind: str, name: str):
    """An organisation of this kind with somebody who answers for it."""
    partner = add_partner(actor=SYSTEM, name=name, kind=kind)
    who = member(f"recibe-{uuid.uuid4().hex[:8]}", "Alguien", OTHERS[kind], partner=partner)
    who.actor = actor_for(who.user)
    return partner, who


def inside_may_leave(said, kind, service_kinds, state, signed) -> set[str]:
    """By the words of the rule, written again."""
    needs = {
        "counsel": ("defence", "legal" in service_kinds),
        "iom": ("travel", True),
        "authority": ("procedure", True),
    }
    purpose, fits = needs.get(kind, ("", False))
    about = [one for one in said if one["mine"]]
    if not signed or not fits or state not in ("accepted", "in_service") or not about:
        return set()
    if {"shelter", "medical", "psychological"} & set(service_kinds):
        return set()
    last = min(about, key=lambda one: min(one["days"], 0.1) if one["withdrawn"] else one["days"])
    if not last["given"] or last["withdrawn"] or last["days"] >= 90:
        return set()
    listed = {one.id for one in VOCABULARY.fields.values() if purpose in one.to}
    return set(last["fields"]) & listed


@examples(40, one_fixture=True)
@given(
    said=inside,
    state=states,
    signed=st.booleans(),
    kind=st.sampled_from(tuple(OTHERS)),
    service_kinds=st.one_of(st.just(frozenset({"legal"})), kinds),
)
def test_nothing_of_an_envelope_leaves_before_the_second_signature_nor_to_who_may_not(
    cast, said, state, signed, kind, service_kinds
):
    now = timezone.now()
    case = cases.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="window", started_at=now, officer=cast.ines.user
    )
    partner, who = receiver(kind, f"Quien recibe {uuid.uuid4().hex[:8]}")
    service = service_of(partner, service_kinds)
    referral = stored(case, service, state, now)
    said = list({one["days"]: one for one in said}.values())
    enveloped(referral, signed, now)
    for one in said:
        whose = str(service.organization_id if one["mine"] else uuid.uuid4())
        say(case, whose, one, now, "papers")
    allowed = inside_may_leave(said, kind, service_kinds, state, signed)
    phone = Client()
    phone.force_login(who.user)
    shown = access_envelopes.shown_to_receiver(who.actor, referral, now)
    paper = sheet(referral, access.shared_to_print(cast.ines.actor, referral), "es")
    ways = {"dict": repr(shown), "portal": phone.get(f"/solicitudes/{referral.id}/").content.decode()}
    never = {
        "list": phone.get("/solicitudes/").content.decode(),
        "paper": repr(paper),
        "referral": repr(shared_of(referral)),
    }
    for channel, text in ways.items():
        assert {name for name, word in INSIDE.items() if word in text} == allowed, channel
    for channel, text in never.items():
        assert not [word for word in INSIDE.values() if word in text], channel
