"""What a page only shows filled in says nothing anew: it is copied nowhere, and undoes nothing."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone

from cauce.cases import access
from cauce.cases.actions import record_act, record_consent, record_facts
from cauce.cases.facts import facts_of
from cauce.intake.screenings.actions import correct_answers, finish
from tests.cast import HOUSTON

from .test_risk_plan import judge
from .test_told import answer_safety, chosen, hours, safety, talk

WHY = "Lo dijo de otra persona."


def shown(page: str) -> list[str]:
    """What a page sends back of what stood filled in."""
    return re.findall(r'name="shown" value="([^"]*)"', page)


def told(desk, minutes: int = 10, **answers):
    """A case with a talk that ended, some minutes ago, with these answers."""
    case, at = desk.open(minutes=300), timezone.now() - dt.timedelta(minutes=minutes)
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    sitting = talk(desk, case, "protection-desk", at, **answers)
    finish(actor=desk.actor, sitting=sitting, at=at)
    return case, sitting


def out_of_sight(desk, case, sitting, **answers):
    """Somebody asked to take what these would change out of sight; a second person looks at it."""
    correct_answers(
        actor=desk.actor, case=case, of=sitting, answers=answers, why=WHY, hide=True, at=timezone.now()
    )


def test_a_page_left_open_over_a_new_contact_makes_nothing_of_then_an_answer_of_now(desk):
    case, _ = told(desk, minutes=120, phone_watched="no")
    sent = shown(safety(desk, case))
    assert "phone_watched:no" in sent
    at = timezone.now() - dt.timedelta(minutes=30)
    record_act(actor=desk.actor, case=case, name="safe_contact_made", happened_at=at)
    answer_safety(desk, case, phone_watched="no", shown=sent)
    page = safety(desk, case)
    assert "phone_watched" not in hours(case) and "need.phone" not in facts_of(case)
    assert chosen(page, "phone_watched") == "" and "Puede haber cambiado" in page


def test_a_page_left_open_does_not_undo_what_was_told_meanwhile(desk):
    case, _ = told(desk, phone_watched="no")
    sent = shown(safety(desk, case))
    talk(desk, case, "protection-desk", timezone.now(), phone_watched="yes")
    answer_safety(desk, case, phone_watched="no", shown=sent)
    page = safety(desk, case)
    assert chosen(page, "phone_watched") == "yes" and "No coincide" not in page
    assert facts_of(case).get("need.phone") is not False
    answer_safety(desk, case, phone_watched="no", shown=shown(page))
    assert chosen(safety(desk, case), "phone_watched") == "no", "said anew, it stands"


def test_what_is_taken_out_of_sight_stands_on_no_page_that_had_shown_it(desk):
    case, sitting = told(desk, phone_watched="yes", threats_self="yes")
    answer_safety(desk, case, phone_watched="yes", clothing="no", shown=shown(safety(desk, case)))
    risk = desk.get(case, "riesgo/").content.decode()
    assert chosen(risk, "d_tracking") == "yes" and chosen(risk, "d_threats") == "yes"
    judge(desk, case, d_tracking="yes", d_threats="yes", shown=shown(risk))
    out_of_sight(desk, case, sitting, phone_watched="no", threats_self="no")
    assert chosen(safety(desk, case), "phone_watched") == ""
    risk = desk.get(case, "riesgo/").content.decode()
    assert chosen(risk, "d_tracking") == "" and chosen(risk, "d_threats") == ""
    assert access.risks(case)[0][1]["domains"] == {}


def test_a_disagreement_stays_until_one_of_both_is_said_again(desk):
    case = desk.open(minutes=30)
    then = (timezone.now() - dt.timedelta(minutes=20)).astimezone(HOUSTON).strftime("%Y-%m-%dT%H:%M")
    answer_safety(desk, case, phone_watched="no", happened_at=then)
    talk(desk, case, "protection-desk", timezone.now(), phone_watched="yes")
    for _ in range(2):
        page = safety(desk, case)
        assert chosen(page, "phone_watched") == "yes" and "No coincide con otra respuesta: no" in page
        answer_safety(desk, case, phone_watched="yes", shown=shown(page))


def test_a_disagreement_ends_where_the_person_confirms_what_stands_with_both_in_sight(desk):
    """Also at the very place that the answer comes from, and until somebody is told otherwise again."""
    case = desk.open(minutes=30)
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    then = timezone.now() - dt.timedelta(minutes=20)
    talk(desk, case, "protection-desk", then, phone_watched="yes")
    answer_safety(desk, case, phone_watched="no", shown=shown(safety(desk, case)))
    page = safety(desk, case)
    assert chosen(page, "phone_watched") == "no" and "No coincide con otra respuesta: sí" in page
    answer_safety(desk, case, phone_watched="no", confirmed="phone_watched", shown=shown(page))
    page = safety(desk, case)
    assert chosen(page, "phone_watched") == "no" and "No coincide" not in page
    answer_safety(desk, case, phone_watched="no", clothing="no", shown=shown(page))
    assert "No coincide" not in safety(desk, case), "nor after the page is saved again as it stands"
    assert "No coincide" not in desk.get(case, "riesgo/").content.decode()
    judge(desk, case, d_tracking="yes", shown=shown(desk.get(case, "riesgo/").content.decode()))
    assert "No coincide con otra respuesta: no" in safety(desk, case), (
        "told otherwise again, it is said again"
    )
    risk = desk.get(case, "riesgo/").content.decode()
    judge(desk, case, d_tracking="yes", confirmed="d_tracking", shown=shown(risk))
    assert "No coincide" not in safety(desk, case)


def test_an_age_that_became_known_otherwise_is_not_put_back_by_a_page_that_showed_the_one_before(desk):
    case = desk.open()
    answer_safety(desk, case, age="25", doubt="no")
    left_open = shown(safety(desk, case))
    assert "age:25" in left_open
    record_facts(actor=desk.actor, case=case, facts={"person.age": 16}, at=timezone.now())
    page = safety(desk, case)
    assert re.search(r'name="age" value="16"', page), "what is known now, not what was typed here"
    answer_safety(desk, case, age="25", doubt="no", shown=left_open)
    assert facts_of(case)["person.age"] == 16
    answer_safety(desk, case, age="17", doubt="no", shown=shown(page))
    assert facts_of(case)["person.age"] == 17, "typed, it is said"


def test_a_later_talk_shows_no_answer_of_another_that_is_out_of_sight(desk):
    case, first = told(desk, can_leave="no", threats_self="yes", has_papers="no")
    second = talk(desk, case, "protection-desk", timezone.now(), alone_and_safe="yes")
    finish(actor=desk.actor, sitting=second, at=timezone.now())
    address = f"/sesiones/{second.id}/resultado/"
    before = desk.client.get(address).content.decode()
    assert "han amenazado" in before or "amenaz" in before
    out_of_sight(desk, case, first, threats_self="no", can_leave="yes", has_papers="yes")
    after = desk.client.get(address).content.decode()
    assert "no está a la vista" in after and len(after) < len(before)
