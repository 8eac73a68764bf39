"""The pages of whoever hears a complaint and of whoever looks into one; a case never changes by it."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from cauce.cases.models import Case
from cauce.rights.complaints.models import Complaint
from cauce.staff.obligations.models import Obligation
from tests.architecture.walking import filled, routes
from tests.casework.conftest import open_case
from tests.cast import member

pytestmark = pytest.mark.django_db
FORM = {
    "about": "officer",
    "post": "HOU",
    "category": "sexual",
    "what": "Me pidió salir con él para atenderme.",
    "language": "eng",
    "interpreter": "on",
    "read_back": "on",
}


def signed(one) -> Client:
    client = Client()
    client.force_login(one.user)
    return client


def test_an_officer_of_another_post_writes_it_down_and_internal_control_ends_it(cast):
    olga = member("olga", "Olga Rentería", "internal_control")
    tomas = signed(cast.tomas)
    assert "Escúchele" in tomas.get("/avisos/").content.decode()
    refused = tomas.post("/voces/nueva/", FORM | {"read_back": ""}).content.decode()
    assert "Léalo completo" in refused and "Me pidió salir" in refused
    page = tomas.post("/voces/nueva/", FORM | {"once": str(uuid.uuid4())}).content.decode()
    assert re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", page)
    one = Complaint.objects.get()
    assert tomas.get(f"/voces/{one.id}/").status_code == tomas.get("/voces/").status_code == 404
    client = signed(olga)
    assert client.get("/").headers["Location"] == "/voces/"
    page = client.get(f"/voces/{one.id}/").content.decode()
    assert "Es urgente" in page and "necesita interpretación" in page and "Me pidió salir" in page
    answer = client.post(f"/voces/{one.id}/", {"do": "step", "step": "founded:founded", "text": ""})
    assert "Falta explicarle por qué" in answer.content.decode()
    client.post(
        f"/voces/{one.id}/",
        {"do": "step", "step": "referred:referred", "text": "A la autoridad que usted eligió."},
    )
    one.refresh_from_db()
    assert one.state == "referred"
    page = client.get(f"/voces/{one.id}/").content.decode()
    assert 'value="step"' not in page and "Se envió a la autoridad" in page


def test_somebody_of_the_post_is_told_to_let_another_office_write_it(cast):
    page = signed(cast.ines).post("/voces/nueva/", FORM).content.decode()
    assert "no le toca escribirlo" in page and "hoja de papel" in page
    assert not Complaint.objects.exists()


ONCE = re.compile(r'(name="(?:once|csrfmiddlewaretoken)" value=")[^"]*|(X-CSRFToken[^,}]*)|nonce="[^"]*"')
PAGES = {
    "ines": (
        "protection:worklist",
        "protection:case",
        "protection:plan",
        "protection:history",
        "notices:list",
    ),
    "aurora": ("head:numbers", "notices:list", "disclosures:waiting"),
}


def test_her_case_is_the_same_to_the_byte_with_and_without_a_complaint(cast):
    """Its pages, its plan and the lists of her post; nothing of a case leads to a complaint either."""
    case, addresses = open_case(cast), dict(routes())
    clients = {who: signed(getattr(cast, who)) for who in PAGES}

    def seen() -> list[str]:
        pages = [
            ONCE.sub("", clients[who].get(filled(addresses[name], {"case_id": case.id})).content.decode())
            for who, names in PAGES.items()
            for name in names
        ]
        assert all("<h1>" in one for one in pages)
        rows = Obligation.objects.order_by("subject_id", "action").values_list()
        return [*pages, str(list(rows)), str(list(Case.objects.order_by("id").values()))]

    before = seen()
    assert seen() == before, "looking changes nothing"
    for about, category in (
        ("officer", "danger"),
        ("service", "not_attended"),
        ("provider", "money"),
    ):
        sent = FORM | {"about": about, "category": category, "once": str(uuid.uuid4())}
        assert "big-code" in Client().post("/guia/voz/", sent).content.decode()
    assert Complaint.objects.count() == 3
    assert seen() == before
    assert not [
        one.name for one in Complaint._meta.get_fields() if "case" in one.name or "person" in one.name
    ]
