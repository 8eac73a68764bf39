"""The pages of access, as Inés, Mateo and Aurora use them."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.models import Recusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return actions.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=timezone.now(),
        officer=cast.mateo.user,
    )


def send(client, address, **form):
    return client.post(address, {"once": str(uuid.uuid4()), **form})


def declare(client, cast, case, by, who):
    client.force_login(by.user)
    return send(
        client, f"/casos/{case.id}/accesos/", user=str(who.user.id), relation="relative", words="Primo."
    )


def test_a_colleague_says_it_and_his_pages_no_longer_know_the_case(client, cast, case):
    client.force_login(cast.mateo.user)
    assert case.folio in client.get("/pendientes/?ver=consulado").content.decode()
    answer = declare(client, cast, case, cast.ines, cast.mateo)
    assert answer["Location"] == f"/casos/{case.id}/accesos/"
    shown = client.get(answer["Location"]).content.decode()
    assert "Mateo Villegas" in shown and "Primo." in shown
    client.force_login(cast.mateo.user)
    for page in ("/pendientes/", "/pendientes/?ver=consulado", "/consultas/", "/citas/", "/propuestas/"):
        assert case.folio not in client.get(page).content.decode()
    nothing = client.get(f"/casos/{uuid.uuid4()}/")
    closed = client.get(f"/casos/{case.id}/")
    assert (closed.status_code, closed.content) == (404, nothing.content)


def test_whoever_says_it_of_themselves_is_led_away_from_the_case(client, cast, case):
    answer = declare(client, cast, case, cast.mateo, cast.mateo)
    assert (answer.status_code, answer["Location"]) == (302, "/pendientes/")
    shown = client.get("/pendientes/").content.decode()
    assert "otra persona lo toma" in shown and case.folio not in shown


def test_the_head_of_post_says_who_goes_on_and_sees_nothing_else_of_the_case(client, cast, case):
    declare(client, cast, case, cast.ines, cast.mateo)
    client.force_login(cast.aurora.user)
    row = Recusal.objects.get()
    assert case.folio in client.get("/accesos/").content.decode()
    page = f"/accesos/{row.id}/"
    shown = client.get(page).content.decode()
    assert "Inés Carranza" in shown and "Primo." in shown and f"/casos/{case.id}/" not in shown
    assert send(client, page, do="open", reason="").status_code == 200
    assert send(client, page, do="goes_on", officer=str(cast.ines.user.id)).status_code == 302
    case.refresh_from_db()
    assert case.officer == cast.ines.user


def test_whoever_is_the_party_and_headquarters_find_no_such_row(client, cast, case):
    declare(client, cast, case, cast.ines, cast.mateo)
    row = Recusal.objects.get()
    for one in (cast.mateo, cast.sofia, cast.ines):
        client.force_login(one.user)
        assert client.get(f"/accesos/{row.id}/").status_code == 404
