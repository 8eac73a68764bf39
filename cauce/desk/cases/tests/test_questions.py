"""The questions: asked only after a yes, one section a page, never lost, never a label."""

from __future__ import annotations

import re
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import record_consent, record_facts
from cauce.cases.facts import facts_of
from cauce.intake.screenings import access
from cauce.intake.screenings.models import Sitting


def agree(desk, case, *purposes: str, given: bool = True) -> None:
    for purpose in purposes:
        record_consent(actor=desk.actor, case=case, purpose=purpose, given=given, at=timezone.now())


def begin(desk, case) -> Sitting:
    desk.post(case, "preguntas/", do="begin")
    return Sitting.objects.get(case=case, state="open")


def say_to(desk, sitting, part: str, *, seen: int = 1, do: str = "save", **answers):
    form = {"seen": seen, "do": do, "once": str(uuid.uuid4())} | answers
    return desk.client.post(f"/sesiones/{sitting.id}/?parte={part}", form)


def page(desk, sitting, part: str = "") -> str:
    return desk.client.get(f"/sesiones/{sitting.id}/?parte={part}").content.decode()


@pytest.fixture
def talk(desk):
    case = desk.open()
    agree(desk, case, "screening")
    return case, begin(desk, case)


def test_it_asks_for_permission_first(desk):
    case = desk.open()
    shown = desk.get(case, "preguntas/").content.decode()
    assert "Primero, pida permiso" in shown and "Empezar" not in shown
    desk.post(case, "preguntas/", do="begin")
    assert not Sitting.objects.exists()


def test_it_records_the_answer_to_being_asked_with_language_and_way(desk):
    case = desk.open()
    given = {"language": "nah", "interpreter": "phone", "way": "De palabra"}
    languages = {"language": "spa"} | given
    languages["language"] = "spa"
    desk.post(case, "preguntas/", do="yes", **languages)
    consent = case.consents.get()
    assert consent.purpose == "screening" and consent.given
    assert "Empezar" in desk.get(case, "preguntas/").content.decode()


def test_it_gives_information_only_when_the_person_prefers_not_to_be_asked(desk):
    case = desk.open()
    desk.post(case, "preguntas/", do="no", language="spa", interpreter="none", way="De palabra")
    shown = desk.get(case, "preguntas/").content.decode()
    assert "siga con el servicio que pidió" in shown and "Empezar" not in shown
    assert case.acts.filter(name="screening_declined").exists()


def test_it_shows_one_section_with_nothing_chosen_beforehand(desk, talk):
    shown = page(desk, talk[1])
    assert "Primero, la seguridad" in shown and 'name="alone_and_safe"' in shown
    assert 'name="forced_work"' not in shown and "checked" not in shown
    assert "No se preguntó" in shown and "borrador sellado" in shown


def test_it_saves_and_goes_to_the_next_section_and_counts_silence_as_not_asked(desk, talk):
    case, sitting = talk
    answer = say_to(desk, sitting, "leaving", can_leave="no")
    assert answer.headers["Location"].endswith("?parte=work")
    assert access.all_answers(case) == {"can_leave": "no"}


def test_it_stays_when_an_answer_opens_another_question_of_the_section(desk, talk):
    answer = say_to(desk, talk[1], "safety", alone_and_safe="yes", under_18="does_not_know")
    assert answer.headers["Location"].endswith("?parte=safety")
    assert 'name="minor_today"' in page(desk, talk[1], "safety")


def test_it_stops_for_an_emergency_and_says_that_the_questions_wait(desk, talk):
    case, sitting = talk
    answer = say_to(desk, sitting, "safety", alone_and_safe="yes", expected_back="yes")
    assert answer.headers["Location"].endswith("?parte=fin")
    shown = page(desk, sitting, "fin")
    assert "Primero la emergencia" in shown
    assert re.search(r'<a href="\?parte=safety">\s*¿Se marcó por error\?', shown), "a wrong press leads back"
    assert "sigue hasta que en «Seguridad» se anote que no lo hay" in " ".join(shown.split())
    assert facts_of(case)["danger.immediate"] is True


def test_it_pauses_and_stops_with_what_was_said(desk, talk):
    case, sitting = talk
    say_to(desk, sitting, "work", do="pause", reason="distress", unpaid="yes")
    assert "En pausa" in page(desk, sitting)
    say_to(desk, sitting, "work", do="resume", seen=2)
    answer = say_to(desk, sitting, "work", do="stop", seen=2, reason="person_asked")
    assert answer.headers["Location"].endswith("/resultado/")
    assert facts_of(case)["screening.outcome"] == "labour_concerns"
    shown = desk.client.get(answer.headers["Location"]).content.decode()
    assert "La persona pidió parar" in shown
    assert (
        "¿Se paró por error? Seguir en otra conversación" in shown and f"/casos/{case.id}/preguntas/" in shown
    )


def test_it_takes_she_told_me_as_a_valid_end(desk, talk):
    case, sitting = talk
    assert "Ya me lo contó: terminar" in desk.client.get(f"/sesiones/{sitting.id}/").content.decode()
    answer = say_to(desk, sitting, "leaving", do="told")
    shown = desk.client.get(answer.headers["Location"]).content.decode()
    assert facts_of(case)["screening.outcome"] == "told_directly"
    assert "Es un final válido" in shown and "Entrevista completa" in shown


def test_it_gives_reasons_and_why_no_figure_is_honest_and_no_label(desk, talk):
    sitting = talk[1]
    say_to(desk, sitting, "control", threats_self="yes")
    answer = say_to(desk, sitting, "fin", do="finish", seen=2)
    shown = desk.client.get(answer.headers["Location"]).content.decode()
    assert "Una respuesta habla de control" in shown and "No hay una cifra honesta" in shown
    for word in ("víctima", "trata", "puntaje", "puntuación"):
        assert word not in shown.split("<main")[1].split("</main")[0].lower()


def test_it_shows_both_when_two_tabs_save_and_loses_neither(desk, talk):
    case, sitting = talk
    say_to(desk, sitting, "leaving", can_leave="no")
    answer = say_to(desk, sitting, "leaving", can_leave="yes", has_papers="no")
    shown = answer.content.decode()
    assert "En la otra ventana:" in shown and 'name="seen" value="2"' in shown
    assert access.all_answers(case) == {"can_leave": "no"}
    say_to(desk, sitting, "leaving", seen=2, can_leave="yes", has_papers="no")
    assert access.all_answers(case) == {"can_leave": "yes", "has_papers": "no"}


def test_it_does_nothing_twice_when_a_form_is_sent_twice(desk, talk):
    case, sitting = talk
    once = str(uuid.uuid4())
    for _ in range(2):
        answer = say_to(desk, sitting, "leaving", can_leave="no", once=once)
        assert answer.status_code == 302
    assert Sitting.objects.get(id=sitting.id).number == 2


def test_it_writes_only_the_outcome_when_nothing_may_be_kept(desk):
    case = desk.open()
    agree(desk, case, "keeping", given=False)
    shown = desk.get(case, "preguntas/").content.decode()
    assert "no quiso que se guarde" in shown and "Empezar" not in shown
    desk.post(case, "preguntas/", do="outcome", outcome="labour_concerns")
    assert facts_of(case)["screening.outcome"] == "labour_concerns"
    assert not Sitting.objects.exists()


def test_it_uses_the_telephone_instrument_for_a_call(desk):
    case = desk.open(contact__channel="ciam_call")
    assert begin(desk, case).instrument == "phone-line"


def test_it_puts_danger_the_language_and_the_child_before_the_questions(desk):
    case = desk.open(danger__immediate=True, person__indigenous_language=True, person__age_doubt=True)
    agree(desk, case, "screening")
    for shown in (desk.get(case, "preguntas/").content.decode(), page(desk, begin(desk, case))):
        assert "Primero, poner a salvo a la persona" in shown
        assert "nunca interpreta quien acompaña" in shown.lower()
        assert "Se atiende como niña" in shown


def test_it_asks_the_database_few_questions(desk, talk):
    case, sitting = talk
    for address in (f"/casos/{case.id}/preguntas/", f"/sesiones/{sitting.id}/"):
        assert len(desk.queries(address)) <= 15


@pytest.mark.parametrize(
    ("age", "doubt", "asked"),
    [(15, False, False), (15, True, True), (None, None, True), (31, False, True)],
)
def test_nobody_known_to_be_15_is_asked_whether_she_is_under_18(desk, talk, age, doubt, asked):
    """What the case knows is skipped, what follows from it is asked, and nobody answered for her."""
    case, sitting = talk
    known = {"person.age": age, "person.age_doubt": doubt}
    record_facts(actor=desk.actor, case=case, facts=known, at=timezone.now())
    shown = page(desk, sitting, "safety")
    assert ('name="under_18"' in shown) is asked and 'name="minor_today"' not in shown
    assert ('name="child_plan"' in shown) is not asked
    say_to(desk, sitting, "safety", **({"under_18": "no"} if asked else {"child_plan": "no"}))
    say_to(desk, sitting, "fin", seen=2, do="finish")
    assert facts_of(case).get("person.age_doubt") is doubt
    stored = access.answers(access.sitting_for(desk.actor, sitting.id))
    assert "minor_today" not in stored["answers"]
    ended = Sitting.objects.get(id=sitting.id).state
    assert ended == ("finished" if asked else "stopped"), "a child alone: it goes no further"
