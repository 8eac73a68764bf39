"""What a receiver still reaches once it should not: a record that ended, a yes given for something else."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases import access_due
from cauce.cases.actions import (
    ask_letter,
    close_case,
    issue_letter,
    start_letter,
    withdraw_consent,
)
from cauce.cases.models import Case, Letter
from cauce.custody.journal.door import Absent
from cauce.custody.keystore import KeyGone, unseal
from cauce.demo import returning as demo
from cauce.directory.access import upkeep
from cauce.directory.models import Organization
from cauce.family.reunification import access_returning as returns
from cauce.family.reunification import access_shared
from cauce.family.reunification.actions import share_return
from cauce.family.reunification.tests.conftest import add, share
from cauce.family.reunification.tests.conftest import open_family as family_of
from cauce.rights.rights import access as endings
from cauce.rights.rights.actions import confirm, erase, propose_erasure, record_authorisation
from cauce.rights.rights.actions.retaining import _keys_of
from cauce.rights.rights.models import Erasure
from cauce.rules.permissions import SYSTEM, Actor, Grant
from cauce.sharing.binational import access as mexico
from cauce.sharing.binational.models import Petition
from cauce.sharing.referrals import access as referrals
from cauce.sharing.referrals.access_links import link_by
from cauce.sharing.referrals.actions import answer, invite
from cauce.sharing.referrals.models import Referral
from cauce.staff.accounts.actions import choose_notices
from cauce.staff.exports.models import Export
from cauce.staff.notices.models import Message
from cauce.staff.notices.rules import Preference
from cauce.staff.offices.models import Assignment
from cauce.staff.oversight.actions import decide
from cauce.staff.oversight.models import Proposal
from tests.casework.conftest import consent, open_case, send
from tests.casework.petitions import sent as petition_sent
from tests.cast import HOUSTON, member, shelter
from tests.returns import HOUR, houston
from tests.rounds import rounds_of

pytestmark = pytest.mark.django_db
WHY = "Terminó su plazo y hay autorización."


@pytest.fixture(autouse=True)
def ledger_file(tmp_path, settings):
    settings.RETENTION_LEDGER = tmp_path / "ledger.jsonl"


@pytest.fixture
def case(cast):
    made = open_case(cast)
    consent(cast, made, "keeping")
    return made


def closed(cast, case) -> Case:
    close_case(actor=cast.ines.actor, case=case, reason="goals_met", note="", at=timezone.now())
    return Case.objects.get(id=case.id)


def ended(cast, case, part: str, years: int, *, authorised: bool = True) -> None:
    """A part of a closed record comes to its end; without authorisation it is blocked instead."""
    at = timezone.now() + dt.timedelta(days=366 * years)
    for found, due in endings.over(at):
        propose_erasure(actor=SYSTEM, case=found, due=due, at=at)
    if authorised:
        record_authorisation(
            actor=cast.sofia.actor,
            number="BAJA-1 (ejemplo)",
            issued_on=at.astimezone(HOUSTON).date(),
            post=None,
            at=at,
            closed_until=case.closed_at.date() + dt.timedelta(days=1),
        )
    erasure = Erasure.objects.get(case=case, part=part)
    confirm(actor=cast.aurora.actor, erasure=erasure, reason=WHY, at=at)
    if authorised:
        proposal = Proposal.objects.get(id=erasure.proposal)
        decide(actor=cast.sofia.actor, proposal=proposal, approve=True, reason=WHY, at=at)
        erase(actor=cast.aurora.actor, erasure=erasure, at=at)


def served(cast, case):
    """A referral that Casa Jacaranda accepted and completed, with what was shared still there."""
    service = shelter(cast.jacaranda)
    referral, _ = send(cast, case, service)
    for what in ("accept", "start_service", "complete"):
        answer(actor=cast.clara.actor, referral=referral, what=what, at=timezone.now())
    return referral


def test_a_blocked_record_is_blocked_for_who_received_of_it_as_well(cast, case):
    referral = served(cast, case)
    assert referrals.shared_with(cast.clara.actor, referral), "it opened before"
    ended(cast, closed(cast, case), "words", 3, authorised=False)
    with pytest.raises(Absent):
        referrals.referral_for(cast.clara.actor, referral.id, permission="referral.answer")
    assert referrals.inbox(cast.clara.actor) == []


def test_no_link_opens_a_blocked_record(cast, case):
    service = shelter(cast.jacaranda)
    Organization.objects.filter(id=service.organization_id).update(partner=None)
    service.refresh_from_db()
    referral, _ = send(cast, case, service)
    given = invite(actor=cast.ines.actor, referral=referral, at=timezone.now())
    assert link_by(given.token, timezone.now()), "it opened before"
    ended(cast, closed(cast, case), "words", 3, authorised=False)
    with pytest.raises(Absent):
        link_by(given.token, timezone.now())


@pytest.mark.parametrize(("part", "years"), [("words", 3), ("identity", 6), ("record", 13)])
def test_what_a_receiver_was_told_ends_with_the_part_of_the_record_that_says_it(cast, case, part, years):
    referral = served(cast, case)
    blob, context = bytes(referral.shared), Referral.shared.bound_to(referral)
    ended(cast, closed(cast, case), part, years)
    referral.refresh_from_db()
    assert referral.shared is None
    with pytest.raises(KeyGone):
        unseal(referral.id, context, blob)


def test_an_office_in_mexico_keeps_no_name_of_a_record_that_ended(cast, case):
    petition = petition_sent(cast, case)
    now = timezone.now()
    assert mexico.shown_to_office(cast.nora.actor, petition, now)["identity"], "it opened before"
    ended(cast, closed(cast, case), "identity", 6)
    row = Petition.objects.get(id=petition.id)
    assert (row.state, row.shared, row.why, row.note) == ("withdrawn", None, None, None)
    with pytest.raises(Absent):
        mexico.petition_for(cast.nora.actor, petition.id, permission="petition.answer")


def test_neither_an_office_nor_iom_reads_on_once_the_case_is_closed(cast, case):
    petition = petition_sent(cast, case)
    family = family_of(cast, case)
    add(cast, family)
    share(cast, family)
    now = timezone.now()
    assert access_shared.shared_list(cast.paula.actor, now), "it opened before"
    closed(cast, case)
    assert access_shared.shared_list(cast.paula.actor, now) == []
    with pytest.raises(Absent):
        access_shared.shared_for(cast.paula.actor, family.id, now)
    with pytest.raises(Absent):
        mexico.petition_for(cast.nora.actor, petition.id, permission="petition.answer")
    assert mexico.inbox(cast.nora.actor, cast.puebla, now).going == []


def test_a_yes_for_a_journey_does_not_open_the_family_again(cast):
    who = houston(cast)
    case = demo.willing(who, timezone.now() - HOUR)
    family = family_of(cast, case)
    add(cast, family)
    share(cast, family)
    (row, _) = next(p for p in cases.consents(case) if p[0].recipient == str(cast.oim.id))
    withdraw_consent(actor=cast.ines.actor, case=case, consent=row, at=timezone.now())
    assert access_shared.shared_list(cast.paula.actor, timezone.now()) == []
    now = timezone.now()
    trip = demo.advised(who, case, now)
    demo.arranged(who, trip, now + HOUR, now)
    trip.refresh_from_db()
    share_return(actor=cast.ines.actor, trip=trip, partner=cast.oim, needs="", agreed=True, at=timezone.now())
    assert access_shared.shared_list(cast.paula.actor, timezone.now()) == []
    with pytest.raises(Absent):
        access_shared.shared_for(cast.paula.actor, family.id, timezone.now())


def test_a_yes_for_a_family_does_not_open_a_journey_again(cast):
    who = houston(cast)
    case = demo.willing(who, timezone.now() - HOUR)
    now = timezone.now()
    trip = demo.advised(who, case, now)
    demo.arranged(who, trip, now + HOUR, now)
    trip.refresh_from_db()
    share_return(actor=cast.ines.actor, trip=trip, partner=cast.oim, needs="", agreed=True, at=timezone.now())
    later = timezone.now()
    assert returns.shown_to_receiver(trip, later)["dependants"] == 1, "it opened before"
    (row, _) = next(p for p in cases.consents(case) if p[0].recipient == str(cast.oim.id))
    withdraw_consent(actor=cast.ines.actor, case=case, consent=row, at=timezone.now())
    family = family_of(cast, case)
    add(cast, family)
    share(cast, family)
    assert access_shared.shared_list(cast.paula.actor, timezone.now()), "the family was agreed to"
    assert returns.shown_to_receiver(trip, timezone.now()) == {}
    assert trip in returns.unshared(timezone.now()), "the loop takes back what is left"


@pytest.mark.parametrize(("moved", "told"), [(False, 1), (True, 0)])
def test_no_folio_goes_to_a_stand_in_who_works_elsewhere_by_now(cast, case, moved, told):
    now = timezone.now()
    other = member("berta", "Berta Solís", "protection_officer", post=cast.houston)
    day = now.astimezone(HOUSTON).date()
    away = Preference("", "desk", 8, "America/Chicago", day, day, str(other.user.id))
    choose_notices(actor=cast.ines.actor, user=cast.ines.user, chosen=away, at=now)
    if moved:
        Assignment.objects.filter(user=other.user).update(post=cast.laredo)
    referral = send(cast, case, shelter(cast.jacaranda))[0]
    answer(actor=cast.clara.actor, referral=referral, what="accept", at=now)
    rounds_of("cauce.operations", now)
    assert Message.objects.filter(recipient=str(other.user.id), subject=case.folio).count() == told


def test_nothing_is_counted_for_somebody_of_a_case_that_stayed_at_another_post(cast, case):
    far = timezone.now() + dt.timedelta(days=60)
    assert access_due.instants(str(cast.ines.user.id), far), "it was counted before"
    Assignment.objects.filter(user=cast.ines.user).update(post=cast.laredo)
    assert access_due.instants(str(cast.ines.user.id), far) == []


def test_a_role_at_one_organisation_opens_nothing_of_what_another_receives(cast, case):
    """Nora answers for an office; were she given that role at Casa Jacaranda, she would read no request of
    it.
    """
    send(cast, case, shelter(cast.jacaranda))
    both = Actor(
        cast.nora.actor.user,
        (
            Grant("sre_mexico", partner=str(cast.jacaranda.id)),
            Grant("partner_staff", partner=str(cast.nopal.id)),
        ),
    )
    assert referrals.inbox(both) == [] and upkeep.own_services(both) == []
    assert len(referrals.inbox(cast.clara.actor)) == 1


def test_why_a_letter_left_ends_with_the_record_it_is_of(cast, case):
    letter = Letter.objects.create(
        id=uuid4(),
        case=case,
        template="counsel",
        version=1,
        language="es",
        made_at=timezone.now(),
        made_by=cast.ines.actor.user,
        sealed=b"",
        state="void",
        post=cast.houston,
        year=2026,
        number=1,
    )
    made = Export.objects.create(
        post=cast.houston,
        kind="letter",
        about_kind="letter",
        about_id=str(letter.id),
        size=1,
        reason="desk_work",
        made_by=cast.ines.actor.user,
        made_at=timezone.now(),
        rows=1,
        name="carta",
        expires_at=timezone.now(),
        digest="0" * 64,
        key_id=uuid4(),
        sealed=b"",
        why_key_id=uuid4(),
        why=b"",
    )
    assert made.why_key_id in _keys_of(Case.objects.get(id=case.id))


def test_a_letter_is_not_printed_once_the_yes_to_its_receiver_was_taken_back(cast, case, client):
    service, now = shelter(cast.jacaranda), timezone.now()
    fields = ("first_name_or_alias", "arrival_time", "needs")
    yes = consent(cast, case, "referral", recipient=str(service.organization_id), fields=fields, at=now)
    letter = start_letter(
        actor=cast.ines.actor,
        case=case,
        template="shelter",
        language="es",
        at=now,
        recipient=str(service.organization_id),
    )
    ask_letter(
        actor=cast.ines.actor,
        case=case,
        letter=letter,
        seen=letter.turn,
        agreed=True,
        at=now,
        answers={"first_name": "Rosa", "arrival": "hoy", "needs": "descanso"},
    )
    letter.refresh_from_db()
    issue_letter(actor=cast.mateo.actor, letter=letter, seen=letter.text_hash, at=now)
    client.force_login(cast.ines.user)
    address = f"/cartas/{letter.id}/papel/"
    assert client.get(address)["Content-Type"] == "application/pdf", "it was printed before"
    withdraw_consent(actor=cast.ines.actor, case=case, consent=yes, at=timezone.now())
    refused = client.get(address, follow=True)
    assert "text/html" in refused["Content-Type"]
    assert "no ha dicho que sí" in refused.content.decode()
