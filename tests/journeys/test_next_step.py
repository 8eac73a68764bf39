"""At the head of a case: *Begin* opens the field, one question is answered there, danger comes first; and a
bed for tonight is twelve presses away."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cauce.cases.actions import conclude, record_act, record_consent
from cauce.cases.facts import facts_of
from cauce.cases.models import Consent
from cauce.intake.screenings.actions import pass_to_protection
from cauce.sharing.referrals.actions import answer
from cauce.sharing.referrals.models import Referral

from . import at_plan, casework, checks
from .person import PHONE

pytestmark = pytest.mark.journey
DESK = {"viewport": {"width": 1280, "height": 801}}  # a browser of its own, in which presses are counted
SMALL = {"viewport": {"width": PHONE, "height": 740}}
IN_SIGHT = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return document.activeElement.matches('input, select, textarea')
    && box.top >= 0 && box.bottom <= window.innerHeight;
}"""


def test_begin_leads_to_the_first_field_of_the_step_open_and_focused(house):
    ines = house.person("ines", **SMALL)
    case = casework.open_case(house)
    ines.go(f"/casos/{case.id}/")
    ines.follow("Empezar", exact=True)
    expect(ines.page).to_have_url(re.compile("#empezar$"))
    assert ines.page.evaluate(IN_SIGHT)


def test_where_the_age_comes_next_begin_unfolds_it_and_leads_there(house):
    ines = house.person("ines", **SMALL)
    case, now = casework.open_case(house), timezone.now()
    for name, action in (("safety_checked", "P2-02"), ("urgent_needs_checked", "P2-08")):
        record_act(
            actor=house.cast.ines.actor, case=case, name=name, happened_at=now, action=action, facts={}
        )
    ines.go(f"/casos/{case.id}/")
    ines.heading(re.compile("^Verificar la edad"))
    ines.follow("Empezar", exact=True)
    expect(ines.page.get_by_label("¿Cuántos años cumplidos tiene?")).to_be_focused()
    assert ines.page.evaluate(IN_SIGHT)


def test_a_question_beside_the_headline_takes_one_press(house):
    ines = house.person("ines", **SMALL)
    case = casework.open_case(house)
    ines.go(f"/casos/{case.id}/")
    box = ines.page.locator("section.next", has_text="Una pregunta")
    before = len(facts_of(case))
    ines.press(re.compile("^No"), within=box)
    ines.reads("El plan ya lo tomó en cuenta")
    assert len(facts_of(case)) == before + 1
    checks.never_sideways(ines.page)


def test_in_danger_the_red_box_with_what_to_do_stands_right_under_the_heading(house):
    ines = house.person("ines", **SMALL)
    case = casework.open_case(house)
    record_act(
        actor=house.cast.ines.actor,
        case=case,
        name="safety_checked",
        happened_at=timezone.now(),
        facts={"danger.immediate": True},
    )
    ines.go(f"/casos/{case.id}/")
    words = "Primero, poner a salvo a la persona"
    heading, box = ines.page.locator("h1"), ines.page.locator(".notice.danger").first
    expect(heading).to_have_text(words)
    expect(box).to_contain_text("911 si hace falta")
    expect(box).not_to_contain_text(words)  # the heading says it
    head, red = heading.bounding_box(), box.bounding_box()
    assert 0 <= red["y"] - (head["y"] + head["height"]) < 60, "nothing stands between"
    checks.nothing_for_axe(ines.page)
    ines.follow("Empezar", exact=True)
    ines.heading("Poner a salvo a la persona")


def test_a_word_of_four_hundred_letters_widens_nothing_where_the_conclusion_is_read(house):
    ines, at = house.person("ines", **SMALL), timezone.now()
    case = casework.open_case(house)
    actor = house.cast.ines.actor
    record_consent(actor=actor, case=case, purpose="keeping", given=True, at=at)
    conclude(
        actor=actor,
        case=case,
        conclusion="presumed",
        reasons="a" * 400,
        concepts={"concepts": [], "not_known": [], "added": [], "removed": []},
        verdicts={},
        at=at,
    )
    ines.go(f"/casos/{case.id}/lectura/")
    ines.reads("a" * 400)
    checks.never_sideways(ines.page)


PRESSES = """
  addEventListener("pointerdown", () => window.pressed(), true);
  addEventListener("change", e => e.target.tagName === "SELECT" && window.pressed(), true);
  addEventListener("keydown", e => e.key === "Enter" && e.target.tagName === "INPUT" &&
    window.pressed(), true);
"""
MOST_PRESSES = 12


def test_from_the_turn_to_an_accepted_bed_for_tonight_takes_twelve_presses(house):
    """Every press, every choice in a list and every address that somebody goes to is counted."""
    cast = house.cast
    pass_to_protection(
        actor=cast.lucia.actor,
        post=cast.houston,
        turn="N8",
        cues=["other_speaks", "visible_fear"],
        asked=False,
    )
    ines, counted = house.person("ines", **DESK), []
    ines.context.expose_binding("pressed", lambda _: counted.append("press"))
    ines.context.add_init_script(PRESSES)
    request = at_plan.bed_tonight(ines, "N8")
    counted.append("the list of the day was gone to")
    sent = Referral.objects.get(id=request.rstrip("/").rsplit("/", 1)[1])
    assert (sent.need, sent.priority, sent.state) == ("shelter", "urgent", "sent")
    said = Consent.objects.get(case=sent.case, purpose="referral")
    assert said.given and said.recipient == str(sent.service.organization_id) and sent.fields == ["needs"]
    answer(actor=cast.clara.actor, referral=sent, what="accept", at=timezone.now())
    ines.go(request)
    counted.append("the answer was gone to")
    ines.heading("Aceptada")
    assert 8 < len(counted) <= MOST_PRESSES, counted
    checks.never_sideways(ines.page)


def test_beside_the_request_the_person_is_asked_on_a_phone_too(house):
    ines = house.person("ines", **SMALL)
    case = casework.open_case(house)
    record_act(
        actor=house.cast.ines.actor,
        case=case,
        name="urgent_needs_checked",
        happened_at=timezone.now(),
        facts={"need.shelter": True},
    )
    ines.go(f"/casos/{case.id}/canalizaciones/?service={house.shelter.id}&need=shelter")
    assert ines.page.locator("main input[type=checkbox]:checked").count() == 0
    ines.look("asked beside the request, phone")
    ines.press("Enviar", exact=True)
    ines.reads("No se envió nada")
    ines.complaints.clear()  # the refusal is a status that the browser writes down
    checks.never_sideways(ines.page)
    assert not Referral.objects.filter(case=case).exists()
