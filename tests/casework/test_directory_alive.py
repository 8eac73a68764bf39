"""The loop asks about old entries once a period, and tells of agreements that end, once."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.directory.access import public_entries
from cauce.directory.actions import record_agreed, verify_entry, warn
from cauce.directory.models import Location, Service
from cauce.operations.loop.tick import tick
from cauce.rules.discreet_text import tells
from cauce.staff.notices.models import Message
from cauce.staff.offices.models import User
from cauce.standards.hsds.feed import service_document
from tests.cast import shelter

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 4, 15, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def test_an_old_entry_is_asked_about_once_a_period_and_not_when_it_was_checked(cast):
    service = shelter(cast.jacaranda)
    assert tick(NOW)["entries_chased"] == 1 and tick(NOW + DAY)["entries_chased"] == 0
    told = Message.objects.filter(key__startswith="entry_old:")
    assert [one.recipient for one in told] == [str(cast.clara.user.id)]
    assert not tells(told[0].subject) and not tells(told[0].body)
    assert tick(NOW + 31 * DAY)["entries_chased"] == 1
    service = Service.objects.get(id=service.id)
    verify_entry(
        actor=cast.ines.actor,
        service=service,
        version=service.version,
        on=(NOW + 32 * DAY).date(),
        role="protection_officer",
    )
    assert tick(NOW + 65 * DAY)["entries_chased"] == 0


def test_an_agreement_that_ends_is_told_once(cast):
    service = shelter(cast.jacaranda)
    record_agreed(
        actor=cast.ines.actor,
        post=cast.houston,
        organization=service.organization,
        kind="letter",
        number="1",
        valid_from=NOW.date(),
        valid_to=(NOW + 100 * DAY).date(),
    )
    assert tick(NOW)["agreements_told"] == 0
    assert tick(NOW + 15 * DAY)["agreements_told"] == 1
    assert tick(NOW + 16 * DAY)["agreements_told"] == 0
    told = Message.objects.filter(key__startswith="agreed_ends:")
    assert {one.recipient for one in told} == {str(cast.mateo.user.id), str(cast.aurora.user.id)}


def test_nothing_of_an_internal_note_nor_of_what_the_network_asked_leaves_in_the_feed(cast):
    service = shelter(cast.jacaranda)
    Service.objects.filter(id=service.id).update(visibility="public", free=3, free_at=NOW)
    words = "Quien dirige conoce al empleador de Tlapa"
    warn(actor=cast.ines.actor, service=service, post=cast.houston, kind="do_not_refer", note=words, at=NOW)
    documents = [service_document(entry) for entry in public_entries(NOW.date())]
    assert documents
    told = str(documents)
    assert words not in told and "do_not_refer" not in told and "free" not in told


def alone(cast, checked: dt.date, state: str = "TX", city: str = "Houston") -> Service:
    """An entry that the network checked on that day, of an organisation without an account."""
    service = shelter(cast.jacaranda)
    service.organization.partner = None
    service.organization.save()
    Service.objects.filter(id=service.id).update(verified_on=checked, visibility="network")
    place = Location.objects.create(
        source="tests", content_hash="", state=state, city=city, latitude=29.7, longitude=-95.4
    )
    service.places.create(location=place, source="tests", content_hash="")
    return service


def told_of(prefix: str = "entry_kept:") -> set[str]:
    return {one.recipient for one in Message.objects.filter(key__startswith=prefix)}


def test_an_old_entry_of_an_organisation_without_an_account_is_given_to_a_post_once(cast):
    service = alone(cast, dt.date(2024, 1, 10))
    assert tick(NOW)["entries_chased"] == 1
    assert {str(cast.ines.user.id), str(cast.mateo.user.id)} <= told_of()
    assert str(cast.tomas.user.id) not in told_of() and "nobody" not in told_of()
    made = Message.objects.filter(key__startswith="entry_").count()
    for days in (0, 1, 31, 400):
        assert tick(NOW + days * DAY)["entries_chased"] == 0
    assert Message.objects.filter(key__startswith="entry_").count() == made
    message = Message.objects.filter(key__startswith="entry_kept:").first()
    assert not tells(message.subject) and not tells(message.body)
    service = Service.objects.get(id=service.id)
    verify_entry(
        actor=cast.ines.actor,
        service=service,
        version=service.version,
        on=(NOW + 401 * DAY).date(),
        role="protection_officer",
    )
    assert tick(NOW + 402 * DAY)["entries_chased"] == 0
    assert tick(NOW + 1200 * DAY)["entries_chased"] == 1  # it grew old again: once more


def test_what_was_agreed_with_an_organisation_says_which_post_keeps_its_entry(cast):
    service = alone(cast, dt.date(2024, 1, 10))
    record_agreed(
        actor=cast.tomas.actor,
        post=cast.laredo,
        organization=service.organization,
        kind="letter",
        number="1",
        valid_from=dt.date(2024, 1, 1),
        valid_to=None,
    )
    tick(NOW)
    assert str(cast.tomas.user.id) in told_of() and str(cast.ines.user.id) not in told_of()


def test_where_no_post_is_known_headquarters_is_asked(cast):
    alone(cast, dt.date(2024, 1, 10), state="ZZ")
    tick(NOW)
    assert str(cast.sofia.user.id) in told_of() and str(cast.ines.user.id) not in told_of()


def test_an_account_in_which_nobody_signs_in_any_more_does_not_leave_the_entry_alone(cast):
    service = shelter(cast.jacaranda)
    Service.objects.filter(id=service.id).update(visibility="network")
    cast.clara.user.is_active = False
    cast.clara.user.save()
    tick(NOW)
    assert told_of("entry_old:") == set() and str(cast.sofia.user.id) in told_of()


def test_where_there_is_nobody_at_all_it_waits_for_somebody(cast):
    service = alone(cast, dt.date(2024, 1, 10), state="ZZ")
    heads = User.objects.filter(assignments__role="headquarters")
    ids = list(heads.values_list("id", flat=True))
    User.objects.filter(id__in=ids).update(is_active=False)
    assert tick(NOW)["entries_chased"] == 0 and told_of() == set()
    User.objects.filter(id__in=ids).update(is_active=True)
    assert tick(NOW + DAY)["entries_chased"] == 1 and Service.objects.get(id=service.id).asked_at


def test_the_post_finds_its_old_entries_where_it_reviews_and_another_post_does_not(cast, client):
    service = alone(cast, dt.date(2024, 1, 10))
    client.force_login(cast.ines.user)
    shown = client.get("/directorio/correcciones/").content.decode()
    assert service.name in shown and "revisada por última vez el" in shown
    client.force_login(cast.tomas.user)
    assert service.name not in client.get("/directorio/correcciones/").content.decode()
