"""The pages of a call: one page to take it down, whoever has it, and what follows."""

from __future__ import annotations

import re
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases.facts import facts_of
from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.intake.calls.access import steps_told
from cauce.intake.calls.models import Call
from cauce.intake.screenings.actions import pass_to_protection
from tests.pages import page, post

from .ringing import ring

pytestmark = pytest.mark.django_db
HOUSTON = ZoneInfo("America/Chicago")


def answered_by(client, who, path, **form) -> str:
    """The page that a press leads to."""
    return page(client, who, post(client, who, path, **form).url)


def test_danger_is_asked_first_and_a_childs_age_only_where_it_can_matter(client, cast):
    shown = page(client, cast.lucia, "/llamadas/nueva/")
    asked = re.findall(r'data-asks="(\w+)"(?: data-opens="([^"]*)")?', shown)
    assert [name for name, _ in asked][:3] == ["danger_now", "knows_place", "can_talk"]
    opens = dict(asked)
    assert "heard_young=yes" in opens["under_18"] and "core_unsafe=yes" in opens["under_18"]
    assert opens["minor_today"].startswith("under_18=yes") and opens["danger_now"] == ""
    assert shown.count('name="under_18"') == 4 and 'value="heard_young"' in shown
    assert not re.search(r"<fieldset[^>]* disabled", shown), "without scripts all of it can be answered"


def test_an_urgent_call_is_told_at_once_and_the_operator_sees_that_somebody_has_it(client, cast):
    answer = ring(client, cast.lucia, danger_now="yes", word="girasol", number="713 555 0100")
    call = Call.objects.get()
    assert answer.url == f"/llamadas/{call.id}/acuse/"
    shown = page(client, cast.lucia, answer.url)
    assert "Titular del consulado" in shown and "911" in shown and "girasol" not in shown
    assert "Hay que responder " in shown
    inside = page(client, cast.aurora, f"/llamadas/{call.id}/")
    assert "girasol" in inside and "Yo la atiendo" in inside
    assert Entry.objects.filter(what="call.read", actor=cast.aurora.actor.user).count() == 1
    post(client, cast.aurora, f"/llamadas/{call.id}/", do="have")
    assert "Ya la atiende alguien" in page(client, cast.lucia, answer.url)


@pytest.mark.parametrize(("language", "helped"), [("spa", None), ("mam", True)])
def test_the_language_told_in_a_call_is_carried_to_the_directory_and_to_a_request(
    client, cast, language, helped
):
    ring(client, cast.lucia, language=language, children_here="yes")
    opened = post(client, cast.ines, f"/llamadas/{Call.objects.get().id}/", do="case")
    case = Case.objects.get()
    assert opened.url == f"/casos/{case.id}/seguridad/"
    assert facts_of(case).get("person.needs_interpreter") is helped, "Spanish once is no no to an interpreter"
    assert facts_of(case)["person.with_children"] is True
    found = page(client, cast.ines, f"/directorio/?for={case.id}&need=shelter")
    assert "si viene con familia" not in found
    assert "qué lengua habla" not in found
    assert page(client, cast.ines, f"/casos/{case.id}/lengua/"), "and its page begins with it"


def test_in_an_emergency_nobody_is_told_to_call_back_without_an_agreement(client, cast):
    ring(client, cast.lucia, danger_now="yes", number="713 555 0100")
    here = f"/llamadas/{Call.objects.get().id}/"
    post(client, cast.ines, here, do="have")
    shown = page(client, cast.ines, here)
    assert "Pedir ayuda ahora" in shown and "Solo si acordaron devolverle la llamada:" in shown
    assert "Devolver la llamada" not in shown
    said = shown[: shown.index("Después, se haya llamado o no al 911")]
    assert " dígale:" in said and "Si puede, llame al 911." in said, "what to say is in view, not folded"
    assert "Llame usted al 911" in said


def test_a_call_that_is_for_now_stays_so_once_somebody_has_it_and_nobody_is_told_to_call_back(client, cast):
    """Whether there is danger could not be asked: what is said does not change with «I'll take it»."""
    taken = ring(client, cast.ines, danger_now="does_not_know", can_talk="no", place="Junto al río")
    here = f"/llamadas/{Call.objects.get().id}/"
    assert "Llame usted al 911" in page(client, cast.ines, taken.url)
    post(client, cast.ines, here, do="have")
    shown = page(client, cast.ines, here)
    assert "Pedir ayuda ahora" in shown and "Llame usted al 911" in shown
    assert "Devolver la llamada, a más tardar" not in shown
    assert "La atiende usted" in page(client, cast.ines, "/llamadas/")


def test_for_a_child_without_danger_it_is_as_soon_and_nobody_is_told_to_call_911(client, cast):
    free = {"danger_now": "no", "can_talk": "yes", "someone_listens": "no"}
    taken = ring(client, cast.ines, **free, core_unsafe="yes", under_18="yes")
    here = f"/llamadas/{Call.objects.get().id}/"
    assert Call.objects.get().urgency == "urgent"
    receipt = page(client, cast.ines, taken.url)
    assert "Dijo que no hay peligro. Si llega a haberlo, llame al 911" in receipt
    assert "Gracias por contarme." in receipt and "pedimos ayuda" not in receipt
    post(client, cast.ines, here, do="have")
    shown = page(client, cast.ines, here)
    assert "Pedir ayuda ahora" not in shown and "Llame usted al 911" not in shown


def test_where_calling_back_was_not_agreed_nobody_is_told_to(client, cast):
    ring(client, cast.lucia, danger_now="no", someone_listens="yes", place="Junto al río")
    here = f"/llamadas/{Call.objects.get().id}/"
    post(client, cast.ines, here, do="have")
    shown = page(client, cast.ines, here)
    assert "Decidir el siguiente paso" in shown and "No se acordó devolverle la llamada: no llame." in shown
    assert re.search(r"Lugar</dt>\s*<dd>Junto al río", shown), "without danger it stands among the facts"
    assert "Devolver" not in page(client, cast.ines, "/llamadas/")
    ring(client, cast.lucia, danger_now="no", someone_listens="yes", number="713 555 0100")
    agreed = f"/llamadas/{Call.objects.latest('came_at').id}/"
    post(client, cast.ines, agreed, do="have")
    assert "Devolver la llamada, a más tardar:" in page(client, cast.ines, agreed)


def test_of_a_line_that_was_cut_nothing_is_to_be_said_until_it_rings_again(client, cast):
    lost = ring(client, cast.ines, danger_now="yes", do="lost")
    here = f"/llamadas/{Call.objects.get().id}/"
    assert "Si vuelve a llamar, dígale:" in page(client, cast.ines, lost.url)
    post(client, cast.ines, here, do="have")
    assert "Si vuelve a llamar, dígale:" in page(client, cast.ines, here)


def test_who_said_no_to_being_called_is_shown_without_an_hour_or_a_way_to_call(client, cast):
    given = {"danger_now": "yes", "safe_callback": "no", "way": "phone_call", "number": "713 555 0100"}
    ring(client, cast.lucia, **given)
    here = f"/llamadas/{Call.objects.get().id}/"
    post(client, cast.ines, here, do="have")
    shown = page(client, cast.ines, here)
    assert "Pidió que no se le llame" in shown and "Solo si acordaron devolverle la llamada" not in shown
    assert shown.index("Abrir caso, sin nombre") < shown.index("Anotar que usted le llamó")
    assert re.search(r"Cómo devolver la llamada</dt>\s*<dd>No contactar", shown)


def test_a_call_that_nobody_answers_stands_on_the_first_page_of_whoever_was_told_and_the_notice_opens_it(
    client, cast
):
    ring(client, cast.lucia, danger_now="yes")
    here = f"/llamadas/{Call.objects.get().id}/"
    first = page(client, cast.aurora, "/oficina/")
    assert "Una llamada espera respuesta" in first and "Una llamada" not in page(client, cast.sofia, "/red/")
    assert f'href="{here}"' in page(client, cast.aurora, "/avisos/")
    assert re.search(
        r'class="danger">\s*<svg.*?Una llamada espera', page(client, cast.ines, "/pendientes/"), re.S
    )
    post(client, cast.aurora, here, do="have")
    first = page(client, cast.aurora, "/oficina/")
    assert "Una llamada espera respuesta" not in first and f'href="{here}"' in first, (
        "it is hers until decided"
    )


def test_a_call_that_somebody_has_stands_in_what_they_have_to_do_with_its_hour_until_it_is_decided(
    client, cast
):
    pass_to_protection(actor=cast.lucia.actor, post=cast.houston, turn="T7", cues=[], asked=True)
    ring(client, cast.lucia, danger_now="yes", number="713 555 0100")
    here = f"/llamadas/{Call.objects.get().id}/"
    waiting = page(client, cast.ines, "/pendientes/")
    assert waiting.index("Una llamada espera respuesta") < waiting.index("T7"), "before a turn"
    assert waiting.count("Una llamada espera respuesta") == 1
    post(client, cast.ines, here, do="have")
    mine = page(client, cast.ines, "/pendientes/")
    row = mine[(at := mine.index(f'href="{here}"')) : mine.index("</li>", at)]
    assert "Decidir el siguiente paso" in row and 'class="by"' in row, "with the hour by which to answer"
    assert "Una llamada espera respuesta" not in mine
    assert "girasol" not in mine and here not in page(client, cast.mateo, "/pendientes/")
    post(client, cast.ines, here, do="end", **{"end-outcome": "helped"})
    assert here not in page(client, cast.ines, "/pendientes/")


def test_where_danger_is_not_known_the_case_begins_with_911_and_keeps_the_hour_it_was_called(client, cast):
    ring(client, cast.lucia, danger_now="does_not_know", can_talk="no")
    here = f"/llamadas/{Call.objects.get().id}/"
    post(client, cast.ines, here, do="have")
    opened = post(client, cast.ines, here, do="case").url
    shown = page(client, cast.ines, opened)
    assert "Poner a salvo a la persona" in shown and "Preguntar a solas" not in shown
    assert facts_of(Case.objects.get())["danger.immediate"] is True, "until somebody has asked"
    ring(client, cast.lucia, danger_now="does_not_know", can_talk="no")
    here = f"/llamadas/{Call.objects.latest('came_at').id}/"
    assert "Se anotó la llamada a emergencias" in answered_by(client, cast.ines, here, do="called")
    assert not Call.objects.latest("came_at").closed_at and "Se llamó otra vez" in page(
        client, cast.ines, here
    )
    post(client, cast.ines, here, do="case")
    later = page(client, cast.ines, f"/casos/{Case.objects.latest('opened_at').id}/seguridad/")
    assert "Poner a salvo a la persona" in later and "atender si vuelve a llamar" in later


def test_who_cannot_open_a_case_passes_it_to_protection_and_nothing_is_erased(client, cast):
    ring(client, cast.lucia, danger_now="yes")
    here = f"/llamadas/{Call.objects.get().id}/"
    post(client, cast.aurora, here, do="have")
    shown = page(client, cast.aurora, here)
    assert shown.index("Si hace falta un caso") < shown.index("Pasarla ahora a protección")
    assert "Abrir caso, sin nombre" not in shown
    post(client, cast.aurora, here, do="pass")
    told = {who for _, _, people in steps_told(Call.objects.get()) for who in people}
    assert {cast.ines.actor.user, cast.mateo.actor.user} <= told and Call.objects.get().signs_at == ""
    assert "Protección del consulado" in page(client, cast.ines, here)


@pytest.mark.parametrize("way", ["comes_in", ""])
def test_nobody_reads_an_hour_to_call_where_it_was_refused_or_not_agreed(client, cast, way):
    no = {"safe_callback": "no"} if way else {}
    ring(client, cast.lucia, danger_now="yes", way=way, **no)
    here = f"/llamadas/{Call.objects.get().id}/"
    post(client, cast.ines, here, do="have")
    shown = page(client, cast.ines, here)
    said = "espere a que llame o venga" if way else "No se acordó devolverle la llamada: no llame."
    assert said in shown
    assert "Solo si acordaron" not in shown and "a más tardar" not in shown


def test_the_page_of_danger_leads_to_where_the_person_said_they_are(client, cast):
    ring(client, cast.lucia, danger_now="yes", place="Junto a la gasolinera de Hillcroft")
    opened = post(client, cast.ines, f"/llamadas/{Call.objects.get().id}/", do="case")
    shown = page(client, cast.ines, opened.url)
    told = f"/casos/{Case.objects.get().id}/relato/"
    assert re.search(rf'<a href="{told}">\s*Dónde dijo que está', shown)
    assert "Hillcroft" not in shown and "Hillcroft" in page(client, cast.ines, told)


def test_where_the_person_is_can_be_written_before_the_way_back(client, cast):
    form = page(client, cast.lucia, "/llamadas/nueva/")
    assert form.count('name="place"') == 1
    assert form.index("Dónde está, o qué hay cerca") < form.index("Para volver a hablar")
    assert form.index("Para volver a hablar") < form.index("Guardar y ver qué hacer")


def test_whoever_noted_a_call_and_may_answer_it_goes_to_it_from_there_and_nobody_else(client, cast):
    ring(client, cast.ines, danger_now="yes")
    here = f"/llamadas/{Call.objects.get().id}/"
    shown = page(client, cast.ines, f"{here}acuse/")
    assert "Hay que responder ahora" in shown and "Yo la atiendo" in shown
    form = shown[shown.index(f'action="{here}"') : shown.index("Yo la atiendo")]
    assert 'method="post"' in shown and 'name="do" value="have"' in form, (
        "one press takes it, with no second yes"
    )
    post(client, cast.ines, here, do="have", once=re.search(r'name="once" value="([^"]+)"', form)[1])
    assert Call.objects.get().acknowledged_at
    passed = post(client, cast.ines, here, do="pass", once=str(uuid.uuid4()))
    assert passed.url == f"{here}acuse/", "who was notified, and nothing to confirm"
    assert "Yo la atiendo" in page(client, cast.ines, here), "it waits for another"
    post(client, cast.ines, here, do="have", once=str(uuid.uuid4()))
    assert "Yo la atiendo" not in page(client, cast.ines, f"{here}acuse/")
    ring(client, cast.lucia, danger_now="yes")
    theirs = Call.objects.latest("came_at")
    assert "Yo la atiendo" not in page(client, cast.lucia, f"/llamadas/{theirs.id}/acuse/")


def test_where_the_person_is_can_be_typed_before_the_first_button_that_saves(client, cast):
    shown = page(client, cast.ines, "/llamadas/nueva/")
    place, keeps = shown.index('name="place"'), shown.index('value="save"')
    assert shown.index('name="knows_place"') < place < keeps and shown.count('name="place"') == 1
    assert "Nunca llamar desde las" in shown and "Nunca llamar hasta las" in shown
    agreed, said = (shown.index(f'data-asks="{one}"') for one in ("code_word", "code_said"))
    assert agreed < shown.index('name="word"') < said, (
        "the word is typed under the question that agrees on it"
    )
    assert "alabra acordada" not in shown and shown.count("alabra de alarma") == 4


def test_what_the_officer_answers_offers_no_declining(client, cast):
    shown = page(client, cast.ines, "/llamadas/nueva/")
    assert shown.count('name="recording_off"') == shown.count('name="code_said"') == 3
    assert shown.count('name="can_talk"') == 4 and "Sin comprobar" in shown
    assert (
        shown.index("Lo que se escucha") < shown.index('name="recording_off"') < shown.index("Para volver")
    ), "among what the officer hears, and no question to the person"
    ring(client, cast.ines, recording_off="does_not_know")
    told = page(client, cast.ines, f"/llamadas/{Call.objects.get().id}/")
    assert re.search(r"comprobó que la llamada no se graba\?</dt>\s*<dd>Sin comprobar", told)


def test_a_call_that_is_cut_keeps_what_was_typed_and_sent_twice_is_one(client, cast):
    once = str(uuid.uuid4())
    for _ in range(2):
        ring(client, cast.lucia, do="lost", note="Ruido de cocina.", once=once)
    call = Call.objects.get()
    assert call.lost and "Ruido de cocina." in page(client, cast.ines, f"/llamadas/{call.id}/")


def test_what_was_typed_stays_when_an_hour_cannot_be(client, cast):
    answer = ring(client, cast.lucia, never_from="22:00", word="girasol", note="Habla bajo.")
    shown = answer.content.decode()
    assert "Falta uno de los dos límites" in shown and 'value="girasol"' in shown and "Habla bajo." in shown
    assert not Call.objects.exists()


def test_a_watched_telephone_is_refused_beside_the_way_and_the_note_stays(client, cast):
    ring(client, cast.lucia, can_talk="yes", way="whatsapp", number="713 555 0100", language="spa")
    call = Call.objects.get()
    here = f"/llamadas/{call.id}/"
    now = timezone.now().astimezone(HOUSTON)
    given = {
        "do": "back",
        "way": "whatsapp",
        "result": "reached",
        "happened_at": f"{now:%Y-%m-%dT%H:%M}",
        "note": "Contestó pronto.",
    } | dict.fromkeys(
        ("used_by_others", "looked_through", "given_or_paid", "seen_elsewhere", "followed"), "no"
    )
    refused = post(client, cast.ines, here, **given | {"followed": "yes"}).content.decode()
    assert "El teléfono puede estar vigilado" in refused and "Contestó pronto." in refused
    assert post(client, cast.ines, here, **given).status_code == 302
    assert Call.objects.get().called_back_at is not None
    opened = post(client, cast.ines, here, do="case")
    assert opened.url == f"/casos/{Case.objects.get().id}/seguridad/"


def test_whoever_only_notes_calls_is_not_told_that_nothing_waits(client, cast):
    client.force_login(cast.lucia.user)
    assert client.get("/llamadas/")["Location"] == "/llamadas/nueva/", "nothing to choose among"
    assert "Volver a Guardia" not in client.get("/llamadas/nueva/").content.decode()
    ring(client, cast.lucia, danger_now="yes")
    shown = page(client, cast.lucia, "/llamadas/")
    assert "Nadie la atiende todavía" in shown and "Nada pendiente ahora" not in shown
    post(
        client,
        cast.ines,
        f"/llamadas/{Call.objects.get().id}/",
        do="end",
        **{"end-outcome": "helped"},
    )
    assert "Nada pendiente ahora" in page(client, cast.ines, "/llamadas/")


@pytest.mark.parametrize("language", ["", "spa"])
def test_a_number_without_a_language_says_before_the_case_is_opened_where_it_will_be(client, cast, language):
    ring(client, cast.lucia, way="phone_call", number="713 555 0100", language=language)
    shown = page(client, cast.ines, f"/llamadas/{Call.objects.get().id}/")
    assert ("«Contacto» la pregunta" in shown) is not bool(language)
    ring(client, cast.lucia, number="713 555 0100", language=language)
    unasked = page(client, cast.ines, f"/llamadas/{Call.objects.latest('came_at').id}/")
    assert "El número queda en el borrador: no consta" in unasked
