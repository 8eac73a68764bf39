"""The pages of earlier cases: read, asked, tried, brought, taken out to be corrected, taken back."""

from __future__ import annotations

import csv
import io
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cauce.cases.actions import open_case
from cauce.cases.models import BroughtFile, Case
from cauce.content.model import both
from cauce.desk.standards.legacy_import.views_refused import refused_rows
from cauce.protocol.editions.access import current_edition
from cauce.staff.exports.models import Export
from cauce.standards import legacy_import
from cauce.standards.legacy_import.judging import Refusal
from tests.uglysheet import ANSWERS, HEADS, TOLD, ugly

pytestmark = pytest.mark.django_db


TOLD_TWICE = both("Repetido.", "Twice.")
WORDS = {"o4": "dmy", "w6_0": "open", "w6_1": "closed", "w8_0": "high", "w8_1": "low", "w8_2": "medium"}


def at(client, member):
    client.force_login(member.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    return client


def send(client, body: bytes, name: str = "casos.xlsx"):
    return client.post(reverse("legacy_import:home"), {"file": SimpleUploadedFile(name, body)})


def answered(**more: str) -> dict[str, str]:
    """The form of the columns as a person fills it in."""
    given = {f"c{place}": ANSWERS["columns"][head] for place, head in enumerate(HEADS)}
    return {**given, **more}


def test_an_ugly_spreadsheet_from_the_file_to_its_cases_and_back(cast, client):
    at(client, cast.mateo)
    send(client, ugly())
    file = BroughtFile.objects.get(post="HOU")
    page = client.get(reverse("legacy_import:one", args=[file.id])).content.decode()
    assert "obs.: qué es" in page and "en qué orden van día y mes" in page and "Traer" not in page
    columns = reverse("legacy_import:columns", args=[file.id])
    page = client.get(columns).content.decode()
    assert "se guarda como nota con clave" in page and "Pueden ser dos días distintos: 1." in page
    assert TOLD not in page and "Rosa" not in page
    # Something missing: what was chosen stays, and the page says what is open.
    page = client.post(columns, answered(c10="")).content.decode()
    assert "Falta. Complételo para seguir." in page and 'value="risk.level" selected' in page
    # The words of a column are shown once it was said what they are.
    client.post(columns, answered(**WORDS))
    page = client.get(reverse("legacy_import:one", args=[file.id])).content.decode()
    assert "Traer 4 casos" in page and "E7:E8" in page and "dos personas" in page
    assert "Rosa" not in page and TOLD not in page
    assert not Case.objects.filter(post="HOU").exists(), "a trial makes nothing"
    one = reverse("legacy_import:one", args=[file.id])
    page = client.post(one, {"do": "bring"}, follow=True).content.decode()
    assert "todos los renglones tienen cuenta" in page
    assert Case.objects.filter(post="HOU").count() == 4
    # What the officer who opens one sees: where it comes from, and that nothing is agreed to yet.
    rosa = Case.objects.get(post="HOU", brought__line=4)
    shown = at(client, cast.ines).get(reverse("protection:case", args=[rosa.id])).content.decode()
    assert "con el número H-1001" in shown and "no se comparte nada hasta preguntar" in shown
    at(client, cast.mateo)
    # Sent again, and the same file again: nothing is doubled.
    client.post(one, {"do": "bring"})
    send(client, ugly())
    assert Case.objects.filter(post="HOU").count() == 4 and BroughtFile.objects.count() == 1
    assert "Marque para confirmar" in client.post(one, {"do": "undo"}, follow=True).content.decode()
    page = client.post(one, {"do": "undo", "sure": "yes"}, follow=True).content.decode()
    assert "Deshecho: 4 casos" in page and not Case.objects.filter(post="HOU").exists()
    client.post(one, {"do": "drop", "sure": "yes"})
    assert BroughtFile.objects.get(id=file.id).state == "dropped"
    assert client.get(one).status_code == 404


def test_a_folio_that_belongs_to_another_case_is_refused_with_its_line_and_the_cure(cast, client):
    other = open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now())
    at(client, cast.mateo)
    send(client, f"Folio,obs.\n{other.folio.lower()},Algo\nH-2,Otra cosa".encode(), "casos.csv")
    file = BroughtFile.objects.get(post="HOU")
    client.post(reverse("legacy_import:columns", args=[file.id]), {"c0": "number", "c1": "note"})
    one = reverse("legacy_import:one", args=[file.id])
    page = client.get(one).content.decode()
    assert "es el folio de otro caso" in page and "siga en ese caso" in page and "2 · A" in page
    assert "Traer 1 caso<" in page
    page = client.post(one, {"do": "bring"}, follow=True).content.decode()
    assert Case.objects.filter(post="HOU", imported=True).count() == 1
    assert "sin responsable" in page, "it says where to find what was brought"


def test_the_refused_rows_leave_as_they_came_and_corrected_they_come_again(cast, client):
    at(client, cast.mateo)
    send(client, ugly())
    file = BroughtFile.objects.get(post="HOU")
    client.post(reverse("legacy_import:columns", args=[file.id]), answered(**WORDS))
    client.post(reverse("legacy_import:one", args=[file.id]), {"do": "bring"})
    file.refresh_from_db()
    judged = legacy_import.judge(cast.mateo.actor, file)
    content = refused_rows(file, judged, 1, "es")
    lines = content.body.decode("utf-8-sig").splitlines()
    assert content.rows == 5 and lines[0].endswith("Renglón de antes,Qué corregir")
    assert any("Ana y Luis" in line and "Un renglón por persona" in line for line in lines)
    assert "formula" not in content.body.decode() and TOLD not in content.body.decode()
    fixed = content.body.decode("utf-8-sig").replace("Ana y Luis", "Ana")
    table = legacy_import.read_table(fixed.encode())
    edition = current_edition()
    again = legacy_import.suggested(edition, table, legacy_import.read_answers(edition, ANSWERS))
    assert again.columns["Renglón de antes"] == again.columns["Qué corregir"] == "skip"
    # It leaves by the one door: why, and a passphrase shown once.
    leave = reverse("legacy_import:leave", args=[file.id])
    page = client.post(leave, {"reason": "coordination", "why": "Corregir los renglones."})
    assert page.status_code == 200 and Export.objects.get().rows == 5
    assert at(client, cast.aurora).get(leave).status_code == 404, "only whoever brought it"


def test_nobody_else_opens_it_and_a_bad_file_says_what_to_do(cast, client):
    for who in (cast.ines, cast.lucia, cast.tomas, cast.sofia):
        assert at(client, who).get(reverse("legacy_import:home")).status_code == 404
    page = send(at(client, cast.aurora), b"\xd0\xcf\x11\xe0" + b"0" * 600).content.decode()
    assert "tiene contraseña" in page and "guárdelo como .xlsx" in page
    assert not BroughtFile.objects.exists()


def test_a_heading_that_would_run_in_a_spreadsheet_leaves_as_text(cast):
    head = "@SUM(1+1)*cmd|' /C calc'!A0"
    table = legacy_import.read_table(f"Folio,{head}\n1,+2+3\n".encode())
    why = Refusal(2, "", "", TOLD_TWICE, TOLD_TWICE)
    judged = legacy_import.Judged(table, legacy_import.Answers(), (), (), ((why,),))
    rows = list(csv.reader(io.StringIO(refused_rows(None, judged, 1, "es").body.decode("utf-8-sig"))))
    assert rows[0][1] == f"'{head}" and rows[1][1] == "'+2+3"
    assert legacy_import.read_table(",".join(rows[0][:2]).encode() + b"\n1,x\n").heads[1] == head
