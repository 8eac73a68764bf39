"""The twenty at the desk: read, filled once, printed with or without a name, and a sheet nobody reads."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from django.db import connection
from django.utils import timezone

from cauce.cases import access_forms
from cauce.cases import actions as cases
from cauce.cases.models import FilledForm
from cauce.cases.tests.test_forms import HANDOVER
from cauce.content.checks.tools import TELLING
from cauce.custody.journal.models import Entry
from cauce.desk.cases.tools.forms_card import CardForm
from cauce.protocol.editions.access import current_edition

pytestmark = pytest.mark.django_db
NAME = "Xóchitl Prueba"


@pytest.fixture
def kept(desk):
    """A case whose person agreed to keeping, and said who she is."""
    case, now = desk.open(), timezone.now()
    cases.record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=now)
    fields = {"given_names": "Xóchitl", "first_surname": "Prueba", "birth_date": "2010-03-02"}
    cases.save_identity(actor=desk.actor, case=case, seen_version=0, fields=fields, at=timezone.now())
    return case


def begin(desk, case, tool="T18") -> FilledForm:
    desk.post(case, "formatos/", tool=tool)
    return FilledForm.objects.get(case=case, tool=tool)


def words(response) -> str:
    """What a PDF says of itself: its title, for nothing of it may tell."""
    with pikepdf.open(io.BytesIO(response.content)) as made:
        return str(made.docinfo.get("/Title", "")) + str(made.Root.get("/Lang", ""))


def typed(row, **more):
    """The form as the browser sends it."""
    sent = {f"f-{n}": v for n, v in HANDOVER.items() if n != "handed_at"}
    return sent | {"seen": str(row.turn), "f-handed_at": "2026-10-01T10:30"} | more


def test_it_shows_and_prints_each_of_the_twenty_in_both_languages(desk):
    page = desk.client.get("/formatos/").content.decode()
    for number, tool in current_edition().tools.items():
        assert tool.printed_title.es in page
        assert desk.client.get(f"/formatos/{number.lower()}/").status_code == 200
    for language, lang in (("es", "es-MX"), ("en", "en")):
        made = desk.client.get(f"/formatos/t18/hoja/?lengua={language}")
        assert made["Content-Type"] == "application/pdf" and lang in words(made)
        assert 'filename="formato-18.pdf"' in made["Content-Disposition"]
    assert Entry.objects.filter(what="form.printed", detail__tool="T18").count() == 2
    assert desk.client.get("/formatos/t21/").status_code == 404


def test_it_asks_only_what_the_case_does_not_know(desk, kept):
    row = begin(desk, kept)
    page = desk.get(kept, f"formatos/{row.id}/").content.decode()
    assert kept.folio in page and NAME not in page
    assert 'name="f-giver_name"' in page
    for known in ("name", "folio", "declared_age", "birth_date"):
        assert f'name="f-{known}"' not in page and f'name="f-{known}_day"' not in page


def test_it_keeps_what_was_typed_and_says_all_that_lacks(desk, kept):
    row = begin(desk, kept)
    page = desk.post(kept, f"formatos/{row.id}/", do="finish", seen="1", **{"f-voice": "Con su tía"})
    shown = page.content.decode()
    assert "Con su tía" in shown and shown.count("Falta para terminar") >= 6
    desk.post(kept, f"formatos/{row.id}/", do="save", seen="1", **{"f-voice": "Con su tía"})
    row.refresh_from_db()
    assert row.state == "draft" and access_forms.held_by(row)["answers"] == {"voice": "Con su tía"}


def test_it_warns_that_a_date_contradicts_the_age_and_finishes_all_the_same(desk, kept):
    cases.record_facts(actor=desk.actor, case=kept, facts={"person.age": 19}, at=timezone.now())
    row = begin(desk, kept)
    dated = {
        "f-document_birth_date_day": "2",
        "f-document_birth_date_month": "3",
        "f-document_birth_date_year": "2010",
    }
    desk.post(kept, f"formatos/{row.id}/", do="finish", **typed(row, **dated))
    row.refresh_from_db()
    assert row.state == "final"
    page = desk.get(kept, f"formatos/{row.id}/").content.decode()
    assert "Dos datos no coinciden" in page and "19" in page and "2010" in page
    assert access_forms.held_by(row)["answers"]["document_birth_date"] == "2010-03-02"


def test_it_shows_the_other_words_when_two_write_at_once(desk, kept):
    row = begin(desk, kept)
    desk.post(kept, f"formatos/{row.id}/", do="save", seen="1", **{"f-place": "El puente"})
    page = desk.post(kept, f"formatos/{row.id}/", do="save", seen="1", **{"f-place": "La garita"})
    shown = page.content.decode()
    assert "El puente" in shown and "La garita" in shown
    row.refresh_from_db()
    assert access_forms.held_by(row)["answers"]["place"] == "El puente"


def test_it_prints_the_name_only_when_it_is_opened_and_writes_that_down(desk, kept):
    row = begin(desk, kept)
    opened = Entry.objects.filter(what="identity.open").count()
    page = desk.get(kept, f"formatos/{row.id}/hoja/?como=pagina").content.decode()
    assert NAME not in page and Entry.objects.filter(what="identity.open").count() == opened
    page = desk.post(kept, f"formatos/{row.id}/hoja/", como="pagina").content.decode()
    assert NAME in page and Entry.objects.filter(what="identity.open").count() == opened + 1
    title = re.search(r"<title>(.*?)</title>", page)
    assert title and title[1] == "Formato de entrega" and not TELLING.search(title[1])


def test_it_adds_up_the_receipt_and_writes_it_in_words(desk, kept):
    row = begin(desk, kept, "T19")
    desk.post(
        kept,
        f"formatos/{row.id}/",
        do="finish",
        seen="1",
        **{
            "f-payer": "Inés",
            "f-currency": "usd",
            "f-how": "cash",
            "f-paid_at": "2026-10-20T09:15",
            "f-place": "Oficina",
            "f-lines-1-concept": "Pasaje",
            "f-lines-1-amount": "45.50",
            "f-lines-2-concept": "Comida",
            "f-lines-2-amount": "60",
        },
    )
    row.refresh_from_db()
    assert row.state == "final" and kept.acts.filter(name="travel_money_received").exists()
    page = desk.get(kept, f"formatos/{row.id}/hoja/?como=pagina&lengua=en").content.decode()
    assert "105.50 USD" in page and "one hundred five US dollars and 50/100" in page


def test_it_refuses_an_amount_that_is_none_beside_its_table(desk, kept):
    row = begin(desk, kept, "T19")
    page = desk.post(
        kept,
        f"formatos/{row.id}/",
        do="save",
        seen="1",
        **{"f-lines-1-concept": "Pasaje", "f-lines-1-amount": "cuarenta"},
    )
    assert "no es una cantidad" in page.content.decode() and "cuarenta" in page.content.decode()


@pytest.mark.parametrize("sex", ["woman", "man", "other"])
def test_it_offers_women_men_and_others_the_same_forms(desk, sex):
    case = desk.open(person__age=30)
    cases.record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    facts = {"person.sex": sex, "person.age_doubt": False}
    cases.record_facts(actor=desk.actor, case=case, facts=facts, at=timezone.now())
    page = desk.get(case, "formatos/").content.decode()
    found = re.findall(r'name="tool" value="(T\d+)"', page)
    assert found == ["T13", "T14", "T15", "T16", "T17", "T19"]


def test_it_makes_a_card_only_when_asked_and_keeps_no_word_of_it(desk):
    card = {"look": "services", "copies": "8", "lengua": "es", "name_1": "Palabra-Rara", "say_1": "555 0100"}
    assert "Por omisión no se da papel" in desk.client.post("/formatos/tarjeta/", card).content.decode()
    telling = desk.client.post("/formatos/tarjeta/", card | {"asked": "on", "say_1": "víctimas"})
    assert "puede delatar" in telling.content.decode()
    made = desk.client.post("/formatos/tarjeta/", card | {"asked": "on"})
    assert made["Content-Type"] == "application/pdf" and "horarios.pdf" in made["Content-Disposition"]
    assert "Trámites y horarios" in words(made)
    assert "Palabra-Rara" not in whole_database()


def test_a_card_prints_a_number_of_the_list_under_a_word_that_tells_nothing(desk):
    page = desk.client.get("/formatos/tarjeta/").content.decode()
    # What the line may pass on stands beside the number, before anybody chooses it.
    assert "comparte información con la policía" in page and "ninguna oficina lo ha confirmado" in page
    assert current_edition().contacts["otip-minors"].phone not in page  # not for her to ring
    given = {"asked": "on", "look": "phones", "copies": "1", "lengua": "es", "numbers": ["us-national-line"]}
    assert desk.client.post("/formatos/tarjeta/", given)["Content-Type"] == "application/pdf"
    form = CardForm(given)
    assert form.is_valid() and form.shown()["lines"] == [("Línea 24 h", "1-888-373-7888")]
    for one in current_edition().contacts.values():
        if one.card:
            assert not TELLING.search(f"{one.card.es} {one.card.en}")


def whole_database() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.parametrize("who", ["lucia", "ines", "aurora"])
def test_no_answer_of_the_self_care_sheet_leaves_the_browser(client, cast, who, caplog):
    client.force_login(getattr(cast, who).user)
    page = client.get("/formatos/personal/").content.decode()
    assert "Ya la hice" in page and "La dejo para otro momento" in page
    sheet = re.search(r"<main.*?</main>", page, re.S)[0]
    assert not re.search(r"<button[^>]* name=", sheet)  # both send the same: nobody can tell which
    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert len(boxes) == len(current_edition().tools["T20"].typed) >= 10
    assert not any(" name=" in box or " form=" in box or " value=" in box for box in boxes)
    for form in re.findall(r"<form.*?</form>", page, re.S):
        assert "checkbox" not in form
    # Whatever else a browser might send with the button is dropped on the floor.
    canaries = {"sleep": "CANARIO-1", "answers": "CANARIO-2", "score": "CANARIO-3"}
    with caplog.at_level(0):
        sent = client.post("/formatos/personal/?sleep=CANARIO-4", canaries)
    assert sent.status_code == 302 and sent["Location"] == "/formatos/personal/"
    assert "CANARIO" not in whole_database()
    assert "CANARIO" not in str(dict(client.session)) and "CANARIO" not in caplog.text
    entry = Entry.objects.filter(what="selfcare.complete").get()
    assert "CANARIO" not in str(entry.detail)


def test_it_keeps_a_yes_by_relay_with_codes_and_never_names(desk, kept):
    sent = {
        "contact": "yes",
        "language": "mix",
        "interpreter": "relay",
        "into": "eng",
        "way": "voice",
        "said_back": "partly",
        "interpreters": "I-07, I-12",
        "happened_at": "2026-10-01T10:00",
    }
    page = desk.post(kept, "permisos/", **sent).content.decode()
    assert "por qué lengua pasa" in page
    page = desk.post(
        kept, "permisos/", **sent | {"through": "spa", "interpreters": "María López"}
    ).content.decode()
    assert "Escriba claves, no nombres" in page
    again = sent | {"through": "spa", "said_back": "again"}
    assert "todavía no hay consentimiento" in desk.post(kept, "permisos/", **again).content.decode()
    assert desk.post(kept, "permisos/", **sent | {"through": "spa"}).status_code == 302
    row = begin(desk, kept, "T14")
    sheet = desk.get(kept, f"formatos/{row.id}/hoja/?como=pagina").content.decode()
    assert "Mixteco → Español → Inglés" in sheet and "I-07, I-12" in sheet and "en parte" in sheet


def test_a_draft_keeps_rows_for_a_pen_in_its_tables_and_a_finished_one_none(desk, kept):
    row = begin(desk, kept, "T17")
    sheet = f"formatos/{row.id}/hoja/?como=pagina"
    page = desk.get(kept, sheet).content.decode()
    assert "Cada trayecto" in page and page.count('<tr class="tall">') >= 5
    leg = {"from": "Houston", "to": "Laredo"}
    cases.save_form(actor=desk.actor, case=kept, form=row, values={"legs": [leg]}, seen=1)
    page = desk.get(kept, sheet).content.decode()
    assert "Laredo" in page and page.count('<tr class="tall">') >= 4
    row.refresh_from_db()
    row.state = "final"
    row.save(update_fields=["state"])
    assert '<tr class="tall">' not in desk.get(kept, sheet).content.decode()
