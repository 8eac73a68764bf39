"""The pages of what is asked of Mexico: an office sees its own and nothing of a case; a form keeps its
words.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, open_case, record_consent
from cauce.sharing.binational.models import Petition
from tests.closing import close
from tests.pages import page

pytestmark = pytest.mark.django_db
WHO = "Rosa y sus dos hijos"


@pytest.fixture
def case(cast):
    return open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=timezone.now(),
        officer=cast.ines.user,
    )


def agree(cast, case, *fields):
    record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="mexico",
        given=True,
        at=timezone.now(),
        recipient=str(cast.puebla.id),
        terms=ConsentTerms(fields=fields),
    )


def ask(client, cast, case, kind="family_protection", extra="", **form):
    client.force_login(cast.ines.user)
    address = f"/casos/{case.id}/peticiones/nueva/?tipo={kind}&a={cast.puebla.id}{extra}"
    sent = {"region": "21", "once": str(uuid.uuid4())} | form
    return client.post(address, sent)


def answer(client, cast, **form):
    client.force_login(cast.nora.user)
    address = f"/peticiones/{Petition.objects.get().id}/"
    return client.post(address, form | {"once": str(uuid.uuid4())})


def test_the_first_page_of_an_office_is_its_list(client, cast):
    client.force_login(cast.nora.user)
    assert client.get("/").headers["Location"] == "/peticiones/"
    assert "Nada por hacer ahora" in page(client, cast.nora, "/peticiones/")
    for one in (cast.clara, cast.paula, cast.ines, cast.sofia):
        client.force_login(one.user)
        assert client.get("/peticiones/").status_code == 404


def test_what_is_missing_is_said_and_what_was_typed_stays(client, cast, case):
    agree(cast, case, "relatives")
    told = ask(client, cast, case, region="", relatives=WHO).content.decode()
    assert "Falta. Complételo para seguir." in told and WHO in told
    told = ask(client, cast, case, relatives="Rosa, hermana de una indocumentada").content.decode()
    assert "Revise antes de solicitarlo" in told
    assert not Petition.objects.exists()


def test_without_a_yes_the_form_has_no_place_for_names(client, cast, case):
    told = page(
        client, cast.ines, f"/casos/{case.id}/peticiones/nueva/?tipo=family_protection&a={cast.puebla.id}"
    )
    assert 'name="relatives"' not in told and "Se envía sin nombres" in told
    assert ask(client, cast, case, relatives=WHO).status_code == 302
    assert (Petition.objects.get().fields, Petition.objects.get().state) == ([], "sent")


def test_the_office_sees_what_was_shared_and_no_folio_nor_officer(client, cast, case):
    ask(client, cast, case)
    petition = Petition.objects.get()
    for address in ("/peticiones/", f"/peticiones/{petition.id}/"):
        told = page(client, cast.nora, address)
        assert case.folio not in told and "Inés" not in told and str(case.id) not in told
    assert "Puebla" in told and "hora de Ciudad de México" in told
    petition.refresh_from_db()
    assert petition.state == "received"  # opening it said so


def test_a_code_is_missing_and_then_it_is_not(client, cast, case):
    ask(client, cast, case)
    assert "Falta. Complételo" in answer(client, cast, what="finish").content.decode()
    assert "Elija una opción" in answer(client, cast, what="cannot", code="x").content.decode()
    assert answer(client, cast, what="forward", code="dif").status_code == 302
    assert answer(client, cast, what="finish", code="moved_safe").status_code == 302
    told = page(client, cast.ines, f"/casos/{case.id}/peticiones/")
    assert "La familia está en otro lugar, a salvo" in told


def test_an_answer_to_what_was_withdrawn_meanwhile_finds_nothing(client, cast, case):
    ask(client, cast, case)
    client.force_login(cast.ines.user)
    petition = Petition.objects.get()
    client.post(f"/casos/{case.id}/peticiones/", {"petition": petition.id, "once": str(uuid.uuid4())})
    assert answer(client, cast, what="start").status_code == 404
    assert page(client, cast.nora, "/peticiones/").count("Proteger a la familia") == 0


def test_an_answer_after_the_end_is_said_to_be_late(client, cast, case):
    ask(client, cast, case)
    answer(client, cast, what="finish", code="moved_safe")
    late = answer(client, cast, what="cannot", code="no_means", note="La casa está llena.")
    assert late.status_code == 422
    assert "ya no es posible" in late.content.decode()
    assert "La casa está llena." in late.content.decode(), "there is no form any more to keep it"
    assert Petition.objects.get().state == "done"


def test_the_head_of_post_signs_without_seeing_the_case(client, cast, case):
    agree(cast, case, "relatives")
    ask(client, cast, case, relatives=WHO)
    petition = Petition.objects.get()
    listed = page(client, cast.aurora, "/peticiones/oficina/")
    assert f"/peticiones/firmas/{petition.id}/" in listed and WHO not in listed
    told = page(client, cast.aurora, f"/peticiones/firmas/{petition.id}/")
    assert WHO in told and "Firmar y enviar" in told and f"/casos/{case.id}" not in told
    assert "Firmar y enviar" not in page(client, cast.ines, f"/peticiones/firmas/{petition.id}/")
    client.force_login(cast.aurora.user)
    client.post(f"/peticiones/firmas/{petition.id}/", {"do": "sign", "once": str(uuid.uuid4())})
    assert Petition.objects.get().state == "sent"


def test_an_unknown_kind_or_office_leads_back_to_the_choice(client, cast, case):
    client.force_login(cast.ines.user)
    for query in ("tipo=vacation&a=x", f"tipo=family_protection&a={cast.jacaranda.id}", ""):
        assert client.get(f"/casos/{case.id}/peticiones/nueva/?{query}").status_code == 302


def test_headquarters_counts_without_a_small_cell_a_post_or_a_person(client, cast, case):
    assert "Todavía no hay peticiones" in page(client, cast.sofia, "/peticiones/cifras/")
    for _ in range(3):
        ask(client, cast, case)
    close("petitions", at=timezone.now() - dt.timedelta(days=7))
    close("petitions")
    told = page(client, cast.sofia, "/peticiones/cifras/")
    assert "Proteger a la familia" in told and ">oculto<" in told and ">3<" not in told
    for _ in range(9):
        ask(client, cast, case)
    assert ">10<" not in page(client, cast.sofia, "/peticiones/cifras/"), "it stands for the week"
    close("petitions", at=timezone.now() + dt.timedelta(days=7))
    told = page(client, cast.sofia, "/peticiones/cifras/")
    cells = re.findall(r"<td[^>]*>(\d+)</td>", told)
    assert "10" in cells and not [one for one in cells if int(one) % 5]
    assert "Oficina en Puebla" in told and "De 4 a 10 días" in told
    assert "Houston" not in told and case.folio not in told
    client.post("/idioma/", {"language": "en"})
    assert "From 4 to 10 days" in page(client, cast.sofia, "/peticiones/cifras/")
    assert "/peticiones/cifras/" in page(client, cast.sofia, "/red/")
    for one in (cast.ines, cast.aurora, cast.nora, cast.raul):
        client.force_login(one.user)
        assert client.get("/peticiones/cifras/").status_code == 404
