"""Safety triage: what is asked alone, and what it changes."""

from __future__ import annotations

import re
import uuid

from django.utils import timezone

from cauce.cases import access
from cauce.cases.actions import record_act
from cauce.cases.facts import acts_of, facts_of
from cauce.desk.cases.safety.forms import SafetyForm
from tests.cast import minute_now


def answers(**given):
    return {"happened_at": minute_now(), "seen": "0"} | given


def sent_back(page):
    """The form of a page as it stands there, sent without touching it."""
    chosen = re.findall(r'type="radio" name="(\w+)" value="(\w+)"[^>]* checked', page)
    shown = re.findall(r'name="shown" value="([^"]*)"', page)
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    return answers(**dict(chosen)) | {"seen": seen, "shown": shown}


def names(case):
    return [act.name for act in acts_of(case)]


def test_nothing_is_ticked_beforehand_and_nothing_is_compulsory(desk):
    case = desk.open()
    page = desk.get(case, "seguridad/").content.decode()
    assert not re.search(r'value="yes"[^>]*checked', page)
    assert page.count(" required") == 1  # only when it happened


def test_it_notes_what_was_answered_and_leaves_the_rest_unknown(desk):
    case = desk.open()
    desk.post(case, "seguridad/", **answers(danger="no", sleeps_safe="no", eaten="does_not_know"))
    known = facts_of(case)
    assert known["danger.immediate"] is False and known["need.shelter"] is True
    assert "need.food" not in known and "danger.family" not in known
    assert "safety_checked" in names(case) and "urgent_needs_checked" in names(case)


def test_danger_stops_the_rest_and_shows_the_emergency_route(desk):
    case = desk.open()
    answer = desk.post(case, "seguridad/", do="danger")
    page = desk.client.get(answer.headers["Location"]).content.decode()
    assert "911" in page and "Poner a salvo a la persona" in page
    assert "Si está con usted, quédense en un lugar con puerta" in " ".join(page.split())
    assert "Si llamó y puede, que siga en la línea." in " ".join(page.split())
    assert "Las demás preguntas de seguridad" in page
    desk.post(case, "seguridad/", do="called")
    assert "emergency_called" in names(case)


def test_where_the_age_is_the_next_step_it_begins_at_the_question_of_age(desk):
    case = desk.open()
    desk.post(case, "seguridad/", **answers(alone="yes", danger="no", sleeps_safe="yes", eaten="yes"))
    begin = re.search(r'<a class="button" href="([^"]+)">\s*Empezar', desk.get(case).content.decode())[1]
    assert begin.endswith("/seguridad/#empezar")
    page = desk.get(case, "seguridad/").content.decode()
    assert page.index("Salud, comida y techo") < page.index("data-begin") < page.index('name="age"')
    desk.post(case, "seguridad/", **answers(seen="1", age="31", doubt="no"))
    assert "data-begin" not in desk.get(case, "seguridad/").content.decode()


def test_thoughts_of_self_harm_lead_back_to_safety(desk):
    case = desk.open()
    answer = desk.post(case, "seguridad/", **answers(self_harm="yes", danger="yes"))
    assert answer.headers["Location"].endswith("/seguridad/")
    assert facts_of(case)["need.psychological"] is True


def test_thoughts_of_self_harm_are_danger_as_in_a_talk_until_it_is_asked_again(desk):
    case = desk.open()
    said = answers(alone="yes", danger="no", self_harm="yes")
    assert desk.post(case, "seguridad/", **said).headers["Location"].endswith("/seguridad/")
    assert facts_of(case)["danger.immediate"] is True, "a no to another question is no answer to this one"
    shown = desk.get(case, "seguridad/").content.decode()
    assert "Poner a salvo a la persona" in shown and "Lo dice esta respuesta:" in shown
    box = shown[shown.index("Lo dice esta respuesta:") :]
    assert "hacerse daño" in box[: box.index("</p>")]
    desk.post(case, "seguridad/", **sent_back(shown))
    assert facts_of(case)["danger.immediate"] is True, "sent unchanged it says nothing anew"
    desk.post(case, "seguridad/", do="not_danger")
    assert facts_of(case)["danger.immediate"] is False
    shown = desk.get(case, "seguridad/").content.decode()
    desk.post(case, "seguridad/", **sent_back(shown))
    assert facts_of(case)["danger.immediate"] is False, "the yes that stands there is not told again"


def test_fifteen_years_open_the_branch_of_children(desk):
    case = desk.open()
    desk.post(case, "seguridad/", **answers(age="15", doubt="no"))
    assert "child_branch_opened" in names(case)
    assert facts_of(case)["person.age"] == 15


def test_an_age_that_cannot_be_is_asked_for_in_plain_words():
    form = SafetyForm("America/Chicago", {"age": "300"})
    assert [str(one) for one in form.errors["age"]] == ["Revise la edad: de 0 a 120 años."]


def test_an_age_without_saying_whether_it_is_doubted_is_asked_again(desk):
    case = desk.open()
    page = desk.post(case, "seguridad/", **answers(age="18", note="trae uniforme escolar"))
    text = page.content.decode()
    assert "indique también si hay duda" in text and "trae uniforme escolar" in text
    assert "safety_checked" not in names(case)


def test_of_somebody_plainly_grown_the_doubt_is_marked_only_where_there_is_one(desk):
    case = desk.open()
    answer = desk.post(case, "seguridad/", **answers(age="24"))
    assert answer.status_code == 302 and "child_branch_opened" not in names(case)
    assert facts_of(case)["person.age_doubt"] is False
    near = desk.post(desk.open(), "seguridad/", **answers(age="20")).content.decode()
    assert "indique también si hay duda" in near, "near eighteen it is always said"


def test_a_doubt_on_record_does_not_end_by_saying_nothing(desk):
    case = desk.open(person__age=31, person__age_doubt=True)
    page = desk.post(case, "seguridad/", **answers(age="31")).content.decode()
    assert "indique también si hay duda" in page and facts_of(case)["person.age_doubt"] is True


def test_a_grown_person_without_doubt_opens_no_branch(desk):
    case = desk.open()
    desk.post(case, "seguridad/", **answers(age="34", doubt="no"))
    assert "age_checked" in names(case) and "child_branch_opened" not in names(case)


def test_an_age_that_she_does_not_know_is_attended_as_a_childs(desk):
    case = desk.open()
    desk.post(case, "seguridad/", **answers(doubt="does_not_know"))
    assert "child_branch_opened" in names(case)
    shown = desk.get(case).content.decode()
    assert "Se atiende como niña, niño o adolescente" in shown and "mientras no se anote su edad" in shown


def test_a_double_click_notes_it_once(desk):
    case, once = desk.open(), str(uuid.uuid4())
    for _ in range(2):
        desk.post(case, "seguridad/", once=once, **answers(danger="no"))
    assert names(case).count("safety_checked") == 1


def test_two_officers_on_the_same_page_lose_nothing(desk, client, cast):
    case = desk.open()
    desk.post(case, "seguridad/", **answers(note="que nadie llame de noche"))
    client.force_login(cast.mateo.user)
    page = desk.post(case, "seguridad/", **answers(note="hay una prima cerca")).content.decode()
    assert "que nadie llame de noche" in page and "hay una prima cerca" in page
    assert access.section(case, "safety")[1]["note"] == "que nadie llame de noche"
    assert names(case).count("safety_checked") == 1
    desk.post(case, "seguridad/", **answers(note="hay una prima cerca", seen="1"))
    assert access.section(case, "safety")[1]["note"] == "hay una prima cerca"


def opened(page: str) -> list[str]:
    """The groups that stand unfolded, by their titles."""
    found = re.findall(r'<details class="more"( data-begin)?( open)?>\s*<summary><strong>([^<]+)<', page)
    return [title for _, is_open, title in found if is_open]


def test_the_longer_groups_stand_open_while_the_protocol_asks_for_them_or_something_is_answered(desk):
    case = desk.open()
    page = desk.get(case, "seguridad/").content.decode()
    before, _, after = page.partition("Salud, comida y techo")
    assert before.rstrip().endswith("<summary><strong>") and "¿Corre peligro" in before
    assert "¿Tiene dónde dormir hoy" in after
    assert opened(page) == ["Salud, comida y techo", "Edad y lengua"]
    record_act(
        actor=desk.actor, case=case, name="urgent_needs_checked", action="P2-08", happened_at=timezone.now()
    )
    assert opened(desk.get(case, "seguridad/").content.decode()) == ["Edad y lengua"], "asked for no more"
    desk.post(case, "seguridad/", **answers(danger="no", sleeps_safe="no"))
    again = desk.get(case, "seguridad/").content.decode()
    assert opened(again) == ["Salud, comida y techo", "Edad y lengua"]


def test_danger_is_kept_and_acted_on_whatever_else_is_missing_on_the_form(desk):
    case = desk.open()
    page = desk.post(case, "seguridad/", **answers(alone="yes", danger="yes", age="19"))
    text = page.content.decode()
    assert page.status_code == 200 and "Poner a salvo a la persona" in text and "911" in text
    assert "indique también si hay duda" in text
    assert facts_of(case)["danger.immediate"] is True
    desk.post(case, "seguridad/", **answers(alone="yes", danger="yes", age="19"))
    assert names(case).count("safety_checked") == 1  # said again, noted once
