"""Accounts and roles at their pages: proposed by one, given by another, ended at once."""

from __future__ import annotations

import time

import pytest

from cauce.custody.journal.models import Entry
from cauce.staff.offices.access import still
from cauce.staff.offices.models import Assignment, User
from cauce.staff.oversight.models import Proposal

pytestmark = pytest.mark.django_db


def enter(client, username):
    """Signed in, and proved a moment ago that it is them."""
    client.force_login(User.objects.get(username=username))
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    return client


def propose(client, user, **other):
    given = {"role": "window_officer", "place": "post:HOU", "reason": "Empieza el lunes."} | other
    return client.post(f"/cuentas/{user.id}/funcion/", given)


def test_every_grave_page_asks_for_a_fresh_proof(cast, client):
    client.force_login(cast.bruno.user)
    for address in (
        "/cuentas/nueva/",
        f"/cuentas/{cast.raul.user.id}/",
        f"/cuentas/{cast.raul.user.id}/funcion/",
    ):
        for method in (client.get, client.post):
            assert method(address)["Location"].startswith("/comprobar/"), address


def test_a_role_goes_from_one_to_the_other_and_opens_the_page(cast, client):
    enter(client, "bruno")
    client.post("/cuentas/nueva/", {"display_name": "Ofelia Ejemplo", "username": "ofelia", "language": "es"})
    user = User.objects.get(username="ofelia")
    assert propose(client, user).status_code == 302
    made = Proposal.objects.get()
    assert client.post(f"/propuestas/{made.id}/", {"do": "yes"}).status_code == 200
    assert not Assignment.objects.filter(user=user).exists()
    enter(client, "aurora")
    assert client.post(f"/propuestas/{made.id}/", {"do": "yes"}).status_code == 302
    assert Assignment.objects.get(user=user).role == "window_officer"
    assert client.post(f"/propuestas/{made.id}/", {"do": "yes"}).status_code == 200
    assert Assignment.objects.filter(user=user).count() == 1


def test_nobody_proposes_for_themselves_and_it_is_written_down(cast, client):
    enter(client, "aurora")
    assert "otra persona propone" in client.get(f"/cuentas/{cast.aurora.user.id}/funcion/").content.decode()
    page = propose(client, cast.aurora.user, role="protection_consul")
    assert page.status_code in (200, 404) and not Proposal.objects.exists()
    tried = Entry.objects.filter(kind="refused", actor=cast.aurora.actor.user)
    assert [one.what for one in tried] == ["proposal.make"]


def test_whoever_leads_a_post_finds_only_its_roles_and_place_in_the_form(cast, client):
    enter(client, "aurora")
    page = client.get(f"/cuentas/{cast.raul.user.id}/funcion/").content.decode()
    assert "Houston" in page and "Laredo" not in page and 'value="auditor"' not in page
    for other in ({"place": "post:LAR"}, {"role": "auditor", "place": "network"}):
        assert propose(client, cast.raul.user, **other).status_code == 200
    assert not Proposal.objects.exists()


def test_what_was_typed_stays_when_something_is_wrong(cast, client):
    enter(client, "bruno")
    page = propose(client, cast.raul.user, reason="Oficio 12", place="network").content.decode()
    assert "Oficio 12" in page and "Falta decir en cuál" in page
    page = client.post(
        "/cuentas/nueva/", {"display_name": "Ofelia Ejemplo", "username": "ines", "language": "es"}
    ).content.decode()
    assert "Ya hay una cuenta" in page and "Ofelia Ejemplo" in page


def test_ending_the_only_auditor_becomes_a_proposal_that_another_decides(cast, client):
    enter(client, "bruno")
    role = Assignment.objects.get(user=cast.elena.user)
    client.post(f"/cuentas/{cast.elena.user.id}/", {"do": "end", "assignment": role.id})
    assert still(cast.elena.actor).grants
    made = Proposal.objects.get()
    enter(client, "sofia")
    assert "Auditoría" in client.get(f"/propuestas/{made.id}/").content.decode()
    client.post(f"/propuestas/{made.id}/", {"do": "yes"})
    assert not still(cast.elena.actor).grants


def test_somebody_who_left_is_out_at_the_next_page(cast, client):
    other = type(client)()
    other.force_login(cast.ines.user)
    assert other.get("/pendientes/").status_code == 200
    enter(client, "aurora")
    client.post(f"/cuentas/{cast.ines.user.id}/", {"do": "leave"})
    assert other.get("/pendientes/")["Location"].startswith("/entrar/")


def test_a_no_needs_a_reason_and_closes_it(cast, client):
    enter(client, "bruno")
    propose(client, cast.raul.user)
    made = Proposal.objects.get()
    enter(client, "aurora")
    assert "Falta decir por qué" in client.post(f"/propuestas/{made.id}/", {"do": "no"}).content.decode()
    client.post(f"/propuestas/{made.id}/", {"do": "no", "reason": "No hace falta otra persona."})
    made.refresh_from_db()
    assert made.state == "turned_down"


def test_a_user_name_finds_who_comes_from_elsewhere_only_when_whole(cast, client):
    enter(client, "aurora")
    found = client.get("/cuentas/?username=tomas", follow=True).content.decode()
    assert "Tomás" in found and "Proponer una función" in found
    assert "Laredo" not in found and "Dejó el servicio" not in found
    assert "aquí se ven solo las de su consulado" in found
    assert "No hay una cuenta" in client.get("/cuentas/?username=toma").content.decode()


def test_whoever_leads_a_post_ends_nothing_of_another_post(cast, client):
    enter(client, "aurora")
    row = Assignment.objects.get(user=cast.tomas.user)
    for given in ({"do": "end", "assignment": row.id}, {"do": "leave"}):
        client.post(f"/cuentas/{cast.tomas.user.id}/", given)
    row.refresh_from_db()
    assert row.ended_at is None and User.objects.get(username="tomas").is_active


def test_the_accounts_come_in_pages_and_are_found_by_name_user_or_post(cast, client):
    enter(client, "bruno")
    for number in range(30):
        User.objects.create(username=f"prueba{number:02}", display_name=f"Zoé Prueba {number:02}")
    first = client.get("/cuentas/").content.decode()
    assert first.count("<tr>") == 1 + 25 and "Página 1 de 2" in first and "Zoé Prueba 29" not in first
    assert "Zoé Prueba 29" in client.get("/cuentas/?page=2").content.decode()
    for words, there in {"zoe prueba 07": "prueba07", "RAUL": "raul", "laredo": "tomas"}.items():
        found = client.get("/cuentas/", {"q": words}).content.decode()
        assert f">{there}</td>" in found and ">prueba08</td>" not in found, words
    nobody = client.get("/cuentas/", {"q": "nadie se llama así"}).content.decode()
    assert "Ninguna cuenta con esas palabras" in nobody and "No hay cuentas" not in nobody


def test_a_head_of_post_finds_nobody_of_another_post_by_searching(cast, client):
    enter(client, "aurora")
    assert ">ines</td>" in client.get("/cuentas/", {"q": "ines"}).content.decode()
    assert ">tomas</td>" not in client.get("/cuentas/", {"q": "tomas"}).content.decode()
