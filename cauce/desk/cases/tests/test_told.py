"""What was told stands in the words in which it was asked, with where and when."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import access
from cauce.cases.actions import (
    ConsentTerms,
    RiskJudged,
    record_act,
    record_consent,
    record_facts,
    review_risk,
)
from cauce.cases.facts import facts_of
from cauce.content.loader import load_edition
from cauce.desk.cases.safety.forms import PLACES
from cauce.intake.screenings.actions import (
    erase_expired,
    finish,
    open_case_from,
    pass_to_protection,
    save_answers,
    start,
)
from cauce.rules.permissions import SYSTEM
from cauce.ui.words import hour_or_day
from tests.cast import HOUSTON, minute_now, shelter, today


def talk(desk, case, instrument: str, at: dt.datetime, **answers: str):
    record_consent(actor=desk.actor, case=case, purpose="screening", given=True, at=timezone.now())
    sitting = start(actor=desk.actor, case=case, instrument=instrument, at=at)
    save_answers(actor=desk.actor, sitting=sitting, seen=1, answers=answers, at=at)
    return sitting


def words(instrument: str, item: str) -> str:
    return {one.id: one for one in load_edition().instruments[instrument].items}[item].text.es


def told(desk, case) -> str:
    return desk.get(case, "relato/").content.decode()


def test_somebody_never_detained_is_not_shown_the_words_of_detention(desk):
    case = desk.open()
    talk(desk, case, "protection-desk", timezone.now(), can_leave="no", has_papers="no")
    page = told(desk, case)
    assert words("protection-desk", "can_leave") in page and "Antes de que le detuvieran" not in page


def test_what_was_asked_in_detention_stands_in_those_words_and_says_where(desk):
    case = desk.open()
    talk(desk, case, "detention-visit", timezone.now(), can_leave="no")
    page = told(desk, case)
    assert words("detention-visit", "can_leave") in page
    assert load_edition().spaces["detention_visit"].title.es in page


def test_what_was_asked_again_stands_once_in_the_words_heard_last(desk):
    case = desk.open(minutes=90)
    early = timezone.now() - dt.timedelta(minutes=60)
    talk(desk, case, "detention-visit", early, can_leave="no", has_papers="no")
    talk(desk, case, "protection-desk", timezone.now(), can_leave="yes")
    page = told(desk, case)
    assert words("protection-desk", "can_leave") in page
    assert words("detention-visit", "can_leave") not in page
    assert words("detention-visit", "has_papers") in page


def test_each_answer_keeps_the_hour_at_which_it_was_given(desk):
    case, now = desk.open(minutes=90), timezone.now()
    early = now - dt.timedelta(minutes=61)
    sitting = talk(desk, case, "protection-desk", early, can_leave="no", has_papers="no")
    save_answers(
        actor=desk.actor, sitting=sitting, seen=2, answers={"can_leave": "no", "has_papers": "yes"}, at=now
    )
    finish(actor=desk.actor, sitting=sitting, at=now)
    page = told(desk, case)
    first, last = (
        hour_or_day(one.astimezone(HOUSTON), now.astimezone(HOUSTON), "es") for one in (early, now)
    )
    assert f"No · {first}" in page and f"Sí · {last}" in page


def chosen(page: str, name: str) -> str:
    """What is chosen of a question on a page; "": nothing, or that it was not asked."""
    found = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return next((re.search(r'value="([^"]*)"', one)[1] for one in found if " checked" in one), "")


def safety(desk, case) -> str:
    return desk.get(case, "seguridad/").content.decode()


def answer_safety(desk, case, **given):
    seen = access.section(case, "safety")[0]
    form = {"happened_at": minute_now(), "seen": str(seen)} | given
    return desk.post(case, "seguridad/", **form)


def hours(case) -> dict[str, dt.datetime]:
    kept = access.section(case, "safety")[1]["hours"]
    return {name: dt.datetime.fromisoformat(hour) for name, hour in kept.items()}


def test_what_was_told_in_the_talk_is_filled_in_at_safety_with_its_hour_and_words(desk):
    case, at = desk.open(minutes=30), timezone.now() - dt.timedelta(minutes=10)
    talk(desk, case, "protection-desk", at, phone_watched="yes")
    page = safety(desk, case)
    hour = hour_or_day(at.astimezone(HOUSTON), timezone.now().astimezone(HOUSTON), "es")
    assert chosen(page, "phone_watched") == "yes" and f"Ya lo dijo, {hour}" in " ".join(page.split())
    assert words("protection-desk", "phone_watched") in page
    assert chosen(page, "clothing") == "", "nobody asked that"


def test_what_only_repeats_keeps_its_hour_and_one_press_confirms_it(desk):
    case, at = desk.open(minutes=30), timezone.now() - dt.timedelta(minutes=10)
    talk(desk, case, "protection-desk", at, phone_watched="yes")
    answer_safety(desk, case, phone_watched="yes", clothing="no")
    assert "phone_watched" not in hours(case) and at < hours(case)["clothing"]
    hour = hour_or_day(at.astimezone(HOUSTON), timezone.now().astimezone(HOUSTON), "es")
    page = safety(desk, case)
    assert chosen(page, "phone_watched") == "yes" and f"Ya lo dijo, {hour}" in " ".join(page.split())
    answer_safety(desk, case, phone_watched="yes", clothing="no", confirmed="phone_watched")
    assert hours(case)["phone_watched"] > at


def test_what_was_told_is_changed_in_place(desk):
    case = desk.open(minutes=30)
    talk(desk, case, "protection-desk", timezone.now(), phone_watched="yes")
    answer_safety(desk, case, phone_watched="no")
    page = safety(desk, case)
    assert chosen(page, "phone_watched") == "no"
    assert "No coincide con otra respuesta: sí" in " ".join(page.split())


def test_what_changes_from_hour_to_hour_is_asked_again_at_a_new_contact(desk):
    case, now = desk.open(minutes=300), timezone.now()
    passing = {"phone_watched": "yes", "expected": "yes", "self_harm": "no", "sleeps_safe": "yes"}
    then = (now - dt.timedelta(hours=4)).astimezone(HOUSTON).strftime("%Y-%m-%dT%H:%M")
    more = {"expected_when": "su cuñado, a las 3", "children": "yes", "happened_at": then}
    answer_safety(desk, case, **passing, **more)
    assert [chosen(safety(desk, case), name) for name in passing] == list(passing.values())
    at = now - dt.timedelta(minutes=30)
    record_act(actor=desk.actor, case=case, name="safe_contact_made", happened_at=at)
    page = safety(desk, case)
    assert [chosen(page, name) for name in passing] == [""] * 4
    assert "su cuñado" not in page and page.count("Puede haber cambiado") == 4
    assert chosen(page, "children") == "yes", "that does not change with the hour"


def asked_of(page: str, fact: str) -> str:
    """The form of the page of a case that asks a fact, from its question on."""
    found = re.search(rf'value="{re.escape(fact)}".*?</form>', page, re.DOTALL)
    assert found, f"the page does not ask {fact}"
    return " ".join(page[page.rindex("<h2", 0, found.start()) : found.end()].split())


def test_the_page_of_the_case_asks_no_fact_as_if_nobody_had_told_it(desk):
    case, at = desk.open(minutes=30), timezone.now() - dt.timedelta(minutes=10)
    assert "Ya lo dijo" not in desk.get(case, "").content.decode()
    judged = RiskJudged(
        levels=dict.fromkeys(("person", "family", "staff"), "low"),
        reasons=dict.fromkeys(("person", "family", "staff"), "Nadie la busca."),
        domains={"documents": "yes"},
        measures="",
    )
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=at)
    review_risk(actor=desk.actor, case=case, judged=judged, review_on=today() + dt.timedelta(days=7), at=at)
    asked = asked_of(desk.get(case, "").content.decode(), "person.lacks_documents")
    hour = hour_or_day(at.astimezone(HOUSTON), timezone.now().astimezone(HOUSTON), "es")
    assert f"Ya lo dijo, {hour}" in asked and "Riesgo" in asked
    assert "Sí, confirmar" in asked or re.search(r'value="yes"[^>]* checked', asked)


def first_page(desk, case) -> str:
    """The first page of a talk at the desk that begins now."""
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    record_consent(actor=desk.actor, case=case, purpose="screening", given=True, at=timezone.now())
    case.refresh_from_db()
    sitting = start(actor=desk.actor, case=case, instrument="protection-desk", at=timezone.now())
    return desk.client.get(f"/sesiones/{sitting.id}/").content.decode()


@pytest.mark.parametrize(("family", "now"), [("no", False), ("yes", True)])
def test_a_bed_food_and_harm_to_the_family_told_at_safety_are_not_asked_again_in_the_talk(desk, family, now):
    case = desk.open(minutes=30)
    told = {"sleeps_safe": "no", "eaten": "yes", "family": family}
    desk.post(case, "seguridad/", seen=0, happened_at=minute_now(), **told)
    shown = first_page(desk, case)
    for name in ("safe_bed", "eaten_today", "family_harm"):
        assert f'name="{name}"' not in shown, name
    assert "¿Tiene dónde dormir hoy, a salvo? <strong>No</strong>" in " ".join(shown.split())
    asked = 'name="family_danger"' in shown
    assert asked is now, "whether they are in danger right now is asked where harm was not ruled out"


@pytest.mark.parametrize("answer", ["does_not_know", "prefers_not_to_say"])
def test_what_was_left_open_today_is_not_asked_again_today(desk, answer):
    case = desk.open(minutes=30, person__detained=False, danger__immediate=False)
    asks = re.compile("(<h2[^>]*>|<summary>)¿Alguien de su familia")  # beside the headline, or further down
    assert asks.search(desk.get(case, "").content.decode())
    desk.post(case, "seguridad/", seen=0, happened_at=minute_now(), family=answer)
    assert not asks.search(desk.get(case, "").content.decode())
    shown = first_page(desk, case)
    assert 'name="family_harm"' not in shown and 'name="family_danger"' in shown
    assert "podría sufrir daño? <strong>" in " ".join(shown.split())
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        desk.client.force_login(desk.cast.ines.user)
        assert asks.search(desk.get(case, "").content.decode()), "at the next contact it is"


def test_a_question_of_several_things_is_carried_over_where_all_were_answered(desk):
    case = desk.open(minutes=30)
    desk.post(case, "seguridad/", seen=0, happened_at=minute_now(), hurt="no", expected="yes")
    shown = first_page(desk, case)
    assert 'name="hurt_or_ill"' in shown, "nobody asked whether there is a pregnancy"
    assert 'name="expected_back"' in shown, "whoever waits need not be feared"
    other = desk.open(minutes=30)
    desk.post(other, "seguridad/", seen=0, happened_at=minute_now(), hurt="no", pregnant="no", expected="no")
    shown = first_page(desk, other)
    assert 'name="hurt_or_ill"' not in shown and 'name="expected_back"' not in shown


def test_harm_to_the_family_that_was_heard_in_a_call_is_known_at_safety_and_in_the_talk(desk):
    case = desk.open(minutes=30)
    talk(desk, case, "phone-line", timezone.now(), heard_hurt_family="yes", danger_now="no")
    assert chosen(safety(desk, case), "family") == "yes"
    shown = first_page(desk, case)
    assert 'name="family_harm"' not in shown and 'name="family_danger"' not in shown


def test_that_no_relative_is_in_danger_now_is_no_no_to_harm_that_could_come(desk):
    case = desk.open(minutes=30)
    talk(desk, case, "protection-desk", timezone.now(), family_danger="no")
    assert chosen(safety(desk, case), "family") == "", "they are two questions"
    other = desk.open(minutes=30)
    talk(desk, other, "protection-desk", timezone.now(), family_danger="yes")
    assert chosen(safety(desk, other), "family") == "yes"


def test_the_page_of_the_case_says_that_a_talk_has_not_ended_and_what_was_told_in_it(desk):
    case, at = desk.open(minutes=30), timezone.now() - dt.timedelta(minutes=10)
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=at)
    sitting = talk(desk, case, "protection-desk", at, has_papers="yes")
    page = desk.get(case, "").content.decode()
    assert (
        "Hay una conversación sin terminar, desde " in re.sub(r"<time[^>]*>", "", page)
        and f"/sesiones/{sitting.id}/" in page
    )
    known = asked_of(page, "person.lacks_documents")
    assert "Ya lo dijo" in known, "what was told in a talk is not asked as if nobody had told it"
    finish(actor=desk.actor, sitting=sitting, at=timezone.now())
    page = desk.get(case, "").content.decode()
    assert "sin terminar" not in page and "Ya lo dijo" in asked_of(page, "person.lacks_documents")


def test_the_page_of_the_case_sends_no_question_more_for_its_talks_or_for_who_did_what(desk, cast):
    case, at = desk.open(minutes=30), timezone.now() - dt.timedelta(minutes=10)
    talk(desk, case, "protection-desk", at)
    record_facts(actor=cast.mateo.actor, case=case, facts={"person.age": 31}, at=at)
    service = shelter(cast.jacaranda)
    to = {"purpose": "referral", "recipient": str(service.organization_id)}
    record_consent(
        actor=desk.actor, case=case, given=True, at=at, terms=ConsentTerms(fields=("needs",)), **to
    )
    asked = desk.queries(f"/casos/{case.id}/")
    assert sum('FROM "offices_user"' in sql and "display_name" in sql for sql in asked) == 1
    assert len(asked) <= 14, "a session that came through the door adds one"


def from_the_window(desk, *cues: str, minutes: int = 10):
    """A case that began with these cues, which the counter passed on some minutes ago."""
    turn = pass_to_protection(
        actor=desk.cast.lucia.actor, post=desk.cast.houston, turn="W7", cues=list(cues), asked=False
    )
    turn.raised_at = timezone.now() - dt.timedelta(minutes=minutes)
    turn.save()
    return open_case_from(actor=desk.actor, encounter=turn), turn


def test_what_the_counter_ticked_stands_at_safety_with_its_hour_to_confirm_or_change(desk):
    case, turn = from_the_window(desk, "life_at_risk", "other_speaks", "visible_fear")
    page = safety(desk, case)
    hour = hour_or_day(turn.raised_at.astimezone(HOUSTON), timezone.now().astimezone(HOUSTON), "es")
    assert chosen(page, "danger") == "yes"
    assert words("window-cues", "other_speaks") in page and chosen(page, "expected") == "", "nobody asked it"
    assert f"Se notó, {hour}" in " ".join(page.split()) and words("window-cues", "life_at_risk") in page
    assert "Ya lo dijo" not in page, "the person said none of it"
    assert [chosen(page, name) for name in ("hurt", "alone", "phone_watched")] == [""] * 3
    assert facts_of(case).get("danger.immediate") is None, "seen by somebody, it is no fact yet"
    answer_safety(desk, case, danger="no", expected="no")
    page = safety(desk, case)
    assert chosen(page, "danger") == "no" and "Se notó" not in page
    assert facts_of(case)["danger.immediate"] is False


def test_who_said_at_the_counter_that_there_is_nowhere_to_sleep_is_not_asked_as_if_nobody_knew(desk):
    case, _ = from_the_window(desk, "nowhere_safe")
    page = safety(desk, case)
    assert chosen(page, "sleeps_safe") == "no" and words("window-cues", "nowhere_safe") in page


def test_what_the_counter_ticked_stands_until_that_very_question_is_answered(desk):
    case, turn = from_the_window(desk, "life_at_risk", "other_speaks", "visible_fear")
    answer_safety(desk, case, alone="yes", danger="no")
    page = safety(desk, case)
    assert (chosen(page, "danger"), chosen(page, "expected")) == ("no", "")
    assert page.count("Se notó") == 1, "who waits outside was neither confirmed nor denied"


def test_what_the_counter_ticked_and_something_explained_says_nothing(desk):
    case, _ = from_the_window(desk, "other_speaks", "visible_fear", "visible_injury", "chosen_companion")
    page = safety(desk, case)
    assert words("window-cues", "other_speaks") not in page
    assert words("window-cues", "visible_injury") in page and chosen(page, "hurt") == ""


def test_what_the_counter_ticked_is_gone_from_safety_when_it_is_erased(desk):
    case, turn = from_the_window(desk, "life_at_risk")
    erase_expired(actor=SYSTEM, encounter=turn, cues_too=True)
    page = safety(desk, case)
    assert chosen(page, "danger") == "" and "Se notó" not in page


def test_what_the_counter_ticked_long_ago_is_asked_again(desk):
    case, _ = from_the_window(desk, "life_at_risk", minutes=60 * 30)
    page = safety(desk, case)
    assert chosen(page, "danger") == "" and "Puede haber cambiado" in page


def risk(desk, case) -> str:
    """What the page of risk says of who has the documents."""
    page = " ".join(desk.get(case, "riesgo/").content.decode().split())
    asked = page[page.index("¿Otra persona tiene sus documentos?") :]
    return asked[: asked.index("</fieldset>")]


def test_the_boss_who_has_the_passport_answers_at_risk_who_holds_the_documents(desk):
    case, _ = from_the_window(desk, "employer_has_passport")
    assert "Se notó" in risk(desk, case) and chosen(risk(desk, case), "d_documents") == "yes"


def test_what_bears_on_who_holds_the_documents_stands_beside_in_its_words_and_fills_in_nothing(desk):
    case, _ = from_the_window(desk, "other_holds_papers")
    talk(desk, case, "protection-desk", timezone.now(), has_papers="no")
    asked = risk(desk, case)
    assert words("protection-desk", "has_papers") in asked and "<strong>no</strong>" in asked
    assert words("window-cues", "other_holds_papers") in asked
    assert "Si con eso basta, déjela en blanco." in asked
    assert chosen(asked, "d_documents") == "" and "Ya lo dijo" not in asked
    calm = desk.open()
    talk(desk, calm, "protection-desk", timezone.now(), has_papers="yes")
    assert "Pregunte también" not in risk(desk, calm), "documents at hand bear on nothing"


def test_a_supposition_fills_in_nothing(desk):
    page = safety(desk, desk.open(contact__present=True))
    assert "Ya lo dijo" not in page and "Ya se sabe" not in page


def test_every_question_of_the_pages_has_its_topic():
    places = {row.at for topic in load_edition().topics.values() for row in topic.asked}
    assert set(PLACES.values()) <= places
    named = {one for one in places if one.startswith("safety:")}
    assert named == set(PLACES.values()), "a topic names a question that no page asks"
