"""The page of a case opened by mistake, as Inés and Mateo use it."""

from __future__ import annotations

import time
import uuid

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.models import Case
from cauce.staff.oversight.actions import decide
from cauce.staff.oversight.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return actions.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )


def send(client, address, **form):
    return client.post(address, {"once": str(uuid.uuid4()), **form})


def read_by(client, member) -> str:
    """The proposal that waits, as somebody reads it who has just proved who they are."""
    client.force_login(member.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    return client.get(f"/propuestas/{Proposal.objects.get().id}/").content.decode()


def test_it_is_asked_agreed_to_and_done_on_one_page(client, cast, case):
    client.force_login(cast.ines.user)
    page = f"/casos/{case.id}/anulacion/"
    assert send(client, page, do="ask", reason="").status_code == 200
    assert not Proposal.objects.exists()
    assert send(client, page, do="ask", reason="Se abrió dos veces.", no_complaint="on").status_code == 302
    assert "Espera la respuesta" in client.get(page).content.decode()
    assert case.folio in read_by(client, cast.mateo), "nobody agrees to void a case without knowing which"
    client.force_login(cast.ines.user)
    decide(
        actor=cast.mateo.actor,
        proposal=Proposal.objects.get(),
        approve=True,
        reason="Sí, lo vi yo.",
        at=timezone.now(),
    )
    assert "Mateo Villegas está de acuerdo" in client.get(page).content.decode()
    assert send(client, page, do="void").status_code == 302
    assert Case.objects.get(id=case.id).status == "voided"
    assert "Anulado: se abrió por error" in client.get(page).content.decode()
    assert case.folio not in client.get("/pendientes/?ver=consulado").content.decode()
    client.force_login(cast.aurora.user)
    assert "Anulados porque se abrieron por error" in client.get("/oficina/cifras/").content.decode()


def test_where_it_may_not_it_says_every_reason_and_offers_to_close_it(client, cast, case):
    actions.record_facts(
        actor=cast.ines.actor,
        case=case,
        facts={"danger.immediate": True, "person.age": 15},
        at=timezone.now(),
    )
    client.force_login(cast.ines.user)
    shown = client.get(f"/casos/{case.id}/anulacion/").content.decode()
    assert "señal urgente" in shown and "menor de edad" in shown and f"/casos/{case.id}/cierre/" in shown
