"""A07: no referral without her yes for this partner, this purpose and these data: five ways, each refused.

The table: seven answers that are no yes (five states, and two of them in two forms) × the page, the act
called directly, a form replayed, the loop, and the bulk door. Below it the database, asked without us.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.actions import ConsentTerms
from cauce.cases.models import Consent
from cauce.content.errors import BadInput
from cauce.operations.loop.tick import tick
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals import access, actions
from cauce.sharing.referrals.actions.bulk import Sent, load_referrals
from cauce.sharing.referrals.models import Referral
from cauce.staff.notices.models import Message
from tests.cast import shelter

from .a_yes import (
    DAY,
    KINDS,
    STATES,
    agree,
    expired,
    form,
    missing,
    no_yes,
    nothing_left,
    other_fields,
    other_recipient,
    refused,
    withdraw,
    withdrawn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        officer=cast.ines.user,
        started_at=timezone.now() - dt.timedelta(minutes=30),
    )


@pytest.fixture
def service(cast):
    return shelter(cast.jacaranda)


WITHOUT = pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)


@WITHOUT
def test_the_page_refuses_and_offers_no_datum_but_to_ask_about_it_unticked(
    client, cast, case, service, state
):
    state(cast, case, service, agree(cast, case, service))
    client.force_login(cast.ines.user)
    address = f"/casos/{case.id}/canalizaciones/?service={service.id}"
    page = client.get(address).content.decode()
    # Whoever was not asked, or of whom a yes ended, is asked beside the request; nobody who said no is.
    asked_here = 'name="ask-referral-' in page
    assert asked_here == (state in (missing, expired, other_recipient))
    assert ('name="s_needs"' in page) == ('name="s_language"' in page) == asked_here
    ticks = re.findall(r'<input[^>]*type="checkbox"[^>]*name="ask-[^>]*>', page)
    assert bool(ticks) == asked_here and not any("checked" in one for one in ticks)
    assert not re.search(r'<input[^>]*name="ask-referral-[^>]*checked', page)
    answer = client.post(address, form())
    # With a yes to other data nothing of these can even be typed, and an empty request is not sent.
    assert answer.status_code == (200 if state is other_fields else 409)
    assert not Referral.objects.filter(case=case).exists()


@WITHOUT
def test_the_act_itself_refuses(cast, case, service, state):
    state(cast, case, service, agree(cast, case, service))
    with pytest.raises(actions.NoConsent):
        actions.send(
            actor=cast.ines.actor,
            case=case,
            asked=actions.Asked(service=service, shared={"needs": "alojamiento"}),
            sought=actions.Sought(need="shelter", priority="urgent"),
            at=timezone.now(),
        )
    nothing_left(case)


@WITHOUT
def test_a_form_that_was_opened_while_she_agreed_is_refused_afterwards(client, cast, case, service, state):
    consent = agree(cast, case, service)
    client.force_login(cast.ines.user)
    address = f"/casos/{case.id}/canalizaciones/?service={service.id}"
    assert 'name="s_needs"' in client.get(address).content.decode()
    held = form()
    state(cast, case, service, consent)
    for _ in range(2):  # and replayed
        answer = client.post(address, held)
        assert answer.status_code == (200 if state is other_fields else 409)
    assert not Referral.objects.filter(case=case).exists()


# A consent on which a referral rests cannot be deleted (next test), nor become somebody else's.
@pytest.mark.parametrize("state", [expired, refused, withdrawn, other_fields], ids=lambda s: s.__name__)
def test_the_loop_tells_nobody_outside_and_destroys_what_was_stored(cast, case, service, state):
    consent = agree(cast, case, service)
    sent = actions.send(
        actor=cast.ines.actor,
        case=case,
        asked=actions.Asked(service=service, shared={"needs": "alojamiento"}),
        sought=actions.Sought(need="shelter", priority="urgent"),
        at=timezone.now() - 3 * DAY + dt.timedelta(hours=1),
    )
    state(cast, case, service, consent)
    assert access.shared_by(sent) == {}
    tick(timezone.now())
    sent.refresh_from_db()
    if state is not other_fields:
        assert sent.shared is None and sent.state == "withdrawn"
    outside = Message.objects.filter(recipient=str(cast.clara.user.id))
    assert not outside.filter(key__startswith="chase:").exists()


def test_the_loop_reminds_whom_her_word_of_now_still_carries_something_to(cast, case, service):
    """The other side of the table: with her yes, or a yes to less, the reminder of the late step goes."""
    agree(cast, case, service)
    for asked in ("alojamiento", "ropa de abrigo"):
        shared = {"needs": asked, "language": "náhuatl"}
        actions.send(
            actor=cast.ines.actor,
            case=case,
            asked=actions.Asked(service=service, shared=shared),
            sought=actions.Sought(need="shelter", priority="urgent"),
            at=timezone.now() - 3 * DAY + dt.timedelta(hours=1),
        )
    agree(cast, case, service, fields=("language",))
    tick(timezone.now())
    outside = Message.objects.filter(recipient=str(cast.clara.user.id))
    assert outside.filter(key__startswith="chase:").count() == 2


def test_a_consent_on_which_something_rests_cannot_be_deleted(cast, case, service):
    consent = agree(cast, case, service)
    actions.send(
        actor=cast.ines.actor,
        case=case,
        asked=actions.Asked(service=service, shared={"needs": "alojamiento"}),
        sought=actions.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(id=consent.id).delete()


def bulk(cast, case, service, consent):
    now = timezone.now()
    made = Referral(
        id=uuid.uuid4(),
        case=case,
        service=service,
        partner=cast.jacaranda,
        consent=consent,
        need="shelter",
        priority="urgent",
        sent_at=now,
        by="import",
    )
    row = Sent(made, case.post_id, {"needs": "alojamiento"}, [("send", "sender", now, "import")])
    return load_referrals(actor=SYSTEM, post_code=case.post_id, rows=[row])


@pytest.mark.parametrize("kind", KINDS)
def test_the_bulk_door_refuses(cast, case, service, kind):
    with pytest.raises((actions.NoConsent, IntegrityError)), transaction.atomic():
        bulk(cast, case, service, no_yes(cast, case, service, kind))
    assert not Referral.objects.exists()


def test_the_bulk_door_takes_what_she_agreed_to(cast, case, service):
    """Positive control of the table: with her yes the same calls go through."""
    assert bulk(cast, case, service, agree(cast, case, service)) == 1
    assert access.shared_by(Referral.objects.get()) == {"needs": "alojamiento"}


# The database, behind every act --------------------------------------------------------------------


def raw(case, service, consent, **changes):
    """A referral written with the ORM alone, by code that forgot to ask."""
    now = timezone.now()
    given = {
        "case": case,
        "service": service,
        "consent": consent,
        "need": "shelter",
        "sent_at": now,
        "priority": "urgent",
        "shared": b"\x01",
        "carried_at": now,
        "state": "sent",
        "by": "raw",
    } | changes
    with transaction.atomic():
        return Referral.objects.create(**given)


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "other_fields"])
def test_the_database_itself_refuses_a_referral_without_a_yes(cast, case, service, kind):
    """Which data she agreed to is sealed: that part is the act's, and no trigger's."""
    consent = no_yes(cast, case, service, kind)
    with pytest.raises(IntegrityError):
        raw(case, service, consent)
    with pytest.raises(IntegrityError):
        raw(case, service, consent, shared=None, carried_at=None)


def test_the_database_takes_one_with_a_yes_and_not_for_another_case(cast, case, service):
    consent = agree(cast, case, service)
    made = raw(case, service, consent)
    other = cases.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )
    with pytest.raises(IntegrityError):
        raw(other, service, consent)
    with pytest.raises(IntegrityError):
        raw(case, service, consent, carried_at=None)
    withdraw(cast, case, consent)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(id=made.id).update(shared=b"\x01more")
    Referral.objects.filter(id=made.id).update(state="withdrawn", shared=None)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE referrals_referral SET shared = %s", [b"again"])


def test_the_triggers_stand_after_the_last_migration(db):
    """SQLite drops them with a table that a later migration rebuilds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = {
                f"{kind}_on_{moment}"
                for kind in (
                    "referral_consent",
                    "disclosure_basis",
                    "petition_consent",
                    "envelope_consent",
                )
                for moment in ("insert", "update")
            }
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            wanted = {
                "referral_consent",
                "disclosure_basis",
                "petition_consent",
                "envelope_consent",
            }
        wanted |= {"statistics_stays", "statistics_no_delete", "statistics_begins"}
        wanted |= {"statistics_file_stays", "statistics_file_no_delete"}
        assert wanted <= {name for (name,) in cursor.fetchall()}


# At once, everywhere ---------------------------------------------------------------------------------


def shown(cast, sent) -> str:
    client = Client()
    client.force_login(cast.clara.user)
    return client.get(f"/solicitudes/{sent.id}/").content.decode()


@pytest.mark.parametrize("how", ["withdrawn", "refused", "narrower", "expired"])
def test_it_ends_at_the_partner_with_the_next_page_whatever_is_still_stored(cast, case, service, how):
    consent = agree(cast, case, service)
    sent = actions.send(
        actor=cast.ines.actor,
        case=case,
        asked=actions.Asked(service=service, shared={"needs": "techo", "language": "náhuatl"}),
        sought=actions.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    assert "techo" in shown(cast, sent) and "náhuatl" in shown(cast, sent)
    if how == "narrower":
        agree(cast, case, service, fields=("language",))
    else:
        {"withdrawn": withdrawn, "refused": refused, "expired": expired}[how](cast, case, service, consent)
    page = shown(cast, sent)
    assert "techo" not in page and ("náhuatl" in page) is (how == "narrower")


def test_a_partner_cannot_accept_what_nobody_permits_any_more(client, cast, case, service):
    consent = agree(cast, case, service)
    sent = actions.send(
        actor=cast.ines.actor,
        case=case,
        asked=actions.Asked(service=service, shared={"needs": "techo"}),
        sought=actions.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    expired(cast, case, service, consent)
    client.force_login(cast.clara.user)
    client.post(f"/solicitudes/{sent.id}/", {"what": "accept", "once": str(uuid.uuid4())})
    sent.refresh_from_db()
    assert sent.state in ("sent", "acknowledged")


def test_a_message_that_has_not_left_never_leaves(cast, case, service):
    consent = agree(cast, case, service)
    actions.send(
        actor=cast.ines.actor,
        case=case,
        asked=actions.Asked(service=service, shared={"needs": "techo"}),
        sought=actions.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    assert Message.objects.filter(key__startswith="sent:").exists()
    actions.withdraw_consent_everywhere(actor=cast.ines.actor, case=case, consent=consent, at=timezone.now())
    assert not Message.objects.filter(key__startswith="sent:").exists()


def test_a_yes_to_less_leaves_less_stored_and_a_new_yes_carries_what_it_says(cast, case, service):
    agree(cast, case, service)
    sent = actions.send(
        actor=cast.ines.actor,
        case=case,
        asked=actions.Asked(service=service, shared={"needs": "techo", "language": "náhuatl"}),
        sought=actions.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    newer = actions.record_consent_everywhere(
        actor=cast.ines.actor,
        case=case,
        recipient=str(service.organization_id),
        given=True,
        at=timezone.now(),
        terms=ConsentTerms(("language",)),
    )
    sent.refresh_from_db()
    assert sent.consent_id == newer.id
    agree(cast, case, service)
    assert access.shared_by(sent) == {"language": "náhuatl"}


# E12 -------------------------------------------------------------------------------------------------


def test_an_accused_guardian_never_consents_for_a_child(cast, case, service):
    for accused in (True, None):
        with pytest.raises(BadInput):
            agree(cast, case, service, giver="guardian", giver_accused=accused)
    assert agree(cast, case, service, giver="guardian", giver_accused=False).giver == "guardian"
    assert agree(cast, case, service, given=False, giver="guardian", giver_accused=True)
    row = Consent.objects.filter(given=True).first()
    for values in ({"giver_accused": True}, {"giver_accused": None}, {"giver": "uncle"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.filter(id=row.id).update(**values)
