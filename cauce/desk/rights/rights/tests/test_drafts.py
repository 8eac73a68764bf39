"""The page of drafts about to end, as Mateo, Inés and Aurora use it."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Section
from cauce.rights.rights.actions import follow_draft
from cauce.rights.rights.models import UnkeptDraft
from cauce.rules.permissions import SYSTEM

pytestmark = pytest.mark.django_db
TOLD = "Dijo que la dueña de la casa guarda su pasaporte."
LIST = "/asuntos/borradores/"


@pytest.fixture
def row(cast):
    """A draft with danger that waits for Mateo."""
    now, ines = timezone.now(), cast.ines.actor
    made = cases.open_case(actor=ines, post=cast.houston, channel="walk_in", started_at=now)
    cases.save_section(actor=ines, case=made, kind="draft", content=TOLD, seen=0)
    cases.record_facts(actor=ines, case=made, facts={"danger.immediate": True}, at=now)
    follow_draft(actor=SYSTEM, case=made, at=now + dt.timedelta(days=92))
    return UnkeptDraft.objects.get(case=made)


def page(client, member, address: str) -> str:
    client.force_login(member.user)
    return client.get(address).content.decode()


def send(client, row, **form):
    return client.post(f"{LIST}{row.id}/", {"once": str(uuid.uuid4()), **form})


def test_it_stands_on_his_worklist_and_on_the_page_without_a_word_of_it(client, cast, row):
    assert "Un borrador espera su decisión" in page(client, cast.mateo, "/pendientes/")
    assert "Un borrador espera su decisión" not in page(client, cast.ines, "/pendientes/")
    for member, decides in ((cast.mateo, "Usted"), (cast.ines, "Mateo Villegas")):
        shown = page(client, member, LIST)
        assert row.case.folio in shown and decides in shown and TOLD not in shown
    assert f"{LIST}{row.id}/" not in page(client, cast.ines, LIST)
    assert TOLD not in page(client, cast.mateo, f"{LIST}{row.id}/")


def test_he_postpones_it_once_for_a_reason_that_stays_typed_when_it_is_refused(client, cast, row):
    client.force_login(cast.mateo.user)
    assert "obligatorio" in send(client, row, do="postpone", reason="").content.decode()
    answer = send(client, row, do="postpone", reason="Regresa el lunes.")
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    row.refresh_from_db()
    assert row.state == "postponed"
    Section.objects.filter(case=row.case).update(saved_by=str(cast.aurora.user.id))
    client.force_login(cast.aurora.user)
    refused = send(client, row, do="erase", reason="Ya no hace falta.").content.decode()
    assert "Quien lo escribió no decide sobre esto" in refused and "Ya no hace falta." in refused


def test_he_ends_it_and_the_page_says_how_many_ended(client, cast, row):
    client.force_login(cast.mateo.user)
    assert send(client, row, do="erase", reason="Está a salvo.").status_code == 302
    shown = client.get(LIST).content.decode()
    assert "Ya se borraron" in shown and row.case.folio not in shown
    assert "ya no espera una decisión" in client.get(f"{LIST}{row.id}/").content.decode()


def test_whoever_works_on_the_case_is_shown_the_day_before_it_comes(client, cast):
    ines = cast.ines.actor
    made = cases.open_case(actor=ines, post=cast.houston, channel="walk_in", started_at=timezone.now())
    cases.save_section(actor=ines, case=made, kind="draft", content=TOLD, seen=0)
    Section.objects.filter(case=made).update(saved_at=timezone.now() - dt.timedelta(days=80))
    shown = page(client, cast.ines, LIST)
    assert f"/casos/{made.id}/" in shown and made.folio in shown
    shown = page(client, cast.aurora, LIST)
    assert made.folio in shown and f"/casos/{made.id}/" not in shown
