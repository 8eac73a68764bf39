"""The pages of what leaves: a demand from paper to hand-over, and how a person may be reached."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import PlanItem
from cauce.sharing.disclosures.models import Demand, Disclosure
from tests.cast import today

pytestmark = pytest.mark.django_db
WHY = "Lo explica con sus palabras."


@pytest.fixture
def case(cast):
    return cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        officer=cast.ines.user,
        started_at=timezone.now() - dt.timedelta(minutes=9),
    )


def post(client, who, address, /, **form):
    client.force_login(who.user)
    return client.post(address, {"once": str(uuid.uuid4())} | form)


def test_a_demand_goes_through_three_people_and_its_pages(client, cast, case):
    day = today()
    here = f"/casos/{case.id}/comunicaciones/"
    post(
        client,
        cast.ines,
        f"{here}papel/",
        who="Juzgado (ejemplo)",
        paper="Citatorio 12",
        asked="Todo lo que se sepa.",
        received_on_day=day.day,
        received_on_month=day.month,
        received_on_year=day.year,
    )
    row = Demand.objects.get()
    page = f"/comunicaciones/papeles/{row.id}/"
    assert post(client, cast.ines, page, do="review", seen=row.content_hash, reason=WHY).status_code == 404
    post(client, cast.valeria, page, do="narrow", fields=["age_band"], words="Es mayor de edad.")
    row.refresh_from_db()
    post(client, cast.valeria, page, do="review", seen=row.content_hash, reason=WHY)
    post(client, cast.sofia, page, do="approve", seen=row.content_hash, reason=WHY)
    assert "Es mayor de edad." in client.get(page).content.decode()
    post(client, cast.ines, page, do="release")
    assert Disclosure.objects.get().fields == ["age_band"]
    client.force_login(cast.ines.user)
    assert "Falta decirle a la persona" in client.get(f"/casos/{case.id}/").content.decode()
    post(client, cast.ines, here, row=str(Disclosure.objects.get().id), do="told")
    assert "Falta decirle a la persona" not in client.get(here).content.decode()


def test_nothing_is_sent_to_her_until_she_says_how_and_then_only_fixed_words(client, cast, case):
    page = f"/casos/{case.id}/contacto/"
    client.force_login(cast.ines.user)
    assert "Por ahora no la contacte si no está aquí" in client.get(f"/casos/{case.id}/").content.decode()
    every = {"w-way": "phone_call", "w-days": [str(day) for day in range(7)], "w-language": "spa"}
    post(client, cast.ines, page, do="confirm", **every)
    ask = {"do": "remind", "r-what": "visit", "r-by": "phone_call|spa"}
    post(client, cast.ines, page, **ask)
    assert PlanItem.objects.filter(case=case, need="in_person").count() == 1
    cases.record_consent(actor=cast.ines.actor, case=case, purpose="contact", given=True, at=timezone.now())
    said = post(client, cast.ines, page, **ask).content.decode()
    assert "Le recordamos su cita" in said and "Envíe exactamente esto" in said
    assert "Ahora se le puede contactar" in client.get(f"/casos/{case.id}/").content.decode()
    post(client, cast.ines, page, do="confirm", **{"w-way": "none"})
    assert "Pidió que no se le contacte" in client.get(f"/casos/{case.id}/").content.decode()
