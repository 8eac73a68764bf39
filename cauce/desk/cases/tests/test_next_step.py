"""What stands at the head of a case: a step to do, one question, danger first, or that it is closed."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, record_act, record_consent, record_facts
from cauce.cases.actions.assessing import conclude, return_for_review
from cauce.cases.actions.closing import close_case
from cauce.cases.facts import edition_of, facts_of, plan_of
from cauce.cases.models import Section
from cauce.desk.cases.frame import saying
from cauce.desk.cases.frame.where import places
from cauce.sharing.referrals.actions import Asked, Sought, answer, send, withdraw
from tests.cast import shelter


def heading(page: str) -> str:
    return " ".join(re.search(r"<h1>(.*?)</h1>", page, re.S)[1].split())


def lead(page: str) -> str:
    """Everything before the question and the lists: the heading and the box of the next step."""
    return page[page.index("<h1>") : page.index("Una pregunta")]


def test_what_has_to_be_found_out_is_never_the_headline(desk):
    """A woman stands at the desk: no page begins with visiting her in detention."""
    case = desk.open(minutes=60 * 24 * 9)
    page = desk.get(case).content.decode()
    first = saying.to_do_first(plan_of(case, timezone.now()), timezone.now())
    assert first.state in ("open", "overdue")
    unknown = [o.action for o in plan_of(case, timezone.now()) if o.state == "to_find_out"]
    assert unknown and first.action not in unknown
    assert "Visitar" not in heading(page) and "Averiguarlo" not in page
    assert "Visitar a la persona detenida" not in lead(page)


def test_once_a_place_agreed_the_way_there_comes_first_in_the_case_and_on_the_worklist(desk):
    case, at = desk.open(minutes=60 * 24, need__shelter=True), timezone.now()
    agreed = {"need.shelter_agreed": True}
    record_act(actor=desk.actor, case=case, name="place_accepted", happened_at=at, facts=agreed)
    late = [one.action for one in plan_of(case, at) if one.state == "overdue"]
    assert late and "P4-04e" not in late, "what is late, the age for one, comes after it"
    way = "Acordar cómo llega al lugar seguro, y confirmar que llegó"
    assert heading(desk.get(case).content.decode()) == way
    assert way in desk.client.get("/pendientes/").content.decode()


def test_one_question_stands_beside_it_with_two_buttons(desk):
    page = desk.get(desk.open()).content.decode()
    box = page[page.index("Una pregunta") :]
    box = box[: box.index("</section>")]
    assert len(re.findall(r'<button[^>]*name="value"', box)) == 2
    assert 'value="yes"' in box and 'value="no"' in box and "De esto depende:" in box
    fact = re.search(r'name="fact"\s+value="([^"]+)"', box)[1]
    asked = page[page.index("averiguar-mas") :]
    assert f'value="{fact}"' not in asked, "it is asked in one place only"


def question_about(desk, case, fact: str) -> str:
    """The first page on which this fact is the question, all before it answered with a no."""
    for _ in range(60):
        page = desk.get(case).content.decode()
        found = re.search(r'name="fact"\s+value="([^"]+)">\s*<div class="buttons">', page)
        assert found, "no question is left"
        if found[1] == fact:
            return page
        desk.post(case, "datos/", fact=found[1], value="no")
    raise AssertionError(fact)


def test_what_the_place_suggests_is_shown_as_supposed_and_one_press_confirms_it(desk):
    case = desk.open()
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    page = question_about(desk, case, "person.detained")
    assert "Se supone que no:" in page and "No, confirmar" in page
    desk.post(case, "datos/", fact="person.detained", value="no")
    assert facts_of(case)["person.detained"] is False
    assert "No, confirmar" not in desk.get(case).content.decode()


def test_a_supposition_changes_nothing(desk):
    """It stops no clock, closes no step, and is written nowhere: neither export nor figures can have it."""
    case, at = desk.open(), timezone.now()
    before, written = plan_of(case, at), Section.objects.filter(case=case).count()
    page = desk.get(case).content.decode()
    assert "Se supone que no:" in page
    assert plan_of(case, at) == before and Section.objects.filter(case=case).count() == written
    assert "person.detained" not in facts_of(case)
    assert any(o.state == "to_find_out" and "person.detained" in o.missing for o in before)
    known = page[page.index("Lo que se sabe") :]
    assert "la persona está detenida" not in known.lower()


def test_begin_opens_the_field_itself(desk):
    case = desk.open()
    page = desk.get(case).content.decode()
    first = saying.to_do_first(plan_of(case, timezone.now()), timezone.now())
    assert first.action in places()
    begin = re.search(r'<a class="button" href="([^"]+)">\s*Empezar', page)[1]
    assert begin.endswith("#empezar")
    assert f"Por qué: {edition_of(case).actions[first.action].why.es}" in " ".join(page.split())
    there = desk.client.get(begin.split("#")[0]).content.decode()
    assert "begin.js" in there and "<form" in there


def test_why_is_the_reason_of_this_case_and_the_title_names_no_service_that_nobody_asked_for(desk):
    case = desk.open(need__shelter=True, person__detained=False, person__age=30, person__age_doubt=False)
    for done in ("safety_checked", "urgent_needs_checked"):
        record_act(actor=desk.actor, case=case, name=done, happened_at=timezone.now())
    page = " ".join(desk.get(case).content.decode().split())
    said = page[page.index('id="lo-siguiente"') :]
    assert heading(page) == "Canalizar a los servicios que la persona necesita"
    assert said.startswith('id="lo-siguiente">Porque la persona necesita un lugar seguro')
    assert "psicológico" not in said[: said.index("</section>")]
    to_do = page[page.index('id="grupo-open"') :]
    assert (
        to_do.index("Explicar derechos")
        < to_do.index("Canalizar a los servicios")
        < to_do.index("Antes de cada")
    )


def test_where_there_is_danger_the_heading_says_so_once_and_the_red_box_what_to_do(desk):
    page = desk.get(desk.open(danger__immediate=True)).content.decode()
    words = "Primero, poner a salvo a la persona"
    assert heading(page) == words
    after = page[page.index("</h1>") :]
    box = after[: after.index("Ver qué hacer")]
    assert 'class="notice danger"' in box and "911 si hace falta" in box
    assert words not in after, "the heading says it"
    assert "<h2" not in box and "Ahora se le puede" not in box and "Por ahora no" not in box
    assert page.count('class="notice danger"') == 1 and "Una pregunta" not in page
    assert "seguridad/#empezar" in after


def test_once_911_was_called_the_case_says_so_with_what_comes_next_and_leads_in_no_circle(desk):
    case = desk.open(danger__immediate=True)
    assert desk.post(case, "seguridad/", do="called").headers["Location"].endswith("/seguridad/")
    page = desk.get(case).content.decode()
    box = page[page.index("</h1>") : page.index("lo-siguiente")]
    assert "Se llamó al 911" in box and "Sigue: quedarse con la persona y buscar un lugar." in " ".join(
        box.split()
    )
    links = re.findall(r'<a class="button[^"]*" href="([^"]+)"', box)
    assert links[0].startswith("/directorio/") and "need=shelter" in links[0]
    assert links[1].endswith("/seguridad/?a-salvo#empezar"), "and it can be said that the person is safe"
    there = desk.get(case, "seguridad/?a-salvo").content.decode()
    assert re.search(r'<details class="more" id="empezar" open>', there), (
        "where the questions go on, unfolded"
    )
    assert "Se llamó al 911" in there and "Se llamó otra vez al 911" in there
    assert there.count('id="empezar"') == 1


def test_an_emergency_call_of_an_earlier_contact_says_nothing_of_this_one(desk):
    case = desk.open(minutes=60 * 48, danger__immediate=True)
    yesterday = timezone.now() - dt.timedelta(days=1)
    record_act(actor=desk.actor, case=case, name="emergency_called", happened_at=yesterday)
    page = desk.get(case).content.decode()
    assert "Se llamó al 911," not in page and "seguridad/#empezar" in page


def referred(desk, need: str, name: str, case=None):
    """A case of which somebody was asked for something, in this contact. ``case`` None: one in danger."""
    case, now = case or desk.open(danger__immediate=True), timezone.now()
    service = shelter(desk.cast.jacaranda, name)
    to = str(service.organization_id)
    terms = ConsentTerms(fields=("language",))
    record_consent(
        actor=desk.actor, case=case, purpose="referral", given=True, at=now, recipient=to, terms=terms
    )
    asked, sought = Asked(service, {"language": "spa"}), Sought(need, "emergency")
    return case, send(actor=desk.actor, case=case, asked=asked, sought=sought, at=now)


@pytest.mark.parametrize("need", ["medical", "food", "legal", "labour"])
def test_a_yes_to_something_else_is_no_place_to_be_safe(desk, need):
    """A clinic that said yes gives nobody a bed: in danger the page goes on to look for one."""
    case, sent = referred(desk, need, "Casa")
    answer(actor=desk.cast.clara.actor, referral=sent, what="accept", at=timezone.now())
    desk.post(case, "seguridad/", do="called")
    for page in (desk.get(case).content.decode(), desk.get(case, "seguridad/").content.decode()):
        assert "Se llamó al 911" in page and "La aceptó un servicio" not in page
        assert "Se envió una solicitud" not in page
        assert "Sigue: quedarse con la persona y buscar un lugar." in " ".join(page.split())


def test_a_place_that_was_asked_for_or_accepted_is_said_and_one_that_was_declined_is_not(desk):
    case, sent = referred(desk, "shelter", "Casa")
    assert "Se envió una solicitud" in desk.get(case).content.decode()
    answer(actor=desk.cast.clara.actor, referral=sent, what="accept", at=timezone.now())
    assert "La aceptó un servicio" in desk.get(case).content.decode()
    case, sent = referred(desk, "shelter", "Otra casa")
    answer(actor=desk.cast.clara.actor, referral=sent, what="reject", reason="no_capacity", at=timezone.now())
    page = desk.get(case).content.decode()
    assert "Se envió una solicitud" not in page and "La aceptó un servicio" not in page


LAWYER = "Canalizar primero con una abogada o un abogado"


def test_a_step_that_a_lawyer_was_asked_to_do_waits_for_the_answer_and_comes_back_without_one(desk):
    case = desk.open(need__legal=True)
    while (step := saying.to_do_first(plan_of(case, timezone.now()), timezone.now()).action) != "P4-05":
        done = edition_of(case).actions[step].done_by[0].removeprefix("act:")
        record_act(actor=desk.actor, case=case, name=done, happened_at=timezone.now(), action=step)
    assert heading(desk.get(case).content.decode()) == LAWYER
    _, first = referred(desk, "legal", "Despacho", case)
    _, second = referred(desk, "legal", "Otro despacho", case)
    page = desk.get(case).content.decode()
    assert heading(page) != LAWYER and "En espera de respuesta" in page
    waits = page[page.index("Enviada. En espera de respuesta") :][:600]
    assert LAWYER in waits and f'href="/casos/{case.id}/canalizaciones/' in waits
    assert LAWYER not in page[page.index('id="grupo-open"') : page.index('id="grupo-awaits"')]
    rows = desk.client.get("/pendientes/").content.decode()
    assert LAWYER not in rows and heading(page) in rows, "the list says what the case says"
    answer(
        actor=desk.cast.clara.actor, referral=first, what="reject", reason="no_capacity", at=timezone.now()
    )
    assert 'id="grupo-awaits"' in desk.get(case).content.decode(), "the other one was asked too"
    withdraw(actor=desk.actor, referral=second, at=timezone.now())
    page = desk.get(case).content.decode()
    assert LAWYER in page[page.index('id="grupo-open"') :] and "En espera de respuesta" not in page
    assert page.count("Terminó una solicitud sin que la aceptaran") == 1


WAY = "Antes de cada canalización, revisar el trayecto y qué datos comparte el servicio"


def test_what_was_looked_at_on_sending_is_done_and_without_it_begin_leads_to_where_it_is_written(desk):
    """Nobody had asked the house what it shares: the page that sends says so, and the request goes on."""
    case = desk.open(need__legal=True)
    _, sent = referred(desk, "legal", "Despacho", case)
    there = desk.get(case, "canalizaciones/").content.decode()
    begins = there[there.index('id="empezar"') :]
    record = f"/casos/{case.id}/actos/P4-04d/"
    assert "Falta anotar por dónde pasa" in begins and f'href="{record}' in begins
    asked = Asked(sent.service, {"language": "spa"})
    now = timezone.now()
    withdraw(actor=desk.actor, referral=sent, at=now)
    sought = Sought("legal", "urgent", way=["none"])
    made = send(actor=desk.actor, case=case, asked=asked, sought=sought, at=now)
    assert next(o.state for o in plan_of(case, timezone.now()) if o.action == "P4-04d") == "met"
    assert heading(desk.get(case).content.decode()) != WAY
    there = desk.get(case, "canalizaciones/").content.decode()
    assert "Falta anotar" not in there and re.search(r'href="/directorio/[^"]*"\s+id="empezar"', there)
    assert "Qué datos comparte el servicio no se sabe" in desk.get(case, "historia/").content.decode()
    page = desk.client.get(f"/canalizaciones/{made.id}/").content.decode()
    assert "Nadie le ha preguntado qué datos comparte" in page


def test_a_conclusion_sent_for_signature_waits_for_it_and_comes_back_when_it_is_returned(desk):
    case = desk.open(minutes=60 * 24 * 9, protection__accepted=True, screening__outcome="concerns")
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    case.refresh_from_db()
    said = {"conclusion": "possible", "reasons": "Le deben el salario y no puede irse.", "at": timezone.now()}
    made = conclude(actor=desk.actor, case=case, concepts={}, verdicts={}, **said)
    page = desk.get(case).content.decode()
    waits = page[page.index("Enviada a firma. Espera la firma de otra persona") :][:400]
    assert "Concluir con razones" in waits and f"/casos/{case.id}/lectura/" in waits
    assert "Concluir con razones" not in page[: page.index("Enviada a firma")]
    blocked = page.partition('id="grupo-blocked"')[2]
    assert "Concluir con razones" not in blocked, "it waits for no step"
    remarks = "Falta decir de qué dependía irse."
    return_for_review(
        actor=desk.cast.mateo.actor, case=case, assessment=made, remarks=remarks, at=timezone.now()
    )
    assert "Enviada a firma" not in desk.get(case).content.decode()


def close(desk, case, **more):
    close_case(
        actor=desk.cast.mateo.actor,
        case=case,
        reason="persons_wish",
        note="",
        at=timezone.now(),
        **more,
    )


def test_a_closed_case_says_so_at_once_and_offers_no_step(desk):
    case = desk.open(minutes=60 * 24 * 9)
    close(desk, case)
    page = desk.get(case).content.decode()
    assert heading(page) == "El caso está cerrado"
    after = page[page.index("</h1>") :]
    assert "La persona así lo quiso" in after[:900]
    for offer in (
        "Empezar",
        "Una pregunta",
        "Por hacer",
        "Falta averiguar",
        "/actos/P",
        "Anotar que se hizo",
    ):
        assert offer not in after, offer
    assert "No se hicieron antes de cerrar" in after, "what was late stays in sight"
    assert "abrirlo otra vez" in after
    assert "persons_wish" not in page, "nowhere a code"


@pytest.mark.parametrize("asked", [True, False])
def test_a_closed_case_says_not_to_contact_where_that_was_asked(desk, asked):
    case = desk.open()
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    record_consent(actor=desk.actor, case=case, purpose="contact", given=not asked, at=timezone.now())
    close(desk, case)
    assert ("No la contacte: así lo pidió" in desk.get(case).content.decode()) is asked


def test_what_was_found_out_may_be_the_next_step(desk):
    """A visit is owed once it is known that the person is held."""
    case = desk.open()
    record_facts(actor=desk.actor, case=case, facts={"person.detained": True}, at=timezone.now())
    owed = [o.action for o in plan_of(case, timezone.now()) if o.state in ("open", "overdue")]
    assert "P4-10" in owed
