"""Data of identity with a referral: nothing leaves before a second person, and never to a shelter."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.cases.actions import ConsentTerms
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, unseal
from cauce.custody.keystore.moving import unsettled
from cauce.directory.models import Organization, Service
from cauce.operations.loop.tick import tick
from cauce.rules.permissions import SYSTEM, Actor, Grant
from cauce.sharing.referrals import access, access_envelopes
from cauce.sharing.referrals import actions as referrals
from cauce.sharing.referrals.facts import shared_of
from cauce.sharing.referrals.models import Envelope, Referral
from cauce.staff.notices.models import Message
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import say_second_person
from tests.cast import member, shelter
from tests.transfers import moved

from .conftest import consent, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]
HELD = {"full_name": "Citlali Invernal", "passport": "G00000017"}


@pytest.fixture
def case(cast):
    return open_case(cast)


def office(partner, kind="legal") -> Service:
    """A service of a receiver that is no shelter."""
    organization = Organization.objects.create(
        name=partner.name, partner=partner, source="tests", external_id=f"org-{partner.id}-{kind}"
    )
    made = Service.objects.create(
        organization=organization,
        name=f"{partner.name} · {kind}",
        source="tests",
        status="active",
        external_id=f"srv-{partner.id}-{kind}",
    )
    made.kinds.create(kind=kind)
    return made


def refer(cast, case, service, need="legal", priority="urgent") -> Referral:
    consent(cast, case, "referral", recipient=str(service.organization_id), fields=("needs",))
    made = referrals.send(
        actor=cast.ines.actor,
        case=case,
        asked=referrals.Asked(service=service, shared={"needs": "defensa"}),
        sought=referrals.Sought(need=need, priority=priority),
        at=timezone.now(),
    )
    return again(made)


def again(row):
    return type(row).objects.get(id=row.id)


def agreed(cast, case, service, fields=tuple(HELD), given=True):
    return referrals.record_consent_everywhere(
        actor=cast.ines.actor,
        case=case,
        recipient=str(service.organization_id),
        purpose="papers",
        given=given,
        terms=ConsentTerms(fields if given else ()),
        at=timezone.now(),
    )


def prepared(cast, case, service=None, held=HELD) -> Envelope:
    service = service or office(cast.counsel)
    referral = refer(cast, case, service)
    agreed(cast, case, service)
    return again(
        referrals.prepare_envelope(actor=cast.ines.actor, referral=referral, held=held, at=timezone.now())
    )


def sign(who, envelope):
    referrals.sign_envelope(actor=who.actor, envelope=envelope, at=timezone.now())
    return again(envelope)


def accepted(who, envelope):
    referrals.answer(actor=who.actor, referral=envelope.referral, what="accept", at=timezone.now())
    return again(envelope)


def seen(who, envelope):
    return access_envelopes.shown_to_receiver(who.actor, again(envelope).referral, timezone.now())


def test_nothing_is_read_before_another_person_signed_and_the_receiver_accepted(cast, case):
    envelope = prepared(cast, case)
    assert (envelope.state, seen(cast.julia, envelope)) == ("to_sign", {})
    accepted(cast.julia, envelope)
    assert seen(cast.julia, envelope) == {}, "accepted, and not signed"
    with pytest.raises(BadInput, match="Another person signs"):
        sign(cast.ines, envelope)
    for one in (cast.tomas, cast.julia, cast.sofia, cast.lucia, cast.elena):
        with pytest.raises(Refused):
            sign(one, envelope)
    assert sign(cast.mateo, envelope).second_by == str(cast.mateo.user.id)
    assert seen(cast.julia, envelope) == HELD
    with pytest.raises(Absent):
        seen(cast.clara, envelope)


def test_signed_first_it_is_still_not_read_before_the_receiver_accepts(cast, case):
    envelope = sign(cast.aurora, prepared(cast, case))
    assert seen(cast.julia, envelope) == {}
    accepted(cast.julia, envelope)
    assert seen(cast.julia, envelope) == HELD


def test_the_referral_itself_leaves_at_once_also_in_an_emergency(cast, case):
    service = office(cast.counsel)
    agreed(cast, case, service)
    referral = refer(cast, case, service, priority="emergency")
    referrals.prepare_envelope(actor=cast.ines.actor, referral=referral, held=HELD, at=timezone.now())
    assert shared_of(referral) == {"needs": "defensa"} and referral.state == "sent"
    assert [one.id for one in access.inbox(cast.julia.actor)] == [referral.id]
    accepted(cast.julia, Envelope.objects.get())
    assert again(referral).state == "accepted"


def test_a_shelter_and_a_service_are_never_given_one_whatever_is_agreed(cast, case):
    for service in (
        shelter(cast.jacaranda),
        office(cast.nopal),
        office(cast.counsel, "shelter"),
        office(cast.oim, "medical"),
        office(cast.counsel, "food"),
    ):
        referral = refer(cast, case, service)
        agreed(cast, case, service)
        with pytest.raises(BadInput, match="gets no identity"):
            referrals.prepare_envelope(actor=cast.ines.actor, referral=referral, held=HELD, at=timezone.now())
    assert not Envelope.objects.exists()


def test_a_service_that_lodges_from_now_on_is_shown_nothing_any_more(cast, case):
    envelope = sign(cast.mateo, prepared(cast, case))
    accepted(cast.julia, envelope)
    envelope.referral.service.kinds.create(kind="shelter")
    assert seen(cast.julia, envelope) == {}


def test_only_what_the_purpose_lists_and_the_person_agreed_to(cast, case):
    service = office(cast.oim, "transport")
    referral = refer(cast, case, service)
    given = {"actor": cast.ines.actor, "referral": referral, "at": timezone.now()}
    with pytest.raises(BadInput, match="has not been asked"):
        referrals.prepare_envelope(**given, held=HELD)
    agreed(cast, case, service, fields=("full_name", "immigration_situation"))
    with pytest.raises(BadInput, match="not to all"):
        referrals.prepare_envelope(**given, held=HELD)
    with pytest.raises(Unknown):  # IOM needs no situation, whatever the person agreed to
        referrals.prepare_envelope(**given, held={"immigration_situation": "visa vencida"})
    with pytest.raises(BadInput, match="no information"):
        referrals.prepare_envelope(**given, held={"full_name": "  "})
    envelope = referrals.prepare_envelope(**given, held={"full_name": "Citlali"})
    sign(cast.mateo, envelope)
    accepted(cast.paula, again(envelope))
    assert seen(cast.paula, envelope) == {"full_name": "Citlali"}


def test_a_yes_to_a_referral_is_none_to_the_papers_nor_to_another_receiver(cast, case):
    service, other = office(cast.counsel), office(cast.oim, "transport")
    referral = refer(cast, case, service)
    agreed(cast, case, other)
    with pytest.raises(BadInput, match="another organisation"):
        referrals.prepare_envelope(actor=cast.ines.actor, referral=referral, held=HELD, at=timezone.now())
    with pytest.raises(BadInput, match="never shared"):
        consent(cast, case, "referral", recipient=str(service.organization_id), fields=("passport",))


@pytest.mark.parametrize("how", ["withdrawn", "refused", "less"])
def test_what_the_person_says_later_reaches_it_at_once(cast, case, how):
    envelope = sign(cast.mateo, prepared(cast, case))
    accepted(cast.julia, envelope)
    sealed, service = bytes(envelope.shared), envelope.referral.service
    if how == "withdrawn":
        referrals.withdraw_consent_everywhere(
            actor=cast.ines.actor, case=case, consent=envelope.consent, at=timezone.now()
        )
    else:
        agreed(cast, case, service, fields=("full_name",), given=how == "less")
    ended = again(envelope)
    assert (ended.state, ended.shared, seen(cast.julia, envelope)) == ("withdrawn", None, {})
    with pytest.raises(KeyGone):
        unseal(envelope.id, Envelope.shared.bound_to(envelope), sealed)
    assert again(envelope.referral).state == "accepted", "the referral goes on"


def test_a_yes_that_ended_before_the_signature_is_not_signed(cast, case):
    envelope = prepared(cast, case)
    envelope.consent.__class__.objects.filter(id=envelope.consent_id).update(
        expires_at=timezone.now() - dt.timedelta(minutes=1)
    )
    with pytest.raises(BadInput, match="expired"):
        sign(cast.mateo, envelope)
    assert tick(timezone.now())["envelopes_over"] == 1
    assert again(envelope).state == "withdrawn"
    assert tick(timezone.now())["envelopes_over"] == 0


def test_not_signed_for_a_reason_it_is_destroyed_and_the_referral_goes_on(cast, case):
    envelope = prepared(cast, case)
    given = {"envelope": envelope, "at": timezone.now()}
    with pytest.raises(BadInput, match="Another person"):
        referrals.refuse_envelope(actor=cast.ines.actor, reason="too_much", **given)
    with pytest.raises(Unknown):
        referrals.refuse_envelope(actor=cast.mateo.actor, reason="because", **given)
    referrals.refuse_envelope(actor=cast.mateo.actor, reason="too_much", **given)
    ended = again(envelope)
    assert (ended.state, ended.reason, ended.shared) == ("unsigned", "too_much", None)
    assert again(envelope.referral).state == "sent"
    with pytest.raises(BadInput, match="Not signed"):
        sign(cast.aurora, envelope)
    referrals.prepare_envelope(  # with less, and again by two people
        actor=cast.ines.actor, referral=again(envelope.referral), held={"full_name": "C."}, at=timezone.now()
    )


def test_there_is_one_at_a_time_and_whoever_prepared_it_may_take_it_back(cast, case):
    envelope = prepared(cast, case)
    given = {"actor": cast.ines.actor, "referral": again(envelope.referral), "at": timezone.now()}
    with pytest.raises(BadInput, match="already"):
        referrals.prepare_envelope(**given, held=HELD)
    with pytest.raises(Absent):
        referrals.withdraw_envelope(
            **given | {"referral": refer(cast, case, office(cast.oim))}, envelope=envelope
        )
    referrals.withdraw_envelope(**given, envelope=envelope)
    assert again(envelope).state == "withdrawn"
    with pytest.raises(BadInput, match="No longer possible"):
        sign(cast.mateo, envelope)


@pytest.mark.parametrize("end", ["reject", "withdraw", "complete"])
def test_it_ends_with_its_referral(cast, case, end):
    envelope = sign(cast.mateo, prepared(cast, case))
    if end == "withdraw":
        referrals.withdraw(actor=cast.ines.actor, referral=envelope.referral, at=timezone.now())
    else:
        for what in {"reject": ("reject",), "complete": ("accept", "start_service", "complete")}[end]:
            referrals.answer(
                actor=cast.julia.actor,
                referral=again(envelope.referral),
                what=what,
                reason="no_capacity" if what == "reject" else "",
                at=timezone.now(),
            )
    assert (again(envelope).state, again(envelope).shared) == ("withdrawn", None)
    assert seen(cast.julia, envelope) == {}


def test_where_nobody_else_is_the_named_neighbour_signs(cast, case):
    neighbour = cast.houston.signs_here
    consul = member("vecina", "Vecina Consular", "protection_consul", post=neighbour)
    envelope = prepared(cast, case)
    with pytest.raises(Refused):
        sign(consul, envelope)
    say_second_person(actor=SYSTEM, post=cast.houston, lacks=True)
    consul.actor = actor_for(consul.user)
    assert [one.id for one in access_envelopes.to_sign(consul.actor)] == [envelope.id]
    assert access_envelopes.read_to_sign(consul.actor, envelope.id).held == HELD
    assert sign(consul, again(envelope)).state == "signed"


def test_whoever_signs_finds_it_and_nobody_else_does(cast, case):
    envelope = prepared(cast, case)
    for who in (cast.mateo, cast.aurora):
        assert access_envelopes.count_to_sign(who.actor) == 1
    assert access_envelopes.count_to_sign(cast.ines.actor) == 0
    for who in (cast.tomas, cast.sofia, cast.julia, cast.lucia):
        assert access_envelopes.count_to_sign(who.actor) == 0
        with pytest.raises(Absent):
            access_envelopes.read_to_sign(who.actor, envelope.id)
    assert Message.objects.filter(key__startswith="envelope_second:").count() == 2
    sign(cast.mateo, envelope)
    with pytest.raises(Absent):  # decided: it opens for the second person no more
        access_envelopes.read_to_sign(cast.aurora.actor, envelope.id)


def test_a_link_and_a_system_open_none(cast, case):
    envelope = sign(cast.mateo, prepared(cast, case))
    accepted(cast.julia, envelope)
    referral = again(envelope.referral)
    for role in ("link_receiver", "partner_machine"):
        there = Actor("x", (Grant(role, partner=str(referral.partner_id)),))
        assert access_envelopes.shown_to_receiver(there, referral, timezone.now()) == {}


def test_the_database_itself_refuses_one_without_a_yes_or_with_one_person(cast, case):
    envelope = prepared(cast, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Envelope.objects.filter(id=envelope.id).update(state="signed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Envelope.objects.filter(id=envelope.id).update(state="signed", second_by=envelope.by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Envelope.objects.filter(id=envelope.id).update(consent=envelope.referral.consent_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Envelope.objects.filter(id=envelope.id).update(state="withdrawn")
    envelope.consent.__class__.objects.filter(id=envelope.consent_id).update(withdrawn_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Envelope.objects.filter(id=envelope.id).update(state="signed", second_by=str(cast.mateo.user.id))


def test_its_key_goes_where_the_case_goes(cast, case):
    envelope = prepared(cast, case)
    moved(case, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    assert unsettled(older=-1) == []
    assert access_envelopes.held_by(again(envelope)) == HELD


def test_the_journal_and_the_notices_hold_codes_and_no_word_of_anybody(cast, case):
    envelope = sign(cast.mateo, prepared(cast, case))
    accepted(cast.julia, envelope)
    assert seen(cast.julia, envelope) == HELD
    told = " ".join(str(one.detail) for one in Entry.objects.filter(what__startswith="envelope."))
    told += " ".join(f"{m.subject} {m.body} {m.key}" for m in Message.objects.all())
    assert "passport" in told and not [word for word in HELD.values() if word in told]
    assert Entry.objects.filter(what="envelope.open", kind="read").count() == 1
