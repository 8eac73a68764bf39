"""The pages of a sealed envelope: asked, prepared, read by another person, signed or refused."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, open_case, record_consent
from cauce.desk.cases.tests.test_consent import card
from cauce.sharing.referrals.actions import Asked, Sought, answer, send
from cauce.sharing.referrals.models import Envelope, Referral
from tests.cast import shelter
from tests.pages import page

pytestmark = pytest.mark.django_db
PASSPORT = "G00000017"


@pytest.fixture
def referral(cast) -> Referral:
    case = open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=timezone.now(),
        officer=cast.ines.user,
    )
    service = shelter(cast.counsel, "Bufete Ceiba (ejemplo)", kind="legal")
    record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=("needs",)),
    )
    return send(
        actor=cast.ines.actor,
        case=case,
        asked=Asked(service=service, shared={"needs": "defensa"}),
        sought=Sought(need="legal", priority="urgent"),
        at=timezone.now(),
    )


def post(client, who, address: str, **form):
    client.force_login(who.user)
    return client.post(address, form | {"once": str(uuid.uuid4())})


def agree(client, cast, referral, *fields):
    """Asked on the page of consent, where the way to the envelope leads."""
    to = str(referral.service.organization_id)
    form = card(f"papers-{to}", "yes", fields=list(fields), giver="person")
    return post(
        client,
        cast.ines,
        f"/casos/{referral.case_id}/permisos/",
        recipient=to,
        sobre=str(referral.id),
        **form,
    )


def test_from_the_question_to_what_counsel_reads(client, cast, referral):
    here = f"/canalizaciones/{referral.id}/sobre/"
    assert "Preparar un sobre" in page(client, cast.ines, f"/canalizaciones/{referral.id}/")
    told = page(client, cast.ines, here)
    assert "Falta el permiso para estos datos" in told and 'name="passport"' not in told
    asked = page(
        client,
        cast.ines,
        f"/casos/{referral.case_id}/permisos/?para={referral.service.organization_id}&sobre={referral.id}",
    )
    assert "Volver a la solicitud" in asked and "A-number" in asked and "CURP" not in asked
    saved = agree(client, cast, referral, "passport", "visa")
    assert saved.status_code == 302 and saved.headers["Location"] == here
    told = page(client, cast.ines, here)
    assert 'name="passport"' in told and 'name="full_name"' not in told
    assert "No hay ningún dato" in post(client, cast.ines, here, passport=" ").content.decode()
    assert post(client, cast.ines, here, passport=PASSPORT).status_code == 302
    assert "Espera una segunda firma" in page(client, cast.ines, here)
    answer(actor=cast.julia.actor, referral=referral, what="accept", at=timezone.now())
    request = f"/solicitudes/{referral.id}/"
    assert PASSPORT not in page(client, cast.julia, request)

    envelope = Envelope.objects.get()
    for who in (cast.mateo, cast.aurora):
        assert "Un sobre espera su firma" in page(client, who, "/firmas/")
    assert "Un sobre espera su firma" in page(client, cast.mateo, "/pendientes/")
    listed = page(client, cast.aurora, "/sobres/")
    assert str(envelope.id) in listed and PASSPORT not in listed
    read = page(client, cast.aurora, f"/sobres/{envelope.id}/")
    assert PASSPORT in read and "Bufete Ceiba" in read and f"/casos/{referral.case_id}" not in read
    assert "Firmar y entregar" not in page(client, cast.ines, f"/sobres/{envelope.id}/")
    post(client, cast.aurora, f"/sobres/{envelope.id}/", do="sign")
    told = page(client, cast.julia, request)
    assert PASSPORT in told and "Abrir los datos de identidad" in told
    assert "Quien recibe lo leyó" in page(client, cast.ines, here)
    for who in (cast.clara, cast.paula, cast.tomas):
        client.force_login(who.user)
        assert client.get(request).status_code == 404


def test_a_reason_is_needed_not_to_sign_and_it_is_told(client, cast, referral):
    agree(client, cast, referral, "passport")
    here = f"/canalizaciones/{referral.id}/sobre/"
    post(client, cast.ines, here, passport=PASSPORT)
    one = f"/sobres/{Envelope.objects.get().id}/"
    assert "Falta. Complételo" in post(client, cast.mateo, one, do="refuse").content.decode()
    assert post(client, cast.mateo, one, do="refuse", reason="too_much").status_code == 302
    told = page(client, cast.ines, here)
    assert "Basta con menos datos" in told and PASSPORT not in told and 'name="passport"' in told
    client.force_login(cast.aurora.user)
    assert client.get(one).status_code == 404


def test_it_is_taken_back_from_the_case_and_a_second_press_finds_it_done(client, cast, referral):
    agree(client, cast, referral, "passport")
    here = f"/canalizaciones/{referral.id}/sobre/"
    post(client, cast.ines, here, passport=PASSPORT)
    assert post(client, cast.ines, here, do="withdraw").status_code == 302
    assert Envelope.objects.get().state == "withdrawn"
    assert post(client, cast.ines, here, do="withdraw").status_code == 302
    assert "Ya no se puede" in page(client, cast.ines, here)


def test_a_shelter_has_no_envelope_and_the_page_says_so(client, cast, referral):
    service = shelter(cast.jacaranda)
    record_consent(
        actor=cast.ines.actor,
        case=referral.case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=("needs",)),
    )
    other = send(
        actor=cast.ines.actor,
        case=referral.case,
        asked=Asked(service=service, shared={"needs": "techo"}),
        sought=Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    assert "Preparar un sobre" not in page(client, cast.ines, f"/canalizaciones/{other.id}/")
    told = page(client, cast.ines, f"/canalizaciones/{other.id}/sobre/")
    assert "no se le dan datos de identidad" in told and '<input type="text"' not in told
    refused = post(client, cast.ines, f"/canalizaciones/{other.id}/sobre/", passport=PASSPORT)
    assert refused.status_code == 200 and not Envelope.objects.exists()
