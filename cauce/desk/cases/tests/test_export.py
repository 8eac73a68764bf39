"""One case leaves as HTCDS, without identity, for who may; every page of the second half is closed
to everybody else."""

from __future__ import annotations

import csv
import io
import re
import time
import uuid

import pytest
import pyzipper
from django.utils import timezone

from cauce.cases.actions import record_consent
from cauce.custody.journal.models import Entry
from cauce.staff.exports.models import Export

PARTS = (
    "preguntas",
    "entrevista",
    "entrevista/relato",
    "lectura",
    "lectura/revisar",
    "riesgo",
    "plan",
    "canalizar",
    "salida",
)


@pytest.fixture
def case(desk):
    made = desk.open(person__age=31)
    record_consent(actor=desk.actor, case=made, purpose="keeping", given=True, at=timezone.now())
    desk.client.force_login(desk.cast.mateo.user)
    return made


WHY = {"reason": "coordination", "why": "Para coordinar (ejemplo)."}


def prove(desk):
    session = desk.client.session
    session["proved_at"] = int(time.time())
    session.save()


def leave(desk, case, **given):
    prove(desk)
    return desk.post(case, "salida/", **(WHY | {"form": "csv"} | given))


def phrase(page) -> str:
    return re.search(r"passphrase[^>]*>([a-z0-9-]+)<", page.content.decode())[1]


def test_it_gives_a_row_under_a_name_that_says_nothing(desk, case):
    for form in ("csv", "xlsx"):
        made = leave(desk, case, form=form)
        file = Export.objects.latest("made_at")
        answer = desk.client.post(f"/archivos/{file.id}/descarga/")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="registro.zip"'
        with pyzipper.AESZipFile(io.BytesIO(answer.content)) as held:
            held.setpassword(phrase(made).encode())
            body = held.read(f"registro.{form}")
        if form == "csv":
            rows = list(csv.reader(io.StringIO(body.decode())))
            assert len(rows) == 2 and len(rows[0]) == len(rows[1])
            assert "Mateo Villegas" in rows[1][-1] and rows[0][-1] == "mark"
    assert Entry.objects.filter(what="case.export", about_id=str(case.id)).exists()


def test_the_second_time_it_is_gone(desk, case):
    leave(desk, case)
    address = f"/archivos/{Export.objects.get().id}/descarga/"
    assert desk.client.post(address).status_code == 200
    again = desk.client.post(address)
    assert again.status_code == 410 and "attachment" not in str(again.headers)


def test_the_passphrase_is_shown_once_and_stands_on_no_other_page(desk, case):
    once = str(uuid.uuid4())
    said = phrase(leave(desk, case, once=once))
    file = Export.objects.get()
    for address in ("/archivos/", f"/archivos/{file.id}/", f"/archivos/{file.id}/descarga/"):
        assert said not in desk.client.get(address).content.decode()
    again = leave(desk, case, once=once)
    assert again.status_code == 302 and said not in again.content.decode()
    assert said not in str(dict(desk.client.session)) and Export.objects.count() == 1


def test_it_asks_for_a_new_proof_first(desk, case):
    asked = desk.post(case, "salida/", form="csv", **WHY)
    assert asked.status_code == 403 and 'href="/comprobar/?next=' in asked.content.decode()
    assert not Export.objects.exists()
    leave(desk, case)
    session = desk.client.session
    session["proved_at"] = 0
    session.save()
    asked = desk.client.post(f"/archivos/{Export.objects.get().id}/descarga/")
    assert asked.status_code == 302 and Export.objects.get().state == "waiting"


def test_without_a_reason_it_keeps_what_was_typed(desk, case):
    page = leave(desk, case, reason="", why="Para coordinar").content.decode()
    assert "Para coordinar" in page and not Export.objects.exists()


def test_the_auditor_reads_who_when_why_and_the_hash(desk, case):
    leave(desk, case)
    desk.client.force_login(desk.cast.elena.user)
    page = desk.client.get("/archivos/salidas/").content.decode()
    for said in ("Mateo Villegas", "Para coordinar (ejemplo).", Export.objects.get().digest):
        assert said in page


def test_it_says_what_the_format_cannot_hold(desk, case):
    assert "Lo que el formato no puede decir" in desk.get(case, "salida/?formato=ver").content.decode()


def test_it_exports_nothing_that_may_not_be_kept(desk):
    case = desk.open()
    desk.client.force_login(desk.cast.mateo.user)
    assert "no se exporta" in desk.get(case, "salida/").content.decode()
    leave(desk, case)
    assert not Export.objects.exists()


def test_it_is_for_the_consul_and_not_for_the_officer(desk, case):
    desk.client.force_login(desk.cast.ines.user)
    for query in ("", "?formato=ver"):
        assert desk.get(case, f"salida/{query}").status_code == 404


def test_it_opens_no_page_of_a_case_to_another_role_or_post(desk, case):
    cast = desk.cast
    others = (cast.tomas, cast.lucia, cast.aurora, cast.sofia, cast.raul, cast.elena, cast.bruno, cast.clara)
    for member in others:
        desk.client.force_login(member.user)
        for part in PARTS:
            assert desk.get(case, f"{part}/").status_code == 404, (member, part)


def test_it_asks_the_database_few_questions(desk, case):
    for query in ("", "?formato=ver"):
        assert len(desk.queries(f"/casos/{case.id}/salida/{query}")) <= 15
