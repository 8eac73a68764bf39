"""What whoever noted a call reads and writes until it is decided, beside whoever has it."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cauce.cases import sections
from cauce.cases.contact import record_of
from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.intake.calls.models import Call
from cauce.staff.notices.models import Message
from tests.pages import page, post

from .ringing import ring

pytestmark = pytest.mark.django_db
ASKS = {"X-Asks-Itself": "1", "HX-Request": "true"}


def test_a_receipt_left_open_says_by_itself_that_somebody_has_the_call_and_orders_nothing_that_was_done(
    client, cast
):
    asks = {"X-Asks-Itself": "1", "HX-Request": "true"}
    receipt = ring(client, cast.lucia, danger_now="yes", heard="heard_not_allowed").url
    assert "Llame usted al 911" in page(client, cast.lucia, receipt)
    assert "Hay que responder" in client.get(receipt, headers=asks).content.decode()
    here = f"/llamadas/{Call.objects.get().id}/"
    calling = Message.objects.filter(key__startswith="call:", seen_at=None)
    assert calling
    post(client, cast.ines, here, do="have")
    assert not calling.all(), "nobody is called to what somebody has"
    assert "Se oyó</dt>" in (shown := page(client, cast.ines, here)) and "«no tengo mis papeles»" in shown
    post(client, cast.ines, here, do="called")
    client.force_login(cast.lucia.user)
    asked = client.get(receipt, headers=asks).content.decode()
    title = re.search(r'id="titulo".*?</span>', asked, re.S)[0]
    state = re.search(r'id="estado".*?</div>', asked, re.S)[0]
    assert "Ya la atiende alguien" in title and "#estado" not in state and 'id="novedad"' in state
    shown = client.get(receipt).content.decode()
    assert "Ya la atiende alguien" in shown and "Ya se llamó al 911:" in shown
    for no_more in ("#estado", "Hay que responder", "Llame usted al 911", "Ver si ya respondieron"):
        assert no_more not in shown
    client.logout()
    over = client.get(receipt, headers=asks)
    assert over.headers["HX-Redirect"].startswith("/entrar/?next=/llamadas/") and not over.content


@pytest.mark.parametrize("given", [{"danger_now": "yes"}, {"danger_now": "does_not_know", "can_talk": "no"}])
def test_the_receipt_tells_911_where_the_person_is_to_whoever_noted_it_and_a_child_is_not_forgotten(
    client, cast, given
):
    place = {"place": "Junto a la gasolinera", "children_here": "yes", "note": "Ruido de cocina."}
    receipt = ring(client, cast.lucia, **given, **place).url
    shown = page(client, cast.lucia, receipt)
    box = shown[shown.index('class="notice danger"') : shown.index("Dígale:")]
    assert "Junto a la gasolinera" in box and re.search(r"Niñas o niños:</strong> sí", box)
    assert "Llame usted al 911" in box and "Pregunte" not in shown and "Si llama" not in shown, "one order"
    assert "Ruido de cocina" not in shown
    assert "Ya se avisó al consulado" in box and "avise a la guardia" not in shown, "no order to do it again"
    client.force_login(cast.lucia.user)
    again = client.get(receipt, headers={"X-Asks-Itself": "1"}).content.decode()
    assert (
        "gasolinera" not in again
        and Entry.objects.filter(what="call.read", actor=cast.lucia.actor.user).count() == 1
    )
    post(client, cast.ines, f"/llamadas/{Call.objects.get().id}/", do="end", **{"end-outcome": "helped"})
    assert "gasolinera" not in page(client, cast.lucia, receipt)


def test_without_place_or_number_passing_on_comes_first_and_the_order_waits_for_something_to_tell(
    client, cast
):
    receipt = ring(client, cast.ines, danger_now="does_not_know", can_talk="yes", do="lost").url
    here = f"/llamadas/{Call.objects.get().id}/"
    shown = page(client, cast.ines, receipt)
    assert "Llame usted al 911" not in shown and "pedimos ayuda" not in shown
    order = [
        shown.index(one)
        for one in (
            "Avisar ya a la siguiente persona",
            "Ya se avisó al consulado",
            "Todavía no hay qué decir al 911",
            "el teléfono guardó el número, llame al 911",
            "Se llamó al 911",
            "o diga dónde está",
            'name="add-number"',
        )
    ]
    assert order == sorted(order)
    post(client, cast.ines, here, do="have")
    assert "Averiguar dónde está la persona" in page(client, cast.ines, here)
    post(client, cast.ines, here, do="add", **{"add-number": "713 555 0100"})
    for at in (receipt, here):
        shown = page(client, cast.ines, at)
        box = shown[shown.index('class="notice danger"') : shown.index("dígale:")]
        assert "Llame usted al 911" in box and "Número:</strong> 713 555 0100" in box
        assert "pedir a la compañía telefónica" in box and "add-number" not in shown
    post(client, cast.ines, here, do="case")
    assert "713 555 0100" in sections.latest(Case.objects.get(), "draft")[1]


def test_where_danger_is_not_known_and_can_be_asked_there_is_one_order_and_no_help_is_promised(client, cast):
    receipt = ring(client, cast.lucia, danger_now="does_not_know", can_talk="yes", someone_listens="yes").url
    here = f"/llamadas/{Call.objects.get().id}/"
    post(client, cast.ines, here, do="have")
    inside = page(client, cast.ines, here)
    assert "Preguntar si quiere que se llame al 911" in inside and "Pedir ayuda ahora" not in inside
    for shown in (page(client, cast.lucia, receipt), inside):
        assert "Pregunte si quiere que llame al 911." in shown and "Si llama: diga dónde está" in shown
        assert "Llame usted al 911" not in shown and "pedimos ayuda" not in shown
        assert "¿Quiere que llamemos al 911?" in shown


def test_what_the_person_says_next_is_kept_seen_by_both_and_carried_into_the_case(client, cast):
    receipt = ring(client, cast.lucia, danger_now="yes").url
    here = f"/llamadas/{Call.objects.get().id}/"
    assert "no se anotó" in page(client, cast.lucia, receipt)
    post(client, cast.ines, here, do="have")
    opened = page(client, cast.ines, here)
    news = re.search(r'hx-get="([^"]+)"', opened)[1]
    assert "Verlo" not in client.get(news, headers=ASKS).content.decode(), "nothing is new"
    refused = post(client, cast.lucia, receipt, do="add")
    assert "No se escribió nada." in refused.content.decode()
    post(client, cast.lucia, receipt, do="add", **{"add-place": "Junto a la gasolinera"})
    client.force_login(cast.ines.user)
    before = Entry.objects.filter(what="call.read").count()
    assert "Verlo" in client.get(news, headers=ASKS).content.decode()
    assert Entry.objects.filter(what="call.read").count() == before, "what asks by itself reads nothing"
    told = Message.objects.get(recipient=cast.ines.actor.user, key__startswith="call-added:")
    assert "gasolinera" not in told.body and f'href="{here}"' in page(client, cast.ines, "/avisos/")
    assert re.search(r"Dónde está:</strong>\s*Junto a la gasolinera", page(client, cast.ines, here))
    post(client, cast.ines, here, do="add", **{"add-note": "Ya no oye a nadie"})
    assert f'href="{receipt}"' in page(client, cast.lucia, "/avisos/")
    both = [page(client, cast.lucia, receipt), page(client, cast.ines, here)]
    assert all("Lucía" in one and "Junto a la gasolinera" in one and "Ya no oye" in one for one in both)
    assert Entry.objects.filter(what="call.add").count() == 2
    assert "gasolinera" not in str(list(Entry.objects.values()))
    assert post(client, cast.lucia, here, do="add", **{"add-note": "x"}).status_code == 404
    assert post(client, cast.tomas, here, do="add", **{"add-note": "x"}).status_code == 404
    post(client, cast.ines, here, do="case")
    _, noted = sections.latest(Case.objects.get(), "draft")
    assert "Junto a la gasolinera" in noted and "Ya no oye a nadie" in noted and "Lucía" in noted
    late = post(client, cast.lucia, receipt, do="add", **{"add-note": "Tarde"})
    late = late.content.decode()
    assert "Esta llamada ya se cerró." in late and "Tarde" in late, "what was typed stays in sight"
    assert "Agregar algo que dijo" not in page(client, cast.lucia, receipt)


def test_once_a_case_was_opened_whoever_holds_the_line_reads_what_was_done_and_is_told_to_do_none_of_it_again(
    client, cast
):
    told = {
        "danger_now": "does_not_know",
        "can_talk": "yes",
        "someone_listens": "yes",
        "word": "girasol",
        "place": "Bodega azul",
    }
    receipt = ring(client, cast.lucia, **told).url
    here = f"/llamadas/{Call.objects.get().id}/"
    post(client, cast.lucia, receipt, do="called")
    post(client, cast.ines, here, do="have")
    assert re.search(r"La atiende\s+Inés[^<]* desde", page(client, cast.lucia, receipt))
    post(client, cast.ines, here, do="case")
    shown = page(client, cast.lucia, receipt)
    assert "abrió un caso:" in shown and "Ya se llamó al 911:" in shown and "avise a Inés" in shown
    assert "No tiene que hablar. Si puede, deje la línea abierta." in shown
    for no_more in ("Pregunte primero", "llamemos al 911", "Si oye peligro", "girasol", "Bodega azul"):
        assert no_more not in shown


def test_whoever_noted_a_call_notes_on_the_receipt_that_911_was_called_without_answering_calls(client, cast):
    receipt = ring(client, cast.lucia, danger_now="yes").url
    assert post(client, cast.lucia, receipt, do="called").url == receipt
    shown = page(client, cast.lucia, receipt)
    assert "Ya se llamó al 911:" in shown and "Llame usted al 911" not in shown
    assert post(client, cast.lucia, receipt, do="have").status_code == 404, "and no more than that"
    ring(client, cast.ines, danger_now="yes")
    theirs = f"/llamadas/{Call.objects.latest('came_at').id}/acuse/"
    assert post(client, cast.lucia, theirs, do="called").status_code == 404, "another's call is none of hers"


@pytest.mark.parametrize("danger", ["yes", "no"])
def test_the_hour_to_call_back_never_lies_in_the_hours_in_which_never_to_call(client, cast, danger):
    tomorrow = dt.datetime.now(ZoneInfo("America/Chicago")) + dt.timedelta(days=1)
    morning = tomorrow.replace(hour=7, minute=26)
    with time_machine.travel(morning, tick=False):
        told = {"safe_callback": "yes", "never_from": "07:00", "never_to": "22:00", "core_unsafe": "yes"}
        ring(client, cast.ines, danger_now=danger, **told)
        here = f"/llamadas/{Call.objects.get().id}/"
        post(client, cast.ines, here, do="have")
        shown = page(client, cast.ines, here)
    said = shown[shown.index("evolverle la llamada" if danger == "yes" else "Devolver la llamada:") :]
    assert re.search(r": desde <strong>[^<]*22:00", said), "the next permitted hour"
    assert "Antes no: pidió que nunca se le llame de 07:00 a 22:00." in said and "07:36" not in shown
    # An emergency is decided at once all the same: whoever has it is reminded.
    assert (Call.objects.get().back_due_at - morning < dt.timedelta(hours=1)) is (danger == "yes")


def test_a_yes_to_this_number_comes_over_to_the_contact_of_the_case_and_lacks_only_what_was_not_noted(
    client, cast
):
    told = {"safe_callback": "yes", "number": "713 555 0100", "never_from": "07:00", "never_to": "22:00"}
    ring(client, cast.lucia, danger_now="does_not_know", can_talk="no", word="girasol", **told)
    post(client, cast.ines, f"/llamadas/{Call.objects.get().id}/", do="case")
    contact = f"/casos/{Case.objects.get().id}/contacto/"
    shown = page(client, cast.ines, contact).split("Preguntar y confirmar")[0]
    assert "Dijo que sí a que le llamen a su número; falta su lengua." in shown
    assert re.search(r"Llamada[^<]*22:00–07:00\s*· 713 555 0100", shown)
    assert "Si dice «girasol», ya no puede hablar" in shown
    for no_more in ("La persona viene o llama", "Confirmado", "Mientras no se confirme", "No ha aceptado"):
        assert no_more not in shown
    refused = post(client, cast.ines, contact, do="language")
    assert "falta su lengua" in refused.content.decode()
    post(client, cast.ines, contact, do="language", **{"l-language": "mam"})
    shown = page(client, cast.ines, contact)
    assert "falta su lengua" not in shown and "713 555 0100" in shown
    assert "Falta preguntarle si acepta que se le contacte" in shown, "a call back is not yet every contact"
    record = record_of(Case.objects.get())
    assert record.ways[0].languages == {"mam"}


def test_where_nothing_was_said_of_calling_back_only_the_alarm_comes_over(client, cast):
    ring(client, cast.lucia, danger_now="no", word="girasol", number="713 555 0100")
    post(client, cast.ines, f"/llamadas/{Call.objects.get().id}/", do="case")
    shown = page(client, cast.ines, f"/casos/{Case.objects.get().id}/contacto/")
    assert (
        "«girasol», ya no puede hablar" in shown
        and "viene o llama" not in shown[: shown.index("Preguntar y")]
    )
