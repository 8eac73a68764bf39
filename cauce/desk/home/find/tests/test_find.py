"""The box of the header: a number opens what it is of, a name its page, and nothing typed stays anywhere."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.intake.kits.actions import print_kits
from cauce.intake.screenings.actions import acknowledge, pass_to_protection
from cauce.staff.notices.models import Message
from tests.casework.conftest import open_case

pytestmark = pytest.mark.django_db
NOTHING = "Con eso no se abre nada."


def typed(who, words: str, **more):
    """The answer to what somebody types in the box."""
    client = Client()
    client.force_login(who.user)
    return client.post("/atajos/", {"q": words}, **more)


def leads(who, words: str) -> str:
    """Where it leads; '': it stays on its own page."""
    return typed(who, words).headers.get("Location", "")


def of_laredo(cast) -> Case:
    return cases.open_case(
        actor=cast.tomas.actor, post=cast.laredo, channel="walk_in", started_at=timezone.now()
    )


def passed(cast, turn: str = "W14"):
    return pass_to_protection(actor=cast.lucia.actor, post=cast.houston, turn=turn, cues=[], asked=True)


def refused() -> list[Entry]:
    return list(Entry.objects.filter(kind="refused").order_by("id"))


def test_a_folio_of_the_post_opens_its_case_open_or_closed(cast):
    case = open_case(cast)
    for status in ("active", "follow_up", "closed", "closed_referred", "voided"):
        Case.objects.filter(id=case.id).update(status=status)
        assert leads(cast.ines, case.folio) == f"/casos/{case.id}/", status
    assert leads(cast.ines, case.folio.lower().replace("-", " ")) == f"/casos/{case.id}/"
    assert not refused() and NOTHING not in typed(cast.ines, "consentimiento").content.decode()


def test_figures_alone_are_completed_as_a_folio_of_ones_post_and_opened_only_once_read(cast):
    case = open_case(cast)
    figures = str(int(case.folio.rpartition("-")[2]))
    shown = typed(cast.ines, figures).content.decode()
    assert f'value="{case.folio}"' in shown and "pulse «Ir»" in shown and str(case.id) not in shown
    nobodys = typed(cast.ines, "99998").content.decode()
    assert f'value="{case.folio[:9]}99998"' in nobodys and "pulse «Ir»" in nobodys
    assert "pulse «Ir»" not in typed(cast.ines, "999998").content.decode()
    assert "pulse «Ir»" not in typed(cast.lucia, figures).content.decode()


def test_only_an_exact_folio_of_what_opens_to_the_reader_leads_anywhere(cast):
    ours, theirs = open_case(cast), of_laredo(cast)
    assert leads(cast.ines, ours.folio[:-1]) == "" and leads(cast.ines, theirs.folio) == ""
    assert leads(cast.tomas, theirs.folio) == f"/casos/{theirs.id}/" and leads(cast.tomas, ours.folio) == ""
    for who in (cast.lucia, cast.aurora, cast.sofia, cast.elena, cast.bruno, cast.clara):
        assert leads(who, ours.folio) == "", who.user.username


def test_a_case_that_is_closed_to_a_party_or_blocked_opens_to_nobody_by_its_folio(cast):
    case = open_case(cast)
    cases.declare_party(
        actor=cast.ines.actor, case=case, user=cast.mateo.user, relation="named", words="", at=timezone.now()
    )
    assert leads(cast.mateo, case.folio) == "" and leads(cast.ines, case.folio) == f"/casos/{case.id}/"
    Case.objects.filter(id=case.id).update(blocked_at=timezone.now())
    assert leads(cast.ines, case.folio) == ""


def test_a_sealed_file_opens_to_the_head_of_its_post_and_its_own_officer_alone(cast):
    case, at = open_case(cast), timezone.now()
    Case.objects.filter(id=case.id).update(sealed_at=at, blocked_at=at)
    assert leads(cast.aurora, case.folio) == leads(cast.ines, case.folio) == f"/casos/{case.id}/"
    assert leads(cast.mateo, case.folio) == leads(cast.tomas, case.folio) == ""
    Case.objects.filter(id=case.id).update(erased_at=at)
    assert leads(cast.aurora, case.folio) == leads(cast.ines, case.folio) == ""


def test_a_folio_of_the_sipc_opens_its_case_for_whoever_reads_it(cast):
    case, theirs, at = open_case(cast), of_laredo(cast), timezone.now()
    cases.write_number(actor=cast.ines.actor, case=case, register="sipc", number="SIPC/26/0417", at=at)
    cases.write_number(actor=cast.tomas.actor, case=theirs, register="sipc", number="SIPC/26/0418", at=at)
    assert leads(cast.ines, "sipc 26 0417") == f"/casos/{case.id}/"
    assert leads(cast.ines, "SIPC/26/0418") == leads(cast.tomas, "SIPC/26/0417") == ""


def test_a_turn_leads_protection_to_who_waits_and_the_counter_to_whether_somebody_comes(cast):
    found = passed(cast)
    assert leads(cast.ines, "w14") == f"/turnos/{found.id}/"
    assert leads(cast.lucia, "W14") == f"/mostrador/turnos/{found.id}/"
    assert leads(cast.tomas, "W14") == leads(cast.aurora, "W14") == ""
    acknowledge(actor=cast.ines.actor, encounter=found)
    assert leads(cast.ines, "W14") == f"/turnos/{found.id}/"
    assert leads(cast.lucia, "W14") == "", "once somebody comes the counter is told nothing"


def test_the_number_of_a_kit_leads_to_it_for_the_post_that_keeps_it(cast):
    [kit] = print_kits(actor=cast.ines.actor, post=cast.houston, count=1, language="es", at=timezone.now())
    assert leads(cast.ines, kit.number) == leads(cast.aurora, kit.number.lower()) == f"/hojas/{kit.id}/"
    assert leads(cast.tomas, kit.number) == leads(cast.lucia, kit.number) == ""


@pytest.mark.parametrize("words", ["Pendientes", "to do", "PENDIENTES"])
def test_the_name_of_a_page_in_either_language_leads_to_it(cast, words):
    assert leads(cast.ines, words) == "/pendientes/"


def test_the_beginning_of_a_name_lists_the_pages_that_the_reader_may_enter_and_no_other(cast):
    for who, pages in (
        (cast.ines, {"/directorio/"}),
        (cast.bruno, set()),
    ):
        shown = typed(who, "direct").content.decode()
        main = shown.partition("<main")[2]
        assert {one for one in re.findall(r'href="([^"]+)"', main) if one == "/directorio/"} == pages


def test_at_the_counter_there_are_turns_and_the_manual_alone(cast):
    shown = typed(cast.lucia, "ventanilla").content.decode().partition("<main")[2]
    assert 'href="/mostrador/"' not in shown and "/protocolo/" in shown
    assert "folio" not in shown.lower() and "página, en español" not in shown
    assert "Un turno de hoy" in shown


def test_words_lead_to_the_places_of_the_manual(cast):
    shown = typed(cast.ines, "P2-07").content.decode()
    assert "/protocolo/acciones/P2-07/" in shown and NOTHING not in shown
    assert not refused(), "what the manual has is no miss"


@pytest.mark.parametrize("number", ["12", "2026 12", "2026/123"])
def test_figures_that_stand_in_the_handbook_are_a_miss_all_the_same(cast, number):
    shown = typed(cast.ines, number).content.decode()
    assert NOTHING not in shown and [one.what for one in refused()] == ["number.find"]


def test_nobody_is_found_by_name(cast):
    case = open_case(cast)
    cases.record_consent(actor=cast.ines.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    fields = {"given_names": "Guadalupe", "first_surname": "Prado"}
    cases.save_identity(actor=cast.ines.actor, case=case, seen_version=0, at=timezone.now(), fields=fields)
    shown = typed(cast.ines, "Guadalupe Prado").content.decode()
    assert NOTHING in shown and "Aquí no se busca por nombre" in shown and str(case.id) not in shown
    assert not Entry.objects.filter(what="identity.search").exists()


def test_what_was_typed_stands_in_no_address_log_or_journal_and_is_kept_by_nobody(cast, caplog):
    words = "XOL-2026-00417"
    answer = typed(cast.ines, words)
    assert answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"]
    page = answer.content.decode()
    assert 'autocomplete="off"' in page and "<title>\n" not in page
    title = re.search(r"<title>(.*?)</title>", page, re.S)[1]
    assert words not in title and "folio" not in title.lower() and "Buscar" in title
    [entry] = refused()
    assert (entry.what, entry.about_kind, entry.about_id) == ("number.find", "folio", "")
    assert words not in str(entry.detail) and words not in caplog.text
    assert f'value="{words}"' in page, "a slip of one figure is mended where it stands"
    assert Entry.objects.filter(kind="act").filter(at__gt=entry.at).count() == 0


def test_too_many_numbers_that_open_nothing_end_the_looking_and_a_right_one_is_answered_alike(cast):
    case = open_case(cast)
    for n in range(20):
        assert typed(cast.ines, f"HOU-2025-{n:05}").status_code == 200
    wrong, right = typed(cast.ines, "HOU-2025-00099"), typed(cast.ines, case.folio)
    assert (wrong.status_code, right.status_code) == (429, 429)
    assert case.folio not in right.content.decode()
    assert leads(cast.ines, "Pendientes") == "/pendientes/", "a name of a page is no number"
    told = Message.objects.filter(key__startswith="pace:").values_list("recipient", flat=True)
    assert set(told) == {str(cast.aurora.user.id), str(cast.elena.user.id)}


@pytest.mark.parametrize(
    "words", ["", "   ", "x" * 81, "HOU\x00-2026", "🙂" * 40, "' OR 1=1 --", "<b>7</b>", "%"]
)
def test_whatever_is_typed_is_answered_with_the_page_and_a_clear_word(cast, words):
    answer = typed(cast.ines, words)
    page = answer.content.decode()
    assert answer.status_code == 200 and "<b>7</b>" not in page
    assert NOTHING in page or "Falta corregir algo" in page or "En el manual" in page


def test_the_box_stands_on_every_page_of_who_signed_in_and_on_none_before(client, cast):
    box = 'action="/atajos/"'
    assert box not in client.get("/entrar/").content.decode()
    for who, address in ((cast.lucia, "/mostrador/"), (cast.ines, "/pendientes/"), (cast.sofia, "/red/")):
        client.force_login(who.user)
        page = client.get(address).content.decode()
        assert page.count(box) == 1, address
    client.cookies["idioma"] = "en"
    assert "Search Cauce" in client.get("/red/").content.decode()


def test_a_page_that_only_shows_the_box_asks_the_database_nothing_for_it(desk):
    asked = desk.queries("/atajos/")
    looks = ("folio", "screenings_encounter", "kits_kit", "cases_register", "journal_entry")
    assert [one for one in asked if any(word in one for word in looks)] == []
    assert len(asked) < 9


def test_who_did_not_sign_in_is_led_to_the_door_and_nothing_typed_goes_along(client):
    answer = client.post("/atajos/", {"q": "HOU-2026-00001"})
    assert answer.status_code == 302 and "HOU" not in answer.headers["Location"]


def test_a_form_sent_with_a_key_of_a_form_does_nothing_more(cast):
    """Whatever else comes along with it is no part of what is asked."""
    case = open_case(cast)
    more = {"q": case.folio, "once": str(uuid.uuid4()), "next": "https://example.org/"}
    client = Client()
    client.force_login(cast.ines.user)
    assert client.post("/atajos/", more).headers["Location"] == f"/casos/{case.id}/"
    assert client.post("/atajos/?q=HOU", {"q": "nada"}).status_code == 200


def test_a_turn_of_yesterday_or_of_a_talk_that_ended_leads_nowhere(cast):
    found = passed(cast)
    type(found).objects.filter(id=found.id).update(closed_at=timezone.now() - dt.timedelta(minutes=1))
    assert leads(cast.ines, "W14") == leads(cast.lucia, "W14") == ""
