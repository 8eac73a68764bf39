"""The questions: asked only after a yes, nothing past what may stop them, never lost, never a label."""

from __future__ import annotations

import html
import re
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import record_act, record_consent, record_facts
from cauce.cases.facts import facts_of
from cauce.desk.cases.screening.talk import talk_of
from cauce.intake.screenings import access
from cauce.intake.screenings.actions import start
from cauce.intake.screenings.actions.sittings import LEFT
from cauce.intake.screenings.facts import answers_of
from cauce.intake.screenings.known import known_in
from cauce.intake.screenings.models import Sitting
from cauce.protocol.editions.access import current_edition


def agree(desk, case, *purposes: str, given: bool = True) -> None:
    for purpose in purposes:
        record_consent(actor=desk.actor, case=case, purpose=purpose, given=given, at=timezone.now())


def begin(desk, case) -> Sitting:
    desk.post(case, "preguntas/", do="begin")
    return Sitting.objects.get(case=case, state="open")


def past_safety(sitting, part: str) -> None:
    """As if the first page had been saved with nothing asked, for a test of a later one."""
    if part in ("", "safety", "fin"):
        return
    row = Sitting.objects.get(id=sitting.id)
    held = answers_of(row)
    row.sealed = Sitting.sealed.seal(row, held | {LEFT: [*held.get(LEFT, ()), "safety"]}, row.case.key_id)
    row.save(update_fields=["sealed"])


def say_to(desk, sitting, part: str, *, seen: int = 1, do: str = "save", **answers):
    past_safety(sitting, part)
    form = {"seen": seen, "do": do, "once": str(uuid.uuid4())} | answers
    return desk.client.post(f"/sesiones/{sitting.id}/?parte={part}", form)


def page(desk, sitting, part: str = "") -> str:
    past_safety(sitting, part)
    return desk.client.get(f"/sesiones/{sitting.id}/?parte={part}").content.decode()


ASKED = re.compile(r'<div\s+class="asked"\s+data-asks="(\w+)"( data-after-stop)?\s*(data-opens)?', re.DOTALL)


def asked(shown: str) -> list[str]:
    """What a page asks, without what waits for an answer beside it."""
    return [name for name, _, waits in ASKED.findall(shown) if not waits]


def waits(shown: str) -> list[str]:
    return [name for name, _, held in ASKED.findall(shown) if held]


CALM = ("alone_and_safe", "recording_off")  # what has to be so for a talk to go on


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


def test_it_saves_and_goes_to_the_next_page_and_counts_silence_as_not_asked(desk, talk):
    case, sitting = talk
    answer = say_to(desk, sitting, "safety", alone_and_safe="yes")
    assert answer.headers["Location"].endswith("?parte=account")
    assert access.all_answers(case) == {"alone_and_safe": "yes"}


def test_nothing_is_asked_beside_an_answer_that_may_stop_the_talk(desk, talk):
    """Of every instrument: what follows a section with such an answer stands on a later page."""
    for one in current_edition().instruments.values():
        case = desk.open()
        agree(desk, case, "screening")
        if not any(current_edition().spaces[space].in_case for space in one.spaces):
            continue
        made = start(actor=desk.actor, case=case, instrument=one.id, at=timezone.now())
        found = talk_of(made, {}, known_in(case, [], timezone.now()))
        stopping = {item for rule in one.stop_rules for row in rule.when for item in row}
        for shown in found.pages():
            at = [item.section for item in found.items_of(shown) if item.id in stopping]
            assert not at or {*at} == {shown.sections[-1].id}, (one.id, shown.id)
        sections = [section.id for shown in found.pages() for section in shown.sections]
        assert sections == [section.id for section in one.sections if section.id in sections], one.id


def test_no_link_of_a_page_leads_past_an_answer_that_may_stop_the_talk(desk, talk):
    """What was told before can be changed on its page once that one is reached, and not from the first."""
    case, first = talk
    for number in range(1, 9):
        shown = desk.client.get(f"/sesiones/{first.id}/").content.decode()
        names, sent = asked(shown), re.search(r'\saction="(\?parte=[^"]*)"', shown)
        if not names or not sent:
            break
        answers = dict.fromkeys(names, "no") | dict.fromkeys(CALM, "yes")
        answers |= {"seen": number, "do": "save", "once": str(uuid.uuid4())}
        desk.client.post(f"/sesiones/{first.id}/{html.unescape(sent[1])}", answers)
    desk.client.post(f"/sesiones/{first.id}/?parte=fin", {"do": "finish", "once": str(uuid.uuid4())})
    first.refresh_from_db()
    assert first.state == "finished"
    second = begin(desk, case)
    shown = desk.client.get(f"/sesiones/{second.id}/").content.decode()
    known = known_in(case, [], timezone.now())
    found = talk_of(second, facts_of(case), known)
    here = found.pages()[0]
    beyond = [one for one in found.told if one.section in found.after(here)]
    assert beyond, "something of a later page was told"
    for one in found.told:
        assert (f"otra={one.id}" in shown) is (one not in beyond), one.id


def test_no_address_typed_by_hand_leads_past_the_page_of_safety(desk, talk):
    """What follows is asked once that page was saved: nothing of it is shown, or kept, before."""
    _, sitting = talk
    later = f"/sesiones/{sitting.id}/?parte=gain"
    shown = desk.client.get(later).content.decode()
    assert "alone_and_safe" in shown and "forced_work" not in shown and "Primero, la seguridad" in shown
    form = {"seen": 1, "do": "save", "once": str(uuid.uuid4()), "forced_work": "yes"}
    desk.client.post(later, form | {"do": "pause"})
    assert access.answers(sitting)["answers"] == {}
    assert "forced_work" not in desk.client.get(later).content.decode(), "a pause is no page left behind"
    desk.client.post(later, form | {"do": "resume", "once": str(uuid.uuid4())})
    assert say_to(desk, sitting, "safety").headers["Location"].endswith("?parte=account")
    assert "forced_work" in desk.client.get(later).content.decode()


def test_what_no_stop_stands_between_is_asked_together_and_the_account_is_heard_first(desk, talk):
    first = page(desk, talk[1])
    assert "parte=account" not in first, "saving leads past it, and nothing else"
    shown = page(desk, talk[1], "gain")
    assert {"has_papers", "unpaid", "recruited", "owes_debt", "forced_work"} <= {*asked(shown)}
    heard, _, ticked = shown.partition('data-asks="can_leave"')
    assert "qué le trae por aquí" in heard and ticked
    assert "alone_and_safe" not in shown, "safety was a page of its own"
    assert "parte=safety" in shown, "and from there one may go back"


def test_a_question_that_an_answer_beside_it_may_close_waits_for_that_answer(desk, talk):
    case, sitting = talk
    shown = page(desk, sitting, "account")
    assert {"locked_in", "cut_off", "kept"} <= {*waits(shown)}, "asked unless she can leave"
    assert not {"locked_in", "cut_off", "kept"} & {*asked(shown)}
    answer = say_to(desk, sitting, "account", do="end", can_leave="yes", unpaid="yes")
    assert answer.headers["Location"].endswith("?parte=account&sigue=1"), "an answer opened another question"
    more = desk.client.get(answer.headers["Location"]).content.decode()
    assert asked(more) == ["wage_claim"] and waits(more) == [], "and nothing that her answer closed"
    answer = say_to(desk, sitting, "account&sigue=1", do="end", seen=2, wage_claim="no")
    assert answer.headers["Location"].endswith("/resultado/")
    assert access.all_answers(case) == {"can_leave": "yes", "unpaid": "yes", "wage_claim": "no"}


def test_what_a_page_opened_by_itself_is_not_asked_again_on_the_next(desk, talk):
    """With scripts it stood there, and was left: the page says so."""
    opened = ["locked_in", "cut_off", "kept", "others_punished", "house_service"]
    for seen, leads in ((opened[:-1], "?parte=account&sigue=1"), (opened, "/resultado/")):
        case = desk.open()
        agree(desk, case, "screening")
        answer = say_to(desk, begin(desk, case), "account", do="end", can_leave="no", opened=seen)
        assert answer.headers["Location"].endswith(leads)


def test_it_stays_when_an_answer_opens_another_question_of_the_section(desk, talk):
    assert "minor_today" in waits(page(desk, talk[1], "safety"))
    answer = say_to(desk, talk[1], "safety", alone_and_safe="yes", under_18="does_not_know")
    assert answer.headers["Location"].endswith("?parte=safety&sigue=1")
    assert asked(desk.client.get(answer.headers["Location"]).content.decode()) == ["minor_today"]
    assert "minor_today" in asked(page(desk, talk[1], "safety"))


def test_an_answer_that_stops_is_said_beside_it_at_once_with_a_button_that_saves(desk, talk):
    shown = page(desk, talk[1], "safety")
    rules = re.findall(r'data-stops="([^"]+)"\s+hidden', shown)
    assert "expected_back" in html.unescape(" ".join(rules)) and shown.count("Guardar y atenderlo ahora") == 5
    assert "Guardar y atenderlo ahora" not in page(desk, talk[1], "account"), "nothing there stops it"


def test_a_stop_is_obeyed_before_anything_that_an_answer_opened(desk, talk):
    answer = say_to(desk, talk[1], "safety", under_18="yes", thoughts_of_dying="yes", do="end")
    assert answer.headers["Location"].endswith("?parte=fin")
    assert Sitting.objects.get(id=talk[1].id).state == "open", "it waits for whoever looks at it"


def test_the_last_page_ends_the_talk_and_says_what_of_it_was_left(desk, talk):
    case, sitting = talk
    shown = " ".join(page(desk, sitting, "account").split())
    assert "Guardar y ver qué ofrecer" in shown and "Guardar y ver qué ofrecer" not in page(desk, sitting)
    assert "De esta conversación quedan preguntas sin hacer" in shown
    assert re.search(r'<a href="\?parte=safety">Primero, la seguridad</a>: 11 preguntas sin hacer', shown)
    answer = say_to(desk, sitting, "account", do="end", can_leave="yes")
    assert answer.headers["Location"].endswith("/resultado/")
    assert Sitting.objects.get(id=sitting.id).state == "finished"
    assert access.all_answers(case) == {"can_leave": "yes"}


def test_the_interview_that_is_offered_is_prepared_where_it_is_offered(desk, talk):
    case, sitting = talk
    answer = say_to(desk, sitting, "account", do="end", forced_work="yes", can_leave="yes")
    while "/resultado/" not in answer.headers["Location"]:
        part = answer.headers["Location"].partition("parte=")[2]
        answer = say_to(desk, sitting, part, do="end", seen=2)
    shown = desk.client.get(answer.headers["Location"]).content.decode()
    assert "Preparar la entrevista" in shown and f'action="/casos/{case.id}/entrevista/"' in shown
    assert not re.search(
        r'type="(radio|checkbox)"[^>]* name="(prefers|apart|recording_off)"[^>]* checked', shown
    )
    assert len(desk.queries(answer.headers["Location"])) <= 15
    record_act(actor=desk.actor, case=case, name="interview_prepared", happened_at=timezone.now())
    assert "Preparar la entrevista" not in desk.client.get(answer.headers["Location"]).content.decode()


def test_it_stops_for_an_emergency_and_says_that_the_questions_wait(desk, talk):
    case, sitting = talk
    answer = say_to(desk, sitting, "safety", alone_and_safe="yes", thoughts_of_dying="yes")
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
    assert "Una respuesta habla de control" in shown and "No hay una cifra confiable" in shown
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
    ("age", "doubt", "is_asked"),
    [(15, False, False), (15, True, True), (None, None, True), (31, False, True)],
)
def test_nobody_known_to_be_15_is_asked_whether_she_is_under_18(desk, talk, age, doubt, is_asked):
    """What the case knows is skipped, what follows from it is asked, and nobody answered for her."""
    case, sitting = talk
    known = {"person.age": age, "person.age_doubt": doubt}
    record_facts(actor=desk.actor, case=case, facts=known, at=timezone.now())
    shown = page(desk, sitting, "safety")
    assert ("under_18" in asked(shown)) is is_asked and "minor_today" not in asked(shown)
    assert ("child_plan" in asked(shown)) is not is_asked
    say_to(desk, sitting, "safety", **({"under_18": "no"} if is_asked else {"child_plan": "no"}))
    say_to(desk, sitting, "fin", seen=2, do="finish")
    assert facts_of(case).get("person.age_doubt") is doubt
    stored = access.answers(access.sitting_for(desk.actor, sitting.id))
    assert "minor_today" not in stored["answers"]
    ended = Sitting.objects.get(id=sitting.id).state
    assert ended == ("finished" if is_asked else "stopped"), "a child alone: it goes no further"
