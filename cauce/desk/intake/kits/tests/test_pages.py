"""The pages of the sheets on paper: printed on a click, refused by their reason, entered with nothing
lost.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import uuid

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from cauce.cases.models import Case
from cauce.content.checks.tools import TELLING
from cauce.desk.cases.frame.parts import groups
from cauce.desk.intake.kits.words import SAYS
from cauce.intake.kits.actions import give, print_kits, use
from cauce.intake.kits.models import Kit, KitEntry, KitSheet
from cauce.intake.screenings.models import Sitting
from cauce.protocol.documents.paper import page
from cauce.rules.dates import zone
from cauce.staff.offices.models import Incident
from cauce.standards.kits import TEMPLATE, files_of, sheets_shown

pytestmark = pytest.mark.django_db


def signed_in(who) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def once() -> str:
    return str(uuid.uuid4())


def printed(cast, days=2, count=1):
    return print_kits(
        actor=cast.ines.actor,
        post=cast.houston,
        count=count,
        language="es",
        at=timezone.now() - dt.timedelta(days=days),
    )


def local(cast, ago: dt.timedelta) -> str:
    return f"{(timezone.now() - ago).astimezone(zone(cast.houston.time_zone)):%Y-%m-%dT%H:%M}"


def typed(cast, **changed):
    return {
        "once": once(),
        "danger": "no",
        "happened_at": local(cast, dt.timedelta(days=1)),
        "into": "new",
        "channel": "walk_in",
        "folio": "",
    } | changed


def test_kits_are_numbered_first_and_then_one_neutral_file_that_somebody_asks_for(cast):
    client = signed_in(cast.aurora)
    led = client.post("/hojas/lotes/", {"count": 1, "language": "es", "once": once()})
    assert "Descargar el PDF" in client.get(led.url).content.decode()
    made = list(Kit.objects.order_by("serial"))
    answer = client.get(f"{led.url}papel/")
    assert answer["Content-Disposition"] == 'attachment; filename="hojas.pdf"'
    paper = pikepdf.open(io.BytesIO(answer.content))
    assert str(paper.docinfo["/Title"]) == "Hojas" and len(paper.pages) >= 7
    give(actor=cast.ines.actor, kit=made[0], to="drawer", at=timezone.now())
    assert client.get(f"{led.url}papel/").status_code == 404  # a second paper with the same number


def test_twenty_kits_are_numbered_at_once_and_come_in_files_of_five(cast):
    client = signed_in(cast.aurora)
    led = client.post("/hojas/lotes/", {"count": 20, "language": "es", "once": once()})
    made = list(Kit.objects.order_by("serial"))
    assert len(made) == 20
    files = files_of(made)
    assert [one for some in files for one in some] == made and {len(some) for some in files} == {5}
    shown = client.get(led.url).content.decode()
    assert f"PDF del {made[15].number} al {made[19].number}" in shown
    give(actor=cast.ines.actor, kit=made[0], to="drawer", at=timezone.now())
    shown = client.get(led.url).content.decode()  # what is in the drawer stops its own file alone
    assert f"PDF del {made[0].number}" not in shown and f"PDF del {made[5].number}" in shown
    assert client.get(f"{led.url}papel/?parte=1").status_code == 404
    assert client.get(f"{led.url}papel/?parte=5").status_code == 404
    assert client.get(f"{led.url}papel/?parte=x").status_code == 404


def test_names_stand_on_the_sheet_apart_alone_and_no_head_tells_what_it_is_for(cast):
    kits = printed(cast, count=2)
    words = page(TEMPLATE, {"sheets": sheets_shown(kits)}, language="es", title="Hojas", medium="pdf")
    sheets = words.split('<section class="kit-sheet"')[1:]
    assert len(sheets) == 14
    for place, text in enumerate(sheets):
        own, other = kits[place // 7], kits[1 - place // 7]
        head = re.search(r'data-head="([^"]+)" data-foot="([^"]+)"', text)
        assert head[1] == f"{own.number} · hoja {place % 7 + 1} de 7" and own.number in head[2]
        assert other.number not in text and "Hora (de 0 a 24)" in text
        assert ("Nombres y apellidos" in text) == (place % 7 == 6)
        assert not TELLING.search(head[0] + re.search(r"<h1>(.*?)</h1>", text)[1])


def test_a_misread_number_stays_typed_and_the_page_says_what_is_wrong(cast):
    [kit] = printed(cast)
    wrong = kit.number.replace("00001", "00010")
    page = signed_in(cast.ines).post("/hojas/", {"number": wrong}).content.decode()
    assert "se leyó mal" in page and f'value="{wrong}"' in page
    led = signed_in(cast.ines).post("/hojas/", {"number": kit.number.lower()})
    assert led.url == f"/hojas/{kit.id}/captura/"
    assert signed_in(cast.aurora).get(led.url).status_code == 404  # who leads looks after paper alone


def test_an_hour_to_come_loses_nothing_typed_and_danger_is_said_first(cast):
    [kit] = printed(cast)
    client, wrong = signed_in(cast.ines), local(cast, -dt.timedelta(days=1))
    page = client.post(
        f"/hojas/{kit.id}/captura/", typed(cast, happened_at=wrong, danger="yes")
    ).content.decode()
    assert "todavía no llega" in page and wrong in page and "no espere a capturar" in page
    assert not Case.objects.exists()
    led = client.post(f"/hojas/{kit.id}/captura/", typed(cast, danger="yes"))
    case = Case.objects.get()
    assert case.danger and led.url == f"/casos/{case.id}/seguridad/"
    again = client.post("/hojas/", {"number": kit.number}, follow=True).content.decode()
    assert "Este juego ya se capturó" in again and f"/casos/{case.id}/" in again
    assert client.post(f"/hojas/{kit.id}/captura/", typed(cast)).url == f"/hojas/{kit.id}/"
    seen = signed_in(cast.aurora).get(f"/hojas/{kit.id}/").content.decode()
    assert "Este juego ya se capturó" in seen and str(case.id) not in seen
    assert KitEntry.objects.count() == 1


def test_weeks_later_sheet_by_sheet_and_the_case_says_that_it_was_paper(cast):
    [kit] = printed(cast, days=30)
    use(actor=cast.aurora.actor, kit=kit, at=timezone.now())
    client, ago = signed_in(cast.ines), dt.timedelta(days=21)
    page = client.post(
        f"/hojas/{kit.id}/captura/", typed(cast, happened_at=local(cast, ago)), follow=True
    ).content.decode()
    assert "Es de hace 21 días y se acepta completo" in page
    sheet = f"/hojas/{kit.id}/captura/talk/"
    bad = client.post(sheet, {"once": once(), "do": "done", "happened_at": "", "hurt_or_ill": "yes"})
    assert 'value="yes"' in bad.content.decode() and "checked" in bad.content.decode()
    red = client.post(
        sheet,
        {"once": once(), "do": "done", "happened_at": local(cast, ago), "expected_back": "yes"},
    )
    assert red.url == f"/casos/{Case.objects.get().id}/seguridad/"  # before the next sheet
    assert Sitting.objects.get().started_at < timezone.now() - dt.timedelta(days=20)
    client.post(f"/hojas/{kit.id}/captura/slip/", {"once": once(), "do": "blank"})
    assert KitSheet.objects.get(sheet="slip").happened_at is None
    again = client.get(sheet, follow=True).content.decode()
    assert "Esa hoja ya se capturó" in again
    case = Case.objects.get()
    for part in ("", "historia/"):
        assert "Tomado en papel, juego" in client.get(f"/casos/{case.id}/{part}").content.decode()


def test_a_missing_kit_is_an_incident_that_says_what_the_paper_may_tell(cast):
    [kit] = printed(cast)
    client = signed_in(cast.aurora)
    client.post(f"/hojas/{kit.id}/", {"do": "lose", "once": once()})
    lose_again = client.post(f"/hojas/{kit.id}/", {"do": "lose", "once": once()}, follow=True)
    assert "ya dijo otra cosa" in lose_again.content.decode()
    incident = Incident.objects.get()
    assert kit.number in client.get("/telefonos/incidentes/").content.decode()
    page = client.get(f"/telefonos/incidentes/{incident.id}/").content.decode()
    assert "Faltan hojas de papel" in page and kit.number in page and "Apareció el papel" in page


def test_a_lost_kit_that_turns_up_blank_is_put_away_and_waits_for_nothing(cast):
    kit = printed(cast)[0]
    client = signed_in(cast.aurora)
    client.post(f"/hojas/{kit.id}/", {"do": "lose", "once": once()})
    shown = client.get(f"/hojas/{kit.id}/").content.decode()
    assert "Si apareció en blanco" in shown and "Si apareció con algo escrito" in shown
    client.post(f"/hojas/{kit.id}/", {"do": "spoil", "once": once()})
    kit.refresh_from_db()
    assert kit.state == "spoiled"
    assert Incident.objects.get().closed_at is None  # it is closed by whoever says how it ended


def test_a_sheet_says_where_it_is_copied_by_the_name_that_the_menu_of_the_case_has():
    named = {(page.label.es, page.label.en) for _, pages in groups() for page in pages}
    for text in SAYS.values():
        if said := re.search(r"«([^»]+)» del caso", text.es):
            english = re.search(r"“([^”]+)” of the case", text.en)
            assert (said[1], english[1]) in named, said[1]


def test_what_a_page_says_after_a_form_is_in_the_language_of_its_reader(cast):
    kit = printed(cast)[0]
    client = signed_in(cast.aurora)
    client.post("/idioma/", {"language": "en", "next": "/hojas/"})
    sent = {"do": "give", "to": "drawer", "once": once()}
    shown = client.post(f"/hojas/{kit.id}/", sent, follow=True).content.decode()
    assert "Where it is kept" in shown and "Noted." in shown and "Anotado." not in shown
