"""The pages between posts: what was typed stays, what was answered is said, nothing shows too much."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import open_case
from cauce.cases.models import Case
from cauce.sharing.referrals.actions import decline_transfer
from cauce.sharing.referrals.models import Transfer
from tests.pages import page

pytestmark = pytest.mark.django_db
NOTE = "Llega el lunes con su hija; habla mixteco."


@pytest.fixture
def case(cast):
    return open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now())


def ask(client, who, case, **form):
    client.force_login(who.user)
    sent = {"do": "ask", "to": "LAR", "reason": "moves", "note": NOTE, "agreed": "on"} | form
    return client.post(f"/casos/{case.id}/traslado/", sent | {"once": str(uuid.uuid4())})


def answer(client, who, transfer, **form):
    client.force_login(who.user)
    return client.post(f"/traslados/{transfer.id}/", form | {"once": str(uuid.uuid4())})


def test_what_is_missing_is_said_and_what_was_typed_stays(client, cast, case):
    for missing in ("to", "reason", "agreed"):
        answered = ask(client, cast.ines, case, **{missing: ""})
        assert answered.status_code == 200 and NOTE in answered.content.decode()
    assert not Transfer.objects.exists()


def test_the_other_post_reads_the_note_and_the_reason_and_nothing_of_the_case(client, cast, case):
    ask(client, cast.ines, case)
    transfer = Transfer.objects.get()
    listed = page(client, cast.tomas, "/traslados/")
    assert NOTE not in listed and case.folio not in listed and "Inés" in listed
    shown = page(client, cast.tomas, f"/traslados/{transfer.id}/")
    assert NOTE in shown and case.folio not in shown and str(case.id) not in shown
    assert "/traslados/" in page(client, cast.tomas, "/pendientes/")


def test_whoever_asked_sees_why_not_and_who_said_so(client, cast, case):
    ask(client, cast.ines, case)
    answered = answer(client, cast.tomas, Transfer.objects.get(), do="decline", reason="not_ours")
    assert answered["Location"] == "/traslados/"
    shown = page(client, cast.ines, "/traslados/")
    assert "no estará en nuestra circunscripción" in shown and "Tomás" in shown
    assert f"/casos/{case.id}/traslado/" not in shown  # it may be asked again from the case


def test_an_answer_that_came_too_late_is_told_so(client, cast, case):
    ask(client, cast.ines, case)
    transfer = Transfer.objects.get()
    decline_transfer(actor=cast.tomas.actor, transfer=transfer, reason="conflict", at=timezone.now())
    answer(client, cast.tomas, transfer, do="accept", officer=str(cast.tomas.user.id))
    assert "Esta solicitud ya tuvo respuesta" in client.get("/traslados/").content.decode()
    assert Case.objects.get(id=case.id).post_id == "HOU"


def test_it_is_taken_back_by_whoever_works_on_the_case(client, cast, case):
    ask(client, cast.ines, case)
    transfer = Transfer.objects.get()
    client.force_login(cast.mateo.user)
    form = {"do": "back", "transfer": str(transfer.id), "once": str(uuid.uuid4())}
    assert client.post(f"/casos/{case.id}/traslado/", form, follow=True).status_code == 200
    transfer.refresh_from_db()
    assert transfer.state == "taken_back"
    again = client.post(f"/casos/{case.id}/traslado/", form | {"once": str(uuid.uuid4())}, follow=True)
    assert "ya tuvo respuesta" in again.content.decode()


def test_pressed_twice_it_is_asked_once(client, cast, case):
    client.force_login(cast.ines.user)
    form = {"do": "ask", "to": "LAR", "reason": "moves", "note": NOTE, "agreed": "on"}
    form["once"] = str(uuid.uuid4())
    for _ in range(2):
        assert client.post(f"/casos/{case.id}/traslado/", form).status_code == 302
    assert Transfer.objects.count() == 1
