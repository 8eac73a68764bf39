"""The worklist of a post: who waits, and what is next in each case."""

from __future__ import annotations

import re
import uuid

import pytest

from cauce.cases.actions import record_consent, save_identity
from cauce.cases.models import Case
from cauce.intake.screenings.actions import pass_to_protection
from cauce.intake.screenings.models import Encounter


def raised(cast, turn="A47"):
    return pass_to_protection(
        actor=cast.lucia.actor,
        post=cast.houston,
        turn=turn,
        cues=["other_speaks", "visible_fear"],
        asked=False,
    )


def send(client, address, **form):
    return client.post(address, {"once": str(uuid.uuid4())} | form)


def test_it_says_how_to_begin_when_nothing_waits(desk):
    page = desk.client.get("/pendientes/").content.decode()
    assert "Aquí aparecerá lo que sigue en cada caso" in page


def test_it_says_what_is_next_by_when_and_why(desk):
    case = desk.open()
    page = desk.client.get("/pendientes/").content.decode()
    assert "preguntar, a solas, si está a salvo" in page
    assert "P2-02 ·" in page and "Plazo:" in page and case.folio in page


def test_a_row_says_the_fact_and_folds_its_source_and_the_rest(desk):
    desk.open()
    row = desk.client.get("/pendientes/").content.decode().split('<ul class="worklist">')[1]
    seen, folded = row.split("</summary>")[:2]
    assert "Corresponde en todos los casos." in seen and "P2-02 ·" not in seen
    assert "Plazo:" not in seen and "P2-02 ·" in folded and "Plazo:" in folded


def test_it_puts_danger_before_everything(desk):
    calm, danger = desk.open(minutes=600), desk.open(minutes=1, danger__immediate=True)
    page = desk.client.get("/pendientes/").content.decode()
    assert page.index(danger.folio) < page.index(calm.folio)
    assert "Peligro inmediato" in page


def test_mine_comes_first_and_the_posts_by_one_press(desk):
    hers = desk.open()
    Case.objects.filter(id=hers.id).update(officer=desk.cast.mateo.user)
    send(desk.client, "/casos/nuevo/", channel="duty_phone", started_at="2026-01-02T10:00", present="no")
    mine = Case.objects.get(officer=desk.cast.ines.user)
    page = desk.client.get("/pendientes/").content.decode()
    assert mine.folio in page and hers.folio not in page
    assert re.findall(r'href="(\?ver=\w+)"', page) == ["?ver=consulado"]
    late = desk.client.get("/pendientes/?banda=late").content.decode()
    assert mine.folio in late and hers.folio not in late
    posts = desk.client.get("/pendientes/?ver=consulado").content.decode()
    assert hers.folio in posts


@pytest.mark.parametrize("how_many", [1, 27])
def test_it_needs_a_fixed_number_of_queries(desk, how_many):
    for _ in range(how_many):
        desk.open()
    raised(desk.cast)
    asked = desk.queries("/pendientes/")
    assert len(asked) <= 18, [sql[:90] for sql in asked]


def test_it_finds_by_name_without_a_name_in_any_address(desk):
    case = desk.open()
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=case.opened_at)
    save_identity(
        actor=desk.actor,
        case=case,
        seen_version=0,
        at=case.opened_at,
        fields={"given_names": "Marisol", "first_surname": "Xicale"},
    )
    other = desk.open()
    page = send(desk.client, "/casos/", name="xicale")
    assert case.folio in page.content.decode() and other.folio not in page.content.decode()
    assert "Xicale" not in page.content.decode()


def test_it_is_not_there_for_who_has_no_right_to_it(desk, client, cast):
    for member in (cast.lucia, cast.elena, cast.clara):
        client.force_login(member.user)
        assert client.get("/pendientes/").status_code == 404


def test_protection_says_it_is_coming_and_opens_a_case_without_a_name(desk, cast):
    waits = raised(cast)
    page = desk.client.get("/pendientes/").content.decode()
    assert "Turno A47" in page and "Alguien contesta en su lugar" not in page
    address = f"/turnos/{waits.id}/"
    send(desk.client, address, do="go")
    seen = desk.client.get(address).content.decode()
    assert "Alguien contesta en su lugar" in seen
    answer = send(desk.client, address, do="open")
    waits.refresh_from_db()
    assert answer.headers["Location"] == f"/casos/{waits.case_id}/seguridad/"
    assert waits.turn == ""


def test_a_double_click_opens_one_case(desk, cast):
    waits, once = raised(cast), str(uuid.uuid4())
    for _ in range(2):
        send(desk.client, f"/turnos/{waits.id}/", do="open", once=once)
    assert Case.objects.count() == 1


def test_a_talk_may_end_without_a_case_and_the_turn_is_erased(desk, cast):
    waits = raised(cast)
    send(desk.client, f"/turnos/{waits.id}/", do="end", outcome="information_given")
    assert Encounter.objects.get(id=waits.id).turn == ""
    assert not Case.objects.exists()


def test_it_refuses_a_contact_that_begins_tomorrow_and_keeps_what_was_typed(desk):
    page = send(
        desk.client, "/casos/nuevo/", channel="ciam_call", started_at="2099-01-02T10:00", present="no"
    )
    text = page.content.decode()
    assert "están en el futuro" in text and "2099-01-02T10:00" in text
    assert not Case.objects.exists()


def test_laredo_does_not_see_who_waits_in_houston(desk, client, cast):
    waits = raised(cast)
    client.force_login(cast.tomas.user)
    other = client.get(f"/turnos/{waits.id}/")
    nonsense = client.get(f"/turnos/{uuid.uuid4()}/")
    assert other.status_code == 404 and other.content == nonsense.content
    assert "A47" not in client.get("/pendientes/").content.decode()


def test_no_button_of_the_worklist_stands_twice(desk):
    page = desk.client.get("/pendientes/").content.decode()
    ways = re.findall(r'<a class="button quiet" href="([^"]+)"', page)
    assert "/consultas/" in ways and len(ways) == len(set(ways))
