"""The desk of the field: a code shown once, what came, a lost telephone."""

from __future__ import annotations

import base64
import json
import re
import zlib

import pytest
from django.utils import timezone

from cauce.intake.collection import actions
from cauce.intake.collection.access import actor_of
from cauce.intake.collection.models import Arrival, Device
from cauce.staff.offices.models import Incident
from cauce.standards.collect import payload, settings
from cauce.standards.qr import picture
from tests.field import current, finalise, submission

ASKS = {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "no", "turn": "M-14"}


@pytest.fixture
def made(cast, ready_pairs):
    return actions.register(
        actor=cast.mateo.actor, post=cast.houston, name="Teléfono 1", forms=[], at=timezone.now()
    )


@pytest.fixture
def came(made):
    def take(answers, public=""):
        device = made.device
        form = finalise(public or device.public_key, current("mobile-consulate", answers))
        return actions.receive(
            actor=actor_of(device),
            post=device.post,
            device=device,
            packet=actions.Packet(data=form.xml, files=form.files),
            at=timezone.now(),
        ).arrival

    return take


def page(client, address, **posted):
    said = client.post(address, posted) if posted else client.get(address)
    return said.content.decode()


def test_the_code_of_a_telephone_is_shown_once(client, cast):
    client.force_login(cast.mateo.user)
    first = page(client, "/telefonos/equipos/nuevo/", name="Teléfono 3", forms=["formato-d"])
    device = Device.objects.get()
    assert device.forms == ["formato-d"] and "data:image/svg+xml" in first
    assert "No vuelve a mostrarse" in first
    again = page(client, f"/telefonos/equipos/{device.id}/")
    assert "data:image" not in again and "Teléfono 3" in again
    assert "Teléfono 3" in page(client, "/telefonos/") or client.get("/telefonos/").status_code == 302


def test_what_was_typed_stays_when_the_name_is_no_name(client, cast):
    client.force_login(cast.mateo.user)
    said = page(client, "/telefonos/equipos/nuevo/", name="Uno <b>", forms=[])
    assert "nunca el nombre de una persona" in said and "Uno &lt;b&gt;" in said
    assert not Device.objects.exists()


def test_the_code_tells_the_telephone_to_delete_finish_and_keep_no_draft():
    document = settings("https://x.example/campo/s", name="Formatos", password="abcd")
    read = json.loads(zlib.decompress(base64.b64decode(payload(document))))
    assert read == document
    general, admin = read["general"], read["admin"]
    assert general["server_url"].endswith("/campo/s") and general["delete_send"] is True
    assert general["default_completed"] is True and general["autosend"] == "wifi_and_cellular"
    assert general["form_update_mode"] == "match_exactly" and general["analytics"] is False
    assert admin["admin_pw"] == "abcd"
    off = (
        "save_mid",
        "save_as_draft",
        "edit_saved",
        "view_sent",
        "change_server",
        "delete_after_send",
        "change_autosend",
        "default_to_finalized",
    )
    assert not any(admin[name] for name in off)
    assert picture(payload(document), error="l").startswith("data:image/svg+xml")


def test_the_worklist_says_that_something_came_and_leads_to_it(client, cast, came):
    client.force_login(cast.ines.user)
    assert "Llegó de campo" not in page(client, "/pendientes/")
    arrival = came(ASKS)
    assert "Llegó de campo" in page(client, "/pendientes/")
    listed = page(client, "/telefonos/llegadas/")
    assert f"/telefonos/llegadas/{arrival.id}/" in listed and "M-14" not in listed
    assert '<span class="muted number">1</span>' in listed and "Arrival" not in listed
    one = page(client, f"/telefonos/llegadas/{arrival.id}/")
    assert "ficha M-14" in one and "Lo que contestó" in one
    assert "Seis preguntas en privado" in one and "Teléfono 1" in one and "Llegó" in one
    assert "Lo que se ofrece" in one


def test_it_opens_a_case_or_says_how_it_ended(client, cast, came):
    client.force_login(cast.ines.user)
    first, second = came(ASKS), came(ASKS)
    said = client.post(f"/telefonos/llegadas/{first.id}/", {"do": "open"})
    assert said.status_code == 302 and said["Location"].startswith("/casos/")
    nothing = page(client, f"/telefonos/llegadas/{second.id}/", do="end")
    assert "error" in nothing.lower() and Arrival.objects.get(id=second.id).state == "taken"
    client.post(f"/telefonos/llegadas/{second.id}/", {"do": "end", "outcome": "not_found"})
    assert Arrival.objects.get(id=second.id).outcome == "not_found"
    late = client.post(f"/telefonos/llegadas/{second.id}/", {"do": "open"}, follow=True)
    assert "ya no está pendiente" in late.content.decode()


def test_a_form_set_aside_shows_why_and_what_can_be_done(client, cast, came):
    client.force_login(cast.ines.user)
    odd = came(ASKS | {"apodo": "x"})
    assert "preguntas que su versión no tiene" in page(client, "/telefonos/llegadas/?ver=apartados")
    one = page(client, f"/telefonos/llegadas/{odd.id}/")
    assert "<code>apodo</code></li>" in one and "Liberar" in one and "Abrir caso" not in one
    client.post(f"/telefonos/llegadas/{odd.id}/", {"do": "release"})
    assert "Abrir caso" in page(client, f"/telefonos/llegadas/{odd.id}/")


def test_a_form_of_ours_keeps_its_name_and_shows_what_can_be_made_out(client, cast, made):
    client.force_login(cast.ines.user)
    device = made.device
    form = finalise(
        device.public_key,
        submission("formato-d", "99", {"turn": "M-7", "can_leave": "no", "x_1": "dos"}),
    )
    came = actions.receive(
        actor=actor_of(device),
        post=device.post,
        device=device,
        packet=actions.Packet(data=form.xml, files=form.files),
        at=timezone.now(),
    ).arrival
    listed = page(client, "/telefonos/llegadas/?ver=apartados")
    assert "Formato D" in listed and "Formato desconocido" not in listed
    one = page(client, f"/telefonos/llegadas/{came.id}/")
    assert "ficha M-7" in one and "Lo que se pudo leer" in one
    assert "<code>x_1</code></li>" in one and "«dos»" not in one
    assert "¿podría dejar" in one and ": No</li>" in one


def test_what_asks_for_nothing_more_does_not_say_that_it_waits(client, cast, came):
    client.force_login(cast.ines.user)
    came({"agreed": "yes", "alone_and_safe": "yes", "can_leave": "yes"})
    listed = page(client, "/telefonos/llegadas/?ver=sin-pedir")
    assert '<p class="about">No requiere seguimiento' in listed


def test_danger_that_was_set_aside_is_said_on_the_worklist_the_list_and_its_page(client, cast, made):
    client.force_login(cast.ines.user)
    device = made.device
    form = finalise(device.public_key, current("phone-line", {"danger_now": "yes", "apodo": "x"}))
    came = actions.receive(
        actor=actor_of(device),
        post=device.post,
        device=device,
        packet=actions.Packet(data=form.xml, files=form.files),
        at=timezone.now(),
    ).arrival
    assert "Alguno menciona peligro" in page(client, "/pendientes/")
    assert "Menciona peligro" in page(client, "/telefonos/llegadas/?ver=apartados")
    one = page(client, f"/telefonos/llegadas/{came.id}/")
    assert "Ruta de emergencia" in one and "Por qué se apartó" in one


def test_what_another_key_closed_can_only_be_discarded(client, cast, came):
    from cauce.custody.keystore import new_pair

    client.force_login(cast.ines.user)
    lost = came(ASKS, public=new_pair()[0])
    one = page(client, f"/telefonos/llegadas/{lost.id}/")
    assert "no se pudo abrir" in one and "Liberar" not in one and "Volver a leer" in one
    said = client.post(f"/telefonos/llegadas/{lost.id}/", {"do": "reread"}, follow=True)
    assert "sigue habiendo un problema" in said.content.decode()
    client.post(f"/telefonos/llegadas/{lost.id}/", {"do": "discard"})
    assert Arrival.objects.get().state == "discarded"


def test_a_lost_telephone_leads_to_an_incident_that_the_head_closes(client, cast, made):
    client.force_login(cast.mateo.user)
    client.post(f"/telefonos/equipos/{made.device.id}/", {"do": "lost"})
    incident = Incident.objects.get()
    assert "Teléfono 1" in page(client, "/telefonos/incidentes/")
    assert "Cerrar el incidente" not in page(client, f"/telefonos/incidentes/{incident.id}/")
    client.force_login(cast.aurora.user)
    assert "Cerrar el incidente" in page(client, f"/telefonos/incidentes/{incident.id}/")
    client.post(f"/telefonos/incidentes/{incident.id}/", {"outcome": "not_recovered"})
    assert "No se recuperó" in page(client, "/telefonos/incidentes/")
    client.force_login(cast.sofia.user)
    assert "Houston" in page(client, "/telefonos/incidentes/")


@pytest.mark.parametrize("kind", ["hoja", "xlsform", "xform", "fhir"])
def test_each_form_comes_as_a_file_with_a_neutral_name(client, cast, kind):
    client.force_login(cast.ines.user)
    said = client.get(f"/telefonos/formatos/formato-d/{kind}/")
    assert said.status_code == 200 and len(said.content) > 2000
    assert re.search(r'filename="formato-d\.\w+"', said["Content-Disposition"])
    assert client.get("/telefonos/formatos/formato-d/otro/").status_code == 404
    assert client.get(f"/telefonos/formatos/formato-z/{kind}/").status_code == 404
