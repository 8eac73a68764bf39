"""Inés's day: what is for now on top, what is late folded but for what never is, and what she may press."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.models import Case, KeptFilter
from cauce.custody.journal.models import Entry
from cauce.intake.screenings.actions import pass_to_protection
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import zone
from cauce.staff.notices.models import Message, Preference
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices.models import Assignment
from tests.cast import member

pytestmark = pytest.mark.django_db
HERE, POSTS = "/pendientes/", "/pendientes/?ver=consulado"
CHOOSING = f"{POSTS}&filtrar=1"
LONG_AGO = dt.timedelta(days=20)


def shown(desk, address: str = HERE) -> str:
    answer = desk.client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def press(desk, address: str = HERE, **form):
    return desk.client.post(address, {"once": str(uuid.uuid4())} | form)


def said(desk, answer) -> str:
    return desk.client.get(answer["Location"]).content.decode()


def own(desk, case, who=None, **more) -> Case:
    Case.objects.filter(id=case.id).update(officer=(who or desk.cast.ines).user, **more)
    return Case.objects.get(id=case.id)


def bands(page: str) -> list[str]:
    return re.findall(r'<section aria-labelledby="(now|today|week|late)">', page)


def test_the_bands_stand_in_their_order_and_what_is_late_is_folded_with_since_when(desk):
    free, now = desk.open(), timezone.now()
    today = own(desk, desk.open(), next_due_at=now + dt.timedelta(minutes=1))
    week = own(desk, desk.open(), next_due_at=now + dt.timedelta(days=3))
    late = own(desk, desk.open(), next_due_at=now - LONG_AGO)
    Obligation.objects.all().delete()  # nobody is a child here, nor detained
    page = shown(desk)
    assert bands(page) == ["now", "today", "week", "late"]
    assert page.index(free.folio) < page.index(today.folio) < page.index(week.folio)
    assert late.folio not in page and "?banda=late" in page and "el más antiguo" in page
    assert late.folio in shown(desk, f"{HERE}?banda=late")


def test_of_somebody_in_danger_the_list_says_what_the_case_says_first(desk):
    danger, calm = own(desk, desk.open(danger__immediate=True)), own(desk, desk.open())
    page = desk.client.get(HERE).content.decode()
    first, other = (re.search(rf'<a href="([^"]*{one.id}[^"]*)">([^<]*)</a>', page) for one in (danger, calm))
    assert first.groups() == (f"/casos/{danger.id}/seguridad/", "Primero, poner a salvo a la persona")
    row = page[first.end() : page.index("</li>", first.end())]
    assert "Venció" not in row and "Otro día" not in row, "no hour of another step stands beside it"
    assert "Peligro inmediato" in row and danger.folio in row
    assert other[1] == f"/casos/{calm.id}/" and "a salvo a la persona" not in other[2]


def test_danger_now_stands_before_the_step_of_a_case_of_high_risk_that_is_due_sooner(desk):
    soon = timezone.now() + dt.timedelta(hours=1)
    high = own(desk, desk.open(risk__level="high"), next_due_at=soon)
    danger = own(desk, desk.open(danger__immediate=True), next_due_at=soon + LONG_AGO)
    for address in (HERE, f"{HERE}?banda=now"):
        page = shown(desk, address)
        assert page.index(danger.folio) < page.index(high.folio)


def test_danger_children_and_detention_never_fold(desk):
    past = timezone.now() - LONG_AGO
    danger = own(desk, desk.open(danger__immediate=True), next_due_at=past)
    child = own(desk, desk.open(person__age=15), next_due_at=past)
    detained = own(desk, desk.open(person__age=30, person__detained=True), next_due_at=past)
    calm = own(desk, desk.open(person__age=30, person__detained=False), next_due_at=past)
    page = shown(desk)
    for case in (danger, child, detained):
        assert case.folio in page
    assert calm.folio not in page
    assert page.index(danger.folio) < page.index('aria-labelledby="late"') < page.index(child.folio)


def test_a_case_that_nobody_has_is_on_top_for_everybody_until_it_is_taken(desk, client):
    free = desk.open()
    calm = own(desk, desk.open(), next_due_at=timezone.now() + dt.timedelta(minutes=1))
    assert shown(desk).index(free.folio) < shown(desk).index(calm.folio)
    client.force_login(desk.cast.mateo.user)
    page = client.get(HERE).content.decode()
    assert free.folio in page and "Lo tomo" in page and calm.folio not in page
    client.force_login(desk.cast.ines.user)
    taken = press(desk, do="take", case=str(free.id))
    assert taken["Location"] == f"/casos/{free.id}/"
    client.force_login(desk.cast.mateo.user)
    assert free.folio not in client.get(HERE).content.decode()
    second = press(desk, do="take", case=str(free.id))
    assert "Ya lo tomó Inés Carranza" in said(desk, second)
    assert Case.objects.get(id=free.id).officer == desk.cast.ines.user


def test_a_case_opened_from_a_turn_is_of_whoever_opened_it(desk, cast):
    turn = pass_to_protection(actor=cast.lucia.actor, post=cast.houston, turn="A47", cues=[], asked=True)
    press(desk, reverse("protection:waiting", args=[turn.id]), do="open")
    assert Case.objects.get().officer == cast.ines.user
    assert "sin responsable" not in shown(desk, POSTS)


def test_a_turn_says_what_the_person_said_and_nothing_that_nobody_told(desk, cast):
    cues = ["nowhere_safe", "visible_fear"]
    turn = pass_to_protection(actor=cast.lucia.actor, post=cast.houston, turn="A48", cues=cues, asked=True)
    page = desk.client.get(reverse("protection:waiting", args=[turn.id])).content.decode()
    said = re.sub(r"\s+", " ", page)
    assert "<strong>Lo dijo la persona:</strong> Sin cama segura hoy" in said
    assert "pidió ayuda" not in said and said.count("Sin cama segura hoy") == 1


def test_a_case_of_another_post_is_taken_by_nobody_here(desk, client):
    free = desk.open()
    client.force_login(desk.cast.tomas.user)
    assert press(desk, do="take", case=str(free.id)).status_code == 404
    assert press(desk, do="take", case=str(uuid.uuid4())).status_code == 404
    assert Case.objects.get(id=free.id).officer is None


def test_what_was_found_by_name_is_taken_from_there_too(desk, kept_case):
    actions.save_identity(
        actor=desk.actor,
        case=kept_case,
        seen_version=0,
        at=timezone.now(),
        fields={"given_names": "Marisol", "first_surname": "Xicale"},
    )
    page = press(desk, "/casos/", name="xicale").content.decode()
    [form] = re.findall(r"<form[^>]*>(?=(?:(?!</form>).)*value=\"take\")", page, re.S)
    assert f'action="{HERE}"' in form
    Case.objects.filter(id=kept_case.id).update(status="closed")
    assert 'value="take"' not in press(desk, "/casos/", name="xicale").content.decode()


def test_several_are_given_at_once_and_a_colleague_who_is_away_is_said(desk):
    first, second = own(desk, desk.open()), desk.open()
    mateo, today = desk.cast.mateo.user, timezone.now().date()
    Preference.objects.create(
        recipient=str(mateo.id),
        away_from=today - dt.timedelta(days=1),
        away_to=today + dt.timedelta(days=2),
        stand_in=str(desk.cast.ines.user.id),
    )
    page = shown(desk, f"{HERE}?banda=now&elegir=1")
    assert 'name="case"' in page and "Mateo Villegas (ausente hasta el" in page
    answer = press(desk, do="give", case=[str(first.id), str(second.id)], to=str(mateo.id))
    text = said(desk, answer)
    assert "Ahora Mateo Villegas atiende 2 casos más." in text
    assert "ausente hasta el" in text and "suple Inés Carranza" in text
    assert set(Case.objects.filter(officer=mateo)) == {first, second}
    assert Message.objects.filter(recipient=str(mateo.id), key__startswith="given:").count() == 1


def test_what_was_ticked_stays_ticked_when_nobody_was_chosen(desk):
    case = desk.open()
    answer = press(desk, do="give", case=str(case.id), to="")
    page = answer.content.decode()
    assert answer.status_code == 200 and "Falta." in page
    assert re.search(rf'value="{case.id}"[^>]*checked', page)
    assert Case.objects.get(id=case.id).officer is None


def test_the_day_is_printed_with_folios_and_codes_alone(desk):
    case = desk.open()
    page = press(desk, do="print", case=str(case.id)).content.decode()
    assert case.folio in page and "P2-02" in page
    assert "salvo" not in page and "Inés" not in page


def test_the_journal_says_which_cases_went_onto_paper(desk):
    case, other = desk.open(), desk.open()
    press(desk, do="print", case=str(case.id))
    [entry] = Entry.objects.filter(what="case.list", detail__printed=True)
    assert entry.detail["cases"] == [str(case.id)] and str(other.id) not in str(entry.detail)


def test_several_are_given_printed_and_nothing_else(desk):
    case = desk.open()
    for other in ("close", "void", "export", "erase"):
        assert press(desk, do=other, case=str(case.id)).status_code == 404


def test_filters_narrow_the_posts_list_and_each_person_keeps_their_own(desk, client):
    danger = own(desk, desk.open(danger__immediate=True), desk.cast.mateo)
    calm = desk.open()
    asked = f"{POSTS}&cuales=a"
    page = shown(desk, asked)
    assert danger.folio in page and calm.folio not in page
    press(desk, asked, do="keep")
    press(desk, asked, do="keep")
    [row] = KeptFilter.objects.all()
    assert row.asks == {"cuales": "a"} and row.user == desk.cast.ines.user
    assert '<a href="?ver=consulado&amp;cuales=a">Con peligro</a>' in shown(desk, CHOOSING)
    client.force_login(desk.cast.mateo.user)
    assert "Con peligro</a>" not in client.get(CHOOSING).content.decode()
    assert press(desk, asked, do="drop", filter=str(row.id)).status_code == 404
    client.force_login(desk.cast.ines.user)
    press(desk, asked, do="drop", filter=str(row.id))
    assert not KeptFilter.objects.exists()


def test_nobody_keeps_a_filter_that_asks_nothing_nor_more_than_some(desk):
    assert "No hay filtro que guardar" in said(desk, press(desk, POSTS, do="keep"))
    for step in ("P2", "P3", "P4"):
        for which in ("a", "b", "c"):
            answer = press(desk, f"{POSTS}&paso={step}&cuales={which}", do="keep")
    assert "Ya tiene 8 filtros guardados" in said(desk, answer) and KeptFilter.objects.count() == 8


def test_a_filter_that_names_a_colleague_who_left_says_so_and_shows_what_was_left(desk):
    paz = member("paz", "Paz Rincón", "protection_officer", post=desk.cast.houston)
    case = own(desk, desk.open(danger__immediate=True), paz)
    asked = f"{POSTS}&de={paz.user.id}"
    press(desk, asked, do="keep")
    assert case.folio in shown(desk, asked) and "ya no trabaja aquí" not in shown(desk, asked)
    Assignment.objects.filter(user=paz.user).update(ended_at=timezone.now() - dt.timedelta(minutes=1))
    page = shown(desk, asked)
    assert case.folio in page and "Esa persona ya no trabaja aquí" in page
    assert "Paz Rincón (ya no trabaja aquí)</a>" in shown(desk, CHOOSING)


def test_a_filter_names_nobody_of_another_post(desk):
    page = shown(desk, f"{POSTS}&de={desk.cast.tomas.user.id}")
    assert "Tomás" not in page


def test_what_waits_for_somebody_else_is_found_by_whom_it_waits_for(desk, kept_case):
    other = desk.open()
    actions.conclude(
        actor=desk.actor,
        case=kept_case,
        conclusion="presumed",
        concepts={},
        verdicts={},
        reasons="Lo que contó coincide con lo observado.",
        at=timezone.now(),
    )
    page = shown(desk, f"{POSTS}&espera=firma")
    assert kept_case.folio in page and other.folio not in page
    page = shown(desk, f"{POSTS}&espera=nosotros")
    assert kept_case.folio not in page and other.folio in page
    for waits in ("respuesta", "mexico", "traslado"):
        assert other.folio not in shown(desk, f"{POSTS}&espera={waits}")


@pytest.fixture
def kept_case(desk):
    case = desk.open()
    actions.record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    return case


def test_a_line_of_a_plan_is_in_the_list_of_whoever_is_to_do_it(desk, client, kept_case):
    actions.add_plan_item(
        actor=desk.actor,
        case=own(desk, kept_case),
        need="shelter",
        agreed="Una cama con Casa Jacaranda.",
        due_on=timezone.now().date(),
        responsible=desk.cast.mateo.user,
        at=timezone.now(),
    )
    client.force_login(desk.cast.mateo.user)
    page = client.get(HERE).content.decode()
    assert f"/casos/{kept_case.id}/plan/" in page and "acción del plan" in page
    assert "Jacaranda" not in page
    client.force_login(desk.cast.ines.user)
    assert "acción del plan" not in shown(desk)


def test_a_late_step_is_put_on_another_day_from_its_row(desk):
    case = own(desk, desk.open(minutes=60 * 24 * 20, person__age=31, danger__immediate=False))
    late = shown(desk, f"{HERE}?banda=late")
    [way] = re.findall(rf'href="(/casos/{case.id}/fechas/\?paso=[^"]+)"', late)
    step = way.rpartition("=")[2]
    page = desk.client.get(way).content.decode()
    assert re.search(rf'<option value="{step}" selected', page)
    day = timezone.now().astimezone(zone("America/Chicago")).date()
    form = {"action": step, "day_day": str(day.day), "day_month": str(day.month), "day_year": str(day.year)}
    refused = press(desk, way, **form)
    assert refused.status_code == 200 and "Falta." in refused.content.decode()
    done = press(desk, way, **form, reason="waits")
    assert done["Location"] == HERE
    assert Case.objects.get(id=case.id).moved[0]["action"] == step


def test_the_case_itself_is_taken_and_given_among_colleagues(desk, client):
    case = desk.open()
    page = desk.get(case, "colegas/").content.decode()
    assert "Lo tomo" in page and "Asignar el caso" in page
    desk.post(case, "colegas/", do="take_free")
    assert Case.objects.get(id=case.id).officer == desk.cast.ines.user
    desk.post(case, "colegas/", do="give", to=str(desk.cast.mateo.user.id))
    assert Case.objects.get(id=case.id).officer == desk.cast.mateo.user
    assert "Asignar el caso" not in desk.get(case, "colegas/").content.decode(), "it is somebody else's now"


@pytest.mark.parametrize("address", [HERE, POSTS, CHOOSING, f"{HERE}?banda=late"])
def test_the_day_asks_at_most_fifteen_questions(desk, address):
    for number in range(8):
        own(desk, desk.open(minutes=60 * 24 * number + 5))
        desk.open(danger__immediate=True)
    assert len(desk.queries(address)) <= 15


def test_the_ways_in_which_a_contact_comes_stand_under_the_space_where_it_begins_each_once(desk):
    page = shown(desk, "/casos/nuevo/")
    groups = dict(re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', page, re.S))
    assert 'value="window"' in groups["Ventanilla de pasaporte y matrícula"]
    assert 'value="walk_in"' in groups["Área de protección"]
    offered = re.findall(r'<option value="(\w+)"', page[page.index("<optgroup") : page.index("</select>")])
    assert sorted(offered) == sorted(one.id for one in current_edition().catalogues["channels"])
