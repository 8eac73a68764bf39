"""The loop asks about old entries once a period, and tells of agreements that end, once."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.directory.access import public_entries
from cauce.directory.actions import record_agreed, verify_entry, warn
from cauce.directory.models import Service
from cauce.exchange.hsds.feed import service_document
from cauce.notices.models import Message
from cauce.rules.neutral import tells
from cauce.site.tick import tick
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
        actor=cast.ines.actor, service=service, version=service.version,
        on=(NOW + 32 * DAY).date(), role="protection_officer",
    )  # fmt: skip
    assert tick(NOW + 65 * DAY)["entries_chased"] == 0


def test_an_agreement_that_ends_is_told_once(cast):
    service = shelter(cast.jacaranda)
    record_agreed(
        actor=cast.ines.actor, post=cast.houston, organization=service.organization, kind="letter",
        number="1", valid_from=NOW.date(), valid_to=(NOW + 100 * DAY).date(),
    )  # fmt: skip
    assert tick(NOW)["agreements_told"] == 0
    assert tick(NOW + 15 * DAY)["agreements_told"] == 1
    assert tick(NOW + 16 * DAY)["agreements_told"] == 0
    told = Message.objects.filter(key__startswith="agreed_ends:")
    assert {one.recipient for one in told} == {str(cast.mateo.user.id), str(cast.aurora.user.id)}


def test_nothing_of_an_internal_note_nor_of_what_the_network_asked_leaves_in_the_feed(cast):
    service = shelter(cast.jacaranda)
    Service.objects.filter(id=service.id).update(visibility="public", free=3, free_at=NOW)
    words = "Quien dirige conoce al empleador de Tlapa"
    warn(actor=cast.ines.actor, service=service, post=cast.houston, kind="do_not_refer", note=words,
         at=NOW)  # fmt: skip
    documents = [service_document(entry) for entry in public_entries(NOW.date())]
    assert documents
    told = str(documents)
    assert words not in told and "do_not_refer" not in told and "free" not in told
