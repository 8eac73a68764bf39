"""What changes the steps: recorded with dignity, seen in the plan."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from cauce.cases.access import known_how
from cauce.cases.actions import record_consent
from cauce.cases.drift import differences
from cauce.cases.facts import acts_of, facts_of, plan_of
from cauce.desk.cases.frame import saying
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import zone
from cauce.rules.pathway import urgency
from cauce.staff.obligations.models import Obligation

PAGE = "circunstancias/"


def kept(desk, case):
    record_consent(
        actor=desk.actor, case=case, purpose="keeping", recipient="", given=True, at=timezone.now()
    )


def test_it_begins_with_nothing_known_and_explains_each_branch(desk):
    page = desk.get(desk.open(), PAGE).content.decode()
    assert page.count("No se sabe") > 9
    for words in ("Personas detenidas", "Violencia sexual reciente", "Personas LGBTI"):
        assert words in page
    assert "hasta que una persona clínica los confirme" in page
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title and "LGBTI" not in title[1]


def test_what_the_person_says_opens_the_steps_and_how_it_was_known_is_kept(desk):
    case = desk.open()
    answer = desk.post(case, PAGE, person__detained="yes", how_detained="person")
    assert answer.headers["Location"] == f"/casos/{case.id}/"
    assert facts_of(case)["person.detained"] is True
    assert known_how(case)["person.detained"]["how"] == "person"
    page = desk.get(case).content.decode()
    assert "Conversar como si alguien pudiera oír" in page and ">Detención<" in page
    assert "Lo dijo la persona" in desk.get(case, PAGE).content.decode()


def test_what_was_left_alone_stays_and_what_is_taken_back_is_not_known(desk):
    case = desk.open(person__detained=True, person__pregnant=True)
    desk.post(case, PAGE, person__detained="does_not_know", person__pregnant="yes")
    assert "person.detained" not in facts_of(case)
    assert facts_of(case)["person.pregnant"] is True


def test_what_is_never_asked_is_recorded_only_as_said_and_only_with_permission(desk):
    case = desk.open()
    refused = desk.post(case, PAGE, person__lgbti="on").content.decode()
    assert "Este dato se guarda solo con consentimiento" in refused
    assert "person.lgbti" not in facts_of(case) and "checked" in refused
    assert "person.lgbti" not in desk.get(case).content.decode()
    kept(desk, case)
    desk.post(case, PAGE, person__lgbti="on")
    assert known_how(case)["person.lgbti"]["how"] == "person"
    page = desk.get(case).content.decode()
    assert "Acordar el nombre y los pronombres" in page and ">Nombre y trato<" in page
    assert "LGBTI" not in desk.client.get("/pendientes/").content.decode()
    desk.post(case, PAGE)
    assert "person.lgbti" not in facts_of(case)


def test_a_list_never_tells_what_only_the_person_may_say(desk):
    case = desk.open()
    kept(desk, case)
    desk.post(case, PAGE, person__lgbti="on")
    edition, (found,) = current_edition(), [o for o in plan_of(case, timezone.now()) if o.action == "P2-04b"]
    said = saying.brief(edition, found, desk.cast.houston.time_zone)
    assert said["fact"] == "Nombre y trato." and "LGBTI" not in str(said)


def test_hours_are_counted_from_the_earliest_and_nothing_else_is_asked(desk):
    case = desk.open()
    desk.post(case, PAGE, violence__sexual_recent="yes", violence__sexual_at="24")
    held = facts_of(case)["violence.sexual_at"]
    assert 23 < (timezone.now() - held).total_seconds() / 3600 < 25
    page = desk.get(case).content.decode()
    assert "Atención de los primeros tres días: llegar antes de 72 horas" in page
    assert "profilaxis contra el VIH" in page, "named, inside the step"
    desk.post(case, PAGE, violence__sexual_recent="yes")
    assert facts_of(case)["violence.sexual_at"] == held


def test_the_heading_of_care_and_the_line_of_a_child_tell_nothing_over_a_shoulder(desk):
    hurt = desk.get(desk.open(violence__sexual_recent=True)).content.decode()
    heading = hurt.split("<h1")[1].split("</h1>")[0]
    assert "forense" not in heading and "sexual" not in heading
    child = desk.get(desk.open(person__age=15)).content.decode()
    assert "Lo que pide cada ley cambia por su edad" in child
    assert "No se requieren medios" not in child  # of labour, one of the three laws asks for them


TELLS = re.compile(r"VIH|HIV|anticoncep|contracep|forens|sexual|profila|prophyl", re.IGNORECASE)


def test_no_title_nor_first_sentence_of_care_names_it_and_each_step_does_inside(desk):
    """A title is read over her shoulder; what she needs to hear by name is said from inside the step."""
    actions = current_edition().actions
    for id in ("P2-08a", "P2-08b", "P2-08e", "P2-08f", "P2-08g"):
        one = actions[id]
        for said in (one.title, one.why, *(current_edition().acts[n].title for n in one.done_by)):
            assert not TELLS.search(said.es) and not TELLS.search(said.en), (id, said.es)
    named = {id: " ".join(part.es for part in actions[id].how) for id in actions}
    assert "VIH" in named["P2-08a"] and "VIH" in named["P2-08b"]
    assert "anticoncepción de emergencia" in named["P2-08g"] and "examen forense" in named["P2-08e"]
    case = desk.open(violence__sexual_recent=True)
    next_ = desk.get(case).content.decode().split('id="lo-siguiente"')[1].split("</h2>")[0]
    assert not TELLS.search(next_)


def test_a_step_of_a_branch_is_noted_like_any_other(desk):
    case = desk.open(person__detained=True)
    page = desk.get(case, "actos/P4-10b/").content.decode()
    assert "Se conversó como si alguien pudiera oír" in page
    here = timezone.now().astimezone(zone(desk.cast.houston.time_zone))
    desk.post(
        case,
        "actos/P4-10b/",
        act="room_taken_as_overheard",
        note="",
        happened_at=here.strftime("%Y-%m-%dT%H:%M"),
    )
    done = [act.name for act in acts_of(case) if act.action == "P4-10b"]
    assert done == ["room_taken_as_overheard"]


def violence(desk, since, **more):
    case = desk.open()
    desk.post(case, PAGE, violence__sexual_recent="yes", violence__sexual_at=since, **more)
    return case, {o.action: o for o in plan_of(case, timezone.now() + dt.timedelta(minutes=1))}


@pytest.mark.parametrize(
    "since, maybe",
    [("24", ()), ("72", ("P2-08b",)), ("120", ("P2-08b", "P2-08e")), ("240", ("P2-08b", "P2-08e"))],
)
def test_care_whose_hours_may_have_passed_before_contact_is_offered_and_nobody_is_late(desk, since, maybe):
    case, plan = violence(desk, since)
    for step in ("P2-08b", "P2-08e"):
        assert (plan[step].due is None) is (step in maybe) and plan[step].state != "overdue"
    page = desk.get(case).content.decode()
    assert ("Quizá ya pasó; se ofrece igual, hoy" in page) is bool(maybe)
    assert differences(timezone.now() + dt.timedelta(minutes=1))[1] == []
    late = Obligation.objects.filter(action__in=maybe, due_at__isnull=False)
    assert not late.exists()


def test_offering_care_now_comes_before_the_care_whose_hours_may_have_passed(desk):
    _, plan = violence(desk, "120")
    at = timezone.now() + dt.timedelta(minutes=1)
    ordered = sorted(plan.values(), key=lambda o: urgency(o, at))
    names = [o.action for o in ordered]
    assert names.index("P2-08a") < names.index("P2-08b")
    assert names.index("P2-08a") < names.index("P2-08e")


def test_a_tick_that_waits_for_consent_never_holds_back_what_keeps_safe(desk):
    case = desk.open()
    answer = desk.post(
        case,
        PAGE,
        person__lgbti="on",
        violence__sexual_recent="yes",
        person__detained="yes",
        how_detained="person",
    )
    page = answer.content.decode()
    assert facts_of(case)["violence.sexual_recent"] and facts_of(case)["person.detained"]
    assert "person.lgbti" not in facts_of(case)
    assert "Este dato se guarda solo con consentimiento" in page
    assert "Lo demás quedó anotado" in page
    for branch in ("recent_sexual_violence", "detained", "lgbti"):
        assert re.search(rf'<details class="more" open><summary><strong id="rama-{branch}"', page)
    kept(desk, case)  # and the same page, sent again, is no repetition
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    desk.post(
        case, PAGE, once=once, person__lgbti="on", violence__sexual_recent="yes", person__detained="yes"
    )
    assert facts_of(case)["person.lgbti"] is True
